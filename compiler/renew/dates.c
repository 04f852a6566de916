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

void rewrite_dates(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node,
	enum period_end end, date_t (*move)(const struct shift *shift, date_t date))
{
	const struct node *at = file_node(rewrite->file, node);
	bool is_range = at->kind == NODE_BINARY && at->op == DOTS;
	if (at->kind == NODE_DATE)
		move_date(renewing, rewrite, node, move);
	if (at->kind == NODE_PERIOD)
		move_period(renewing, rewrite, node, end);
	if (at->kind == NODE_CLAUSE)
		end = at->op == CLAUSE_from ? PERIOD_FIRST_DAY : PERIOD_LAST_DAY;
	for (uint32_t child = at->child; child; child = file_node(rewrite->file, child)->next) {
		bool is_first = child == at->child;
		enum period_end of = !is_range	? end
				     : is_first ? PERIOD_FIRST_DAY
						: PERIOD_LAST_DAY;
		rewrite_dates(renewing, rewrite, child, of, move);
	}
}
