#include "compiler/plan/query.h"

#include "compiler/plan/eval_parts.h"
#include <string.h>

/* ---- reading ---- */

/* A question is parsed as the value of a `let`, on a line of its own so that columns are right. */
static struct file *parse(
	struct run *run, const char *name, struct str text, size_t n_hidden, struct sink *sink)
{
	struct file_bytes bytes = {.data = memory_resize(NULL, text.len + 2), .len = text.len};
	memcpy(bytes.data, text.ptr, text.len);
	memset(bytes.data + text.len, 0, 2);
	struct str path = str_from(name);
	struct source *source = sources_add(&run->sources, path, path, bytes);
	source->n_hidden = (uint32_t)n_hidden;
	struct file *file = file_parse(&run->arena, source, &run->intern, sink);
	vec_push(&run->asides, file);
	return file;
}

static struct file *parse_let(
	struct run *run, struct str text, const char *before, const char *behind, struct sink *sink)
{
	struct out out = {0};
	out_printf(&out, "let query = %s\n", before);
	size_t n_hidden = out.len;
	out_printf(&out, "%.*s\n%s", STR_ARGS(text), behind);
	struct file *file = parse(run, "query", out_view(&out), n_hidden, sink);
	out_free(&out);
	return file;
}

/* The value of the `let` that follows `let` (0: of the first); 0 if there is none. */
static uint32_t next_let(const struct file *file, uint32_t let, uint32_t *value)
{
	uint32_t at = let ? file_node(file, let)->next : file_node(file, file->root)->child;
	while (at && file_node(file, at)->kind != NODE_LET)
		at = file_node(file, at)->next;
	*value = at ? file_node(file, at)->child : 0;
	return at;
}

/* A `where` outside of all brackets makes the question a collection. */
static bool picks(const struct file *file)
{
	int depth = 0;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		int kind = file->tokens.items[i].kind;
		depth += kind == LPAREN || kind == LBRACKET;
		depth -= kind == RPAREN || kind == RBRACKET;
		if (kind == WHERE && !depth)
			return true;
	}
	return false;
}

static bool is_one_value(const struct file *file, uint32_t value)
{
	uint32_t let, other;
	let = next_let(file, 0, &other);
	return value && !file_node(file, value)->next && !file_node(file, let)->next;
}

bool query_parse(struct run *run, struct str text, struct query *query)
{
	struct sink trial;
	uint32_t value;
	sink_init(&trial);
	struct file *file = parse_let(run, text, "", "", &trial);
	bool is_collection = picks(file);
	bool is_whole = !trial.items.n && next_let(file, 0, &value) && is_one_value(file, value);
	sink_free(&trial);
	if (is_whole && file_node(file, value)->kind != NODE_PATH) {
		*query = (struct query){.file = file, .expression = value};
		return true;
	}
	uint32_t before = run->sink.items.n;
	/* as the argument of a function a collection may have its condition */
	file = is_collection || is_whole ? parse_let(run, text, "count(", ")", &run->sink)
					 : parse_let(run, text, "", "", &run->sink);
	next_let(file, 0, &value);
	if (run->sink.items.n == before &&
		(!is_one_value(file, value) || !(is_collection || is_whole)))
		finding_new(&run->sink, &finding_syntax_unexpected, file_span(file, file->root),
			"a query is one collection or one calculation");
	if (run->sink.items.n > before)
		return false;
	uint32_t argument = file_node(file, file_node(file, value)->child)->next;
	const struct node *node = file_node(file, argument);
	*query = (struct query){.file = file, .path = argument};
	if (node->kind == NODE_WHERE) {
		query->path = node->child;
		query->where = file_node(file, node->child)->next;
	}
	return true;
}

bool query_parse_columns(
	struct run *run, const struct str *texts, uint32_t n, struct query_columns *columns)
{
	struct out out = {0};
	uint32_t before = run->sink.items.n, value;
	for (uint32_t i = 0; i < n; i++)
		out_printf(&out, "let column%u =\n%.*s\n", i + 1, STR_ARGS(texts[i]));
	struct file *file =
		parse(run, "columns", out_view(&out), strlen("let column1 =\n"), &run->sink);
	out_free(&out);
	*columns = (struct query_columns){.file = file};
	for (uint32_t let = next_let(file, 0, &value); let; let = next_let(file, let, &value))
		vec_push(&columns->nodes, value);
	if (run->sink.items.n == before && columns->nodes.n != n)
		finding_new(&run->sink, &finding_syntax_unexpected, file_span(file, file->root),
			"a column is one calculation");
	return run->sink.items.n == before;
}

/* ---- checking ---- */

