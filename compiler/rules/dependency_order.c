#include "compiler/rules/waits_shared.h"

#include <string.h>

#define WORK(window)                                                                               \
	"initiative crm_link \"ERP connector\" {\n"                                                \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n"                                                                          \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-02-02 .. 2026-05-29\n"                                                     \
	"  effort: 30 days\n"                                                                      \
	"\n"                                                                                       \
	"  milestone connector \"Connector released\" {\n"                                         \
	"    due:           2026-04-30\n"                                                          \
	"    accepted_when: \"The connector is on the price list.\"\n"                             \
	"  }\n"                                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative capture \"Capture roll-out\" {\n"                                              \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: " window "\n"                                                                   \
	"  effort: 30 days\n"                                                                      \
	"  after:  crm_link.connector\n"                                                           \
	"}\n"

struct finish { /* when something is to be finished, and when it was */
	date_t due, done;
	const char *field;
};

static struct finish finish_of(const struct block *block)
{
	const void *at = block;
	if (block->kind == KIND_initiative) {
		const struct initiative_block *initiative = at;
		bool done = initiative->state.value == work_state_done;
		return (struct finish){
			initiative->window.last, done ? initiative->state.on : DATE_NONE, "window"};
	}
	if (block->kind == KIND_activity) {
		const struct activity_block *activity = at;
		bool has_window = activity->window.first != DATE_NONE;
		return (struct finish){has_window ? activity->window.last : activity->due,
			activity->done, has_window ? "window" : "due"};
	}
	if (block->kind == KIND_milestone) {
		const struct milestone_block *milestone = at;
		return (struct finish){milestone->due, milestone->done, "due"};
	}
	if (block->kind == KIND_commitment) {
		const struct commitment_block *commitment = at;
		return (struct finish){commitment->due, commitment->kept, "due"};
	}
	if (block->kind == KIND_action) {
		const struct action_block *action = at;
		return (struct finish){action->due, action->done, "due"};
	}
	if (block->kind == KIND_enablement)
		return (struct finish){
			((const struct enablement_block *)at)->due, rules_over_on(block), "due"};
	return (struct finish){0};
}

struct begin { /* when something begins, or is due if it has no window */
	date_t day;
	struct date_range window;
};

static struct begin begin_of(const struct block *block)
{
	const void *at = block;
	if (block->kind == KIND_initiative) {
		struct date_range window = ((const struct initiative_block *)at)->window;
		return (struct begin){window.first, window};
	}
	if (block->kind == KIND_activity) {
		const struct activity_block *activity = at;
		if (activity->window.first)
			return (struct begin){activity->window.first, activity->window};
		return (struct begin){.day = activity->due};
	}
	if (block->kind == KIND_milestone)
		return (struct begin){.day = ((const struct milestone_block *)at)->due};
	return (struct begin){0};
}

/* The first date of a window where it is written as `A .. B`; the whole window otherwise. */
static struct span start_span(const struct rule_check *check, const struct block *block)
{
	struct span span = block_field_span(block, "window");
	struct str text = rules_text(check, span);
	const char *dots = memchr(text.ptr, '.', text.len);
	size_t len = dots ? str_trim(str_slice(text, 0, (size_t)(dots - text.ptr))).len : 0;
	if (len && date_parse(str_slice(text, 0, len)))
		span.len = (uint32_t)len;
	return span;
}

static void propose_window(struct rule_check *check, struct finding *finding,
	const struct block *block, struct begin begin, date_t due)
{
	struct span start = start_span(check, block);
	struct str day = str_copy(&check->sink->arena, str_from(date_text(due + 1).text));
	if (due >= begin.window.last) {
		finding_help(check->sink, finding,
			"start on %.*s or later, or have what it waits for done sooner",
			STR_ARGS(day));
		return;
	}
	finding_help(check->sink, finding, "start on the day after:");
	if (!date_parse(rules_text(check, start))) {
		finding_code(check->sink, finding, "window: %.*s .. %s", STR_ARGS(day),
			date_text(begin.window.last).text);
		return;
	}
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(block, "window"), start, day)));
	finding_edit(check->sink, finding, start, day, false);
}

static void report(
	struct rule_check *check, const struct wait *wait, struct begin begin, struct finish finish)
{
	const struct block *block = wait->block;
	struct str called = block_called(check->plan, block);
	struct str days = rules_days(check, finish.due - begin.day);
	bool has_window = begin.window.first != DATE_NONE;
	struct span span = has_window ? start_span(check, block) : block_field_span(block, "due");
	struct finding *finding = rule_report(check, block, span,
		has_window ? "%.*s starts %.*s before the item it waits for is due"
			   : "%.*s is due %.*s before the item it waits for",
		STR_ARGS(called), STR_ARGS(days));
	finding_caret(check->sink, finding, has_window ? "starts" : "due");
	bool ends = strcmp(finish.field, "window") == 0;
	finding_label(check->sink, finding, block_field_span(wait->on, finish.field), "%.*s %s",
		STR_ARGS(block_called(check->plan, wait->on)), ends ? "ends" : "is due");
	finding_label(check->sink, finding, block_node_span(wait->says, wait->field, wait->node),
		"waits for it");
	if (has_window) {
		propose_window(check, finding, block, begin, finish.due);
		return;
	}
	finding_help(check->sink, finding, "be due on that day or later:");
	finding_code(check->sink, finding, "due: %s", date_text(finish.due).text);
}

/* enablement.too_late speaks of enablement that names the work itself. */
static bool is_reported_as_late(const struct wait *wait)
{
	return wait->on->kind == KIND_enablement &&
	       ((const struct enablement_block *)(const void *)wait->on)->needed_by.block ==
		       wait->block;
}

static void check_wait(struct rule_check *check, const struct wait *wait)
{
	struct begin begin = begin_of(wait->block);
	struct finish finish = finish_of(wait->on);
	if (!begin.day || !finish.due || begin.day >= finish.due ||
		(finish.done && finish.done <= begin.day) || rules_is_cancelled(wait->block) ||
		rules_is_cancelled(wait->on) || is_reported_as_late(wait))
		return;
	report(check, wait, begin, finish);
}

static void check_plan(struct rule_check *check)
{
	struct waits waits;
	waits_make(&waits, check->plan);
	for (uint32_t i = 0; i < waits.items.n; i++) {
		const struct wait *wait = &waits.items.items[i];
		/* What a dependency affects may need it in the middle: `need_by` says when. */
		if (wait->field && wait->says == wait->block && !wait_is_in_circle(&waits, wait))
			check_wait(check, wait);
	}
	waits_free(&waits);
}

const struct rule rule_dependency_order = {
	.info = {.name = "dependency.order",
		.summary = "Work is planned before what it waits for",
		.explanation =
			"What comes `after` something, or `needs` it, cannot start before that is "
			"due, nor be due earlier. Dates that contradict the order look fine on a "
			"page, and the second team waits from its first day. Start the work later, "
			"have what it waits for done sooner, or take out the order if the two do "
			"not "
			"depend on each other. Once the first was done in time, nothing is "
			"reported.",
		.bad = WORK("2026-04-20 .. 2026-06-26"),
		.good = WORK("2026-05-01 .. 2026-06-26"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
