#include "compiler/rules/money_shared.h"
#include "compiler/rules/parties_shared.h"

#define FIELD_TIME(value)                                                                          \
	"commitment demo_shop \"Demo shop in Leeds\" {\n"                                          \
	"  by:    brightline\n"                                                                    \
	"  to:    acme\n"                                                                          \
	"  owner: dana\n"                                                                          \
	"  due:   2026-03-27\n"                                                                    \
	"  value: 60,000 USD\n"                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"commitment field_time \"Field marketer 2 days a week\" {\n"                               \
	"  by:    acme\n"                                                                          \
	"  to:    brightline\n"                                                                    \
	"  owner: priya\n"                                                                         \
	"  due:   2026-03-27\n"                                                                    \
	"  value: " value "\n"                                                                     \
	"}\n"

static const struct rule_setting settings[] = {
	{"balance.one_sided", 25, UNIT_PERCENT, "least share of the goal weight that a party owns"},
	{"balance.one_sided.most", 75, UNIT_PERCENT, "largest share of it"},
	{"balance.one_sided.commitments", 80, UNIT_PERCENT,
		"largest share of the valued commitments that one party gives"},
	{0}};

enum { GOALS_MIN = 4, COMMITMENTS_MIN = 2 };

struct share {
	const struct party_block *party;
	struct quantity sum;
	uint32_t n;
};

struct shares {
	struct share *items; /* one for each of `between` */
	uint32_t n;
	struct quantity total;
	uint32_t count; /* of goals or commitments */
	bool is_known;
};

static struct shares shares_make(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct shares shares = {.n = plan->frame->between.n, .is_known = true};
	shares.items = arena_array(&check->sink->arena, struct share, shares.n);
	for (uint32_t i = 0; i < shares.n; i++)
		shares.items[i].party = parties_at(plan, i);
	return shares;
}

static void add_share(
	struct shares *shares, const struct party_block *party, struct quantity quantity)
{
	for (uint32_t i = 0; i < shares->n && party; i++) {
		struct share *share = &shares->items[i];
		if (share->party != party)
			continue;
		shares->is_known &=
			money_add(&share->sum, quantity) && money_add(&shares->total, quantity);
		share->n++;
		shares->count++;
		return;
	}
	shares->is_known = false;
}

static struct ratio part_of_total(const struct shares *shares, const struct share *share)
{
	struct ratio part = {0, 1};
	if (share->sum.set)
		ratio_divide(ratio_of(share->sum.n), ratio_of(shares->total.n), &part);
	return part;
}

static bool is_more(struct ratio part, int64_t percent)
{
	return ratio_compare(part, ratio_make(percent, 100)) > 0;
}

static bool is_less(struct ratio part, int64_t percent)
{
	return ratio_compare(part, ratio_make(percent, 100)) < 0;
}

static struct shares goal_shares(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct shares shares = shares_make(check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		struct decimal weight = goal->weight.set ? goal->weight.n : decimal_of(1);
		if (!goal->stretch_of.node)
			add_share(&shares, party_owning(plan, &goal->block),
				(struct quantity){weight, UNIT_NONE, true});
	}
	return shares;
}

static bool goals_lean(const struct rule_check *check, const struct shares *shares)
{
	bool lean = false;
	if (!shares->is_known || shares->count < GOALS_MIN || decimal_sign(shares->total.n) <= 0)
		return false;
	for (uint32_t i = 0; i < shares->n; i++) {
		const struct share *share = &shares->items[i];
		struct ratio part = part_of_total(shares, share);
		bool is_third = party_is_third(check->plan, share->party);
		if (!share->n && !is_third) /* balance.idle_party speaks of it */
			return false;
		lean |= is_more(part, rule_setting(check, "balance.one_sided.most", NULL)) ||
			(!is_third &&
				is_less(part, rule_setting(check, "balance.one_sided", NULL)));
	}
	return lean;
}

static struct shares commitment_shares(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct shares shares = shares_make(check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++) {
		const struct commitment_block *commitment = plan_commitment(plan, i);
		if (commitment->value.set)
			add_share(&shares, block_as_party(commitment->by.block), commitment->value);
	}
	return shares;
}

static bool commitments_lean(const struct rule_check *check, const struct shares *shares)
{
	if (!shares->is_known || shares->count < COMMITMENTS_MIN ||
		decimal_sign(shares->total.n) <= 0)
		return false;
	for (uint32_t i = 0; i < shares->n; i++)
		if (is_more(part_of_total(shares, &shares->items[i]),
			    rule_setting(check, "balance.one_sided.commitments", NULL)))
			return true;
	return false;
}

/* "acme owns 15% of the goal weight, brightline 85%" */
static void print_shares(const struct rule_check *check, struct out *out,
	const struct shares *shares, const char *verb, const char *what)
{
	for (uint32_t i = 0; i < shares->n; i++) {
		struct decimal percent;
		out_printf(out, "%s%.*s ", i ? ", " : "",
			STR_ARGS(rules_name(check, &shares->items[i].party->block)));
		if (i == 0)
			out_printf(out, "%s ", verb);
		if (ratio_percent(part_of_total(shares, &shares->items[i]), &percent))
			decimal_print(out, decimal_trim(percent));
		out_text(out, "%");
		if (i == 0)
			out_printf(out, " of %s", what);
	}
}

static void label_commitments(struct rule_check *check, struct finding *finding)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++) {
		const struct commitment_block *commitment = plan_commitment(plan, i);
		if (commitment->value.set)
			finding_label(check->sink, finding,
				block_field_span(&commitment->block, "value"), "given by %.*s",
				STR_ARGS(rules_name(check, commitment->by.block)));
	}
}

static void check_plan(struct rule_check *check)
{
	const struct block *frame = &check->plan->frame->block;
	struct out what = {0};
	if (!parties_are_known(check) || check->plan->is_broken)
		return;
	struct shares goals = goal_shares(check), commitments = commitment_shares(check);
	bool lean = goals_lean(check, &goals), gives = commitments_lean(check, &commitments);
	if (lean)
		print_shares(check, &what, &goals, "owns", "the goal weight");
	if (gives) {
		out_text(&what, lean ? "; " : "");
		print_shares(check, &what, &commitments, "gives", "what commitments are worth");
	}
	if (what.len) {
		struct finding *finding = rule_report(
			check, frame, block_span(frame), "%.*s", STR_ARGS(out_view(&what)));
		if (gives)
			label_commitments(check, finding);
		finding_help(check->sink, finding,
			lean ? "let the other side own goals that it can move, or weigh them anew"
			     : "write down what the other side gives, with its value");
	}
	out_free(&what);
}

const struct rule rule_balance_one_sided = {
	.info = {.name = "balance.one_sided",
		.summary = "One party owns nearly all of the goal weight, or gives nearly all",
		.explanation =
			"Shares that lean to one side are a plan about somebody, not with them. "
			"Each party owns between 25% and 75% of the goal weight, and none gives "
			"more than 80% of the value of all commitments. A goal without a weight "
			"counts as 1, stretch goals do not count, and with fewer than four goals "
			"nothing can be said. The numbers are shown, so that both sides can judge "
			"whether they are meant.",
		.bad = FIELD_TIME("9,000 USD"),
		.good = FIELD_TIME("36,000 USD"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
