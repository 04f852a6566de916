/* Which of a run's findings are of one plan. */
#include "compiler/plan/plan.h"

#include <stdlib.h>

static int compare_ranges(const void *a, const void *b)
{
	const struct finding_range *left = a, *right = b;
	return left->first < right->first ? -1 : left->first > right->first;
}

static void add_range(struct finding_range *ranges, uint32_t *n, struct finding_range range)
{
	if (range.end)
		ranges[(*n)++] = range;
}

/* An imported plan that was asked for as well has findings of its own. */
static bool is_judged_apart(const struct plan *plan, const struct file_use *use)
{
	return use->plan && plan->run->survey &&
	       survey_has(plan->run->survey, use->file->source->canonical);
}

const struct finding **plan_findings(
	const struct plan *plan, const struct sink *sink, struct arena *arena, uint32_t *n)
{
	struct finding_range *ranges = arena_array(arena, struct finding_range, plan->uses.n + 1);
	uint32_t n_ranges = 0, all = 0;
	add_range(ranges, &n_ranges, sink_range(sink, 0));
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].again && !is_judged_apart(plan, &plan->uses.items[i]))
			add_range(ranges, &n_ranges,
				sink_range(sink, plan->uses.items[i].file->source->id));
	qsort(ranges, n_ranges, sizeof *ranges, compare_ranges);
	for (uint32_t i = 0; i < n_ranges; i++)
		all += ranges[i].end - ranges[i].first;
	const struct finding **found = arena_array(arena, const struct finding *, all + 1);
	*n = 0;
	for (uint32_t i = 0; i < n_ranges; i++)
		for (uint32_t k = ranges[i].first; k < ranges[i].end; k++)
			if (!i || ranges[i].first != ranges[i - 1].first)
				found[(*n)++] = sink->items.items[k];
	return found;
}
