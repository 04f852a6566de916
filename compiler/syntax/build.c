#include "compiler/syntax/parse.h"

static struct node *node_at(struct parse *parse, uint32_t node)
{
	return &parse->file->nodes.items[node];
}

static uint32_t new_node(struct parse *parse, struct node node)
{
	vec_push(&parse->file->nodes, node);
	return parse->file->nodes.n - 1;
}

static const struct token *token_at(const struct parse *parse, uint32_t token)
{
	return &parse->file->tokens.items[token];
}

/* The word of a NAME, FIELD or DOTNAME token; 0 if the token is wrong and reported. */
static uint32_t word_of(struct parse *parse, uint32_t token)
{
	const struct token *t = token_at(parse, token);
	struct str text = {parse->file->source->text + t->start, t->len};
	if (t->flags & TOKEN_WRONG)
		return 0;
	if (t->kind == DOTNAME) {
		text.ptr++;
		text.len--;
	} else if (t->kind == FIELD && text.ptr[text.len - 1] == ':') {
		text.len--;
	}
	return intern_id(parse->intern, text);
}

struct node_list list_add(struct parse *parse, struct node_list list, uint32_t node)
{
	if (!node)
		return list;
	if (!list.first)
		return (struct node_list){node, node};
	node_at(parse, list.last)->next = node;
	list.last = node;
	return list;
}

uint32_t build_leaf(struct parse *parse, enum node_kind kind, uint32_t token)
{
	if (token_at(parse, token)->flags & TOKEN_WRONG)
		kind = NODE_WRONG;
	return new_node(parse, (struct node){.kind = (uint8_t)kind, .first = token, .last = token});
}

struct node_list build_wrong(struct parse *parse, uint32_t token)
{
	uint32_t node =
		new_node(parse, (struct node){.kind = NODE_WRONG, .first = token, .last = token});
	return (struct node_list){node, node};
}

uint32_t build_number(struct parse *parse, uint32_t number, uint32_t unit)
{
	uint32_t node = build_leaf(parse, NODE_NUMBER, number), name = word_of(parse, unit);
	node_at(parse, node)->last = unit;
	node_at(parse, node)->name = name;
	node_at(parse, node)->a = unit;
	if (!name)
		node_at(parse, node)->kind = NODE_WRONG;
	return node;
}

uint32_t build_name(struct parse *parse, enum node_kind kind, uint32_t token)
{
	struct node node = {.kind = (uint8_t)kind, .first = token, .last = token};
	node.name = word_of(parse, token);
	if (!node.name)
		node.kind = NODE_WRONG;
	return new_node(parse, node);
}

uint32_t build_path_add(struct parse *parse, uint32_t path, uint32_t token)
{
	uint32_t name = build_name(parse, NODE_NAME, token);
	struct node *node = node_at(parse, path);
	if (node_at(parse, name)->kind == NODE_WRONG)
		node->kind = NODE_WRONG;
	node->last = token;
	if (node->child)
		node_at(parse, node->b)->next = name;
	else
		node->child = name;
	node->b = name;
	return path;
}

static uint8_t deeper(struct parse *parse, uint32_t a, uint32_t b)
{
	uint8_t left = node_at(parse, a)->depth, right = b ? node_at(parse, b)->depth : 0;
	return (uint8_t)((left > right ? left : right) + 1);
}

/* An expression deeper than the limit becomes a reported leaf, so that nothing that walks it can
 * run out of stack. */
static uint32_t limited(struct parse *parse, uint32_t node)
{
	struct node *n = node_at(parse, node);
	if (n->depth <= EXPRESSION_DEPTH_MAX)
		return node;
	report_too_deep(parse, n->first);
	n = node_at(parse, node);
	n->kind = NODE_WRONG;
	n->child = 0;
	n->depth = 0;
	return node;
}

uint32_t build_unary(struct parse *parse, enum node_kind kind, uint32_t op_token, uint32_t operand)
{
	struct node node = {.kind = (uint8_t)kind,
		.op = token_at(parse, op_token)->kind,
		.first = op_token,
		.last = node_at(parse, operand)->last,
		.child = operand,
		.depth = deeper(parse, operand, 0)};
	return limited(parse, new_node(parse, node));
}

uint32_t build_binary(struct parse *parse, uint32_t left, uint32_t op_token, uint32_t right)
{
	struct node node = {.kind = NODE_BINARY,
		.op = token_at(parse, op_token)->kind,
		.first = node_at(parse, left)->first,
		.last = node_at(parse, right)->last,
		.child = left,
		.depth = deeper(parse, left, right)};
	node_at(parse, left)->next = right;
	return limited(parse, new_node(parse, node));
}

static uint8_t deepest(struct parse *parse, struct node_list list)
{
	uint8_t depth = 0;
	for (uint32_t at = list.first; at; at = node_at(parse, at)->next)
		if (node_at(parse, at)->depth > depth)
			depth = node_at(parse, at)->depth;
	return depth;
}

