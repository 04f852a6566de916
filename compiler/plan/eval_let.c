/* `let` values: evaluated once, at first need, without a day; a circle of them is reported and
 * printed. */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

/* Levels of an expression weigh less than blocks and lets, which each bring several calls of their
 * own. */
enum { LEVELS_A_DECODE = 8 };

bool eval_enter(struct eval *eval, uint32_t node, uint32_t *levels)
{
	*levels = 1 + eval->depth / LEVELS_A_DECODE;
	if (eval->plan->decode_depth + *levels < DECODE_DEPTH_MAX) {
		eval->plan->decode_depth += *levels;
		return true;
	}
	if (eval->why_absent !=
		ABSENT_KNOWN) /* once says it, however many blocks a path leads to */
		eval_report(eval, &finding_syntax_too_large, node,
			"values build on one another more than %d deep", DECODE_DEPTH_MAX);
	return false;
}

void eval_leave(struct eval *eval, uint32_t levels)
{
	eval->plan->decode_depth -= levels;
}

/* ---- circles ---- */

/* The first name in an expression that is a `let` being evaluated. */
static struct let *busy_let(const struct plan *plan, const struct file *file, uint32_t node)
{
	if (is_bare_name(file, node)) {
		struct let *let = names_let(plan, file, node);
		return let && let->state == LET_BUSY ? let : NULL;
	}
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		struct let *let = busy_let(plan, file, at);
		if (let)
			return let;
	}
	return NULL;
}

static struct str let_name(const struct plan *plan, const struct let *let)
{
	return plan_name(plan, file_node(let->file, let->node)->name);
}

static void report_circle(struct plan *plan, struct let *first)
{
	struct sink *sink = &plan->run->sink;
	struct span span = file_token_span(first->file, file_node(first->file, first->node)->a);
	struct out circle = {0};
	struct let *at = first;
	out_str(&circle, let_name(plan, first));
	for (int i = 0; i < DECODE_DEPTH_MAX; i++) { /* no more than that are under way */
		at = busy_let(plan, at->file, at->node);
		if (!at)
			break;
		out_printf(&circle, " -> %.*s", STR_ARGS(let_name(plan, at)));
		if (at == first)
			break;
	}
	struct finding *finding = finding_new(sink, &finding_name_cycle, span,
		"this `let` leads back to itself: %.*s", STR_ARGS(out_view(&circle)));
	finding_help(sink, finding, "give one of them a value of its own");
	out_free(&circle);
}

/* ---- values ---- */

/* Several values behind a `let` are a list, as in a field. */
static struct value value_of(struct eval *eval, uint32_t node)
{
	uint32_t first = file_node(eval->file, node)->child, n = 0;
	if (!first || !file_node(eval->file, first)->next)
		return first ? eval_node(eval, first) : (struct value){0};
	for (uint32_t at = first; at; at = file_node(eval->file, at)->next)
		n++;
	struct value *items = arena_array(eval->arena, struct value, n);
	n = 0;
	for (uint32_t at = first; at; at = file_node(eval->file, at)->next) {
		items[n] = eval_node(eval, at);
		n += items[n].kind != VALUE_NONE;
	}
	return (struct value){.kind = VALUE_LIST, .list = {items, n}};
}

struct value let_value(struct plan *plan, struct let *let)
{
	struct eval eval = {
		.plan = plan, .file = let->file, .arena = &plan->arena, .sink = &plan->run->sink};
	if (let->state == LET_BUSY) {
		report_circle(plan, let);
		let->state = LET_DONE; /* reported once, however often it is named */
	}
	if (let->state == LET_DONE)
		return let->value;
	let->state = LET_BUSY;
	struct value value = value_of(&eval, let->node);
	let->state = LET_DONE;
	let->value = value;
	return value;
}

struct result let_result(struct eval *eval, struct let *let)
{
	uint32_t levels;
	let->used = true;
	if (let->state == LET_FRESH && !eval_enter(eval, let->node, &levels))
		return (struct result){0};
	bool entered = let->state == LET_FRESH;
	struct value value = let_value(eval->plan, let);
	if (entered)
		eval_leave(eval, levels);
	if (value.kind == VALUE_NONE)
		eval->why_absent = ABSENT_KNOWN;
	return value_result(&value);
}
