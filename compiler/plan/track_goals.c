/* Goals and metrics: which rows count for them, the curve they are held against, and what that
 * gives. */
#include "compiler/plan/track_shared.h"
#include "runtime/base/sort.h"

#define NUMBER_MAX_SHOWN "9,223,372,036,854,775,807"

struct origin { /* a `readings` block or a feed */
	const struct readings_block *readings;
	const struct feed_rows *feed;
	uint32_t next; /* further one of the same goal or metric, + 1; 0 ends */
	bool overflow_reported;
};

struct tracker {
	struct tracked *tracked;
	struct plan *plan;
	struct map of;	    /* goal or metric -> first of its origins, + 1 */
	struct map goal_of; /* metric -> first goal on it that has origins, its place + 1 */
	VEC(struct origin) origins;
};

/* What a goal or metric is read from. */
struct gathered {
	const struct reading_row *rows;
	uint32_t n;
	bool has_rows, has_feed; /* rows in the plan; a feed */
	date_t reach;		 /* last day that the feeds hold */
	date_t complete_to;	 /* as stated, or DATE_NONE */
	uint8_t decimals;	 /* most that the rows in the plan use */
	struct reading_source source;
};

struct want { /* what is gathered for */
	unit_t unit;
	bool flow, drops_totals;
	date_t first;
};

/* ---- where rows come from ---- */

static void add_origin(struct tracker *tracker, const struct block *of, struct origin origin)
{
	uint32_t *first = map_put(&tracker->of, (uint64_t)(uintptr_t)of, NULL);
	origin.next = *first;
	vec_push(&tracker->origins, origin);
	*first = tracker->origins.n;
}

/* From the last to the first, because each one is put before those added earlier. */
static void find_origins(struct tracker *tracker)
{
	struct plan *plan = tracker->plan;
	for (uint32_t i = tracker->tracked->feeds.n; i-- > 0;) {
		const struct feed_rows *feed = tracker->tracked->feeds.items[i];
		if (feed->feed->into.block)
			add_origin(tracker, feed->feed->into.block, (struct origin){.feed = feed});
	}
	for (uint32_t i = plan->of_kind[KIND_readings].n; i-- > 0;) {
		const struct readings_block *readings = plan_readings(plan, i);
		if (readings->block.of && readings->rows.n)
			add_origin(
				tracker, readings->block.of, (struct origin){.readings = readings});
	}
}

static uint32_t first_origin(const struct tracker *tracker, const struct block *of)
{
	const uint32_t *first = map_get(&tracker->of, (uint64_t)(uintptr_t)of);
	return first ? *first : 0;
}

/* ---- rows ---- */

/* Numbers in another unit than the metric's are reported as such; nothing is concluded from them.
 */
static bool is_in_unit(struct quantity quantity, unit_t unit)
{
	return quantity.set && (!unit || quantity.unit == unit);
}

struct row_list {
	struct reading_row *items;
	uint32_t n;
};

static void add_readings(struct row_list *list, const struct readings_block *readings,
	struct want want, struct gathered *to)
{
	for (uint32_t i = 0; i < readings->rows.n; i++) {
		const struct row *row = &readings->rows.items[i];
		bool is_period = row->period.kind != PERIOD_NONE;
		if (!is_in_unit(row->value, want.unit) || !row->days.first ||
			row->days.last < row->days.first)
			continue;
		/* Dated totals of a metric count from the plan's first day. */
		if (want.drops_totals && !is_period)
			continue;
		list->items[list->n++] = (struct reading_row){.first = row->days.first,
			.last = row->days.last,
			.is_period = is_period,
			.has_sample = row->sample.set,
			.value = row->value.n,
			.sample = row->sample.n};
		if (row->value.n.scale > to->decimals)
			to->decimals = row->value.n.scale;
	}
}

static int compare_days(const void *left, const void *right)
{
	const struct reading_row *a = left, *b = right;
	return a->last < b->last ? -1 : a->last > b->last;
}

/* The last day that rows in the plan speak of before `day`; the day before `first` if there is
 * none. */
