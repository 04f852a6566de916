/* A summary for a change request or a wiki: what stands where, what needs a decision, what comes.
 */
#include "compiler/emit/agenda/agenda.h"
#include "compiler/emit/md/write.h"
#include "compiler/plan/order.h"

#include <stdlib.h>

enum { GOALS_MAX = 50, QUESTIONS_MAX = 20, DUES_MAX = 40, ERRORS_MAX = 10, SOON_DAYS = 30 };

static void put_more(struct md_page *page, uint32_t n, uint32_t shown, const char *what)
{
	if (n > shown)
		md_rawf(page, "\n%u more %s are left out here.\n", n - shown, what);
}

/* ---- head ---- */

static void write_head(struct md_page *page)
{
	const struct plan *plan = page->plan;
	md_raw(page, "# ");
	md_title(page, &plan->frame->block);
	md_rawf(page, "\n\n%s to %s", date_text(plan->first).text, date_text(plan->last).text);
	if (page->tracked)
		md_rawf(page, " · as of **%s** · the plan as a whole: **%s**, as its worst goal",
			date_text(page->tracked->as_of).text, status_phrase(page->tracked->status));
	else
		md_raw(page, " · without a day, so without figures");
	if (plan->audience) {
		md_raw(page, " · for ");
		md_title(page, &plan->audience->block);
	}
	md_raw(page, "\n");
}

/* ---- findings ---- */

static void put_count(struct md_page *page, uint32_t n, const char *one, const char *before)
{
	if (n)
		md_rawf(page, "%s%u %s%s", before, n, one, n == 1 ? "" : "s");
}

static void write_findings(struct md_page *page)
{
	uint32_t n = 0, levels[LEVEL_ERROR + 1] = {0}, shown = 0;
	const struct finding **found =
		page->input->findings
			? plan_findings(page->plan, page->input->findings, page->arena, &n)
			: NULL;
	for (uint32_t i = 0; i < n; i++)
		levels[found[i]->level]++;
	uint32_t all = levels[LEVEL_ERROR] + levels[LEVEL_WARNING] + levels[LEVEL_INFO];
	md_raw(page, all ? "\nThe check has " : "\nThe check has no findings.\n");
	put_count(page, levels[LEVEL_ERROR], "error", "");
	put_count(page, levels[LEVEL_WARNING], "warning", levels[LEVEL_ERROR] ? ", " : "");
	put_count(page, levels[LEVEL_INFO], "note",
		levels[LEVEL_ERROR] + levels[LEVEL_WARNING] ? ", " : "");
	md_raw(page, levels[LEVEL_ERROR] ? ":\n\n" : all ? ".\n" : "");
	for (uint32_t i = 0; i < n && shown < ERRORS_MAX; i++) {
		const struct finding *finding = found[i];
		if (finding->level != LEVEL_ERROR)
			continue;
		md_raw(page, "- ");
		md_text(page, finding->message);
		md_raw(page, " (`");
		md_rawf(page, "%.*s`", STR_ARGS(finding->name));
		if (finding->span.source) {
			struct sources *sources = &page->plan->run->sources;
			md_raw(page, ", ");
			md_text(page, plan_source_path(page->plan,
					      sources_get(sources, finding->span.source)));
			md_rawf(page, ":%u",
				source_place(sources, finding->span.source, finding->span.start)
					.line);
		}
		md_raw(page, ")\n");
		shown++;
	}
	put_more(page, levels[LEVEL_ERROR], shown, "errors");
}

/* ---- goals ---- */

static struct str target_text(const struct md_page *page, const struct goal_block *goal)
{
	struct plan *plan = page->plan;
	if (goal->at_least.set)
		return str_format(page->arena, "at least %.*s",
			STR_ARGS(quantity_text(plan, goal->at_least)));
	if (goal->at_most.set)
		return str_format(
			page->arena, "at most %.*s", STR_ARGS(quantity_text(plan, goal->at_most)));
	if (goal->between.low.set)
		return str_format(page->arena, "%.*s to %.*s",
			STR_ARGS(quantity_text(plan, goal->between.low)),
			STR_ARGS(quantity_text(plan, goal->between.high)));
	if (!goal->target.value.set)
		return STR("");
	struct str amount = quantity_text(plan, goal->target.value);
	if (!goal->target.by)
		return amount;
	return str_format(
		page->arena, "%.*s by %s", STR_ARGS(amount), date_text(goal->target.by).text);
}

static void put_figures(struct md_page *page, const struct tracked_goal *tracked)
{
	const struct goal_figures *figures = &tracked->figures;
	if (figures->has_reading) {
		md_amount(page, figures->actual_shown, tracked->unit);
		md_rawf(page, " on %s", date_text(figures->reading_date).text);
	} else {
		md_raw(page, "no reading");
	}
	md_raw(page, " | ");
	if (figures->expected.has)
		md_amount(page, figures->expected.shown, tracked->unit);
	else if (goal_is_kept(tracked->goal) && figures->steps_due)
		md_rawf(page, "%u of %u steps kept", figures->steps_met, figures->steps_due);
	md_raw(page, " | ");
	if (figures->pace.has) {
		decimal_print_grouped(page->out, figures->pace.shown);
		md_raw(page, "%");
	}
}

static void write_goal(struct md_page *page, const struct goal_block *goal)
{
	const struct tracked_goal *tracked =
		page->tracked ? tracked_goal_of(page->tracked, goal) : NULL;
	date_t day = page->tracked ? page->tracked->as_of : DATE_NONE;
	md_raw(page, "| ");
	md_title(page, &goal->block);
	md_raw(page, " | ");
	md_raw(page, tracked && tracked->figures.status != STATUS_NONE
			     ? status_phrase(tracked->figures.status)
			     : "");
	md_raw(page, " | ");
	if (tracked)
		put_figures(page, tracked);
	else
		md_raw(page, " | | ");
	md_raw(page, " | ");
	md_text(page, target_text(page, goal));
	md_raw(page, " | ");
	md_person(page, block_owner_on(&goal->block, day));
	md_raw(page, " |\n");
}

