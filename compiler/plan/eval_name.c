/* What the names in expressions mean: the head of a path, and the members of blocks. */
#include "compiler/plan/eval_parts.h"
#include <string.h>

/* ---- members ---- */

struct member member_find(const struct plan *plan, enum kind kind, uint32_t name)
{
	const struct schema_index *schema = &plan->run->schema;
	const struct field_info *field = schema_field(schema, kind, name);
	if (field)
		return (struct member){.kind = MEMBER_FIELD, .field = field};
	if (kind_infos[kind].named == NAME_DATE && str_is(plan_name(plan, name), "date"))
		return (struct member){.kind = MEMBER_DATE};
	enum tracked_figure figure = figure_find(plan, kind, name);
	if (figure)
		return (struct member){.kind = MEMBER_TRACKED, .figure = figure};
	enum kind children = schema_plural(schema, name);
	if (children && (kind_infos[children].parents >> kind & 1))
		return (struct member){.kind = MEMBER_CHILDREN, .children = children};
	return (struct member){0};
}

const struct clause_info *clause_find(const struct plan *plan, enum value_type type, uint32_t name)
{
	const struct type_info *info = &type_infos[type];
	for (uint32_t i = 0; i < info->n_clauses; i++)
		if (str_is(plan_name(plan, name), info->clauses[i].word))
			return &info->clauses[i];
	return NULL;
}

bool is_owner_field(const struct field_info *field)
{
	return field->type == TYPE_owner && !strcmp(field->name, "owner");
}

/* What a misspelt member of a block may have meant, or NULL. */
static const char *near_member(enum kind kind, struct str word)
{
	const struct field_info *field = schema_closest_field(kind, word);
	return field ? field->name : figure_closest(kind, word);
}

/* ---- heads ---- */

bool is_bare_name(const struct file *file, uint32_t node)
{
	return file_node(file, node)->kind == NODE_PATH && !file_node(file, node)->child;
}

static uint32_t path_length(const struct file *file, uint32_t path)
{
	uint32_t n = 1;
	for (uint32_t at = file_node(file, path)->child; at; at = file_node(file, at)->next)
		n++;
	return n;
}

static enum head_kind reserved(const struct plan *plan, uint32_t name)
{
	static const struct {
		const char *word;
		enum head_kind kind;
	} words[] = {{"it", HEAD_IT}, {"today", HEAD_TODAY}, {"start", HEAD_START},
		{"end", HEAD_END}, {"all", HEAD_ALL}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(plan_name(plan, name), words[i].word))
			return words[i].kind;
	return HEAD_NONE;
}

bool member_is_bare(struct member member)
{
	return member.kind != MEMBER_NONE && member.kind != MEMBER_CHILDREN;
}

static bool is_bare_member(const struct plan *plan, kinds_t it, uint32_t name)
{
	for (int kind = KIND_NONE + 1; it >> kind; kind++) {
		if (!(it >> kind & 1))
			continue;
		struct member member = member_find(plan, (enum kind)kind, name);
		if (member_is_bare(member))
			return true;
	}
	return false;
}

/* The names of a block's children are visible where the block itself is written, not where a rule
 * about it is. */
static struct block *name_home(struct block *home, const struct file *file)
{
	for (const struct part *part = home ? &home->part : NULL; part; part = part->next)
		if (part->file == file)
			return home;
	return NULL;
}

/* A term and a goal may share a name: the one that has the member asked for is meant, or one that
 * nearly has it. */
static struct block *with_member(struct plan *plan, const struct file *file, struct block *found,
	uint32_t path, uint32_t rest)
{
	uint32_t name = file_node(file, rest)->name;
	struct block *near = NULL;
	if (member_find(plan, (enum kind)found->kind, name).kind ||
		rest != file_node(file, path)->child)
		return found;
	for (const struct name_entry *entry = names_find(plan, NULL, file_node(file, path)->name);
		entry; entry = names_next(plan, entry)) {
		struct block *block = entry->block;
		if (!block || block->is_template || !block->is_listed)
			continue;
		if (member_find(plan, (enum kind)block->kind, name).kind)
			return block;
		if (!near && near_member((enum kind)block->kind, plan_name(plan, name)))
			near = block;
	}
	return near ? near : found;
}

/* A `let` of this name, rather one of the same file. */
static struct let *let_named(const struct plan *plan, const struct file *file, uint32_t name)
{
	struct let *found = NULL;
	for (const struct name_entry *entry = names_find(plan, NULL, name); entry;
		entry = names_next(plan, entry))
		if (entry->let && (!found || entry->file == file))
			found = entry->let;
	return found;
}

static struct head block_head(struct plan *plan, const struct head_scope *scope, uint32_t path)
{
	struct head head = {0};
	struct name_scope names = {scope->file, name_home(scope->home, scope->file)};
	head.block = names_look(plan, names, path, scope->wanted, &head.rest);
	if (!head.block && scope->wanted != K_ANY)
		head.block = names_look(plan, names, path, K_ANY, &head.rest);
	if (head.block && head.rest)
		head.block = with_member(plan, scope->file, head.block, path, head.rest);
	head.kind = head.block ? HEAD_BLOCK : HEAD_NONE;
	return head;
}