static date_t told_until(const struct row_list *list, date_t first, date_t day)
{
	date_t told = first - 1;
	for (uint32_t i = 0; i < list->n; i++)
		if (list->items[i].last < day && list->items[i].last > told)
			told = list->items[i].last;
	return told;
}

/* Beside rows in the plan a feed's amounts become period rows that leave no day out, since a day
 * without rows is zero. */
static void add_feed_periods(
	struct tracked *tracked, struct row_list *list, const struct gathered *from, date_t first)
{
	struct reading_row *rows = arena_array(&tracked->arena, struct reading_row, from->n);
	uint32_t n = 0;
	for (uint32_t i = 0; i < from->n; i++)
		if (from->rows[i].last >= first && from->rows[i].last <= from->reach)
			rows[n++] = from->rows[i];
	sort_items(rows, n, sizeof *rows, compare_days);
	date_t told = told_until(list, first, n ? rows[0].last : from->reach + 1);
	for (uint32_t i = 0; i < n; i++) {
		struct reading_row row = rows[i];
		if (row.last <= told && list->items[list->n - 1].last == row.last &&
			decimal_add(list->items[list->n - 1].value, row.value,
				&list->items[list->n - 1].value))
			continue;
		row.is_period = true;
		row.first = told + 1 < row.last ? told + 1 : row.last;
		told = row.last;
		list->items[list->n++] = row;
	}
	if (told < from->reach)
		list->items[list->n++] = (struct reading_row){
			.first = told + 1, .last = from->reach, .is_period = true};
}

static date_t later(date_t a, date_t b)
{
	return a > b ? a : b;
}

/* All rows of the feeds among these origins. One feed alone shares its own. */
static struct gathered gather_feeds(struct tracker *tracker, uint32_t first)
{
	struct gathered all = {0};
	uint32_t n_feeds = 0;
	for (uint32_t at = first; at; at = tracker->origins.items[at - 1].next) {
		const struct feed_rows *feed = tracker->origins.items[at - 1].feed;
		if (!feed)
			continue;
		if (!n_feeds++)
			all.source.feed = feed->feed;
		all.rows = feed->rows.items;
		all.n += feed->rows.n;
		all.reach = later(all.reach, feed->reach);
		all.complete_to = later(all.complete_to, feed->feed->complete_to);
		all.source.n_rows += feed->n_rows;
		all.source.n_rejected += feed->n_rejected;
	}
	all.has_feed = n_feeds > 0;
	if (n_feeds < 2)
		return all;
	struct reading_row *rows = arena_array(&tracker->tracked->arena, struct reading_row, all.n);
	uint32_t n = 0;
	for (uint32_t at = first; at; at = tracker->origins.items[at - 1].next) {
		const struct feed_rows *feed = tracker->origins.items[at - 1].feed;
		for (uint32_t i = 0; feed && i < feed->rows.n; i++)
			rows[n++] = feed->rows.items[i];
	}
	all.rows = rows;
	return all;
}

/* Everything that is read into one goal or metric. */
static struct gathered gather(struct tracker *tracker, const struct block *of, struct want want)
{
	uint32_t first = first_origin(tracker, of), n = 0;
	struct gathered feeds = gather_feeds(tracker, first);
	for (uint32_t at = first; at; at = tracker->origins.items[at - 1].next)
		if (tracker->origins.items[at - 1].readings)
			n += tracker->origins.items[at - 1].readings->rows.n;
	if (!n)
		return feeds;
	struct gathered all = feeds;
	struct row_list list = {.items = arena_array(&tracker->tracked->arena, struct reading_row,
					n + feeds.n + 1)};
	for (uint32_t at = first; at; at = tracker->origins.items[at - 1].next)
		if (tracker->origins.items[at - 1].readings)
			add_readings(&list, tracker->origins.items[at - 1].readings, want, &all);
	all.has_rows = true;
	if (want.flow && feeds.reach)
		add_feed_periods(tracker->tracked, &list, &feeds, want.first);
	else
		for (uint32_t i = 0; i < feeds.n; i++)
			list.items[list.n++] = feeds.rows[i];
	all.rows = list.items;
	all.n = list.n;
	return all;
}