static struct typing typing_in(struct plan *plan, const struct file *file)
{
	return (struct typing){.plan = plan, .file = file};
}

/* The one kind of a set; KIND_NONE if there are several. */
static enum kind only_kind(kinds_t kinds)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		if (kinds == (kinds_t)1 << kind)
			return (enum kind)kind;
	return KIND_NONE;
}

bool query_check(struct plan *plan, const struct query *query, enum kind *kind)
{
	uint32_t before = plan->run->sink.items.n;
	struct typing typing = typing_in(plan, query->file);
	struct static_type type =
		query->expression ? typing_expression(&typing, query->expression)
				  : typing_path(&typing, query->path, true, query->where, K_ANY);
	*kind = type.shape == SHAPE_BLOCK ? only_kind(type.kinds) : KIND_NONE;
	return plan->run->sink.items.n == before;
}

bool query_check_columns(struct plan *plan, const struct query_columns *columns, enum kind kind)
{
	uint32_t before = plan->run->sink.items.n;
	for (uint32_t i = 0; i < columns->nodes.n; i++) {
		struct typing typing = typing_in(plan, columns->file);
		typing.home_kinds = typing.it = (kinds_t)1 << kind;
		typing_expression(&typing, columns->nodes.items[i]);
	}
	return plan->run->sink.items.n == before;
}

/* ---- answering ---- */

struct answer {
	struct eval eval;
	uint32_t node;
	bool (*visit)(void *context, const struct value *value);
	void *context;
};

static bool pass_on(void *context, const struct result *item)
{
	struct answer *answer = context;
	struct value value = result_cut(&answer->eval, item, answer->node);
	return value.kind == VALUE_NONE || answer->visit(answer->context, &value);
}

static struct eval eval_in_plan(
	struct plan *plan, const struct tracked *tracked, const struct file *file)
{
	return (struct eval){.plan = plan,
		.file = file,
		.tracked = tracked,
		.arena = &plan->arena,
		.sink = &plan->run->sink};
}

static void run_query(struct plan *plan, const struct tracked *tracked, const struct query *query,
	bool (*visit)(void *context, const struct value *value), void *context)
{
	struct answer answer = {.eval = eval_in_plan(plan, tracked, query->file),
		.node = query->path,
		.visit = visit,
		.context = context};
	struct walk walk = {.eval = &answer.eval,
		.path = query->path,
		.where = query->where,
		.collections_first = true,
		.wanted = K_ANY,
		.visit = pass_on,
		.context = &answer};
	if (!query->expression) {
		walk_path(&walk);
		return;
	}
	struct value value = eval_cut(&answer.eval, query->expression);
	if (value.kind != VALUE_LIST) {
		if (value.kind != VALUE_NONE)
			visit(context, &value);
		return;
	}
	for (uint32_t i = 0; i < value.list.n; i++)
		if (!visit(context, &value.list.items[i]))
			return;
}

bool query_run(struct plan *plan, const struct tracked *tracked, const struct query *query,
	bool (*visit)(void *context, const struct value *value), void *context)
{
	uint32_t before = plan->run->sink.items.n;
	run_query(plan, tracked, query, visit, context);
	return plan->run->sink.items.n == before;
}

struct value query_column(struct plan *plan, const struct tracked *tracked,
	const struct query_columns *columns, uint32_t i, struct block *block)
{
	struct eval eval = eval_in_plan(plan, tracked, columns->file);
	eval.block = block;
	eval.sink = NULL; /* a field that is not stated has no value */
	return eval_cut(&eval, columns->nodes.items[i]);
}

/* Long texts, conditions and names of rules make no column. */
static bool makes_column(const struct field_info *field)
{
	enum value_type type = field->type;
	if (type_infos[type].base)
		type = type_infos[type].base;
	return type <= TYPE_unit && type != TYPE_prose && type != TYPE_condition &&
	       type != TYPE_formula && type != TYPE_place;
}

void query_default_columns(struct arena *arena, enum kind kind, struct str **texts, uint32_t *n)
{
	static const char *const figures[] = {"status", "latest", "pace"};
	const struct kind_info *info = &kind_infos[kind];
	*texts = arena_array(arena, struct str, info->n_fields + 3u);
	*n = 0;
	for (uint8_t i = 0; i < info->n_fields; i++) {
		if (makes_column(&info->fields[i]))
			(*texts)[(*n)++] = str_format(arena, "it.%s", info->fields[i].name);
		for (size_t k = 0; i == 0 && k < sizeof figures / sizeof *figures; k++)
			if (figure_has(kind, figures[k]))
				(*texts)[(*n)++] = str_from(figures[k]);
	}
}
