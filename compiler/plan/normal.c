#include "compiler/plan/normal.h"

#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"
#include "compiler/plan/names.h"

/* ---- names ---- */

/* Another file has one of the same kind under the name: only the file's own tells them apart. */
static bool has_namesake(const struct plan *plan, const struct block *top)
{
	for (const struct name_entry *entry = names_find(plan, NULL, top->name); entry;
		entry = names_next(plan, entry))
		if (entry->block && entry->block != top && entry->block->kind == top->kind &&
			!entry->block->is_std && !entry->block->is_template)
			return true;
	return false;
}

struct str normal_name(struct plan *plan, const struct block *block)
{
	struct str path = block_path(plan, block);
	const struct block *top = block;
	while (top->parent)
		top = top->parent;
	if (!top->is_std && !(top->name && has_namesake(plan, top)))
		return path;
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (plan->uses.items[i].file == top->part.file)
			return str_format(&plan->arena, "%s%.*s.%.*s", top->is_std ? "std." : "",
				STR_ARGS(plan_name(plan, plan->uses.items[i].alias)),
				STR_ARGS(path));
	return path;
}

struct str normal_unit(const struct plan *plan, unit_t unit)
{
	return unit_text(plan, unit, unit < UNIT_DECLARED_FIRST);
}

/* ---- expressions ---- */

struct writing {
	struct plan *plan;
	const struct file *file;
	struct block *home;
	kinds_t it;
	struct out *out;
	int last; /* kind of the token that was written last */
};

static void put_gap(struct writing *writing, int next)
{
	if (writing->out->len && token_has_blank_between(writing->last, next))
		out_char(writing->out, ' ');
}

static void put_tokens(struct writing *writing, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct token *token = &writing->file->tokens.items[i];
		if (token->flags & TOKEN_SKIPPED)
			continue;
		put_gap(writing, token->kind);
		out_str(writing->out, file_token_text(writing->file, i));
		writing->last = token->kind;
	}
}

static void put_quoted(struct out *out, struct str text)
{
	out_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			out_char(out, '\\');
		out_char(out, text.ptr[i]);
	}
	out_char(out, '"');
}

static void put_quantity(struct writing *writing, struct quantity quantity)
{
	struct str unit = normal_unit(writing->plan, quantity.unit);
	decimal_print(writing->out, decimal_trim(quantity.n));
	if (unit.len && quantity.unit != UNIT_PERCENT)
		out_char(writing->out, ' ');
	out_str(writing->out, unit);
}

static void put_value(struct writing *writing, const struct value *value)
{
	switch (value->kind) {
	case VALUE_QUANTITY:
		put_quantity(writing, value->quantity);
		break;
	case VALUE_TEXT:
		put_quoted(writing->out, value->text);
		break;
	case VALUE_BLOCK:
		out_str(writing->out, normal_name(writing->plan, value->block));
		break;
	case VALUE_LIST:
		for (uint32_t i = 0; i < value->list.n; i++) {
			out_text(writing->out, i ? ", " : "[");
			put_value(writing, &value->list.items[i]);
		}
		out_text(writing->out, value->list.n ? "]" : "[]");
		break;
	case VALUE_RANGE:
		put_value(writing, value->range.low);
		out_text(writing->out, " .. ");
		put_value(writing, value->range.high);
		break;
	default:
		value_print(writing->plan, writing->out, value);
	}
}

static void put_path(struct writing *writing, uint32_t path)
{
	struct head_scope scope = {
		.file = writing->file, .home = writing->home, .it = writing->it, .wanted = K_ANY};
	const struct node *node = file_node(writing->file, path);
	struct head head = path_head(writing->plan, &scope, path);
	if (head.kind != HEAD_LET && head.kind != HEAD_BLOCK) {
		put_tokens(writing, node->first, node->last + 1);
		return;
	}
	put_gap(writing, NAME);
	if (head.kind == HEAD_LET) {
		struct value value = let_value(writing->plan, head.let);
		put_value(writing, &value);
	} else {
		out_str(writing->out, normal_name(writing->plan, head.block));
	}
	writing->last = NAME;
	if (head.rest)
		put_tokens(writing, file_node(writing->file, head.rest)->first, node->last + 1);
}

static bool put_literal(struct writing *writing, uint32_t at)
{
	const struct node *node = file_node(writing->file, at);
	struct eval eval = {
		.plan = writing->plan, .file = writing->file, .arena = &writing->plan->arena};
	bool is_text = node->kind == NODE_TEXT || node->kind == NODE_PROSE;
	if (!is_text && node->kind != NODE_NUMBER && node->kind != NODE_PERCENT)
		return false;
	struct value value = eval_node(&eval, at);
	if (value.kind == VALUE_NONE)
		return false;
	put_gap(writing, writing->file->tokens.items[node->first].kind);
	put_value(writing, &value);
	writing->last = writing->file->tokens.items[node->last].kind;
	return true;
}

/* In a condition behind `where`, `it` is one of what the path before it leads to. */
static kinds_t kinds_of_items(const struct writing *writing, uint32_t path)
{
	uint32_t last = file_node(writing->file, path)->b;
	uint32_t name = file_node(writing->file, last ? last : path)->name;
	enum kind kind = schema_plural(&writing->plan->run->schema, name);
	return kind ? (kinds_t)1 << kind : writing->it;
}

static void put_node(struct writing *writing, uint32_t at)
{
	const struct node *node = file_node(writing->file, at);
	kinds_t it = writing->it;
	uint32_t next = node->first;
	if (node->kind == NODE_PATH) {
		put_path(writing, at);
		return;
	}
	if (put_literal(writing, at))
		return;
	for (uint32_t child = node->child; child; child = file_node(writing->file, child)->next) {
		put_tokens(writing, next, file_node(writing->file, child)->first);
		if (node->kind == NODE_WHERE && child != node->child)
			writing->it = kinds_of_items(writing, node->child);
		put_node(writing, child);
		next = file_node(writing->file, child)->last + 1;
	}
	writing->it = it;
	put_tokens(writing, next, node->last + 1);
}

struct str normal_expression(
	struct plan *plan, struct block *block, const struct expression *expression)
{
	struct out out = {0};
	struct writing writing = {.plan = plan,
		.file = expression->file,
		.home = block->kind == KIND_rule ? NULL : block,
		.it = block->kind == KIND_feed ? 0 : (kinds_t)1 << block->kind,
		.out = &out,
		.last = LPAREN};
	if (block->kind == KIND_rule)
		writing.it = (kinds_t)1 << ((struct rule_block *)(void *)block)->for_kind;
	struct token_range range = file_expression(expression->file, expression->node);
	const struct node *node = file_node(expression->file, expression->node);
	put_tokens(&writing, range.first, node->first);
	put_node(&writing, expression->node);
	put_tokens(&writing, node->last + 1, range.last + 1);
	struct str text = str_copy(&plan->arena, out_view(&out));
	out_free(&out);
	return text;
}
