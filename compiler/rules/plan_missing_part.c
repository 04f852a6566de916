#include "compiler/rules/parties_shared.h"

#define PLAN(vision)                                                                               \
	"# without: plan joint\n"                                                                  \
	"\n"                                                                                       \
	"plan joint \"Acme x Brightline 2026\" {\n"                                                \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n" vision "  sponsors: [omar, ana]\n"                                     \
	"  channels: [\"Acme CRM, partner view\"]\n"                                               \
	"}\n"

struct missing {
	struct out names; /* "`vision`, `channels` and a segment, product or region" */
	struct out code;
	uint32_t n;
};

static void add_missing(struct missing *missing, const char *name)
{
	missing->n++;
	out_printf(&missing->names, "%s%s", missing->n == 1 ? "" : ", ", name);
}

static void add_field(struct rule_check *check, struct missing *missing, const char *field,
	const char *name, const char *code)
{
	if (block_has(&check->plan->frame->block, field))
		return;
	add_missing(missing, name);
	out_printf(&missing->code, "%s%s", missing->code.len ? "\n" : "", code);
}

static bool has_fact(const struct plan *plan, const struct party_block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_fact].n; i++)
		if (plan_fact(plan, i)->of.block == &party->block)
			return true;
	return false;
}

/* What a strategic plan holds besides. */
static void find_strategic(struct rule_check *check, struct missing *missing)
{
	const struct plan *plan = check->plan;
	add_field(check, missing, "engagement", "`engagement`", "engagement: \"TODO\"");
	add_field(check, missing, "sponsors", "`sponsors`", "sponsors: [TODO]");
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *party = parties_at(plan, i);
		if (!party || has_fact(plan, party))
			continue;
		struct str name = rules_name(check, &party->block);
		struct str text = str_format(&check->sink->arena, "a fact of %.*s", STR_ARGS(name));
		add_missing(missing, text.ptr);
		out_printf(&missing->code,
			"%sfact %.*s_fact \"TODO\" {\n  value:  TODO\n"
			"  source: \"TODO\"\n  of:     %.*s\n}",
			missing->code.len ? "\n" : "", STR_ARGS(name), STR_ARGS(name));
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct missing missing = {0};
	if (plan->is_broken || !rules_is_whole(frame))
		return;
	add_field(check, &missing, "vision", "`vision`", "vision: \"TODO\"");
	add_field(check, &missing, "channels", "`channels`", "channels: [\"TODO\"]");
	if (!plan->of_kind[KIND_segment].n && !plan->of_kind[KIND_product].n &&
		!plan->of_kind[KIND_region].n) {
		add_missing(&missing, "a segment, product or region");
		out_printf(&missing.code, "%ssegment customers \"TODO\" {}",
			missing.code.len ? "\n" : "");
	}
	if (plan->profile == PROFILE_STRATEGIC)
		find_strategic(check, &missing);
	if (missing.n) {
		struct finding *finding = rule_report(check, frame, block_span(frame),
			"%.*s lacks %.*s", STR_ARGS(block_called(plan, frame)),
			STR_ARGS(out_view(&missing.names)));
		finding_help(check->sink, finding,
			"add what is missing, fields in the `plan` block and blocks beside it:");
		finding_code(check->sink, finding, "%.*s", STR_ARGS(out_view(&missing.code)));
	}
	out_free(&missing.names);
	out_free(&missing.code);
}

const struct rule rule_plan_missing_part = {
	.info = {.name = "plan.missing_part",
		.summary = "A part that the profile asks for is missing",
		.explanation =
			"A plan is read by people who were not in the room. They need to know "
			"what both want to have become (`vision`), where the sides share what "
			"they know (`channels`) and whom or what it is about: a segment, product "
			"or region. A strategic plan also says how the sides work together "
			"(`engagement`), who stands behind it (`sponsors`), and from which facts "
			"about each party it starts.",
		.bad = PLAN(""),
		.good = PLAN("  vision:   \"The first call for backup in mid-market retail.\"\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
