#include "compiler/emit/html/html.h"
#include "compiler/plan/order.h"

/* ---- targets ---- */

static void write_target(struct page *page, const struct goal_block *goal)
{
	if (goal->target.value.set) {
		html_quantity(page, goal->target.value);
		html_raw(page, " by ");
		html_date(page, goal_days(page->plan, goal).last);
	} else if (goal->at_least.set) {
		html_raw(page, "at least ");
		html_quantity(page, goal->at_least);
	} else if (goal->at_most.set) {
		html_raw(page, "at most ");
		html_quantity(page, goal->at_most);
	} else if (goal->between.low.set) {
		html_quantity(page, goal->between.low);
		html_raw(page, " to ");
		html_quantity(page, goal->between.high);
	} else {
		html_raw(page, "no target");
	}
}

/* ---- figures ---- */

static void write_figure(struct page *page, const struct figure *figure, const char *suffix)
{
	if (!figure->has) {
		html_raw(page, "–");
		return;
	}
	decimal_print_grouped(page->out, figure->shown);
	html_raw(page, suffix);
}

/* "24,913 USD short": the sign of a gap becomes a word. */
static void write_gap(struct page *page, const struct tracked_goal *goal)
{
	struct decimal gap = goal->figures.gap.shown;
	int sign = decimal_sign(gap);
	if (!goal->figures.gap.has) {
		html_raw(page, "–");
		return;
	}
	if (sign == 0 || (sign < 0 && !decimal_negate(gap, &gap))) {
		html_raw(page, "none");
		return;
	}
	html_amount(page, gap, goal->unit);
	html_raw(page, sign > 0 ? " short" : " ahead");
}

void html_actual(
	struct page *page, const struct tracked_goal *goal, const struct goal_figures *figures)
{
	int64_t whole;
	if (goal->unit != UNIT_PERCENT && decimal_whole(figures->actual, &whole))
		html_amount(page, decimal_of(whole), goal->unit);
	else
		html_amount(page, figures->actual_shown, goal->unit);
}

static void write_age(struct page *page, const struct goal_figures *figures)
{
	if (figures->age == 0)
		html_raw(page, "today");
	else
		html_rawf(page, "%d %s old", figures->age, figures->age == 1 ? "day" : "days");
	if (figures->stale)
		html_raw(page, ", stale");
}

static void write_reading(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	html_dd(page, "Reading");
	if (!figures->has_reading) {
		html_raw(page, "none");
		if (figures->first_due) {
			html_raw(page, "<small>the first is due by ");
			html_date(page, figures->first_due);
			html_raw(page, "</small>");
		}
		html_dd_end(page);
		return;
	}
	html_actual(page, goal, figures);
	if (figures->has_sample) {
		html_raw(page, " of ");
		decimal_print_grouped(page->out, figures->sample);
		html_raw(
			page, figures->sample_too_small ? " cases, too few to judge by" : " cases");
	}
	html_raw(page, "<small>");
	html_date(page, figures->reading_date);
	html_raw(page, ", ");
	write_age(page, figures);
	html_raw(page, "</small>");
	html_dd_end(page);
}

static void write_expected(struct page *page, const struct tracked_goal *goal)
{
	html_dd(page, "Expected by then");
	if (goal->figures.expected.has)
		html_amount(page, goal->figures.expected.shown, goal->unit);
	else
		html_raw(page, "–");
	html_raw(page, goal->input.curve_agreed ? "<small>agreed increments</small>"
						: "<small>even split, not agreed</small>");
	html_dd_end(page);
	html_dd(page, "Gap");
	write_gap(page, goal);
	html_dd_end(page);
}

static void write_pace(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	html_dd(page, "Pace");
	write_figure(page, &figures->pace, "%");
	if (trend_word(figures->trend))
		html_rawf(page, "<small>%s</small>", trend_word(figures->trend));
	html_dd_end(page);
	html_dd(page, figures->attainment.has ? "Attainment" : "Progress");
	write_figure(
		page, figures->attainment.has ? &figures->attainment : &figures->progress, "%");
	html_raw(page, "<small>of the target</small>");
	html_dd_end(page);
}

