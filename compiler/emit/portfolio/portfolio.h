/*
 * Several plans at once, as of one day: what stands where, who owns how much, which reviews come,
 * what is left of the funds. Collected from tracked plans; decides nothing about them.
 */
#ifndef COMPILER_EMIT_PORTFOLIO_H
#define COMPILER_EMIT_PORTFOLIO_H

#include "compiler/emit/emit.h"
#include "compiler/plan/funds.h"

enum { REVIEW_DAYS = 30, TREND_DAYS = 30 };

struct portfolio_plan {
	const struct emit_input *input;
	const struct plan *plan;
	struct str file; /* below the folder of all plans */
	struct str pack; /* path of its page below the output folder */
	struct str title;
	enum status status, before; /* of the plan; 30 days ago. STATUS_NONE: nothing is judged */
	uint32_t goals[STATUS_BEHIND + 1]; /* how many, by status */
	uint32_t n_goals, rising, falling; /* goals, and those whose pace went up or down */
	uint32_t late;			   /* dated work past its day */
	uint32_t errors, warnings;
	const struct tracked_session *next; /* review; NULL: none is planned */
};

struct portfolio_person { /* one who is named in several plans by the same address, or by name and
			     company, is one */
	struct str title, party;
	struct str email;
	VEC(uint32_t) plans;			/* in which something is theirs */
	uint32_t goals, initiatives, due, late; /* open */
};

struct portfolio_review {
	uint32_t plan;
	const struct tracked_session *session;
};

struct portfolio_fund {
	uint32_t plan;
	const struct fund_block *fund;
	struct fund_sums sums;
};

struct portfolio {
	date_t as_of; /* DATE_NONE: without a day */
	bool bom;
	VEC(struct portfolio_plan) plans;     /* the worst first, then by title */
	VEC(struct portfolio_person) people;  /* those with most late first */
	VEC(struct portfolio_review) reviews; /* of the next 30 days, by day */
	VEC(struct portfolio_fund) funds;
};

/* Texts live in `arena`. Release with portfolio_free. */
void portfolio_collect(struct portfolio *portfolio, struct arena *arena,
	const struct emit_input *inputs, uint32_t n);
void portfolio_free(struct portfolio *portfolio);
/* "better", "worse" or "same" than 30 days ago; "" where one of the two cannot be said. */
const char *portfolio_change(const struct portfolio_plan *plan);

#endif
