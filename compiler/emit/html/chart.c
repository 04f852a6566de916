#include "compiler/emit/html/html.h"

/*
 * The bullet chart of a goal: how far from the start value (0%) to the target (100%). One scale
 * serves rising and falling goals, because both are counted as a share of the way.
 */
enum { WAY = 10000 }; /* the whole way, in hundredths of a percent */

struct chart {
	int32_t low, high; /* what the width shows, as shares of the way */
	int32_t actual, expected;
	bool has_expected;
};

static int32_t clamp(int64_t value)
{
	return (int32_t)(value < -WAY ? -WAY : value > 3 * WAY ? 3 * WAY : value);
}

/* The share of the way as a whole number of hundredths of a percent, kept between -100% and 300%.
 */
static bool share_of(struct ratio share, int32_t *result)
{
	struct decimal rounded;
	struct ratio scaled;
	bool positive = ratio_sign(share) >= 0;
	*result = positive ? 3 * WAY : -WAY;
	if (ratio_compare(share, ratio_of(decimal_of(3))) > 0 ||
		ratio_compare(share, ratio_of(decimal_of(-1))) < 0)
		return true;
	if (!ratio_multiply(share, ratio_of(decimal_of(WAY)), &scaled) ||
		!ratio_round(scaled, 0, ROUND_NEAREST, &rounded))
		return false;
	*result = clamp(rounded.coefficient);
	return true;
}

/* (value - B) / (T - B) */
static bool way_to(const struct goal_input *input, struct ratio value, int32_t *result)
{
	struct ratio start = ratio_of(input->curve.start), target = ratio_of(input->target);
	struct ratio done, way, share;
	return ratio_subtract(value, start, &done) && ratio_subtract(target, start, &way) &&
	       ratio_sign(way) != 0 && ratio_divide(done, way, &share) && share_of(share, result);
}

static int32_t chart_x(const struct chart *chart, int64_t way)
{
	int64_t x = (way - chart->low) * WAY / (chart->high - chart->low);
	return (int32_t)(x < 0 ? 0 : x > WAY ? WAY : x);
}

static void write_rect(
	struct page *page, const char *class, int32_t from, int32_t to, int y, int height)
{
	if (to <= from)
		return;
	html_rawf(page, "<rect class=\"%s\" y=\"%d\" height=\"%d\"", class, y, height);
	html_percent(page, "x", from);
	html_percent(page, "width", to - from);
	html_raw(page, "/>");
}

static void write_mark(struct page *page, const char *class, int32_t x, int y1, int y2)
{
	html_rawf(page, "<line class=\"%s\" y1=\"%d\" y2=\"%d\"", class, y1, y2);
	html_percent(page, "x1", x);
	html_percent(page, "x2", x);
	html_raw(page, "/>");
}

/* Grounds, the darkest first: below the second threshold, below the first, below what was expected.
 */
static void write_grounds(struct page *page, const struct chart *chart,
	const struct track_settings *settings, int32_t full)
{
	int32_t watch, on_track, zero = chart_x(chart, 0);
	struct ratio hundred = ratio_of(decimal_of(100)), share;
	if (full <= 0 || !ratio_divide(ratio_of(settings->watch), hundred, &share) ||
		!share_of(share, &watch) ||
		!ratio_divide(ratio_of(settings->on_track), hundred, &share) ||
		!share_of(share, &on_track))
		return;
	int32_t x1 = chart_x(chart, (int64_t)full * watch / WAY);
	int32_t x2 = chart_x(chart, (int64_t)full * on_track / WAY);
	write_rect(page, "b1", zero, x1, 6, 20);
	write_rect(page, "b2", x1, x2, 6, 20);
}

static void label_target(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	html_raw(page, "<svg class=\"bullet\" role=\"img\" aria-label=\"Read ");
	html_actual(page, goal, figures);
	html_raw(page, " of ");
	html_amount(page, goal->input.target, goal->unit);
	if (figures->expected.has) {
		html_raw(page, ", expected ");
		html_amount(page, figures->expected.shown, goal->unit);
	}
	html_rawf(page, ", %s\">", status_phrase(figures->status));
}

static void write_ends(struct page *page, struct decimal start, struct decimal end, unit_t unit)
{
	html_raw(page, "<p class=\"ends\" aria-hidden=\"true\"><span>");
	html_amount(page, start, unit);
	html_raw(page, "</span><span>");
	html_amount(page, end, unit);
	html_raw(page, "</span></p>\n");
}

