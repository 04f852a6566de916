#include "compiler/plan/peers.h"
#include "compiler/rules/rules_shared.h"

#define PLANS(period)                                                                              \
	"# In 2026.pbp:\n"                                                                         \
	"plan retail_2026 \"Acme x Brightline 2026\" {\n"                                          \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  status:   active\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"# In 2027.pbp, of the same project:\n"                                                    \
	"plan retail_2027 \"Acme x Brightline 2027\" {\n"                                          \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   " period "\n"                                                                 \
	"  currency: USD\n"                                                                        \
	"  status:   active\n"                                                                     \
	"}\n"

static void report(struct rule_check *check, const struct peer *earlier)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct date_range overlap =
		rules_overlap((struct date_range){plan->first, plan->last}, earlier->days);
	struct finding *finding = rule_report(check, frame, block_field_span(frame, "period"),
		"%.*s and %.*s are both active %.*s", STR_ARGS(block_called(plan, frame)),
		STR_ARGS(earlier->called), STR_ARGS(rules_range(check, overlap)));
	finding_label(check->sink, finding, earlier->period, "between the same parties");
	finding_help(check->sink, finding,
		"close one of them (`status: closed`), end it earlier, or give their goals scopes "
		"that do not meet");
}

/* The later one in the order of paths reports. */
static void check_plan(struct rule_check *check)
{
	const struct peer *earlier[PEERS_FOUND_MAX];
	uint32_t n = peers_before(check->plan, earlier);
	for (uint32_t i = 0; i < n; i++)
		report(check, earlier[i]);
}

const struct rule rule_plan_two_active = {
	.info = {.name = "plan.two_active",
		.summary = "Two active plans of the same parties overlap",
		.explanation =
			"When two plans of the same companies are active at once, each side "
			"quotes the one that suits it. Close the one that has ended, or end it on "
			"the day before the other begins. Two plans side by side are fine if the "
			"scopes of their goals do not meet, such as one per segment.",
		.bad = PLANS("2026-10-01 .. 2027-12-31"),
		.good = PLANS("2027-01-01 .. 2027-12-31"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.example_needs_files = true},
	.check = check_plan,
};