static void write_goals(struct md_page *page)
{
	uint32_t n = page->plan->of_kind[KIND_goal].n;
	const struct block **goals = arena_array(page->arena, const struct block *, n + 1);
	if (!n)
		return;
	for (uint32_t i = 0; i < n; i++)
		goals[i] = page->plan->of_kind[KIND_goal].items[i];
	order_sort(page->plan, page->tracked, goals, n);
	md_raw(page, "\n## Goals\n\n| goal | state | actual | expected by then | pace | target | "
		     "owner |\n|---|---|---:|---:|---:|---:|---|\n");
	for (uint32_t i = 0; i < n && i < GOALS_MAX; i++)
		write_goal(page, (const void *)goals[i]);
	put_more(page, n, GOALS_MAX, "goals");
}

/* ---- what the next review is asked ---- */

static const struct person_block *person_called(const struct plan *plan, struct str name)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		if (str_equal(plan_name(plan, plan_person(plan, i)->block.name), name))
			return plan_person(plan, i);
	return NULL;
}

static void write_questions(struct md_page *page)
{
	struct emit_input input = *page->input;
	struct agenda agenda;
	uint32_t n = 0;
	input.session = page->tracked ? agenda_pick(page->tracked, NULL, DATE_NONE) : NULL;
	if (!input.session)
		return;
	agenda_make(&agenda, page->arena, &input);
	md_rawf(page, "\n## Questions for the next review, %s\n\n",
		date_text(input.session->day.held).text);
	for (uint32_t i = 0; i < agenda.rows.n; i++) {
		const struct agenda_row *row = &agenda.rows.items[i];
		if (!row->ask.len || n++ >= QUESTIONS_MAX)
			continue;
		md_rawf(page, "%u. ", n);
		md_text(page, row->ask);
		if (row->owner.len) {
			md_raw(page, " *");
			md_person(page, person_called(page->plan, row->owner));
			md_raw(page, "*");
		}
		md_raw(page, "\n");
	}
	if (!n)
		md_raw(page, "None.\n");
	put_more(page, n, QUESTIONS_MAX, "questions");
	agenda_free(&agenda);
}

/* ---- late, and the next 30 days ---- */

static int by_due(const void *a, const void *b)
{
	const struct tracked_item *left = *(const struct tracked_item *const *)a;
	const struct tracked_item *right = *(const struct tracked_item *const *)b;
	if (left->due != right->due)
		return left->due < right->due ? -1 : 1;
	return left->block->order < right->block->order ? -1 : 1;
}

static bool is_soon(const struct tracked *tracked, const struct tracked_item *item)
{
	return item->figures.state == ITEM_MISSED ||
	       (item->figures.state == ITEM_DUE && !item->done &&
		       item->due <= tracked->as_of + SOON_DAYS);
}

static bool is_broken(const struct block *block)
{
	return block->kind == KIND_commitment &&
	       ((const struct commitment_block *)(const void *)block)->broken;
}

static void write_item(struct md_page *page, const struct tracked_item *item)
{
	const struct block *block = item->block;
	int32_t late = page->tracked->as_of - item->due;
	md_rawf(page, "| %s | ", date_text(item->due).text);
	md_title(page, block);
	md_raw(page, " | ");
	for (const char *c = kind_infos[block->kind].name; *c; c++)
		out_char(page->out, *c == '_' ? ' ' : *c);
	md_raw(page, " | ");
	if (is_broken(block))
		md_raw(page, "**not kept**");
	else if (item->figures.state == ITEM_MISSED)
		md_rawf(page, "**%d day%s late**", late, late == 1 ? "" : "s");
	else
		md_raw(page, "due");
	if (item->lands > item->due && !item->no_forecast)
		md_rawf(page, ", forecast %s", date_text(item->lands).text);
	md_raw(page, " | ");
	md_person(page, block_answering_on(block, page->tracked->as_of));
	md_raw(page, " |\n");
}

static void write_items(struct md_page *page)
{
	const struct tracked *tracked = page->tracked;
	uint32_t n = 0;
	if (!tracked)
		return;
	const struct tracked_item **items =
		arena_array(page->arena, const struct tracked_item *, tracked->items.n + 1);
	for (uint32_t i = 0; i < tracked->items.n; i++)
		if (is_soon(tracked, &tracked->items.items[i]))
			items[n++] = &tracked->items.items[i];
	qsort(items, n, sizeof *items, by_due);
	md_rawf(page, "\n## Late, and due in the next %d days\n\n", SOON_DAYS);
	if (!n) {
		md_raw(page, "Nothing.\n");
		return;
	}
	md_raw(page, "| due | what | kind | state | owner |\n|---|---|---|---|---|\n");
	for (uint32_t i = 0; i < n && i < DUES_MAX; i++)
		write_item(page, items[i]);
	put_more(page, n, DUES_MAX, "items");
}

static void emit(struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	struct str path = str_format(arena, "%.*s.md", STR_ARGS(input->stem));
	struct md_page page = {.out = &emit_file_add(arena, files, path)->bytes,
		.arena = arena,
		.input = input,
		.plan = input->plan,
		.tracked = input->tracked};
	write_head(&page);
	write_findings(&page);
	write_goals(&page);
	write_questions(&page);
	write_items(&page);
	md_timeline(&page);
}

const struct format format_md = {
	.name = "md",
	.summary =
		"a summary in Markdown for a change request or a wiki, with a timeline for Mermaid",
	.emit = emit,
};
