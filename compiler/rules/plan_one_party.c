#include "compiler/rules/parties_shared.h"

#define SIDES(role)                                                                                \
	"# without: party brightline\n"                                                            \
	"\n"                                                                                       \
	"party brightline \"Brightline Systems\" {\n"                                              \
	"  role:       " role "\n"                                                                 \
	"  sponsor:    ana\n"                                                                      \
	"  gains:      \"20 points of margin and attached services.\"\n"                           \
	"  escalation: [dana after 5 business_days, ana after 10 business_days]\n"                 \
	"}\n"

enum { LABELS_MAX = 4 };

struct sides {
	uint32_t n, vendor, partner; /* parties, each once */
	bool is_known;
};

static struct sides count_sides(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map seen = {0};
	struct sides sides = {.is_known = parties_are_known(check)};
	for (uint32_t i = 0; i < plan->frame->between.n && sides.is_known; i++) {
		const struct party_block *party = parties_at(plan, i);
		bool is_new = false;
		map_put(&seen, rules_key(&party->block), &is_new);
		if (!is_new)
			continue;
		sides.n++;
		sides.is_known &= party->role != party_role_unset;
		if (party_is_vendor_side(party))
			sides.vendor++;
		else
			sides.partner++;
	}
	map_free(&seen);
	return sides;
}

static void report(struct rule_check *check, const struct sides *sides)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct str called = block_called(plan, frame);
	struct finding *finding;
	if (sides->n < 2) {
		finding = rule_report(check, frame, block_span(frame),
			"%.*s is between fewer than two parties", STR_ARGS(called));
		finding_label(
			check->sink, finding, block_field_span(frame, "between"), "one party");
		finding_help(check->sink, finding, "name both sides:");
		finding_code(check->sink, finding, "between: [%.*s, TODO]",
			STR_ARGS(rules_name(check, &parties_at(plan, 0)->block)));
		return;
	}
	finding = rule_report(check, frame, block_span(frame), "no party of %.*s is on the %s side",
		STR_ARGS(called), sides->vendor ? "partner's" : "vendor's");
	for (uint32_t i = 0; i < plan->frame->between.n && i < LABELS_MAX; i++) {
		const struct party_block *party = parties_at(plan, i);
		finding_label(check->sink, finding, block_field_span(&party->block, "role"),
			"role of %.*s", STR_ARGS(rules_name(check, &party->block)));
	}
	if (sides->vendor)
		finding_help(check->sink, finding,
			"vendor and supplier are one side; a party of the other is a partner, "
			"distributor, reseller or integrator");
	else
		finding_help(check->sink, finding,
			"one party makes what is sold or supplies it: its role is vendor or "
			"supplier");
}

static void check_plan(struct rule_check *check)
{
	struct sides sides = count_sides(check);
	if (sides.is_known && (sides.n < 2 || !sides.vendor || !sides.partner))
		report(check, &sides);
}

const struct rule rule_plan_one_party = {
	.info = {.name = "plan.one_party",
		.summary = "The plan is not between a vendor's side and a partner's side",
		.explanation =
			"A partner plan is an agreement between somebody who makes what is sold "
			"and somebody who brings it to customers. `between` names at least two "
			"parties: one on the vendor's side (vendor or supplier) and one on the "
			"partner's (partner, distributor, reseller or integrator). Most rules on "
			"balance and reviews rest on it.",
		.bad = SIDES("supplier"),
		.good = SIDES("reseller"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