static void chart_target(struct page *page, const struct tracked_goal *goal)
{
	struct chart chart = {.high = WAY};
	const struct goal_figures *figures = &goal->figures;
	if (!way_to(&goal->input, ratio_of(figures->actual), &chart.actual))
		return;
	chart.has_expected = figures->expected.has &&
			     way_to(&goal->input, figures->expected.exact, &chart.expected);
	int32_t expected = chart.has_expected ? chart.expected : 0;
	chart.low = chart.actual < chart.low ? chart.actual : chart.low;
	chart.low = expected < chart.low ? expected : chart.low;
	chart.high = chart.actual > chart.high ? chart.actual : chart.high;
	chart.high = expected > chart.high ? expected : chart.high;

	label_target(page, goal);
	write_rect(page, "b0", 0, WAY, 6, 20);
	if (chart.has_expected)
		write_grounds(page, &chart, goal->input.settings, expected);
	int32_t zero = chart_x(&chart, 0), actual = chart_x(&chart, chart.actual);
	write_rect(
		page, "bar", zero < actual ? zero : actual, zero < actual ? actual : zero, 12, 8);
	if (chart.low < 0)
		write_mark(page, "zero", zero, 4, 28);
	if (chart.has_expected)
		write_mark(page, "want", chart_x(&chart, expected), 2, 30);
	write_mark(page, "end", chart_x(&chart, WAY), 4, 28);
	html_raw(page, "</svg>\n");
	if (chart.low == 0 && chart.high == WAY)
		write_ends(page, goal->input.curve.start, goal->input.target, goal->unit);
}

/* Kept goals: the share of the steps that were met, over the same thresholds. */
static void chart_kept(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct chart chart = {.high = WAY};
	if (figures->steps_due == 0)
		return;
	html_rawf(page,
		"<svg class=\"bullet\" role=\"img\" aria-label=\"%u of %u steps kept, %s\">",
		figures->steps_met, figures->steps_due, status_phrase(figures->status));
	write_rect(page, "b0", 0, WAY, 6, 20);
	write_grounds(page, &chart, goal->input.settings, WAY);
	int64_t met = (int64_t)figures->steps_met * WAY / figures->steps_due;
	write_rect(page, "bar", 0, chart_x(&chart, met), 12, 8);
	write_mark(page, "end", WAY, 4, 28);
	html_raw(page, "</svg>\n");
	html_rawf(page,
		"<p class=\"ends\" aria-hidden=\"true\"><span>0</span><span>%u of %u "
		"steps</span></p>\n",
		figures->steps_due, figures->steps_due);
}

void html_goal_chart(struct page *page, const struct tracked_goal *goal)
{
	if (goal_is_kept(goal->goal))
		chart_kept(page, goal);
	else if (goal->figures.has_reading)
		chart_target(page, goal);
}

/* ---- increments ---- */

static void write_step_result(struct page *page, const struct tracked_goal *goal, date_t day)
{
	struct goal_figures then = tracked_goal_on(goal, day);
	if (!then.has_reading) {
		html_raw(page, "<span>no reading</span>");
		return;
	}
	html_raw(page, "<span>");
	html_actual(page, goal, &then);
	html_raw(page, "</span>");
	html_status(page, then.status);
}

static void begin_steps(struct page *page, bool agreed)
{
	html_raw(page, agreed ? "<h4 class=\"vh\">Increments</h4>\n<ol class=\"steps\">"
			      : "<p class=\"hint\">No increments are agreed; the report splits the "
				"target evenly:</p>\n<ol class=\"steps\">");
}

/* `before` is the step's predecessor: the step that holds the page's day is the current one. */
static void begin_step(struct page *page, date_t before, date_t day)
{
	bool past = page->as_of && day <= page->as_of;
	bool now = page->as_of && !past && before <= page->as_of;
	html_raw(page, past ? "<li class=\"past\">" : now ? "<li class=\"now\">" : "<li>");
}

static const struct rows *stated_steps(const struct goal_block *goal)
{
	for (const struct block *child = goal->block.first_child; child;
		child = child->next_sibling)
		if (child->kind == KIND_increments)
			return &((const struct increments_block *)(const void *)child)->rows;
	return NULL;
}

static void write_even_split(struct page *page, const struct tracked_goal *goal)
{
	date_t before = DATE_NONE;
	if (goal->input.curve.n < 2)
		return;
	begin_steps(page, false);
	for (uint32_t i = 0; i < goal->input.curve.n; i++) {
		date_t day = goal->input.curve.points[i].date;
		struct ratio value;
		struct decimal shown;
		if (!curve_at(&goal->input.curve, day, &value) ||
			!ratio_round(value, goal->input.decimals, ROUND_NEAREST, &shown))
			continue;
		begin_step(page, before, day);
		html_date(page, day);
		html_raw(page, "<strong>");
		html_amount(page, shown, goal->unit);
		html_raw(page, "</strong>");
		if (day <= page->as_of)
			write_step_result(page, goal, day);
		html_raw(page, "</li>");
		before = day;
	}
	html_raw(page, "</ol>\n");
}

void html_goal_steps(
	struct page *page, const struct goal_block *goal, const struct tracked_goal *tracked)
{
	const struct rows *rows = stated_steps(goal);
	date_t before = DATE_NONE;
	if (!rows || rows->n == 0) {
		if (tracked && !goal_is_kept(goal))
			write_even_split(page, tracked);
		return;
	}
	begin_steps(page, true);
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		begin_step(page, before, row->days.last);
		html_row_key(page, row);
		html_raw(page, "<strong>");
		html_quantity(page, row->value);
		html_raw(page, "</strong>");
		if (tracked && row->days.last <= page->as_of)
			write_step_result(page, tracked, row->days.last);
		html_raw(page, "</li>");
		before = row->days.last;
	}
	html_raw(page, "</ol>\n");
}
