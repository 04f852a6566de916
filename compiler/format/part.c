#include "compiler/format/part.h"

struct reader {
	struct parts *parts;
	const struct file *file;
	uint32_t at; /* token */
};

static const struct token *token_at(const struct reader *reader, uint32_t token)
{
	return &reader->file->tokens.items[token];
}

/* The kind of a token; one that the parser does not see bounds nothing. */
static int kind_at(const struct reader *reader, uint32_t token)
{
	const struct token *t = token_at(reader, token);
	return t->flags & TOKEN_SKIPPED ? WRONG : t->kind;
}

/* True if a part ends before this token: the next begins with it, or it was passed over with its
 * line. */
static bool bounds_part(const struct reader *reader, uint32_t token)
{
	enum { LINE_PASSED_OVER = TOKEN_FIRST | TOKEN_SKIPPED };
	int kind = kind_at(reader, token);
	if ((token_at(reader, token)->flags & LINE_PASSED_OVER) == LINE_PASSED_OVER)
		return true;
	return kind == FIELD || kind == ROW || kind == HEAD || kind == LBRACE || kind == RBRACE ||
	       kind == IMPORT || kind == LET || kind == UPDATE || kind == TEMPLATE ||
	       kind == FILE_END;
}

static bool has_fault(const struct reader *reader, uint32_t first, uint32_t last)
{
	const struct measure *m = reader->parts->measures;
	return m[last].n_faults != (first ? m[first - 1].n_faults : 0);
}

/* True if the parser made one node of exactly these tokens. A node ends before the `)` that closes
 * its value. */
static bool is_node(const struct reader *reader, uint32_t first, uint32_t last)
{
	uint32_t end = reader->parts->measures[first].node_end;
	while (end && end <= last && token_at(reader, end)->kind == RPAREN)
		end++;
	return end == last + 1;
}

static bool begins_line(const struct reader *reader, uint32_t first)
{
	while (token_at(reader, first)->flags & TOKEN_INSERTED)
		first++;
	return !first || token_at(reader, first)->flags & TOKEN_FIRST;
}

static bool ends_line(const struct reader *reader, uint32_t last)
{
	return token_at(reader, last)->kind == FILE_END ||
	       token_at(reader, last + 1)->kind == FILE_END || begins_line(reader, last + 1);
}

static uint32_t add(struct reader *reader, struct part part)
{
	vec_push(&reader->parts->items, part);
	return reader->parts->items.n - 1;
}

static uint32_t read_part(struct reader *reader);

/* The parts up to a `}` or the end of the file. */
static void read_members(struct reader *reader, struct part *block)
{
	uint32_t last = 0;
	for (int kind; (kind = kind_at(reader, reader->at)) != RBRACE && kind != FILE_END;) {
		uint32_t read = read_part(reader);
		const struct part *part = &reader->parts->items.items[read];
		block->nests |= part->kind == PART_BLOCK;
		block->frozen |= part->frozen && !(begins_line(reader, part->first) &&
							 ends_line(reader, part->last));
		if (last)
			reader->parts->items.items[last].next = read;
		else
			block->child = read;
		last = read;
	}
}

/* A block whose header ends with the `{` at `open`; a broken file may have one without a header. */
static uint32_t read_block(struct reader *reader, uint32_t open)
{
	struct part part = {.kind = PART_BLOCK, .first = reader->at, .open = open};
	reader->at = open + 1;
	read_members(reader, &part);
	bool closed = kind_at(reader, reader->at) == RBRACE;
	part.last = closed ? reader->at++ : reader->at - 1;
	part.frozen |= !closed || has_fault(reader, part.first, open) ||
		       !is_node(reader, part.first, part.last);
	return add(reader, part);
}

static uint32_t read_leaf(struct reader *reader, enum part_kind kind, uint32_t end)
{
	struct part part = {.kind = (uint8_t)kind, .first = reader->at, .last = end - 1};
	part.frozen = kind == PART_OTHER || has_fault(reader, part.first, part.last) ||
		      !is_node(reader, part.first, part.last);
	reader->at = end;
	return add(reader, part);
}

static uint32_t read_part(struct reader *reader)
{
	int kind = kind_at(reader, reader->at);
	uint32_t end = reader->at + 1;
	bool is_head = kind == HEAD || kind == UPDATE;
	if (kind == TEMPLATE && kind_at(reader, end) == HEAD) {
		is_head = true;
		end++;
	}
	if (kind == LBRACE)
		return read_block(reader, reader->at);
	while (!bounds_part(reader, end))
		end++;
	if (is_head && kind_at(reader, end) == LBRACE)
		return read_block(reader, end);
	return read_leaf(reader,
		kind == FIELD || kind == ROW ? PART_FIELD
		: kind == LET		     ? PART_LET
		: kind == IMPORT	     ? PART_IMPORT
					     : PART_OTHER,
		end);
}

/* At the top of a file, what shares a line with a frozen part is frozen with it. */
static void join_frozen(struct reader *reader, const uint32_t *tops, uint32_t n)
{
	struct part *items = reader->parts->items.items;
	for (uint32_t i = n; i-- > 1;)
		if (items[tops[i]].frozen && !begins_line(reader, items[tops[i]].first))
			items[tops[i - 1]].frozen = true;
	for (uint32_t i = 0; i + 1 < n; i++) {
		struct part *part = &items[tops[i]];
		if (!part->frozen || ends_line(reader, part->last))
			continue;
		part->joined = true;
		items[tops[i + 1]].frozen = true;
	}
}

static_assert(RPAREN - LBRACE == 5, "brackets stand together");

static bool is_unbalanced(const struct reader *reader, const struct part *part)
{
	for (uint32_t i = part->first; i <= part->last; i++) {
		const struct token *t = token_at(reader, i);
		bool bracket = t->kind >= LBRACE && t->kind <= RPAREN;
		if (bracket && t->flags & (TOKEN_SKIPPED | TOKEN_INSERTED))
			return true;
	}
	return false;
}

/* Where brackets do not balance, what belongs to what is a guess: from there on nothing is touched.
 */
static void find_unbalanced(struct reader *reader, const uint32_t *tops, uint32_t n)
{
	const struct part *items = reader->parts->items.items;
	bool cut_short = token_at(reader, reader->at)->start < reader->file->source->len;
	uint32_t i = 0;
	while (i < n && !is_unbalanced(reader, &items[tops[i]]))
		i++;
	if (i == n && cut_short && n)
		i--;
	while (i && i < n && !begins_line(reader, items[tops[i]].first))
		i--;
	if (i < n)
		reader->parts->frozen_from = tops[i];
}

void parts_read(struct parts *parts, const struct file *file, const struct measure *measures)
{
	struct reader reader = {parts, file, 0};
	VEC(uint32_t) tops = {0};
	struct part all = {0};
	*parts = (struct parts){.file = file, .measures = measures};
	vec_push(&parts->items, all);
	read_members(&reader, &all);
	assert(kind_at(&reader, reader.at) == FILE_END);
	parts->first = all.child;
	for (uint32_t at = all.child; at; at = parts->items.items[at].next)
		vec_push(&tops, at);
	join_frozen(&reader, tops.items, tops.n);
	find_unbalanced(&reader, tops.items, tops.n);
	vec_free(&tops);
}

void parts_free(struct parts *parts)
{
	vec_free(&parts->items);
}
