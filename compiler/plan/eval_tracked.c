/* Figures and status words that exist on a day: what a condition reads of the tracked plan. */
#include "compiler/plan/eval_parts.h"
#include <string.h>

static const kinds_t dated_work = K(milestone) | K(activity) | K(action) | K(commitment) |
				  K(dependency) | K(enablement) | K(roadblock);

static const struct {
	const char *word;
	enum tracked_figure figure;
	kinds_t kinds;
} figures_known[] = {
	{"latest", FIGURE_LATEST, K(goal) | K(metric)},
	{"attainment", FIGURE_ATTAINMENT, K(goal)},
	{"expected", FIGURE_EXPECTED, K(goal)},
	{"pace", FIGURE_PACE, K(goal)},
	{"gap", FIGURE_GAP, K(goal)},
	{"projection", FIGURE_PROJECTION, K(goal)},
	{"status", FIGURE_STATUS, K(goal) | K(initiative) | K(objective) | dated_work},
};
enum { FIGURES_KNOWN = sizeof figures_known / sizeof *figures_known };

bool figure_has(enum kind kind, const char *word)
{
	for (size_t i = 0; i < FIGURES_KNOWN; i++)
		if ((figures_known[i].kinds >> kind & 1) && !strcmp(word, figures_known[i].word))
			return true;
	return false;
}

const char *eval_figure_name(enum kind kind, uint32_t i)
{
	for (size_t k = 0; k < FIGURES_KNOWN; k++)
		if ((figures_known[k].kinds >> kind & 1) && i-- == 0)
			return figures_known[k].word;
	return NULL;
}

enum tracked_figure figure_find(const struct plan *plan, enum kind kind, uint32_t name)
{
	struct str word = plan_name(plan, name);
	for (size_t i = 0; i < FIGURES_KNOWN; i++)
		if ((figures_known[i].kinds >> kind & 1) && str_is(word, figures_known[i].word))
			return figures_known[i].figure;
	return FIGURE_NONE;
}

static struct str figure_at(const void *context, uint32_t i)
{
	const enum kind *kind = context;
	return figures_known[i].kinds >> *kind & 1 ? str_from(figures_known[i].word) : STR("");
}

const char *figure_closest(enum kind kind, struct str word)
{
	int near = closest_word(word, FIGURES_KNOWN, figure_at, &kind);
	return near >= 0 && (figures_known[near].kinds >> kind & 1) ? figures_known[near].word
								    : NULL;
}

static struct result status_result(const struct eval *eval, enum status status)
{
	if (status == STATUS_NONE)
		return (struct result){0};
	return (struct result){.kind = VALUE_WORD,
		.word = intern_id(&eval->plan->run->intern, str_from(status_word(status)))};
}

static struct result figure_result(const struct figure *figure, unit_t unit)
{
	return figure->has ? ratio_result(figure->exact, unit) : (struct result){0};
}

/* A share of 1 is 100%. */
static struct result share_result(const struct figure *figure)
{
	struct result share = figure_result(figure, UNIT_PERCENT);
	if (figure->has && !ratio_multiply(share.exact, (struct ratio){100, 1}, &share.exact))
		return (struct result){0};
	return share;
}

static struct result amount_result(struct decimal n, unit_t unit)
{
	struct result result = ratio_result(ratio_of(n), unit);
	result.fits = true;
	result.quantity.n = n;
	return result;
}

static struct result goal_result(
	const struct eval *eval, const struct tracked_goal *goal, enum tracked_figure figure)
{
	const struct goal_figures *figures = &goal->figures;
	switch (figure) {
	case FIGURE_LATEST:
		return figures->has_reading ? amount_result(figures->actual, goal->unit)
					    : (struct result){0};
	case FIGURE_ATTAINMENT:
		return share_result(&figures->attainment);
	case FIGURE_EXPECTED:
		return figure_result(&figures->expected, goal->unit);
	case FIGURE_PACE:
		return share_result(&figures->pace);
	case FIGURE_GAP:
		return figure_result(&figures->gap, goal->unit);
	case FIGURE_PROJECTION:
		return figure_result(&figures->projection, goal->unit);
	case FIGURE_STATUS:
		return status_result(eval, figures->status);
	case FIGURE_NONE:
		break;
	}
	return (struct result){0};
}

static struct result metric_result(const struct tracked *tracked, const struct metric_block *metric)
{
	struct point point;
	return tracked_metric_latest(tracked, metric, tracked->as_of, &point)
		       ? amount_result(point.value, metric->unit)
		       : (struct result){0};
}

/* The state of dated work in the words of goals: late by its own forecast is behind. */
static enum status item_status(const struct tracked_item *item)
{
	switch (item->figures.state) {
	case ITEM_DONE:
		return STATUS_DONE;
	case ITEM_MISSED:
		return STATUS_MISSED;
	case ITEM_DUE:
		return item->figures.days_late > 0 ? STATUS_BEHIND : STATUS_ON_TRACK;
	case ITEM_NONE:
		break;
	}
	return STATUS_NONE;
}

static struct result read_figure(const struct eval *eval, const struct tracked *tracked,
	const struct block *block, enum tracked_figure figure)
{
	const void *at = block;
	if (block->kind == KIND_goal) {
		const struct tracked_goal *goal = tracked_goal_of(tracked, at);
		if (goal && figure == FIGURE_STATUS && !goal->figures.status)
			return status_result(eval, STATUS_NOT_JUDGED); /* and never will be */
		return goal ? goal_result(eval, goal, figure) : (struct result){0};
	}
	if (block->kind == KIND_metric)
		return metric_result(tracked, at);
	if (block->kind == KIND_objective)
		return status_result(eval, tracked_objective_status(tracked, at));
	if (block->kind == KIND_initiative) {
		const struct tracked_initiative *work = tracked_initiative_of(tracked, at);
		return status_result(eval, work ? work->execution : STATUS_NONE);
	}
	const struct tracked_item *item = tracked_item_of(tracked, block);
	return status_result(eval, item ? item_status(item) : STATUS_NONE);
}

/* The imported plan that a block is part of and this plan is not; NULL if it is this plan's own. */
static struct plan *other_plan_of(const struct plan *plan, const struct block *block)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].plan && plan->uses.items[i].file == block->part.file)
			return NULL;
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct plan *other = plan->uses.items[i].plan;
		for (uint32_t k = 0; other && k < other->uses.n; k++)
			if (other->uses.items[k].file == block->part.file)
				return (struct plan *)(uintptr_t)other;
	}
	return NULL;
}

/* An imported plan is over, or read as if it were: its figures are those of its last day. */
static struct result other_result(struct eval *eval, struct plan *other, const struct block *block,
	enum tracked_figure figure)
{
	if (!other->last)
		return (struct result){0};
	struct tracked *tracked = plan_track(other, other->last);
	struct result result = read_figure(eval, tracked, block, figure);
	tracked_free(tracked);
	return result;
}

struct result tracked_result(
	struct eval *eval, uint32_t path, const struct block *block, enum tracked_figure figure)
{
	struct plan *other = other_plan_of(eval->plan, block);
	struct result result = {0};
	if (other)
		result = other_result(eval, other, block, figure);
	else if (eval->tracked)
		result = read_figure(eval, eval->tracked, block, figure);
	else
		return eval_absent(eval, path, ABSENT_NO_DAY);
	return result.kind == VALUE_NONE ? eval_absent(eval, path, ABSENT_UNSTATED) : result;
}
