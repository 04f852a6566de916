/* Owners and waivers: what has ended by the first day of the new period. */
#include "compiler/renew/parts.h"

static const struct node *clause_of(const struct file *file, uint32_t item, enum clause_word word)
{
	for (uint32_t at = file_node(file, item)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind == NODE_CLAUSE && node->op == word)
			return node;
	}
	return NULL;
}

/* The last day that its `until` states; DATE_NONE: it states none, or not in digits. */
static date_t until_day(const struct renewing *renewing, const struct file *file, uint32_t item)
{
	const struct node *clause = clause_of(file, item, CLAUSE_until);
	struct str text = clause ? file_text(file, clause->child) : STR("");
	date_t day = date_parse(text);
	return day ? day : period_days(renewing->shift.calendar, period_parse(text)).last;
}

bool has_ended(const struct renewing *renewing, const struct file *file, uint32_t item)
{
	date_t until = until_day(renewing, file, item);
	return until && until < renewing->shift.to.first;
}

/* ---- owners ---- */

static const struct phrase_owner *owner_at(const struct owners *owners, uint32_t node)
{
	for (uint32_t i = 0; i < owners->n; i++)
		if (owners->items[i].node == node || owners->items[i].value.node == node)
			return &owners->items[i];
	return NULL;
}

/* Days of owners are no days of the year: one that is worked out is written down. */
static void write_day(const struct renewing *renewing, struct rewrite *rewrite,
	const struct node *clause, date_t day)
{
	const struct node *value = file_node(rewrite->file, clause->child);
	bool is_digits = value->kind == NODE_DATE || value->kind == NODE_PERIOD;
	if (!is_digits && day)
		rewrite_replace(rewrite, file_expression_span(rewrite->file, clause->child),
			str_copy(renewing->arena, str_from(date_text(day).text)));
}

/* Who has taken over by the first day is simply the owner. */
static void trim_owner(const struct renewing *renewing, struct rewrite *rewrite, uint32_t item,
	const struct phrase_owner *owner)
{
	const struct file *file = rewrite->file;
	const struct node *from = clause_of(file, item, CLAUSE_from);
	const struct node *until = clause_of(file, item, CLAUSE_until);
	if (from && owner->from <= renewing->shift.to.first) {
		struct span first = file_token_span(file, from->first);
		struct span last = file_token_span(file, from->last);
		first.len = last.start + last.len - first.start;
		rewrite_replace(rewrite, first, STR(""));
	} else if (from) {
		write_day(renewing, rewrite, from, owner->from);
	}
	if (until)
		write_day(renewing, rewrite, until, owner->until);
}

void trim_owners(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t field)
{
	const struct file *file = rewrite->file;
	date_t next = renewing->shift.to.first;
	struct owners owners = block_owners(block);
	uint32_t value = file_node(file, field)->child;
	bool is_list = file_node(file, value)->kind == NODE_LIST;
	uint32_t first = is_list ? file_node(file, value)->child : value;
	bool some_stay = false;
	for (uint32_t i = 0; i < owners.n; i++)
		some_stay |= !owners.items[i].until || owners.items[i].until >= next;
	for (uint32_t at = first; at; at = file_node(file, at)->next) {
		const struct phrase_owner *owner = owner_at(&owners, at);
		if (!owner)
			continue;
		if (some_stay && owner->until && owner->until < next)
			rewrite_remove_item(rewrite, at);
		else
			trim_owner(renewing, rewrite, at, owner);
	}
}