uint32_t build_around(struct parse *parse, enum node_kind kind, uint32_t first,
	struct node_list children, uint32_t last)
{
	struct node node = {
		.kind = (uint8_t)kind, .first = first, .last = last, .child = children.first};
	if (kind == NODE_LIST)
		node.depth = (uint8_t)(deepest(parse, children) + 1);
	uint32_t built = new_node(parse, node);
	if (kind == NODE_FILE)
		parse->file->root = built;
	return kind == NODE_LIST ? limited(parse, built) : built;
}

uint32_t build_call(struct parse *parse, uint32_t path, struct node_list arguments, uint32_t last)
{
	struct node node = {.kind = NODE_CALL,
		.first = node_at(parse, path)->first,
		.last = last,
		.child = path};
	node.depth = (uint8_t)(deepest(parse, arguments) + 1);
	node_at(parse, path)->next = arguments.first;
	return limited(parse, new_node(parse, node));
}

uint32_t build_where(struct parse *parse, uint32_t path, uint32_t condition)
{
	struct node node = {.kind = NODE_WHERE,
		.first = node_at(parse, path)->first,
		.last = node_at(parse, condition)->last,
		.child = path,
		.depth = deeper(parse, condition, 0)};
	node_at(parse, path)->next = condition;
	return limited(parse, new_node(parse, node));
}

uint32_t build_phrase(struct parse *parse, uint32_t expression, struct node_list clauses)
{
	if (!clauses.first)
		return expression;
	struct node node = {.kind = NODE_PHRASE,
		.first = node_at(parse, expression)->first,
		.last = node_at(parse, clauses.last)->last,
		.child = expression};
	uint8_t inside = deepest(parse, clauses);
	node.depth = node_at(parse, expression)->depth;
	node.depth = inside > node.depth ? inside : node.depth;
	node_at(parse, expression)->next = clauses.first;
	return new_node(parse, node);
}

uint32_t build_clause(struct parse *parse, uint32_t word, uint32_t expression)
{
	struct node node = {.kind = NODE_CLAUSE,
		.op = token_at(parse, word)->clause,
		.first = word,
		.last = node_at(parse, expression)->last,
		.child = expression,
		.depth = node_at(parse, expression)->depth};
	return new_node(parse, node);
}

static uint8_t broken_between(const struct parse *parse, uint32_t first, uint32_t last)
{
	if (!parse->has_reports)
		return 0;
	for (uint32_t i = first; i <= last; i++)
		if (token_at(parse, i)->flags & TOKEN_REPORTED)
			return NODE_IS_BROKEN;
	return 0;
}

static uint32_t build_member(
	struct parse *parse, enum node_kind kind, uint32_t token, struct node_list value)
{
	uint32_t last = value.last ? node_at(parse, value.last)->last : token;
	struct node node = {
		.kind = (uint8_t)kind, .first = token, .last = last, .child = value.first};
	node.flags = broken_between(parse, token, last);
	if (kind == NODE_FIELD)
		node.name = word_of(parse, token);
	return new_node(parse, node);
}

uint32_t build_field(struct parse *parse, uint32_t token, struct node_list value)
{
	return build_member(parse, NODE_FIELD, token, value);
}

uint32_t build_row(struct parse *parse, uint32_t token, struct node_list value)
{
	return build_member(parse, NODE_ROW, token, value);
}

uint32_t build_import(struct parse *parse, uint32_t keyword, uint32_t what, uint32_t alias)
{
	struct node node = {.kind = NODE_IMPORT, .first = keyword, .child = what};
	node.last = alias ? alias : node_at(parse, what)->last;
	node.name = alias ? word_of(parse, alias) : 0;
	return new_node(parse, node);
}

uint32_t build_let(struct parse *parse, uint32_t keyword, uint32_t name, struct node_list value)
{
	struct node node = {.kind = NODE_LET,
		.first = keyword,
		.last = node_at(parse, value.last)->last,
		.child = value.first,
		.name = word_of(parse, name),
		.a = name};
	return new_node(parse, node);
}

uint32_t build_block(struct parse *parse, uint32_t first, uint32_t head, struct header header,
	struct node_list members, uint32_t last)
{
	bool is_template = first != head;
	struct node node = {.kind = NODE_BLOCK,
		.first = first,
		.last = last,
		.name = word_of(parse, head),
		.a = header.id,
		.b = header.title,
		.child = members.first};
	node.flags = (uint8_t)((is_template ? NODE_IS_TEMPLATE : 0) |
			       broken_between(parse, node.first, last));
	if (header.like) {
		struct node like = {.kind = NODE_LIKE,
			.first = node_at(parse, header.like)->first,
			.last = node_at(parse, header.like)->last,
			.a = header.like,
			.next = members.first};
		node.child = new_node(parse, like);
	}
	return new_node(parse, node);
}

uint32_t build_update(struct parse *parse, uint32_t keyword, uint32_t path,
	struct node_list members, uint32_t last)
{
	struct node node = {.kind = NODE_UPDATE,
		.first = keyword,
		.last = last,
		.a = path,
		.child = members.first};
	node.flags = broken_between(parse, keyword, last);
	return new_node(parse, node);
}
