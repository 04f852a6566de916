/* Days and periods in a statement, moved to the new period. */
#include "compiler/renew/parts.h"

static void move_date(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node,
	date_t (*move)(const struct shift *shift, date_t date))
{
	date_t to = move(&renewing->shift, date_parse(file_text(rewrite->file, node)));
	if (to)
		rewrite_replace(rewrite, file_span(rewrite->file, node),
			str_copy(renewing->arena, str_from(date_text(to).text)));
}

/* A week has no name half a year later: its days stand for it. */
static void move_period(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node,
	enum period_end end)
{
	const struct shift *shift = &renewing->shift;
	struct period period = period_parse(file_text(rewrite->file, node));
	struct date_range days = period_days(shift->calendar, period);
	struct period to = shift_period(shift, period);
	date_t first = shift_date(shift, days.first), last = shift_date(shift, days.last);
	struct out out = {0};
	if (!first || !last)
		return;
	if (to.kind)
		period_print(&out, to);
	else if (end != PERIOD_WHOLE)
		date_print(&out, end == PERIOD_FIRST_DAY ? first : last);
	else
		out_printf(&out, "%s .. %s", date_text(first).text, date_text(last).text);
	rewrite_replace(
		rewrite, file_span(rewrite->file, node), str_copy(renewing->arena, out_view(&out)));
	out_free(&out);
}

/* `2026` alone is a number, and a year where days are wanted. */
static bool is_year(const struct file *file, uint32_t node)
{
	const struct node *at = file_node(file, node);
	return at->kind == NODE_NUMBER && !at->name &&
	       period_parse(file_text(file, node)).kind == PERIOD_YEAR;
}

static bool takes_days(uint8_t clause)
{
	return clause == CLAUSE_on || clause == CLAUSE_by || clause == CLAUSE_from ||
	       clause == CLAUSE_until || clause == CLAUSE_for;
}

struct moving {
	const struct renewing *renewing;
	struct rewrite *rewrite;
	date_t (*move)(const struct shift *shift, date_t date);
};

static void move_node(
	const struct moving *moving, uint32_t node, enum period_end end, bool wants_days)
{
	const struct file *file = moving->rewrite->file;
	const struct node *at = file_node(file, node);
	bool is_range = at->kind == NODE_BINARY && at->op == DOTS;
	if (at->kind == NODE_DATE)
		move_date(moving->renewing, moving->rewrite, node, moving->move);
	if (at->kind == NODE_PERIOD || (wants_days && is_year(file, node)))
		move_period(moving->renewing, moving->rewrite, node, end);
	if (at->kind == NODE_CLAUSE) {
		end = at->op == CLAUSE_from ? PERIOD_FIRST_DAY : PERIOD_LAST_DAY;
		wants_days = takes_days(at->op);
	} else if (at->kind == NODE_BINARY && !is_range) {
		wants_days = false;
	}
	for (uint32_t child = at->child; child; child = file_node(file, child)->next) {
		bool is_first = child == at->child;
		enum period_end of = !is_range	? end
				     : is_first ? PERIOD_FIRST_DAY
						: PERIOD_LAST_DAY;
		move_node(moving, child, of, wants_days);
	}
}

void rewrite_dates(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node,
	enum period_end end, bool wants_days,
	date_t (*move)(const struct shift *shift, date_t date))
{
	move_node(&(struct moving){renewing, rewrite, move}, node, end, wants_days);
}
