#include "compiler/plan/query.h"

#include "compiler/plan/eval_parts.h"
#include <string.h>

/* ---- reading ---- */

/* A text of the command line, with what makes it the value of a `let` around it. */
struct wrapped {
	const struct file *file;
	uint32_t value;		/* of the `let`; 0: there is none, or more than one */
	uint32_t first, behind; /* where the text lies in the source */
};

/* What stands before the text ends with a line of its own, so that columns are right. */
static struct wrapped parse(struct run *run, const char *name, const char *before, struct str text,
	const char *behind, struct sink *sink)
{
	struct out out = {0};
	out_printf(&out, "let %s = %s\n", name, before);
	struct wrapped wrapped = {.first = (uint32_t)out.len};
	out_str(&out, text);
	wrapped.behind = (uint32_t)out.len;
	out_printf(&out, "\n%s", behind);
	struct str whole = out_view(&out);
	struct file_bytes bytes = {.data = memory_resize(NULL, whole.len + 2), .len = whole.len};
	memcpy(bytes.data, whole.ptr, whole.len);
	memset(bytes.data + whole.len, 0, 2);
	out_free(&out);
	struct str path = str_from(name);
	struct source *source = sources_add(&run->sources, path, path, bytes);
	source->n_hidden = wrapped.first;
	struct file *file = file_parse(&run->arena, source, &run->intern, sink);
	vec_push(&run->asides, file);
	uint32_t let = file_node(file, file->root)->child;
	wrapped.file = file;
	if (let && file_node(file, let)->kind == NODE_LET && !file_node(file, let)->next)
		wrapped.value = file_node(file, let)->child;
	if (wrapped.value && file_node(file, wrapped.value)->next)
		wrapped.value = 0;
	return wrapped;
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

/* Whether all that was reported since `before` lies in the text, and there is a text at all. */
static bool reports_fit(const struct sink *sink, uint32_t before, const struct wrapped *wrapped)
{
	for (uint32_t i = before; i < sink->items.n; i++) {
		struct span span = sink->items.items[i]->span;
		if (span.start < wrapped->first || span.start >= wrapped->behind)
			return false;
	}
	uint32_t first_token = 3; /* behind `let NAME =` */
	return sink->items.n > before && wrapped->file->tokens.n > first_token;
}

/* Reports in words of the user's what is wrong with a text that no mistake inside of it explains.
 */
static void report_whole(
	struct sink *sink, uint32_t before, const struct wrapped *wrapped, const char *message)
{
	struct span span = {
		wrapped->file->source->id, wrapped->first, wrapped->behind - wrapped->first};
	if (reports_fit(sink, before, wrapped))
		return;
	sink->items.n = before;
	finding_new(sink, &finding_syntax_unexpected, span, "%s", message);
}

/* As the argument of a function a collection may have its condition. The brackets have to be those
   put around it, not `goals) + count(goals`. */
static bool read_collection(const struct wrapped *wrapped, struct query *query)
{
	const struct file *file = wrapped->file;
	*query = (struct query){.file = file};
	if (!wrapped->value || file_node(file, wrapped->value)->kind != NODE_CALL)
		return false;
	uint32_t path = file_node(file, wrapped->value)->child;
	uint32_t argument = file_node(file, path)->next;
	if (!argument || file_node(file, argument)->next)
		return false;
	const struct node *node = file_node(file, argument);
	query->path = argument;
	if (node->kind == NODE_WHERE) {
		query->path = node->child;
		query->where = file_node(file, node->child)->next;
	}
	return file_node(file, query->path)->kind == NODE_PATH;
}

bool query_parse(struct run *run, struct str text, struct query *query)
{
	struct sink trial;
	sink_init(&trial);
	struct wrapped wrapped = parse(run, "query", "", text, "", &trial);
	bool is_path = false, is_whole = !trial.items.n && wrapped.value;
	if (is_whole)
		is_path = file_node(wrapped.file, wrapped.value)->kind == NODE_PATH;
	sink_free(&trial);
	*query = (struct query){.file = wrapped.file, .expression = wrapped.value};
	if (is_whole && !is_path)
		return true;
	uint32_t before = run->sink.items.n;
	bool is_collection = is_path || picks(wrapped.file);
	wrapped = is_collection ? parse(run, "query", "count(", text, ")", &run->sink)
				: parse(run, "query", "", text, "", &run->sink);
	if (is_collection && read_collection(&wrapped, query) && run->sink.items.n == before)
		return true;
	report_whole(&run->sink, before, &wrapped,
		"a query is one collection or one calculation: `goals where status == behind`, "
		"`sum(funds.amount)`");
	return false;
}

bool query_parse_columns(struct run *run, struct str text, struct query_columns *columns)
{
	uint32_t before = run->sink.items.n;
	struct wrapped wrapped = parse(run, "columns", "[", text, "]", &run->sink);
	const struct file *file = wrapped.file;
	*columns = (struct query_columns){.file = file};
	if (run->sink.items.n == before && wrapped.value &&
		file_node(file, wrapped.value)->kind == NODE_LIST)
		for (uint32_t at = file_node(file, wrapped.value)->child; at;
			at = file_node(file, at)->next)
			vec_push(&columns->nodes, at);
	if (!columns->nodes.n)
		report_whole(&run->sink, before, &wrapped,
			"columns are fields and calculations, parted by commas: `owner, window`");
	else if (columns->nodes.n > QUERY_COLUMNS_MAX)
		finding_new(&run->sink, &finding_syntax_too_large,
			file_span(file, columns->nodes.items[QUERY_COLUMNS_MAX]),
			"an answer has at most %d columns", QUERY_COLUMNS_MAX);
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
	bool (*visit)(void *context, const struct value *value), void *context, bool *missed_day)
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
		*missed_day |= answer.eval.missed_day;
		return;
	}
	struct value value = eval_cut(&answer.eval, query->expression);
	*missed_day |= answer.eval.missed_day;
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
	bool (*visit)(void *context, const struct value *value), void *context, bool *missed_day)
{
	uint32_t before = plan->run->sink.items.n;
	run_query(plan, tracked, query, visit, context, missed_day);
	return plan->run->sink.items.n == before;
}

struct value query_column(struct plan *plan, const struct tracked *tracked,
	const struct query_columns *columns, uint32_t i, struct block *block, bool *missed_day)
{
	struct eval eval = eval_in_plan(plan, tracked, columns->file);
	eval.block = block;
	eval.sink = NULL; /* a field that is not stated has no value */
	struct value value = eval_cut(&eval, columns->nodes.items[i]);
	*missed_day |= eval.missed_day;
	return value;
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

struct str query_default_columns(struct arena *arena, enum kind kind)
{
	static const char *const figures[] = {"status", "latest", "pace"};
	const struct kind_info *info = &kind_infos[kind];
	struct out out = {0};
	uint32_t n = 0;
	for (uint8_t i = 0; i < info->n_fields && n < QUERY_COLUMNS_MAX; i++) {
		if (makes_column(&info->fields[i]))
			out_printf(&out, "%sit.%s", n++ ? ", " : "", info->fields[i].name);
		for (size_t k = 0; i == 0 && k < sizeof figures / sizeof *figures; k++)
			if (figure_has(kind, figures[k]))
				out_printf(&out, "%s%s", n++ ? ", " : "", figures[k]);
	}
	struct str text = str_copy(arena, out_view(&out));
	out_free(&out);
	return text;
}
