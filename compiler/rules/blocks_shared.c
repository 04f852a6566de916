/* The project's own rules: `rule` blocks of a plan and of its project.pbp. */
#include "compiler/plan/eval.h"
#include "compiler/rules/engine.h"

static bool is_figure(const struct plan *plan, uint32_t name)
{
	static const char *const figures[] = {
		"latest", "attainment", "expected", "pace", "gap", "status"};
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		if (str_is(plan_name(plan, name), figures[i]))
			return true;
	return false;
}

/* `today`, `goal.latest`; `pace` and `it.pace` unless that is a field of the judged kind. */
static bool path_needs_day(
	const struct plan *plan, const struct file *file, uint32_t path, enum kind judged)
{
	const struct node *node = file_node(file, path);
	const struct node *last = node;
	for (uint32_t at = node->child; at; at = last->next)
		last = file_node(file, at);
	bool is_own = last == node || (str_is(plan_name(plan, node->name), "it") &&
					      !file_node(file, node->child)->next);
	if (last == node && str_is(plan_name(plan, node->name), "today"))
		return true;
	return is_figure(plan, last->name) &&
	       !(is_own && schema_field(&plan->run->schema, judged, last->name));
}

/* Does the condition read the day, or a figure that only exists on one? */
static bool needs_day(
	const struct plan *plan, const struct file *file, uint32_t at, enum kind judged)
{
	const struct node *node = file_node(file, at);
	if (node->kind == NODE_PATH)
		return path_needs_day(plan, file, at, judged);
	for (uint32_t child = node->child; child; child = file_node(file, child)->next)
		if (needs_day(plan, file, child, judged))
			return true;
	return false;
}

static bool expression_needs_day(
	const struct plan *plan, struct expression expression, enum kind judged)
{
	return expression.node && needs_day(plan, expression.file, expression.node, judged);
}

enum verdict { HOLDS, FAILS, NOT_JUDGED };

/* Values that do not go together, such as amounts in leads and in USD where the rule is for goals
   of any metric, are reported once a rule; what has them is not judged. */
static enum verdict judge(
	struct rule_check *check, struct block *block, struct expression expression, bool *reported)
{
	struct eval eval = {.plan = check->plan,
		.file = expression.file,
		.block = block,
		.tracked = check->tracked,
		.arena = &check->plan->arena,
		.sink = check->sink};
	uint32_t before = check->sink->items.n;
	bool holds = eval_condition(&eval, expression.node);
	bool is_wrong = check->sink->items.n > before;
	if (is_wrong && *reported)
		check->sink->items.n = before;
	*reported |= is_wrong;
	return eval_is_spent(&eval) || is_wrong ? NOT_JUDGED : holds ? HOLDS : FAILS;
}

/* ---- the values that a failing condition has seen ---- */

enum { VALUES_MAX = 6 };

struct seen {
	struct rule_check *check;
	struct finding *finding;
	struct eval eval;
	uint32_t n;
};

static bool is_literal(int kind)
{
	return kind >= NODE_NUMBER && kind <= NODE_TRUTH;
}

/* `budget` is 72,000 USD; nothing of what says it all by itself, such as a number or a name. */
static void note_operand(struct seen *seen, uint32_t at)
{
	struct str text = file_text(seen->eval.file, at);
	struct out out = {0};
	if (is_literal(file_node(seen->eval.file, at)->kind) || seen->n >= VALUES_MAX)
		return;
	bool has_value = eval_print(&seen->eval, at, &out);
	struct str shown = out_view(&out);
	if (has_value && !str_equal(shown, text)) {
		seen->n++;
		finding_note(seen->check->sink, seen->finding, "`%.*s` is %.*s", STR_ARGS(text),
			STR_ARGS(shown));
	} else if (!has_value && seen->eval.absent) { /* else it is a word of an enumeration */
		seen->n++;
		finding_note(
			seen->check->sink, seen->finding, "`%.*s` has no value", STR_ARGS(text));
	}
	out_free(&out);
}