static void write_rates(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	if (!figures->current_rate.has && !figures->required_rate.has)
		return;
	html_dd(page, "Rate per day");
	write_figure(page, &figures->current_rate, " now");
	if (figures->required_rate.has) {
		html_raw(page, "<small>required ");
		write_figure(page, &figures->required_rate, "");
		if (figures->factor.has) {
			html_raw(page, ", ");
			write_figure(page, &figures->factor, " times as much");
		}
		html_raw(page, "</small>");
	}
	html_dd_end(page);
}

static void write_projection(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	if (!figures->projection.has)
		return;
	html_dd(page, "Projection");
	html_amount(page, figures->projection.shown, goal->unit);
	if (figures->run_rate.has &&
		decimal_compare(figures->run_rate.shown, figures->projection.shown) != 0) {
		html_raw(page, "<small>at the plain run rate ");
		html_amount(page, figures->run_rate.shown, goal->unit);
		html_raw(page, "</small>");
	}
	html_dd_end(page);
}

static void write_kept(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	html_dd(page, "Kept");
	html_rawf(page, "%u of %u steps", figures->steps_met, figures->steps_due);
	if (figures->pace.has) {
		html_raw(page, "<small>");
		write_figure(page, &figures->pace, "%");
		html_raw(page, "</small>");
	}
	html_dd_end(page);
	if (figures->n_last_steps == 0)
		return;
	html_dd(page, "Last steps");
	html_raw(page, figures->last_steps_met[0] ? "last one met" : "last one not met");
	if (figures->n_last_steps > 1)
		html_raw(page, figures->last_steps_met[1]
				       ? "<small>the one before met</small>"
				       : "<small>the one before not met</small>");
	html_dd_end(page);
}

static void write_source(
	struct page *page, const struct goal_block *goal, const struct tracked_goal *tracked)
{
	struct duration refresh = goal_refresh(goal);
	struct str source = goal_source(goal);
	html_dd(page, "Source");
	if (source.ptr)
		html_plan_text(page, source);
	else
		html_raw(page, "not stated");
	html_raw(page, "<small>");
	if (refresh.unit) {
		html_raw(page, "refresh ");
		html_duration(page, refresh);
	}
	if (tracked && tracked->figures.fresh_through) {
		html_raw(page, ", fresh through ");
		html_date(page, tracked->figures.fresh_through);
	}
	if (tracked && tracked->source.feed) {
		html_raw(page, ", read from ");
		html_plan_text(page, tracked->source.feed->file);
		html_rawf(page, ": %u rows", tracked->source.n_rows);
		if (tracked->source.n_rejected)
			html_rawf(
				page, ", %u of them could not be read", tracked->source.n_rejected);
	}
	html_raw(page, "</small>");
	html_dd_end(page);
}

static void write_figures(
	struct page *page, const struct goal_block *goal, const struct tracked_goal *tracked)
{
	html_raw(page, "<dl class=\"figs\">\n");
	if (tracked) {
		write_reading(page, tracked);
		if (goal_is_kept(goal)) {
			write_kept(page, tracked);
		} else {
			write_expected(page, tracked);
			write_pace(page, tracked);
			write_rates(page, tracked);
			write_projection(page, tracked);
		}
		if (tracked->figures.reached_late_days > 0) {
			html_dd(page, "Reached after its date");
			html_count(page, (uint32_t)tracked->figures.reached_late_days, "day late",
				"days late");
			html_dd_end(page);
		}
	}
	write_source(page, goal, tracked);
	html_raw(page, "</dl>\n");
}

/* ---- what the figures rest on ---- */

static void write_scope(struct page *page, const struct goal_block *goal)
{
	if (!goal->scope.n && !goal->scope.all)
		return;
	html_dd(page, "Scope");
	if (goal->scope.all)
		html_raw(page, "all");
	html_refs(page, goal->scope.items, goal->scope.n);
	html_dd_end(page);
}

