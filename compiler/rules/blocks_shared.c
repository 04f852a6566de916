/* The project's own rules: `rule` blocks of a plan and of its project.pbp. */
#include "compiler/plan/eval.h"
#include "compiler/rules/engine.h"
#include "compiler/rules/seen.h"

#include <string.h>

enum verdict { HOLDS, FAILS, NOT_JUDGED };

static struct eval eval_of(
	struct rule_check *check, struct block *block, struct expression expression)
{
	return (struct eval){.plan = check->plan,
		.file = expression.file,
		.block = block,
		.tracked = check->tracked,
		.arena = &check->plan->arena,
		.sink = check->sink};
}

/* Values that do not go together, such as amounts in leads and in USD where the rule is for goals
   of any metric, are reported once a rule; what has them is not judged, nor what asks for a day
   where there is none. */
static enum verdict judge(
	struct rule_check *check, struct block *block, struct expression expression, bool *reported)
{
	struct eval eval = eval_of(check, block, expression);
	uint32_t before = check->sink->items.n;
	bool holds = eval_condition(&eval, expression.node);
	bool is_wrong = check->sink->items.n > before;
	if (is_wrong && *reported)
		check->sink->items.n = before;
	*reported |= is_wrong;
	if (eval_is_spent(&eval) || is_wrong || eval.missed_day)
		return NOT_JUDGED;
	/* what follows from a value that is known to be wrong is not reported again */
	return holds ? HOLDS : eval.why_absent == ABSENT_KNOWN ? NOT_JUDGED : FAILS;
}

static void note_values(struct rule_check *check, struct finding *finding, struct block *block,
	struct expression expression)
{
	struct eval eval = eval_of(check, block, expression);
	seen_note(&eval, expression.node, check->sink, finding);
}

/* One rule at work. */
struct judging {
	const struct rule_block *own;
	bool reported;		 /* that its values do not go together */
	const struct file *file; /* of the last finding */
	uint32_t n_in_file;
};

/* Of one rule in one file only the first findings are shown: more need no values, not even where
   waivers keep as many out. Blocks come file by file. */
static bool wants_values(struct judging *judging, const struct block *block)
{
	if (judging->file != block->part.file)
		judging->n_in_file = 0;
	judging->file = block->part.file;
	return ++judging->n_in_file <= 2 * FINDINGS_PER_RULE_MAX;
}

static void judge_block(struct rule_check *check, struct judging *judging, struct block *block)
{
	const struct rule_block *own = judging->own;
	if (own->when.node && judge(check, block, own->when, &judging->reported) != HOLDS)
		return;
	if (block->broken || judge(check, block, own->require, &judging->reported) != FAILS)
		return;
	struct str called = block_called(check->plan, block);
	struct str name = str_from(check->rule->info.name);
	struct finding *finding;
	if (own->block.title.len)
		finding = rule_report(check, block, block_span(block), "%.*s breaks the rule: %.*s",
			STR_ARGS(called), STR_ARGS(own->block.title));
	else
		finding = rule_report(check, block, block_span(block), "%.*s is not as `%.*s` asks",
			STR_ARGS(called), STR_ARGS(name));
	finding_label(check->sink, finding,
		file_expression_span(own->require.file, own->require.node), "has to hold");
	if (wants_values(judging, block))
		note_values(check, finding, block, own->require);
	if (own->help.len)
		finding_help(check->sink, finding, "%.*s", STR_ARGS(own->help));
}

static bool can_judge(const struct rule_block *own)
{
	return !own->block.broken && own->for_kind && own->require.node;
}

static void run_one(struct rule_check *check, const struct rule_block *own,
	const struct level_overrides *overrides)
{
	const struct plan *plan = check->plan;
	if (!can_judge(own))
		return;
	struct rule *rule = arena_new(&check->sink->arena, struct rule);
	struct str name = str_format(
		&check->sink->arena, "rule.%.*s", STR_ARGS(plan_name(plan, own->block.name)));
	enum level level = own->level ? (enum level)(own->level - rule_level_off) : LEVEL_ERROR;
	rule->info = (struct rule_info){.name = name.ptr,
		.summary = "A rule of the project",
		.levels = {level, level, level}};
	check->rule = rule;
	check->reports->source = 0;
	check->level = level_overridden(plan, overrides, name, level);
	if (check->level == LEVEL_OFF)
		return;
	struct judging judging = {.own = own};
	for (uint32_t i = 0; i < plan->of_kind[own->for_kind].n; i++) {
		struct block *block = plan->of_kind[own->for_kind].items[i];
		/* nobody can change what the standard library says */
		if (!block->is_std)
			judge_block(check, &judging, block);
	}
}

static const struct plan *settings_of(const struct plan *plan)
{
	return plan->project ? plan->project->settings : NULL;
}

bool blocks_judge(const struct plan *plan, struct str name)
{
	const struct plan *plans[] = {settings_of(plan), plan};
	bool any = false, all = true;
	if (!str_starts(name, "rule."))
		return false;
	struct str id = str_slice(name, strlen("rule."), name.len);
	bool is_group = str_is(id, "all") || str_is(id, "*");
	for (size_t k = 0; k < sizeof plans / sizeof *plans; k++) {
		for (uint32_t i = 0; plans[k] && i < plans[k]->of_kind[KIND_rule].n; i++) {
			const struct rule_block *own = plan_rule(plans[k], i);
			if (!is_group && !str_equal(id, plan_name(plan, own->block.name)))
				continue;
			any = true;
			all &= can_judge(own);
		}
	}
	return any && all;
}

void blocks_run(struct rule_check *check, const struct level_overrides *overrides)
{
	const struct plan *plans[] = {settings_of(check->plan), check->plan};
	for (size_t k = 0; k < sizeof plans / sizeof *plans; k++)
		for (uint32_t i = 0; plans[k] && i < plans[k]->of_kind[KIND_rule].n; i++)
			if (!plan_rule(plans[k], i)->block.is_hidden)
				run_one(check, plan_rule(plans[k], i), overrides);
}
