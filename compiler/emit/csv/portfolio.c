#include "compiler/emit/portfolio/portfolio.h"
#include "compiler/emit/csv/tables.h"

/* "Halyard Software; Brightwater Systems" */
static void write_parties(struct csv_writer *csv, const struct plan *plan)
{
	struct out names = {0};
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct block *party = plan->frame->between.items[i].block;
		if (!party)
			continue;
		out_text(&names, names.len ? "; " : "");
		out_str(&names, party->title.len ? party->title : plan_name(plan, party->name));
	}
	csv_text(csv, out_view(&names));
	out_free(&names);
}

static void write_plan(const struct portfolio *portfolio, struct csv_writer *csv,
	const struct portfolio_plan *entry)
{
	const struct plan *plan = entry->plan;
	csv_text(csv, plan_name(plan, plan->frame->block.name));
	csv_text(csv, entry->title);
	write_parties(csv, plan);
	csv_date(csv, plan->first);
	csv_date(csv, plan->last);
	csv_word(csv, status_word(entry->status));
	csv_word(csv, status_word(entry->before));
	csv_word(csv, portfolio_change(entry));
	csv_int(csv, entry->n_goals);
	for (int status = STATUS_NOT_JUDGED; status <= STATUS_BEHIND; status++)
		if (portfolio->as_of)
			csv_int(csv, entry->goals[status]);
		else
			csv_blank(csv, 1);
	csv_int(csv, entry->rising);
	csv_int(csv, entry->falling);
	csv_int(csv, entry->late);
	csv_date(csv, entry->next ? entry->next->day.held : DATE_NONE);
	csv_int(csv, entry->errors);
	csv_int(csv, entry->warnings);
	csv_text(csv, entry->file);
	csv_text(csv, entry->pack);
	csv_date(csv, portfolio->as_of);
	csv_row_end(csv);
}

void csv_portfolio(const struct portfolio *portfolio, struct out *out)
{
	struct csv_writer csv = csv_writer_begin(out, portfolio->bom);
	csv_header(&csv, "plan,title,parties,first,last,status,status_30_days_ago,change,goals,"
			 "not_judged,unknown,done,missed,on_track,watch,behind,rising,falling,"
			 "late_items,next_review,errors,warnings,file,pack,as_of");
	for (uint32_t i = 0; i < portfolio->plans.n; i++)
		write_plan(portfolio, &csv, &portfolio->plans.items[i]);
}
