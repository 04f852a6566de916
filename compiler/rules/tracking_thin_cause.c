#include "compiler/rules/rules_shared.h"

#define CAUSE(why)                                                                                 \
	"root_cause calls_late \"First calls two days late\" {\n"                                  \
	"  of:      roll_out.first_calls\n"                                                        \
	"  opened:  2026-02-05\n"                                                                  \
	"  owner:   dana\n"                                                                        \
	"  problem: \"Due 2026-02-03; done on 2026-02-05.\"\n"                                     \
	"  why:     " why "\n"                                                                     \
	"  escaped: \"Nobody counted the calls.\"\n"                                               \
	"  verify:  \"Twenty calls in each of two weeks\"\n"                                       \
	"\n"                                                                                       \
	"  action list \"Write the numbers beside the names\" { owner: lee  due: 2026-02-13 }\n"   \
	"}\n"

static const struct rule_setting settings[] = {
	{"tracking.thin_cause", 2, UNIT_NONE, "fewest steps of `why`"},
	{"tracking.thin_cause.within", 5, UNIT_NONE,
		"business days from `opened` in which a root cause may be incomplete"},
	{0}};

static bool has_action(const struct block *block)
{
	for (const struct block *at = block->first_child; at; at = at->next_sibling)
		if (at->kind == KIND_action)
			return true;
	return false;
}

/* It takes some days to find out; without a day to judge by nobody knows how many have passed. */
static bool is_young(const struct rule_check *check, const struct root_cause_block *cause)
{
	const struct calendar *calendars[] = {&check->plan->calendar};
	if (!check->tracked || !cause->opened)
		return false;
	date_t until = calendar_add_workdays(calendars, 1, cause->opened,
		rule_setting(check, "tracking.thin_cause.within", NULL));
	return check->tracked->as_of <= until;
}

static void lacks(struct out *out, const char *what)
{
	out_printf(out, "%s%s", out->len ? ", " : "", what);
}

static void check_cause(struct rule_check *check, const struct root_cause_block *cause)
{
	const struct block *block = &cause->block;
	int64_t steps = rule_setting(check, "tracking.thin_cause", NULL);
	struct out missing = {0}, code = {0};
	bool is_short = cause->why.n < steps;
	if (is_short)
		lacks(&missing, "a longer chain in `why`");
	if (!block_has(block, "escaped")) {
		lacks(&missing, "`escaped`");
		out_text(&code, "escaped: \"TODO\"\n");
	}
	if (!has_action(block))
		lacks(&missing, "an `action`");
	if (!block_has(block, "verify")) {
		lacks(&missing, "`verify`");
		out_text(&code, "verify: \"TODO\"\n");
	}
	if (!has_action(block))
		out_text(&code, "\naction NAME \"TODO\" { owner: TODO  due: TODO }\n");
	if (missing.len) {
		struct finding *finding = rule_report(check, block,
			is_short ? block_field_span(block, "why") : block_span(block),
			"%.*s lacks %.*s", STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(out_view(&missing)));
		if (is_short)
			finding_help(check->sink, finding,
				"ask why once more: at least %lld steps, down to what can be "
				"changed",
				(long long)steps);
		if (code.len) {
			finding_help(check->sink, finding, "add:");
			finding_code(
				check->sink, finding, "%.*s", STR_ARGS(str_trim(out_view(&code))));
		}
	}
	out_free(&missing);
	out_free(&code);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(check->plan, i);
		if (rules_is_whole(&cause->block) && block_has(&cause->block, "why") &&
			rules_has_all(check, &cause->block, "why", cause->why.n) &&
			!is_young(check, cause))
			check_cause(check, cause);
	}
}

const struct rule rule_tracking_thin_cause = {
	.info = {.name = "tracking.thin_cause",
		.summary = "A root cause stops before anything can be changed",
		.explanation = "\"It took longer\" is the problem in other words. A root cause "
			       "asks why at "
			       "least twice, says why it was not seen earlier (`escaped`), holds "
			       "an `action` "
			       "against the last why, and what will show that it worked "
			       "(`verify`). In its "
			       "first 5 business days it may be incomplete.",
		.bad = CAUSE("[\"The numbers were missing\"]"),
		.good = CAUSE(
			"[\"The numbers were missing\", \"The list had no column for them\"]"),
		.levels = {LEVEL_INFO, LEVEL_ERROR, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
