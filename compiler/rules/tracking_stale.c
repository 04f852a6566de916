#include "compiler/rules/readings_shared.h"
#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"goal returns \"Keep returned goods at 2% or below\" {\n"                                  \
	"  owner:     dana\n"                                                                      \
	"  with:      mona\n"                                                                      \
	"  objective: land_retail\n"                                                               \
	"  metric:    return_rate\n"                                                               \
	"  scope:     all\n"                                                                       \
	"  at_most:   2%\n"                                                                        \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"metric return_rate \"Returned goods\" {\n"                                                \
	"  means:          \"Of the units delivered in the last 30 days, the share that came "     \
	"back.\"\n"                                                                                \
	"  unit:           percent\n"                                                              \
	"  kind:           level\n"                                                                \
	"  better:         less\n"                                                                 \
	"  owner:          dana\n"                                                                 \
	"  source:         \"Brightline stock system, shared report\"\n"                           \
	"  refresh:        1 week\n"                                                               \
	"  minimum_sample: 20\n"                                                                   \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings returns {\n" middle "}\n"

static struct span refresh_span(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (block_has(&goal->block, "refresh") || !metric || !block_has(&metric->block, "refresh"))
		return block_field_span(&goal->block, "refresh");
	return block_field_span(&metric->block, "refresh");
}

/* The block whose rows or feed a goal is read from. */
static const struct block *read_from(const struct rule_check *check, const struct all_readings *all,
	const struct goal_block *goal)
{
	const struct target_readings *target = readings_for_goal(all, goal);
	const struct tracked_goal *tracked = tracked_goal_of(check->tracked, goal);
	if (target)
		return target->of;
	if (tracked && tracked->source.feed)
		return tracked->source.feed->into.block;
	return goal->scope.all || !goal->scope.n ? goal->metric.block : &goal->block;
}

static void propose(struct rule_check *check, struct finding *finding,
	const struct tracked_goal *goal, const struct block *from)
{
	const struct feed_block *feed = goal->source.feed;
	if (feed) {
		finding_label(check->sink, finding, block_span(&feed->block),
			"it is filled by this feed");
		finding_help(check->sink, finding,
			"export the file again; if nothing has happened since, say so with "
			"`complete_to`");
		return;
	}
	finding_help(check->sink, finding, "enter the figure of a day or of a period:");
	if (from && from->name)
		finding_code(check->sink, finding, "readings %.*s {\n  %s: TODO\n}",
			STR_ARGS(block_path(check->plan, from)),
			date_text(check->tracked->as_of).text);
}

static void report(
	struct rule_check *check, const struct tracked_goal *goal, const struct block *from)
{
	const struct block *block = &goal->goal->block;
	const struct goal_figures *figures = &goal->figures;
	struct str called = block_called(check->plan, block);
	struct finding *finding;
	if (figures->has_reading)
		finding = rule_report(check, block, block_span(block),
			"%.*s was last read on %s and is unknown since %s", STR_ARGS(called),
			date_text(figures->reading_date).text,
			date_text(date_add(figures->fresh_through, 1)).text);
	else
		finding = rule_report(check, block, block_span(block),
			"%.*s has no reading; the first was due on %s", STR_ARGS(called),
			date_text(figures->first_due).text);
	finding_label(check->sink, finding, refresh_span(goal->goal), "how old a figure may be");
	propose(check, finding, goal, from);
	note_day(check, finding);
}

static bool is_stale(const struct rule_check *check, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	if (figures->status != STATUS_UNKNOWN || figures->overflowed)
		return false;
	if (figures->has_reading)
		return figures->stale && figures->fresh_through;
	return figures->first_due && figures->first_due < check->tracked->as_of;
}

/* Goals that are read from the same rows are stale together, which is one finding. */
static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	struct all_readings all;
	struct map reported = {0};
	readings_make(&all, check->plan);
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *goal = &tracked->goals.items[i];
		struct hole hole;
		bool is_new = true;
		/* Where rows are missing, tracking.readings_gap names them. */
		if (!is_stale(check, goal) || readings_hole(&all, goal, tracked->as_of, &hole))
			continue;
		const struct block *from = read_from(check, &all, goal->goal);
		if (from)
			map_put(&reported, rules_key(from), &is_new);
		if (is_new)
			report(check, goal, from);
	}
	map_free(&reported);
	readings_free(&all);
}

const struct rule rule_tracking_stale = {
	.info = {.name = "tracking.stale",
		.summary = "The last reading of a goal is too old, or the first is overdue",
		.explanation =
			"A goal that nobody has read is not on track, it is unknown, and a review "
			"that talks about it talks about a memory. `refresh` says how old a figure "
			"may be; some days of grace are added (the setting `tracking.grace`). "
			"Enter "
			"the figure, let a `feed` fill it, or agree on a `refresh` that somebody "
			"can keep. A goal that is done or missed needs no more readings.",
		.bad = EXAMPLE("  2026-01-09: 1.6% of 120 units\n"),
		.good = EXAMPLE("  2026-01: 1.6% of 120 units\n"
				"  2026-02: 1.5% of 140 units\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