static void write_start(struct page *page, const struct goal_block *goal)
{
	if (goal->baseline.value.set) {
		html_dd(page, "Start");
		html_quantity(page, goal->baseline.value);
		if (goal->baseline.on) {
			html_raw(page, " on ");
			html_date(page, goal->baseline.on);
		}
		html_dd_end(page);
	}
	if (goal->prior.value.set) {
		html_dd(page, "Earlier");
		html_quantity(page, goal->prior.value);
		if (goal->prior.during.first) {
			html_raw(page, " in ");
			html_range(page, goal->prior.during);
		}
		html_dd_end(page);
	}
}

static void write_serving(struct page *page, const struct goal_block *goal)
{
	bool any = false;
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(page->plan, i);
		bool serves = false;
		for (uint32_t j = 0; j < initiative->serves.n; j++)
			serves = serves || initiative->serves.items[j].block == &goal->block;
		if (!serves)
			continue;
		html_raw(page, any ? ", " : "<div><dt>Work for it</dt><dd>");
		html_link(page, &initiative->block);
		any = true;
	}
	if (any)
		html_dd_end(page);
}

static void write_metric(struct page *page, const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (!metric)
		return;
	html_dd(page, "What is counted");
	html_raw(page, "<p>");
	html_link(page, &metric->block);
	html_raw(page, "</p>");
	html_prose(page, metric->means);
	html_dd_end(page);
}

static void write_basis(struct page *page, const struct goal_block *goal)
{
	html_raw(page, "<dl class=\"facts\">\n");
	write_metric(page, goal);
	write_scope(page, goal);
	write_start(page, goal);
	if (goal->objective.block) {
		html_dd(page, "Objective");
		html_link(page, goal->objective.block);
		html_dd_end(page);
	}
	if (goal->part_of.block) {
		html_dd(page, "Part of");
		html_link(page, goal->part_of.block);
		html_dd_end(page);
	}
	if (goal->stretch_of.block) {
		html_dd(page, "Goes beyond");
		html_link(page, goal->stretch_of.block);
		html_dd_end(page);
	}
	if (goal->evidence.ptr) {
		html_dd(page, "Why it can be reached");
		html_prose(page, goal->evidence);
		html_dd_end(page);
	}
	if (goal->benefits.n) {
		html_dd(page, "Whose gain it is");
		html_refs(page, goal->benefits.items, goal->benefits.n);
		html_dd_end(page);
	}
	write_serving(page, goal);
	const struct root_cause_block *cause = root_cause_of(page->plan, &goal->block);
	if (cause) {
		html_dd(page, "Root cause");
		html_link(page, &cause->block);
		html_dd_end(page);
	}
	html_raw(page, "</dl>\n");
	html_about(page, &goal->block);
}

/* ---- one goal ---- */

static void write_who(struct page *page, const struct goal_block *goal)
{
	html_raw(page, "<p class=\"who\"><span>Owner ");
	html_person(page, block_owner_on(&goal->block, page->as_of));
	html_raw(page, "</span> ");
	const struct person_block *with = block_as_person(goal->with.block);
	if (with) {
		html_raw(page, "<span>Counterpart ");
		html_person(page, with);
		html_raw(page, "</span> ");
	}
	if (goal->weight.set) {
		html_raw(page, "<span>Weight ");
		html_quantity(page, goal->weight);
		html_raw(page, "</span> ");
	}
	if (goal->headline == FLAG_TRUE)
		html_raw(page, "<span>Headline goal</span> ");
	if (goal->critical == FLAG_TRUE)
		html_raw(page, "<span>The critical number</span>");
	html_raw(page, "</p>\n");
}

static void write_goal(struct page *page, const struct goal_block *goal)
{
	const struct tracked_goal *tracked =
		page->tracked ? tracked_goal_of(page->tracked, goal) : NULL;
	html_raw(page, "<article class=\"goal\"");
	html_anchor(page, &goal->block);
	html_raw(page, ">\n<h3 dir=\"auto\">");
	html_text(page, html_block_title(page, &goal->block));
	html_raw(page, "</h3>\n<p class=\"verdict\">");
	if (tracked)
		html_status(page, tracked->figures.status);
	html_raw(page, " <span class=\"target\">");
	write_target(page, goal);
	html_raw(page, "</span>");
	html_amended(page, &goal->block);
	html_raw(page, "</p>\n");
	write_who(page, goal);
	if (tracked)
		html_goal_chart(page, tracked);
	html_goal_steps(page, goal, tracked);
	write_figures(page, goal, tracked);
	html_raw(page, "<details><summary>What it rests on</summary>\n");
	write_basis(page, goal);
	html_raw(page, "</details>\n<details class=\"smart\"><summary>Letter by letter: what the "
		       "check can decide, and what only people can</summary>\n");
	html_goal_verdict(page, goal);
	html_raw(page, "</details>\n</article>\n");
}

