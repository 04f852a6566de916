#include "compiler/emit/status/line.h"
#include "compiler/plan/order.h"

#include <stdlib.h>

struct page {
	struct arena *arena;
	const struct emit_input *input;
	const struct tracked *tracked;
	struct plan *plan;
	struct status_line line;
};

enum { LIST_MAX = 10, STATUS_COLUMNS = 17, BAR_WIDE = 20, BAR_NARROW = 12 };
/* From WIDE columns on a goal has one line: status, title, bar and figures. */
enum { WIDE = 110, FIGURES_COLUMNS = 46, TITLE_MAX = 60 };

#define AS(kind) ((const struct kind##_block *)(const void *)block)

static struct str title_of(const struct page *page, const struct block *block)
{
	if (block->title.len || !block->name)
		return block->title;
	return plan_name(page->plan, block->name);
}

static struct str owner_of(const struct page *page, const struct block *block)
{
	const struct person_block *owner = block_owner_on(block, page->tracked->as_of);
	return owner ? title_of(page, &owner->block) : (struct str){0};
}

static struct str amount(const struct page *page, struct decimal n, unit_t unit)
{
	return quantity_text(page->plan, (struct quantity){n, unit, true});
}

static void heading(struct page *page, const char *text)
{
	status_line_end(&page->line);
	status_line_bold(&page->line, str_from(text));
	status_line_end(&page->line);
}

/* ---- the plan ---- */

struct counts {
	uint32_t of[STATUS_BEHIND + 1];
};

static struct counts count_goals(const struct tracked *tracked)
{
	struct counts counts = {0};
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		counts.of[tracked->goals.items[i].figures.status]++;
	return counts;
}

/* The worst first. */
static const enum status by_badness[] = {STATUS_MISSED, STATUS_BEHIND, STATUS_UNKNOWN, STATUS_WATCH,
	STATUS_ON_TRACK, STATUS_NOT_JUDGED, STATUS_DONE};

static void put_counts(struct page *page)
{
	struct counts counts = count_goals(page->tracked);
	const char *before = "";
	for (size_t i = 0; i < sizeof by_badness / sizeof *by_badness; i++) {
		enum status status = by_badness[i];
		if (!counts.of[status])
			continue;
		status_line_printf(
			&page->line, "%s%u %s", before, counts.of[status], status_phrase(status));
		before = ", ";
	}
	if (!*before)
		status_line_text(&page->line, STR("no goals"));
}

static void put_headline(struct page *page)
{
	const struct plan_block *frame = page->plan->frame;
	status_line_bold(&page->line, title_of(page, &frame->block));
	status_line_end(&page->line);
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct block *party = frame->between.items[i].block;
		if (!party)
			continue;
		status_line_text(&page->line, i ? STR(", ") : STR(""));
		status_line_text(&page->line, title_of(page, party));
	}
	status_line_end(&page->line);
	status_line_printf(&page->line, "%s to %s, as of %s", date_text(page->plan->first).text,
		date_text(page->plan->last).text, date_text(page->tracked->as_of).text);
	status_line_end(&page->line);
	status_line_word(&page->line, page->tracked->status, 0);
	status_line_text(&page->line, STR(": "));
	put_counts(page);
	status_line_end(&page->line);
}

/* ---- goals ---- */

/* floor(share * n), between 0 and n. */
static uint32_t cells_of(struct ratio share, uint32_t n)
{
	struct ratio scaled;
	struct decimal whole;
	int64_t cells;
	if (!ratio_multiply(share, ratio_of(decimal_of((int64_t)n)), &scaled) ||
		!ratio_round(scaled, 0, ROUND_DOWN, &whole) || !decimal_whole(whole, &cells))
		return ratio_sign(share) > 0 ? n : 0;
	return cells < 0 ? 0 : cells > (int64_t)n ? n : (uint32_t)cells;
}

/* The share of the way from the start to the target at which a value lies. */
static bool share_of(const struct tracked_goal *goal, struct ratio value, struct ratio *share)
{
	struct ratio start = ratio_of(goal->input.curve.start), way, done;
	return ratio_subtract(ratio_of(goal->input.target), start, &way) && ratio_sign(way) != 0 &&
	       ratio_subtract(value, start, &done) && ratio_divide(done, way, share);
}

struct bar {
	bool is_known, has_mark;
	uint32_t filled, mark;
};

static struct bar bar_of(const struct tracked_goal *goal, uint32_t n)
{
	const struct goal_figures *figures = &goal->figures;
	struct bar bar = {0};
	struct ratio share;
	if (goal->input.form != FORM_TARGET) {
		bar.is_known = figures->steps_due > 0;
		if (bar.is_known)
			bar.filled = n * figures->steps_met / figures->steps_due;
		return bar;
	}
	if (!figures->has_reading || !share_of(goal, ratio_of(figures->actual), &share))
		return bar;
	bar.is_known = true;
	bar.filled = cells_of(share, n);
	if (figures->expected.has && share_of(goal, figures->expected.exact, &share)) {
		bar.has_mark = true;
		bar.mark = cells_of(share, n);
		bar.mark -= bar.mark == n;
	}
	return bar;
}