struct head path_head(struct plan *plan, const struct head_scope *scope, uint32_t path)
{
	const struct node *node = file_node(scope->file, path);
	struct head head = {.kind = reserved(plan, node->name), .rest = node->child};
	if (head.kind || path_length(scope->file, path) > EVAL_PATH_MAX)
		return head;
	enum kind collection = schema_plural(&plan->run->schema, node->name);
	head.collection = collection;
	if (collection && scope->collections_first)
		head.kind = HEAD_COLLECTION;
	else if (is_bare_member(plan, scope->it, node->name))
		head.kind = HEAD_MEMBER;
	else if ((head.let = let_named(plan, scope->file, node->name)))
		head.kind = HEAD_LET;
	if (head.kind)
		return head;
	struct head block = block_head(plan, scope, path);
	if (block.kind)
		return block;
	if (collection)
		head.kind = HEAD_COLLECTION;
	else if (str_is(plan_name(plan, node->name), "judged")) /* what has the name comes first */
		head.kind = HEAD_JUDGED;
	return head;
}

struct block *collection_next(const struct plan *plan, enum kind kind, uint32_t *i)
{
	if (plan->of_kind[kind].items)
		return *i < plan->of_kind[kind].n ? plan->of_kind[kind].items[(*i)++] : NULL;
	while (*i < plan->blocks.n) {
		struct block *block = plan->blocks.items[(*i)++];
		if (block->kind == kind)
			return block;
	}
	return NULL;
}

/* ---- reports ---- */

static const char *near_member_of(kinds_t kinds, struct str word)
{
	const char *near = NULL;
	for (int kind = KIND_NONE + 1; !near && kind < KIND_COUNT; kind++)
		if (kinds >> kind & 1)
			near = near_member((enum kind)kind, word);
	return near;
}

struct span name_span(const struct file *file, uint32_t name)
{
	struct span span = file_token_span(file, file_node(file, name)->first);
	if (file_node(file, name)->kind == NODE_NAME) {
		span.start++;
		span.len--;
	}
	return span;
}

void report_no_member(struct plan *plan, const struct file *file, uint32_t name, kinds_t kinds)
{
	struct sink *sink = &plan->run->sink;
	struct span span = name_span(file, name);
	struct str word = plan_name(plan, file_node(file, name)->name);
	struct out called = {0};
	struct static_type type = {.shape = SHAPE_BLOCK, .kinds = kinds};
	type_print(plan, &called, &type);
	struct finding *finding = finding_new(sink, &finding_name_unknown_field, span,
		"%.*s has no field `%.*s`", STR_ARGS(out_view(&called)), STR_ARGS(word));
	const char *near = near_member_of(kinds, word);
	if (near) {
		finding_help(sink, finding, "did you mean `%s`?", near);
		finding_edit(sink, finding, span, str_from(near), false);
	}
	out_free(&called);
}

static struct str plural_at(const void *context, uint32_t i)
{
	(void)context;
	return str_from(kind_infos[i + 1].plural);
}

static void report_no_collection(
	struct plan *plan, const struct file *file, uint32_t path, struct str word)
{
	struct sink *sink = &plan->run->sink;
	struct span span = file_token_span(file, file_node(file, path)->first);
	enum kind singular = schema_kind(&plan->run->schema, file_node(file, path)->name);
	int near =
		singular ? (int)singular - 1 : closest_word(word, KIND_COUNT - 1, plural_at, NULL);
	struct finding *finding = finding_new(
		sink, &finding_name_unknown, span, "there is no collection `%.*s`", STR_ARGS(word));
	if (near >= 0) {
		finding_help(sink, finding, "did you mean `%s`?", kind_infos[near + 1].plural);
		finding_edit(sink, finding, span, str_from(kind_infos[near + 1].plural), false);
	} else {
		finding_help(sink, finding,
			"a collection is the plural of a kind, `goals`, or a field with several "
			"names");
	}
}

void report_unknown_name(struct plan *plan, const struct head_scope *scope, uint32_t path)
{
	const struct node *node = file_node(scope->file, path);
	struct name_scope names = {scope->file, name_home(scope->home, scope->file)};
	struct str word = plan_name(plan, node->name);
	if (plan->is_library)
		return;
	if (path_length(scope->file, path) > EVAL_PATH_MAX)
		finding_new(&plan->run->sink, &finding_syntax_too_large,
			file_span(scope->file, path), "a path of more than %d names",
			EVAL_PATH_MAX);
	else if (scope->collections_first)
		report_no_collection(plan, scope->file, path, word);
	else if (scope->it && near_member_of(scope->it, word))
		report_no_member(plan, scope->file, path, scope->it);
	else
		names_resolve(plan, names, path, scope->wanted);
}