static void make_series(struct series *series, const struct gathered *from, bool flow, date_t first)
{
	if (!flow)
		series_level(series, from->rows, from->n);
	else if (from->has_feed && !from->has_rows)
		series_feed_flow(series, from->rows, from->n, first, from->reach);
	else
		series_flow(series, from->rows, from->n, first);
}

/* ---- the curve ---- */

static int compare_points(const void *left, const void *right)
{
	const struct point *a = left, *b = right;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return decimal_compare(a->value, b->value);
}

/* Increments as points: those between the start and the target date, which ends the curve. */
static bool agreed_curve(struct tracked *tracked, const struct goal_block *goal,
	const struct goal_input *input, unit_t unit, struct curve *curve)
{
	uint32_t n = 0, kept = 0;
	for (const struct block *child = goal->block.first_child; child;
		child = child->next_sibling)
		if (child->kind == KIND_increments)
			n += ((const struct rows_block *)(const void *)child)->rows.n;
	if (!n)
		return false;
	struct point *points = arena_array(&tracked->arena, struct point, n + 1);
	for (const struct block *child = goal->block.first_child; child;
		child = child->next_sibling) {
		if (child->kind != KIND_increments)
			continue;
		const struct rows *rows = &((const struct rows_block *)(const void *)child)->rows;
		for (uint32_t i = 0; i < rows->n; i++) {
			const struct row *row = &rows->items[i];
			if (is_in_unit(row->value, unit) && row->days.last > curve->start_date &&
				row->days.last < input->last)
				points[kept++] = (struct point){
					.date = row->days.last, .value = row->value.n};
		}
	}
	sort_items(points, kept, sizeof *points, compare_points);
	points[kept++] = (struct point){.date = input->last, .value = input->target};
	curve->points = points;
	curve->n = kept;
	return true;
}

/* A flow starts at 0 on the day before its first; a level at its baseline, at the earliest on that
 * day. */
static void set_curve(struct tracked *tracked, const struct goal_block *goal,
	struct goal_input *input, unit_t unit)
{
	struct curve curve = {.start_date = input->first - 1};
	if (!input->flow) {
		curve.start = goal->baseline.value.n;
		curve.start_date = later(curve.start_date, goal->baseline.on);
	}
	input->curve_agreed = agreed_curve(tracked, goal, input, unit, &curve);
	if (!input->curve_agreed)
		curve = curve_default(&tracked->arena, input->calendar, input->first, input->last,
			curve.start_date, curve.start, input->target);
	curve.step = goal->curve == curve_shape_step;
	input->curve = curve;
}

/* ---- sums that do not fit ---- */

/* A result that does not fit never wraps and never becomes approximate: it is reported where the
 * numbers were read, once, and the figures concerned have no value. */
static void report_overflow(
	struct tracker *tracker, const struct block *from, const struct block *about, bool is_total)
{
	struct plan *plan = tracker->plan;
	struct sink *sink = &plan->run->sink;
	uint32_t first = first_origin(tracker, from);
	struct span at = block_span(about);
	if (first) {
		struct origin *origin = &tracker->origins.items[first - 1];
		if (origin->overflow_reported)
			return;
		origin->overflow_reported = true;
		at = origin->feed ? block_span(&origin->feed->feed->block)
				  : block_span(&origin->readings->block);
	}
	struct str called = block_called(plan, about);
	struct finding *finding = finding_new(sink, &finding_type_overflow, at,
		is_total ? "the readings of %.*s add up to more than a number can hold"
			 : "a figure of %.*s is larger than a number can be",
		STR_ARGS(called));
	finding_help(sink, finding, "look for a digit too many; figures are exact up to %s",
		NUMBER_MAX_SHOWN);
}

static bool has_overflowed(const struct series *series, date_t as_of)
{
	return series->overflowed && series->overflow_date <= as_of;
}

/* ---- a goal ---- */

static void note_decimals(uint8_t *decimals, struct quantity quantity)
{
	if (quantity.set && quantity.n.scale > *decimals)
		*decimals = quantity.n.scale;
}