/* What is reached, and a mark where it was to be by now. */
static void put_bar(struct page *page, const struct tracked_goal *goal, uint32_t n)
{
	struct bar bar = bar_of(goal, n);
	struct out text = {0};
	for (uint32_t i = 0; i < n; i++)
		out_text(&text, bar.has_mark && i == bar.mark ? "│"
				: !bar.is_known		      ? "·"
				: i < bar.filled	      ? "█"
							      : "░");
	status_line_text(&page->line, out_view(&text));
	status_line_text(&page->line, STR(" "));
	out_free(&text);
}

static struct str age_text(struct page *page, const struct goal_figures *figures)
{
	const char *stale = figures->stale ? ", stale" : "";
	if (figures->age == 0)
		return str_format(page->arena, "read today%s", stale);
	return str_format(page->arena, figures->age == 1 ? "%d day old%s" : "%d days old%s",
		figures->age, stale);
}

static struct str gap_text(struct page *page, const struct tracked_goal *goal)
{
	struct decimal gap = goal->figures.gap.shown, positive = gap;
	bool ahead = decimal_sign(gap) < 0;
	if (ahead && !decimal_negate(gap, &positive))
		return STR("");
	if (!decimal_sign(gap))
		return STR("as expected");
	return str_format(page->arena, "%.*s %s", STR_ARGS(amount(page, positive, goal->unit)),
		ahead ? "ahead" : "short");
}

/* "pace 60.6%, 4,863 USD short, 3 days old" */
static struct str figures_text(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct str age = age_text(page, figures);
	if (!figures->has_reading && figures->first_due)
		return str_format(page->arena, "no reading, the first is due by %s",
			date_text(figures->first_due).text);
	if (!figures->has_reading)
		return STR("no reading");
	struct str actual = amount(page, figures->actual_shown, goal->unit);
	if (goal->input.form != FORM_TARGET)
		return str_format(page->arena, "met in %u of %u, %.*s last, %.*s",
			figures->steps_met, figures->steps_due, STR_ARGS(actual), STR_ARGS(age));
	if (!figures->pace.has || !figures->gap.has)
		return str_format(page->arena, "%.*s of %.*s, %.*s", STR_ARGS(actual),
			STR_ARGS(amount(page, goal->input.target, goal->unit)), STR_ARGS(age));
	return str_format(page->arena, "pace %.*s, %.*s, %.*s",
		STR_ARGS(amount(page, figures->pace.shown, UNIT_PERCENT)),
		STR_ARGS(gap_text(page, goal)), STR_ARGS(age));
}

/* On a wide terminal one line a goal, else two. */
static void put_goal(struct page *page, const struct tracked_goal *goal)
{
	struct status_line *line = &page->line;
	struct str title = title_of(page, &goal->goal->block);
	struct str figures = figures_text(page, goal);
	status_line_word(line, goal->figures.status, STATUS_COLUMNS);
	if (line->width >= WIDE) {
		uint32_t rest = line->width - STATUS_COLUMNS - BAR_WIDE - 2 - FIGURES_COLUMNS;
		status_line_cell(line, title, rest < TITLE_MAX ? rest : TITLE_MAX);
		status_line_text(line, STR(" "));
		put_bar(page, goal, BAR_WIDE);
		status_line_text(line, figures);
	} else {
		status_line_text(line, title);
		status_line_end(line);
		status_line_text(line, STR("  "));
		put_bar(page, goal, BAR_NARROW);
		status_line_text(line, figures);
	}
	status_line_end(line);
}

static void put_goals(struct page *page)
{
	const struct tracked *tracked = page->tracked;
	const struct block **blocks =
		arena_array(page->arena, const struct block *, tracked->goals.n + 1);
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		blocks[i] = &tracked->goals.items[i].goal->block;
	order_sort(page->plan, tracked, blocks, tracked->goals.n);
	if (tracked->goals.n)
		heading(page, "Goals");
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		put_goal(page, tracked_goal_of(tracked, (const void *)blocks[i]));
}

/* ---- what is late ---- */

static bool is_late(const struct page *page, const struct tracked_item *item)
{
	const struct block *block = item->block;
	date_t as_of = page->tracked->as_of;
	bool is_broken = block->kind == KIND_commitment && AS(commitment)->broken &&
			 AS(commitment)->broken <= as_of;
	bool is_stuck = block->kind == KIND_roadblock &&
			roadblock_is_stuck(page->plan, AS(roadblock), as_of);
	return is_stuck || (item->figures.state == ITEM_MISSED && !is_broken);
}