/* What made a condition fail: of an `and` only the sides that fail. */
static void note_condition(struct seen *seen, uint32_t at)
{
	const struct file *file = seen->eval.file;
	const struct node *node = file_node(file, at);
	switch (node->kind) {
	case NODE_BINARY:
		for (uint32_t side = node->child; side; side = file_node(file, side)->next) {
			if (node->op != AND && node->op != OR)
				note_operand(seen, side);
			else if (node->op == OR || !eval_condition(&seen->eval, side))
				note_condition(seen, side);
		}
		break;
	case NODE_UNARY:
	case NODE_PHRASE:
		note_condition(seen, node->child);
		break;
	case NODE_HAS:
		if (seen->n++ < VALUES_MAX)
			finding_note(seen->check->sink, seen->finding, "`%.*s` is %s",
				STR_ARGS(file_text(file, node->child)),
				eval_condition(&seen->eval, at) ? "stated" : "not stated");
		break;
	default: /* a path or a call */
		note_operand(seen, at);
	}
}

static void note_values(struct rule_check *check, struct finding *finding, struct block *block,
	struct expression expression)
{
	struct seen seen = {.check = check,
		.finding = finding,
		.eval = {.plan = check->plan,
			.file = expression.file,
			.block = block,
			.tracked = check->tracked,
			.arena = &check->plan->arena}};
	note_condition(&seen, expression.node);
}

static void judge_block(
	struct rule_check *check, const struct rule_block *own, struct block *block, bool *reported)
{
	if (own->when.node && judge(check, block, own->when, reported) != HOLDS)
		return;
	if (block->broken || judge(check, block, own->require, reported) != FAILS)
		return;
	struct str called = block_called(check->plan, block);
	struct str name = str_from(check->rule->info.name);
	struct finding *finding;
	if (own->block.title.len)
		finding = rule_report(check, block, block_span(block), "%.*s: %.*s",
			STR_ARGS(called), STR_ARGS(own->block.title));
	else
		finding = rule_report(check, block, block_span(block), "%.*s is not as `%.*s` asks",
			STR_ARGS(called), STR_ARGS(name));
	finding_label(check->sink, finding, file_span(own->require.file, own->require.node),
		"has to hold");
	if (check->reports->items.n <= FINDINGS_PER_RULE_MAX) /* more are not shown */
		note_values(check, finding, block, own->require);
	if (own->help.len)
		finding_help(check->sink, finding, "%.*s", STR_ARGS(own->help));
}

static void run_one(struct rule_check *check, const struct rule_block *own,
	const struct level_overrides *overrides)
{
	const struct plan *plan = check->plan;
	if (own->block.broken || !own->for_kind || !own->require.node)
		return;
	struct rule *rule = arena_new(&check->sink->arena, struct rule);
	struct str name = str_format(
		&check->sink->arena, "rule.%.*s", STR_ARGS(plan_name(plan, own->block.name)));
	enum level level = own->level ? (enum level)(own->level - rule_level_off) : LEVEL_ERROR;
	rule->info = (struct rule_info){.name = name.ptr,
		.summary = "A rule of the project",
		.levels = {level, level, level}};
	check->rule = rule;
	check->level = level_overridden(plan, overrides, name, level);
	if (check->level == LEVEL_OFF)
		return;
	enum kind judged = (enum kind)own->for_kind;
	if (!check->tracked && (expression_needs_day(plan, own->require, judged) ||
				       expression_needs_day(plan, own->when, judged)))
		return;
	bool reported = false;
	for (uint32_t i = 0; i < plan->of_kind[own->for_kind].n; i++) {
		struct block *block = plan->of_kind[own->for_kind].items[i];
		/* nobody can change what the standard library says */
		if (!block->is_std)
			judge_block(check, own, block, &reported);
	}
}

void blocks_run(struct rule_check *check, const struct level_overrides *overrides)
{
	const struct plan *plan = check->plan;
	const struct plan *settings = plan->project ? plan->project->settings : NULL;
	for (uint32_t i = 0; settings && i < settings->of_kind[KIND_rule].n; i++)
		run_one(check, plan_rule(settings, i), overrides);
	for (uint32_t i = 0; i < plan->of_kind[KIND_rule].n; i++)
		run_one(check, plan_rule(plan, i), overrides);
}
