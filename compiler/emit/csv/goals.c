#include "compiler/emit/csv/tables.h"

/* What the plan says the goal is to reach; for a corridor its lower end. */
static struct quantity goal_target(const struct goal_block *goal)
{
	if (goal->at_least.set)
		return goal->at_least;
	if (goal->at_most.set)
		return goal->at_most;
	return goal->between.low.set ? goal->between.low : goal->target.value;
}

static const char *goal_form(const struct goal_block *goal)
{
	if (goal->at_least.set)
		return "at_least";
	if (goal->at_most.set)
		return "at_most";
	if (goal->between.low.set)
		return "between";
	return goal->target.value.set ? "target" : NULL;
}

static void write_figure(struct csv_writer *csv, const struct figure *figure)
{
	if (figure->has)
		csv_decimal(csv, figure->shown);
	else
		csv_blank(csv, 1);
}

/* expected, actual, actual_date, age_days, attainment_pct, progress_pct, pace_pct, gap, status,
   projection, run_rate, required_rate, current_rate, factor */
enum { FIGURE_CELLS = 14 };

static void write_figures(struct csv_writer *csv, const struct goal_figures *figures)
{
	write_figure(csv, &figures->expected);
	if (figures->has_reading) {
		csv_decimal(csv, figures->actual_shown);
		csv_date(csv, figures->reading_date);
		csv_int(csv, figures->age);
	} else {
		csv_blank(csv, 3);
	}
	write_figure(csv, &figures->attainment);
	write_figure(csv, &figures->progress);
	write_figure(csv, &figures->pace);
	write_figure(csv, &figures->gap);
	csv_word(csv, status_word(figures->status));
	write_figure(csv, &figures->projection);
	write_figure(csv, &figures->run_rate);
	write_figure(csv, &figures->required_rate);
	write_figure(csv, &figures->current_rate);
	write_figure(csv, &figures->factor);
}

/* steps_met, steps_due, fresh_through, stale, trend, sample, rolled_up */
enum { STATE_CELLS = 7 };

static void write_state(struct csv_writer *csv, const struct tracked_goal *tracked)
{
	const struct goal_figures *figures = &tracked->figures;
	if (tracked->input.form == FORM_TARGET) {
		csv_blank(csv, 2);
	} else {
		csv_int(csv, figures->steps_met);
		csv_int(csv, figures->steps_due);
	}
	csv_date(csv, figures->fresh_through);
	csv_yes(csv, figures->stale);
	csv_word(csv, trend_word(figures->trend));
	csv_quantity(csv, (struct quantity){.n = figures->sample, .set = figures->has_sample});
	csv_word(csv, status_word(tracked->rolled_up));
}

/* Increments that were stated are agreed; kept goals have no curve to agree on. */
static bool has_increments(const struct goal_block *goal)
{
	for (const struct block *at = goal->block.first_child; at; at = at->next_sibling)
		if (at->kind == KIND_increments)
			return true;
	return false;
}

static void write_agreed(struct csv_writer *csv, const struct goal_block *goal)
{
	if (goal_is_kept(goal) || !goal->target.value.set)
		csv_blank(csv, 1);
	else
		csv_yes(csv, has_increments(goal));
}

static void write_flag(struct csv_writer *csv, uint8_t flag)
{
	csv_yes(csv, flag == FLAG_TRUE);
}

static void write_goal(
	const struct emit_input *input, struct csv_writer *csv, const struct goal_block *goal)
{
	const struct plan *plan = input->plan;
	const struct tracked_goal *tracked =
		input->tracked ? tracked_goal_of(input->tracked, goal) : NULL;
	bool judged = tracked && tracked->figures.status != STATUS_NONE;
	const struct metric_block *metric = goal_metric(goal);
	struct quantity target = goal_target(goal);
	struct date_range days = goal_days(plan, goal);
	csv_ref(csv, plan, &goal->block);
	csv_text(csv, goal->block.title);
	csv_owner(csv, input, &goal->block);
	csv_ref(csv, plan, goal->with.block);
	csv_party(csv, input, &goal->block);
	csv_ref(csv, plan, goal->metric.block);
	csv_text(csv, unit_text(plan, target.set || !metric ? target.unit : metric->unit, true));
	csv_word(csv, goal_form(goal));
	csv_quantity(csv, target);
	csv_date(csv, days.last);
	if (judged)
		write_figures(csv, &tracked->figures);
	else
		csv_blank(csv, FIGURE_CELLS);
	csv_quantity(csv, goal->weight);
	csv_text(csv, goal_source(goal));
	write_agreed(csv, goal);
	if (judged)
		write_state(csv, tracked);
	else
		csv_blank(csv, STATE_CELLS);
	csv_quantity(csv, goal->between.high);
	csv_quantity(csv, goal->baseline.value);
	csv_date(csv, goal->baseline.on);
	csv_quantity(csv, goal->prior.value);
	csv_date(csv, days.first);
	csv_word(csv, metric ? enum_word(&words_metric_kind, metric->kind) : NULL);
	csv_ref(csv, plan, goal->objective.block);
	csv_ref(csv, plan, goal->part_of.block);
	csv_ref(csv, plan, goal->stretch_of.block);
	write_flag(csv, goal->headline);
	write_flag(csv, goal->critical);
	csv_where(csv, input, &goal->block);
	csv_row_end(csv);
}

void csv_goals(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "id,title,owner,counterpart,party,metric,unit,form,target,target_date,"
			"expected,actual,actual_date,age_days,attainment_pct,progress_pct,"
			"pace_pct,gap,status,projection,run_rate,required_rate,current_rate,factor,"
			"weight,source,agreed,steps_met,steps_due,fresh_through,stale,trend,sample,"
			"rolled_up,upper,baseline,baseline_date,prior,first_day,metric_kind,"
			"objective,part_of,stretch_of,headline,critical,file,line,as_of");
	for (uint32_t i = 0; i < input->plan->of_kind[KIND_goal].n; i++)
		write_goal(input, csv, plan_goal(input->plan, i));
}