/* "  15 days  milestone ERP connector GA, Ines Moreau" */
static void put_item(struct page *page, const struct block *block, struct str when, bool owes_cause)
{
	struct status_line *line = &page->line;
	struct str owner = owner_of(page, block);
	status_line_text(line, STR("  "));
	status_line_cell(line, when, 11);
	status_line_text(line, STR(" "));
	status_line_printf(line, "%s ", kind_infos[block->kind].name);
	struct str title = title_of(page, block);
	const char *debt = owes_cause ? ", no root cause" : "";
	uint32_t behind = (owner.len ? shown_width(owner) + 2 : 0) + (owes_cause ? 15 : 0);
	uint32_t left = line->width > line->used ? line->width - line->used : 0;
	uint32_t wanted = shown_width(title);
	bool fits = left > behind + 12;
	status_line_cell(line, title, fits && wanted > left - behind ? left - behind : wanted);
	if (owner.len && fits)
		status_line_printf(line, ", %.*s", STR_ARGS(owner));
	status_line_text(line, str_from(debt));
	status_line_end(line);
}

static void put_late(struct page *page)
{
	const struct tracked *tracked = page->tracked;
	const struct block **blocks =
		arena_array(page->arena, const struct block *, tracked->items.n + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < tracked->items.n; i++)
		if (is_late(page, &tracked->items.items[i]))
			blocks[n++] = tracked->items.items[i].block;
	order_sort(page->plan, tracked, blocks, n);
	if (n)
		heading(page, "Late");
	for (uint32_t i = 0; i < n && i < LIST_MAX; i++) {
		const struct block *block = blocks[i];
		const struct tracked_item *item = tracked_item_of(tracked, block);
		int32_t late = tracked->as_of - item->due;
		struct str when = str_format(page->arena, late == 1 ? "%d day" : "%d days", late);
		put_item(page, block, when,
			block->kind == KIND_milestone && !root_cause_of(page->plan, block));
	}
	if (n > LIST_MAX) {
		status_line_printf(&page->line, "  and %u more", n - LIST_MAX);
		status_line_end(&page->line);
	}
}

/* ---- what comes next ---- */

struct event {
	date_t day;
	const struct block *block;
	uint32_t order;
};

static int compare_events(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void put_session(struct page *page, const struct tracked_session *session)
{
	const struct time_of_day *at = &session->review->at.value;
	status_line_printf(&page->line, "  %s  %.*s", date_text(session->day.held).text,
		STR_ARGS(title_of(page, &session->review->block)));
	if (at->set)
		status_line_printf(&page->line, ", %02u:%02u", at->hour, at->minute);
	status_line_end(&page->line);
}

static void put_next(struct page *page)
{
	const struct tracked *tracked = page->tracked;
	const struct calendar *calendar = &page->plan->calendar;
	date_t last = duration_add(page->plan->settings.soon, tracked->as_of, &calendar, 1);
	struct event *events = arena_array(page->arena, struct event, tracked->items.n + 1);
	const struct tracked_session *session = tracked_next_session(tracked, NULL, tracked->as_of);
	uint32_t n = 0;
	for (uint32_t i = 0; i < tracked->items.n; i++) {
		const struct tracked_item *item = &tracked->items.items[i];
		if (item->figures.state == ITEM_DUE && item->due >= tracked->as_of &&
			item->due <= last)
			events[n++] = (struct event){item->due, item->block, i};
	}
	qsort(events, n, sizeof *events, compare_events);
	if (n || session)
		heading(page, "Next");
	if (session)
		put_session(page, session);
	for (uint32_t i = 0; i < n && i < LIST_MAX; i++)
		put_item(page, events[i].block, str_from(date_text(events[i].day).text), false);
	if (n > LIST_MAX) {
		status_line_printf(
			&page->line, "  and %u more by %s", n - LIST_MAX, date_text(last).text);
		status_line_end(&page->line);
	}
}

/* ---- the whole ---- */

static struct page page_of(struct arena *arena, const struct emit_input *input,
	struct status_style style, struct out *out)
{
	return (struct page){.arena = arena,
		.input = input,
		.tracked = input->tracked,
		.plan = input->plan,
		.line = {.out = out, .width = style.width, .color = style.color}};
}

void status_write(struct arena *arena, const struct emit_input *input, struct status_style style,
	struct out *out)
{
	struct page page = page_of(arena, input, style, out);
	put_headline(&page);
	put_goals(&page);
	put_late(&page);
	put_next(&page);
}

void status_write_line(struct arena *arena, const struct emit_input *input,
	struct status_style style, struct out *out)
{
	struct page page = page_of(arena, input, style, out);
	struct status_line *line = &page.line;
	status_line_word(line, input->tracked->status, STATUS_COLUMNS);
	status_line_cell(line, title_of(&page, &input->plan->frame->block),
		line->width > 2 * STATUS_COLUMNS ? (line->width - STATUS_COLUMNS) / 2
						 : line->width);
	status_line_text(line, STR("  "));
	put_counts(&page);
	status_line_end(line);
	status_line_text(line, STR("  "));
	status_line_text(line, input->plan->file->source->path);
	status_line_end(line);
}