/* The most decimals used in the goal's own numbers; in a unit other than money at least one. */
static uint8_t goal_decimals(const struct goal_block *goal, uint8_t of_rows, unit_t unit)
{
	uint8_t decimals = unit_is_currency(unit) ? 0 : 1;
	if (of_rows > decimals)
		decimals = of_rows;
	note_decimals(&decimals, goal->target.value);
	note_decimals(&decimals, goal->at_least);
	note_decimals(&decimals, goal->at_most);
	note_decimals(&decimals, goal->between.low);
	note_decimals(&decimals, goal->between.high);
	note_decimals(&decimals, goal->baseline.value);
	for (const struct block *child = goal->block.first_child; child;
		child = child->next_sibling) {
		if (child->kind != KIND_increments)
			continue;
		const struct rows *rows = &((const struct rows_block *)(const void *)child)->rows;
		for (uint32_t i = 0; i < rows->n; i++)
			note_decimals(&decimals, rows->items[i].value);
	}
	return decimals;
}

/* The target or the bound; false if there is none that can be compared with the metric's values. */
static bool set_form(const struct goal_block *goal, unit_t unit, struct goal_input *input)
{
	struct quantity bound = goal->target.value, upper = {0};
	input->form = FORM_TARGET;
	if (goal->at_least.set) {
		input->form = FORM_AT_LEAST;
		bound = goal->at_least;
	} else if (goal->at_most.set) {
		input->form = FORM_AT_MOST;
		bound = goal->at_most;
	} else if (goal->between.low.set) {
		input->form = FORM_BETWEEN;
		bound = goal->between.low;
		upper = goal->between.high;
		if (!is_in_unit(upper, unit))
			return false;
	}
	input->target = bound.n;
	input->upper = upper.n;
	return is_in_unit(bound, unit);
}

/* A goal with rows of its own uses only those; one that is not narrower than its metric may use the
 * metric's. */
static const struct block *read_from(const struct tracker *tracker, const struct goal_block *goal,
	const struct metric_block *metric)
{
	if (!first_origin(tracker, &goal->block) && (goal->scope.all || !goal->scope.n))
		return &metric->block;
	return &goal->block;
}

/* What is known of a goal that cannot be judged: the value alone. */
static void set_value_only(struct tracked_goal *goal, date_t as_of)
{
	struct point point;
	if (!series_at(&goal->series, as_of, &point))
		return;
	goal->figures.has_reading = true;
	goal->figures.reading_date = point.date;
	goal->figures.age = as_of - point.date;
	goal->figures.actual = goal->figures.actual_shown = point.value;
	goal->figures.has_sample = point.has_sample;
	goal->figures.sample = point.sample;
}

static const struct track_settings *goal_settings(
	struct tracker *tracker, const struct goal_block *goal)
{
	struct track_settings *settings = &tracker->plan->settings;
	if (!goal->set.n)
		return settings;
	struct track_settings *own = arena_new(&tracker->tracked->arena, struct track_settings);
	*own = *settings;
	track_settings_apply(own, goal->set.items, goal->set.n);
	return own;
}

static void read_goal(
	struct tracker *tracker, struct tracked_goal *to, const struct metric_block *metric)
{
	const struct goal_block *goal = to->goal;
	struct goal_input *input = &to->input;
	const struct block *from = read_from(tracker, goal, metric);
	struct want want = {.unit = metric->unit, .flow = input->flow, .first = input->first};
	want.drops_totals =
		from == &metric->block && input->flow && input->first != tracker->plan->first;
	struct gathered gathered = gather(tracker, from, want);
	make_series(&to->series, &gathered, input->flow, input->first);
	to->source = gathered.source;
	input->series = &to->series;
	input->rows = gathered.rows;
	input->n_rows = gathered.n;
	input->from_feed = gathered.has_feed && !gathered.has_rows;
	input->complete_to = gathered.complete_to;
	input->decimals = goal_decimals(goal, gathered.decimals, metric->unit);
}

