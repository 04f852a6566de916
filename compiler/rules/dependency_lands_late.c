#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"milestone catalogue \"Catalogue printed\" {\n"                                            \
	"  due:           2026-03-20\n"                                                            \
	"  owner:         mona\n" middle "  accepted_when: \"200 copies are at Brightline.\"\n"    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"milestone shops \"Catalogue in 40 shops\" {\n"                                            \
	"  due:           2026-04-10\n"                                                            \
	"  owner:         lee\n"                                                                   \
	"  after:         catalogue\n"                                                             \
	"  accepted_when: \"Each shop has signed for it.\"\n"                                      \
	"}\n"

enum { CHAIN_SHOWN = 8, CHAIN_MAX = 64 };

static date_t lands(const struct tracked *tracked, const struct block *block)
{
	if (block->kind == KIND_initiative) {
		const struct tracked_initiative *work =
			tracked_initiative_of(tracked, (const void *)block);
		return work ? work->lands : DATE_NONE;
	}
	const struct tracked_item *item = tracked_item_of(tracked, block);
	return item ? item->lands : DATE_NONE;
}

/* Where a block says when it is due. */
static struct span due_span(const struct block *block)
{
	static const char *const fields[] = {"due", "need_by", "window"};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (block_has(block, fields[i]))
			return block_field_span(block, fields[i]);
	return block_span(block);
}

/* The first link: what waits for nothing that makes it later. `chain` becomes "a <- b <- c". */
static const struct block *first_link(
	const struct rule_check *check, const struct block *block, struct out *chain)
{
	const struct block *path[CHAIN_MAX];
	uint32_t n = tracked_path(check->tracked, block, path, CHAIN_MAX);
	out_printf(chain, "%.*s", STR_ARGS(block_called(check->plan, block)));
	for (uint32_t i = 1; i < n && i <= CHAIN_SHOWN; i++)
		out_printf(chain, ", which waits for %.*s (%s)",
			STR_ARGS(block_called(check->plan, path[i])),
			date_text(lands(check->tracked, path[i])).text);
	if (n > CHAIN_SHOWN + 1)
		out_text(chain, ", and so on");
	return path[n - 1];
}

static void report(struct rule_check *check, const struct block *block, date_t due, date_t landing)
{
	struct out chain = {0};
	const struct block *first = first_link(check, block, &chain);
	const struct tracked_item *item =
		first->kind == KIND_initiative ? NULL : tracked_item_of(check->tracked, first);
	struct finding *finding = rule_report(check, block, due_span(block),
		"%.*s lands on %s, %.*s late, because of %.*s",
		STR_ARGS(block_called(check->plan, block)), date_text(landing).text,
		STR_ARGS(rules_days(check, landing - due)),
		STR_ARGS(block_called(check->plan, first)));
	finding_caret(check->sink, finding, "due");
	if (item && item->figures.state != ITEM_DONE && item->forecast > item->due)
		finding_label(check->sink, finding, block_field_span(first, "due"),
			"the first link is forecast for %s", date_text(item->forecast).text);
	else if (item && item->no_forecast)
		finding_label(check->sink, finding, due_span(first),
			"the first link is late and has no forecast");
	else
		finding_label(check->sink, finding, due_span(first), "the first link");
	finding_help(check->sink, finding,
		"bring the first link forward, do without it, or say with `forecast` when this "
		"comes");
	finding_note(check->sink, finding, "%.*s", STR_ARGS(out_view(&chain)));
	note_day(check, finding);
	out_free(&chain);
}

/* Moved by nothing but the start of the initiative around it, which is reported itself. */
static bool moves_with_parent(const struct tracked *tracked, const struct tracked_item *item)
{
	const struct block *parent = item->block->parent;
	if (!parent || parent->kind != KIND_initiative)
		return false;
	const struct tracked_initiative *work =
		tracked_initiative_of(tracked, (const void *)parent);
	return work && work->starts > work->initiative->window.first &&
	       work->lands > work->initiative->window.last && work->waits_for == item->waits_for;
}

static void check_items(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	for (uint32_t i = 0; i < tracked->items.n; i++) {
		const struct tracked_item *item = &tracked->items.items[i];
		/* What is late by itself, or says so, is late for a reason of its own. */
		if (item->figures.state == ITEM_DUE && item->waits_for && item->lands > item->due &&
			item->forecast <= item->due && !rules_is_over(item->block) &&
			!moves_with_parent(tracked, item))
			report(check, item->block, item->due, item->lands);
	}
}

/* An initiative that lands late because of a part is late by that part, which is reported. */
static void check_initiatives(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	for (uint32_t i = 0; i < tracked->initiatives.n; i++) {
		const struct tracked_initiative *work = &tracked->initiatives.items[i];
		const struct block *block = &work->initiative->block;
		date_t last = work->initiative->window.last;
		if (!last || !work->waits_for || work->waits_for->parent == block ||
			work->lands <= last || last < tracked->as_of || rules_is_over(block) ||
			work->execution == STATUS_DONE)
			continue;
		report(check, block, last, work->lands);
	}
}

static void check_plan(struct rule_check *check)
{
	check_items(check);
	check_initiatives(check);
}

const struct rule rule_dependency_lands_late = {
	.info = {.name = "dependency.lands_late",
		.summary = "Something will be late because of what it waits for",
		.explanation =
			"A slip travels: what waits for late work is late as well, though nobody "
			"who works on it has done anything wrong. The finding follows the links "
			"`after` and `needs` back to the first one, where something can be done "
			"about it. What says so in its own `forecast` is left alone, and so is "
			"what is late by itself.",
		.bad = EXAMPLE("  forecast:      2026-04-17\n"),
		.good = EXAMPLE("  forecast:      2026-03-27\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
