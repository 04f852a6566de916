#include "compiler/rules/rules_shared.h"

#define RISK(pad, contingency)                                                                     \
	"risk key_seller \"The key seller leaves\" {\n"                                            \
	"  owner:" pad "      ana\n"                                                               \
	"  likelihood:" pad " 3\n"                                                                 \
	"  impact:" pad "     4\n"                                                                 \
	"  response:" pad "   mitigate\n"                                                          \
	"  event:" pad "      \"Notice given\" with dana\n" contingency "  affects:" pad           \
	"    [sourced]\n"                                                                          \
	"}\n"

#define OVERLAY                                                                                    \
	"\n"                                                                                       \
	"contingency overlay \"Overlay seller for 60 days\" {\n"                                   \
	"  owner: priya\n"                                                                         \
	"\n"                                                                                       \
	"  action assign \"Assign the overlay seller\" { owner: priya  due: 2026-06-30 }\n"        \
	"}\n"

static const struct rule_setting settings[] = {
	{"risk.no_contingency", 12, UNIT_NONE,
		"likelihood times impact from which a contingency is asked for"},
	{0}};

static bool has_action(const struct block *contingency)
{
	for (const struct block *at = contingency->first_child; at; at = at->next_sibling)
		if (at->kind == KIND_action)
			return true;
	return false;
}

static void report(
	struct rule_check *check, const struct risk_block *risk, const struct block *contingency)
{
	const struct block *block = &risk->block;
	struct str called = block_called(check->plan, block);
	int weight = risk->likelihood * risk->impact;
	struct finding *finding;
	if (contingency)
		finding = rule_report(check, block, block_field_span(block, "contingency"),
			"the contingency of %.*s, which weighs %d, has no action", STR_ARGS(called),
			weight);
	else
		finding = rule_report(check, block, block_span(block),
			"%.*s weighs %d and has no contingency", STR_ARGS(called), weight);
	finding_label(check->sink, finding, block_field_span(block, "likelihood"), "likelihood");
	finding_label(check->sink, finding, block_field_span(block, "impact"), "impact");
	if (!contingency) {
		finding_help(check->sink, finding, "say what is done when it happens:");
		finding_code(check->sink, finding, "contingency: TODO");
		return;
	}
	finding_label(check->sink, finding, block_span(contingency), "says what, not who by when");
	finding_help(check->sink, finding, "add its first step, with an owner and a day:");
	finding_code(check->sink, finding, "action NAME \"TODO\" { owner: TODO  due: TODO }");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		const struct block *contingency = risk->contingency.block;
		bool accepted =
			risk->response == response_accept && block_has(&risk->block, "about");
		if (risk->likelihood * risk->impact <
				rule_setting(check, "risk.no_contingency", NULL) ||
			accepted || block_has(&risk->block, "closed") ||
			!rules_is_whole(&risk->block))
			continue;
		if (contingency ? !contingency->broken && !has_action(contingency)
				: !block_has(&risk->block, "contingency"))
			report(check, risk, contingency);
	}
}

const struct rule rule_risk_no_contingency = {
	.info = {.name = "risk.no_contingency",
		.summary = "A heavy risk has no contingency, or one without an action",
		.explanation =
			"When something likely and harmful happens, there is no time to think "
			"about "
			"what to do. Likelihood times impact is the weight of a risk. From 12 on "
			"the "
			"plan holds a `contingency` with at least one `action`: what is done, by "
			"whom. Who decides to live with the risk writes `response: accept` and the "
			"reason in `about`.",
		.bad = RISK("", ""),
		.good = RISK(" ", "  contingency: overlay\n") OVERLAY,
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
