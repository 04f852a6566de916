#include "compiler/rules/rules_shared.h"

#define GOAL(name, title, owner, with, metric, keep, more)                                         \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       " owner "\n"                                                               \
	"  with:        " with "\n"                                                                \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics." metric "\n"                                                  \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    " keep "\n" more "}\n"

#define HEADLINE "  headline:    true\n"

#define GOALS(last)                                                                                \
	GOAL("orders", "Book 20k USD a month", "mona", "lee", "bookings", "20,000 USD", HEADLINE)  \
	"\n" GOAL("registered", "Register 6 deals a month", "lee", "mona", "registered_deals",     \
		"6 deals", HEADLINE) "\n" GOAL("won", "Win 2 deals a month", "mona", "lee",        \
		"deals_won", "2 deals", HEADLINE) "\n" GOAL("services",                            \
		"Earn 8k USD a month with services", "lee", "mona", "services_revenue",            \
		"8,000 USD", HEADLINE) "\n" GOAL("margin", "Earn 4k USD of margin a month",        \
		"mona", "lee", "resale_margin", "4,000 USD",                                       \
		HEADLINE) "\n" GOAL("sellers_at_work", "Keep 6 sellers at work", "lee", "mona",    \
		"selling_people", "6 people", last)

static const struct rule_setting settings[] = {
	{"plan.too_many_headlines", 5, UNIT_NONE, "most headline goals"},
	{"plan.too_many_headlines.metrics", 12, UNIT_NONE, "most metrics that goals stand on"},
	{0}};

enum { LABELS_MAX = 4 };

static bool stands_alone(const struct goal_block *goal)
{
	return !goal->part_of.node && !goal->stretch_of.node;
}

static void label_rest(struct rule_check *check, struct finding *finding, int64_t most)
{
	const struct plan *plan = check->plan;
	int64_t n = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!stands_alone(goal) || goal->headline != FLAG_TRUE)
			continue;
		if (++n > most && n <= most + LABELS_MAX)
			finding_label(check->sink, finding,
				block_field_span(&goal->block, "headline"), "number %lld",
				(long long)n);
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	int64_t most = rule_setting(check, "plan.too_many_headlines", NULL);
	int64_t most_metrics = rule_setting(check, "plan.too_many_headlines.metrics", NULL);
	uint32_t headlines = 0;
	struct map metrics = {0};
	struct out what = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!stands_alone(goal))
			continue;
		headlines += goal->headline == FLAG_TRUE;
		if (goal->metric.block)
			map_put(&metrics, rules_key(goal->metric.block), NULL);
	}
	if (headlines > most)
		out_printf(&what, "%u headline goals", headlines);
	if (metrics.n > most_metrics)
		out_printf(&what, "%sgoals on %u metrics", what.len ? " and " : "", metrics.n);
	if (what.len) {
		struct finding *finding =
			rule_report(check, frame, block_span(frame), "%.*s has %.*s",
				STR_ARGS(block_called(plan, frame)), STR_ARGS(out_view(&what)));
		if (headlines > most)
			label_rest(check, finding, most);
		finding_help(check->sink, finding,
			"keep at most %lld headlines and %lld metrics: what only helps to reach "
			"another goal is `part_of` it",
			(long long)most, (long long)most_metrics);
	}
	out_free(&what);
	map_free(&metrics);
}

const struct rule rule_plan_too_many_headlines = {
	.info = {.name = "plan.too_many_headlines",
		.summary = "Too many goals are headlines, or goals stand on too many metrics",
		.explanation =
			"Nobody remembers seven most important things, so each side picks its "
			"own. A plan has at most 5 headline goals, and its goals stand on at most "
			"12 metrics: somebody has to read and explain every one of them. What "
			"only helps to reach another goal is a part of it (`part_of`) and does "
			"not count, and neither do stretch goals.",
		.bad = GOALS(HEADLINE),
		.good = GOALS(""),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_INFO}},
	.settings = settings,
	.check = check_plan,
};
