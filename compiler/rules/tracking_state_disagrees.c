#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"initiative tills \"Backup for tills\" {\n"                                                \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n"                                                                          \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-02-02 .. 2026-09-30\n"                                                     \
	"  effort: 15 days\n" middle "}\n"

/* The first milestone that is not done; NULL if there is none. */
static const struct block *open_milestone(
	const struct tracked *tracked, const struct initiative_block *initiative)
{
	for (const struct block *at = initiative->block.first_child; at; at = at->next_sibling) {
		const struct tracked_item *item =
			at->kind == KIND_milestone ? tracked_item_of(tracked, at) : NULL;
		if (item && item->figures.state != ITEM_DONE && item->figures.state != ITEM_NONE &&
			!block_has(at, "done"))
			return at;
	}
	return NULL;
}

static struct finding *report(struct rule_check *check, const struct initiative_block *initiative,
	const char *says, struct str contradicts)
{
	const struct block *block = &initiative->block;
	return rule_report(check, block, rules_value_span(block, "state", initiative->state.node),
		"%.*s is said to be %s%.*s", STR_ARGS(block_called(check->plan, block)), says,
		STR_ARGS(contradicts));
}

static void propose(struct rule_check *check, struct finding *finding, const char *state)
{
	finding_help(
		check->sink, finding, "write how it is, or keep it and say why with `because`:");
	finding_code(check->sink, finding, "state: %s on %s", state,
		date_text(check->tracked->as_of).text);
	note_day(check, finding);
}

static void check_dates(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	struct date_range window = initiative->window;
	date_t as_of = check->tracked->as_of;
	bool is_planned = initiative->state.value == work_state_planned && as_of > window.first;
	bool is_active = initiative->state.value == work_state_active && as_of > window.last;
	if (!window.first || (!is_planned && !is_active))
		return;
	struct finding *finding = report(check, initiative, is_planned ? "planned" : "active",
		is_planned ? STR(" and its window has begun") : STR(" and its window is over"));
	finding_label(check->sink, finding, block_field_span(block, "window"),
		is_planned ? "began on %s" : "ended on %s",
		date_text(is_planned ? window.first : window.last).text);
	propose(check, finding, is_planned ? "active" : "done");
}

static void check_done(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *open = open_milestone(check->tracked, initiative);
	if (!open)
		return;
	struct finding *finding = report(check, initiative, "done",
		str_format(&check->sink->arena, " and %.*s is not",
			STR_ARGS(block_called(check->plan, open))));
	finding_label(check->sink, finding, block_field_span(open, "due"), "due, not done");
	finding_help(check->sink, finding, "say when the milestone was done, or what is left:");
	if (open->name)
		finding_code(check->sink, finding, "update %.*s { done: TODO }",
			STR_ARGS(block_path(check->plan, open)));
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (!initiative->state.value || initiative->state.because.ptr ||
			initiative->state.on > check->tracked->as_of)
			continue;
		if (initiative->state.value == work_state_done)
			check_done(check, initiative);
		else
			check_dates(check, initiative);
	}
}

const struct rule rule_tracking_state_disagrees = {
	.info = {.name = "tracking.state_disagrees",
		.summary = "The stated state of work contradicts its dates",
		.explanation =
			"`state` is what people say about the work; the dates are what was agreed. "
			"Work that is `planned` after its first day, `active` after its last, or "
			"`done` with an open milestone is told in two ways, and readers believe "
			"the "
			"better one. Correct the state or the milestone, or keep it and say why: "
			"`state: active on 2026-06-12 because \"Two shops are left.\"`",
		.bad = EXAMPLE("  state:  planned\n"),
		.good = EXAMPLE("  state:  active on 2026-02-02\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