/* ---- all goals ---- */

static void write_goal_row(struct page *page, const struct goal_block *goal, bool in_full)
{
	const struct tracked_goal *tracked =
		page->tracked ? tracked_goal_of(page->tracked, goal) : NULL;
	html_raw(page, "<tr");
	if (!in_full)
		html_anchor(page, &goal->block);
	html_raw(page, "><th scope=\"row\">");
	if (in_full)
		html_link(page, &goal->block);
	else
		html_plan_text(page, html_block_title(page, &goal->block));
	html_raw(page, "</th><td>");
	if (tracked) {
		html_status(page, tracked->figures.status);
		html_raw(page, "</td><td class=\"n\">");
		if (tracked->figures.has_reading)
			html_actual(page, tracked, &tracked->figures);
		html_raw(page, "</td><td class=\"n\">");
		write_figure(page, &tracked->figures.pace, "%");
		html_raw(page, "</td><td class=\"n\">");
		write_gap(page, tracked);
		html_raw(page, "</td><td>");
	}
	write_target(page, goal);
	html_raw(page, "</td><td>");
	html_owner(page, &goal->block);
	html_raw(page, "</td><td>");
	html_party_of(page, &goal->block);
	html_raw(page, "</td></tr>\n");
}

static void write_objectives(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_objective].n == 0)
		return;
	html_raw(page, "<h3>Objectives</h3>\n");
	html_table_begin(page, "-What both sides want, and which priorities it serves",
		page->tracked ? "Objective|State|Serves" : "Objective|Serves");
	for (uint32_t i = 0; i < plan->of_kind[KIND_objective].n; i++) {
		const struct objective_block *objective = plan_objective(plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &objective->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &objective->block));
		if (page->tracked) {
			html_raw(page, "</th><td>");
			html_status(page, tracked_objective_status(page->tracked, objective));
			html_raw(page, "</td><td>");
		} else {
			html_raw(page, "</th><td>");
		}
		html_refs(page, objective->serves.items, objective->serves.n);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

const struct goal_block **page_goals_in_order(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_goal].n;
	const struct block **blocks = arena_array(page->arena, const struct block *, n + 1);
	const struct goal_block **goals =
		arena_array(page->arena, const struct goal_block *, n + 1);
	for (uint32_t i = 0; i < n; i++)
		blocks[i] = page->plan->of_kind[KIND_goal].items[i];
	order_sort(page->plan, page->tracked, blocks, n);
	for (uint32_t i = 0; i < n; i++)
		goals[i] = (const void *)blocks[i];
	return goals;
}

void html_goals(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_goal].n;
	const struct goal_block **goals = page_goals_in_order(page);
	if (n == 0) {
		html_none(page, "The plan has no goals.");
		return;
	}
	html_table_begin(page,
		page->tracked ? "All goals, worst first" : "All goals, the weightiest first",
		page->tracked ? "Goal|State|#Actual|#Pace|#Gap|Target|Owner|Party"
			      : "Goal|Target|Owner|Party");
	for (uint32_t i = 0; i < n; i++)
		write_goal_row(page, goals[i], i < GOALS_IN_FULL);
	html_table_end(page);
	html_more(page, n > GOALS_IN_FULL ? n - GOALS_IN_FULL : 0,
		"than are shown in full below: these are the last in the table.");
	if (page->tracked)
		html_raw(page,
			"<p class=\"hint\">How to read the bars: the dark bar is the reading, the "
			"upright line what was expected on the day of the reading, the right end "
			"the target. The darker the ground, the further behind.</p>\n");
	for (uint32_t i = 0; i < n && i < GOALS_IN_FULL; i++)
		write_goal(page, goals[i]);
	write_objectives(page);
	html_market(page);
}
