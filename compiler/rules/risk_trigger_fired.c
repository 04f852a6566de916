#include "compiler/plan/look_back.h"
#include "compiler/plan/refs.h"
#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"risk few_people \"Certified people leave\" {\n"                                           \
	"  owner:       mona\n"                                                                    \
	"  likelihood:  3\n"                                                                       \
	"  impact:      4\n"                                                                       \
	"  response:    mitigate\n"                                                                \
	"  trigger:     sellers.latest < 6 people\n"                                               \
	"  contingency: second_course\n"                                                           \
	"  affects:     [sellers]\n"                                                               \
	"  reviewed:    2026-03-02\n"                                                              \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"contingency second_course \"A second course in May\" {\n" middle "\n"                     \
	"  action places \"Reserve 12 places\" { owner: mona  due: 2026-04-10 }\n"                 \
	"}\n"

enum { LABELS_MAX = 4 };

/* ---- what the condition has seen ---- */

struct seen {
	struct rule_check *check;
	struct finding *finding;
	const struct block *labelled[LABELS_MAX];
	uint32_t n;
};

static void label_item(
	struct seen *seen, const struct tracked_item *item, const struct block *block)
{
	struct rule_check *check = seen->check;
	const char *field = block->kind == KIND_dependency ? "need_by" : "due";
	struct span span = block_field_span(block, block_has(block, field) ? field : "window");
	if (item->figures.state == ITEM_DONE)
		finding_label(
			check->sink, seen->finding, span, "done on %s", date_text(item->done).text);
	else
		finding_label(check->sink, seen->finding, span, "not done on %s",
			date_text(check->tracked->as_of).text);
}

static void label_metric(struct seen *seen, const struct metric_block *metric)
{
	struct rule_check *check = seen->check;
	struct point point;
	if (!tracked_metric_latest(check->tracked, metric, check->tracked->as_of, &point))
		return;
	struct quantity value = {point.value, metric->unit, true};
	finding_label(check->sink, seen->finding, block_span(&metric->block), "%.*s on %s",
		STR_ARGS(quantity_text(check->plan, value)), date_text(point.date).text);
}

/* The values behind the names of the trigger. */
static void label_value(void *context, const struct found_ref *ref)
{
	struct seen *seen = context;
	const struct tracked *tracked = seen->check->tracked;
	struct block *block = ref->to;
	if (!block || !ref->field || !str_is(str_from(ref->field), "trigger") ||
		seen->n == LABELS_MAX)
		return;
	for (uint32_t i = 0; i < seen->n; i++)
		if (seen->labelled[i] == block)
			return;
	seen->labelled[seen->n++] = block;
	if (block->kind == KIND_goal) {
		const struct tracked_goal *goal = tracked_goal_of(tracked, (const void *)block);
		if (goal && goal->figures.has_reading)
			goal_label_figures(seen->check, seen->finding, goal);
	} else if (block->kind == KIND_metric) {
		label_metric(seen, (const void *)block);
	} else if (block->kind == KIND_milestone || block->kind == KIND_activity ||
		   block->kind == KIND_dependency) {
		const struct tracked_item *item = tracked_item_of(tracked, block);
		if (item)
			label_item(seen, item, block);
	}
}

/* ---- the answer ---- */

static void propose(
	struct rule_check *check, struct finding *finding, const struct block *contingency)
{
	struct str day = rules_date(check, check->tracked->as_of);
	if (!contingency) {
		finding_help(check->sink, finding,
			"agree on what is done, and name it in `contingency`");
		return;
	}
	finding_label(
		check->sink, finding, block_span(contingency), "neither activated nor declined");
	finding_help(check->sink, finding, "record the answer, one of:");
	if (contingency->name)
		finding_code(check->sink, finding,
			"update %.*s { activated: %.*s }\n"
			"update %.*s { declined: %.*s because \"TODO\" }",
			STR_ARGS(block_path(check->plan, contingency)), STR_ARGS(day),
			STR_ARGS(block_path(check->plan, contingency)), STR_ARGS(day));
}

static void report(struct rule_check *check, struct risk_block *risk)
{
	const struct block *block = &risk->block;
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "trigger", risk->trigger.node),
			"the trigger of %.*s holds and nobody has answered it",
			STR_ARGS(block_called(check->plan, block)));
	struct seen seen = {.check = check, .finding = finding};
	refs_each(check->plan, &risk->block, label_value, &seen);
	propose(check, finding, risk->contingency.block);
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const bool *fired = risks_fired(check->plan, check->tracked, &check->sink->arena);
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_risk].n; i++) {
		struct risk_block *risk = plan_risk(check->plan, i);
		bool is_unreadable =
			block_has(&risk->block, "contingency") && !risk->contingency.block;
		if (fired[i] && !is_unreadable && !risk_is_answered(risk, check->tracked->as_of))
			report(check, risk);
	}
}

const struct rule rule_risk_trigger_fired = {
	.info = {.name = "risk.trigger_fired",
		.summary = "The trigger of a risk holds and the contingency is neither activated "
			   "nor declined",
		.explanation =
			"A plan B that nobody starts is a sentence. When its trigger holds, for as "
			"long as it asks with `for`, somebody decides: `activated` or `declined` "
			"with the reason. Both are fine; silence is not. A risk that is closed is "
			"left alone, and so is a trigger that reads a figure nobody knows on the "
			"day, which is reported as stale.",
		.bad = EXAMPLE("  owner: mona\n"),
		.good = EXAMPLE("  owner:    mona\n"
				"  declined: 2026-03-10 because \"Four exams are on 20 March.\"\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