static void track_goal(struct tracker *tracker, struct tracked_goal *to)
{
	const struct goal_block *goal = to->goal;
	const struct metric_block *metric = goal_metric(goal);
	struct date_range days = goal_days(tracker->plan, goal);
	struct goal_input *input = &to->input;
	*input = (struct goal_input){.first = days.first,
		.last = days.last,
		.refresh = goal_refresh(goal),
		.calendar = &tracker->plan->calendar,
		.settings = goal_settings(tracker, goal),
		.as_of = tracker->tracked->as_of,
		.series = &to->series};
	if (!metric || !metric->kind || !days.first || days.last < days.first)
		return;
	to->unit = metric->unit;
	to->has_currency = unit_is_currency(metric->unit);
	to->step_curve = goal->curve == curve_shape_step;
	input->flow = metric->kind == metric_kind_flow;
	input->less_is_better = metric->better == better_less;
	input->more_is_better = metric->better == better_more;
	input->has_minimum_sample = metric->minimum_sample.set;
	input->minimum_sample = metric->minimum_sample.n;
	read_goal(tracker, to, metric);
	bool has_start = input->flow || is_in_unit(goal->baseline.value, metric->unit);
	bool is_judged = set_form(goal, metric->unit, input);
	if (!is_judged ||
		(input->form == FORM_TARGET && (!has_start || goal->baseline.on >= days.last))) {
		set_value_only(to, input->as_of);
		return;
	}
	if (input->form == FORM_TARGET)
		set_curve(tracker->tracked, goal, input, metric->unit);
	goal_judge(input, &to->figures);
	to->rolled_up = to->figures.status;
	if (to->figures.overflowed)
		report_overflow(tracker, read_from(tracker, goal, metric), &goal->block,
			has_overflowed(&to->series, input->as_of));
}

/* ---- metrics ---- */

/* A metric without readings of its own shows those of the first goal on it that has some. */
static void track_metric(struct tracker *tracker, struct tracked_metric *to)
{
	const struct metric_block *metric = to->metric;
	struct want want = {.unit = metric->unit,
		.flow = metric->kind == metric_kind_flow,
		.first = tracker->plan->first};
	const struct block *from = &metric->block;
	if (!metric->kind || !want.first)
		return;
	const uint32_t *place = map_get(&tracker->goal_of, (uint64_t)(uintptr_t)metric);
	if (!first_origin(tracker, from) && place) {
		const struct tracked_goal *goal = &tracker->tracked->goals.items[*place - 1];
		from = &goal->goal->block;
		want.first = goal->input.first;
	}
	struct gathered gathered = gather(tracker, from, want);
	make_series(&to->series, &gathered, want.flow, want.first);
	to->source = gathered.source;
	if (has_overflowed(&to->series, tracker->tracked->as_of))
		report_overflow(tracker, from, &metric->block, true);
}

static void note_goal_of(struct tracker *tracker, uint32_t i)
{
	const struct tracked_goal *goal = &tracker->tracked->goals.items[i];
	const struct metric_block *metric = goal_metric(goal->goal);
	if (!metric || !goal->input.first || !first_origin(tracker, &goal->goal->block))
		return;
	uint32_t *place = map_put(&tracker->goal_of, (uint64_t)(uintptr_t)metric, NULL);
	if (!*place)
		*place = i + 1;
}

void track_goals(struct tracked *tracked, struct plan *plan)
{
	struct tracker tracker = {.tracked = tracked, .plan = plan};
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++) {
		struct feed_rows *rows = arena_new(&tracked->arena, struct feed_rows);
		feed_read(plan, plan_feed(plan, i), rows);
		vec_push(&tracked->feeds, rows);
	}
	find_origins(&tracker);
	/* Inputs point into these arrays, so they must not move. */
	vec_reserve(&tracked->goals, plan->of_kind[KIND_goal].n);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		vec_push(&tracked->goals, ((struct tracked_goal){.goal = plan_goal(plan, i)}));
		track_goal(&tracker, &tracked->goals.items[i]);
		track_add(tracked, &tracked->goals.items[i].goal->block, i + 1);
		note_goal_of(&tracker, i);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++) {
		vec_push(&tracked->metrics,
			((struct tracked_metric){.metric = plan_metric(plan, i)}));
		track_metric(&tracker, &tracked->metrics.items[i]);
		track_add(tracked, &tracked->metrics.items[i].metric->block, i + 1);
	}
	vec_free(&tracker.origins);
	map_free(&tracker.of);
	map_free(&tracker.goal_of);
}
