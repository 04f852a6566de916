#include "compiler/rules/rules_shared.h"

#define PARTY(escalation)                                                                          \
	"# without: party acme\n"                                                                  \
	"\n"                                                                                       \
	"party acme \"Acme Software\" {\n"                                                         \
	"  role:       vendor\n"                                                                   \
	"  sponsor:    omar\n"                                                                     \
	"  gains:      \"Retail customers without new field sellers.\"\n"                          \
	"  escalation: " escalation "\n"                                                           \
	"}\n"

static const struct rule_setting settings[] = {
	{"ownership.no_escalation", 2, UNIT_NONE, "fewest people in an escalation"}, {0}};

static uint32_t people_of(const struct plan *plan, const struct party_block *party)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		n += person_party(plan_person(plan, i)) == party;
	return n;
}

static void propose(
	struct rule_check *check, struct finding *finding, const struct party_block *party)
{
	const struct person_block *sponsor = block_as_person(party->sponsor.block);
	finding_help(check->sink, finding,
		"name whom to call and after how long, ending with the sponsor:");
	finding_code(check->sink, finding,
		"escalation: [TODO after 5 business_days, %.*s after 10 business_days]",
		STR_ARGS(sponsor ? rules_name(check, &sponsor->block) : STR("TODO")));
}

static struct finding *report(struct rule_check *check, const struct party_block *party,
	struct span span, const char *what)
{
	struct finding *finding =
		rule_report(check, &party->block, span, "the escalation of %.*s %s",
			STR_ARGS(block_called(check->plan, &party->block)), what);
	propose(check, finding, party);
	return finding;
}

static struct span step_span(const struct party_block *party, uint32_t i)
{
	return block_node_span(&party->block, "escalation", party->escalation.items[i].node);
}

static bool check_twice(struct rule_check *check, const struct party_block *party)
{
	for (uint32_t i = 0; i < party->escalation.n; i++) {
		for (uint32_t k = i + 1; k < party->escalation.n; k++) {
			const struct block *person = party->escalation.items[k].value.block;
			if (!person || party->escalation.items[i].value.block != person)
				continue;
			struct finding *finding =
				report(check, party, step_span(party, k), "names one person twice");
			finding_label(check->sink, finding, step_span(party, i), "the first time");
			return true;
		}
	}
	return false;
}

/* Hours and minutes compare only among themselves; where two units do not compare nothing is said.
 */
static bool is_not_longer(struct duration a, struct duration than)
{
	if (a.unit == than.unit)
		return decimal_compare(a.n, than.n) <= 0;
	int64_t days = duration_days_at_most(a), than_days = duration_days_at_most(than);
	return days >= 0 && than_days >= 0 && days < than_days;
}

static bool check_times(struct rule_check *check, const struct party_block *party)
{
	for (uint32_t i = 1; i < party->escalation.n; i++) {
		struct duration before = party->escalation.items[i - 1].after;
		if (!is_not_longer(party->escalation.items[i].after, before))
			continue;
		struct finding *finding =
			report(check, party, step_span(party, i), "has times that do not grow");
		finding_caret(check->sink, finding, "not later than the step before");
		finding_label(check->sink, finding, step_span(party, i - 1), "the step before");
		return true;
	}
	return false;
}

static void check_sponsor(struct rule_check *check, const struct party_block *party)
{
	uint32_t last = party->escalation.n - 1;
	const struct block *sponsor = party->sponsor.block;
	if (!sponsor || party->escalation.items[last].value.block == sponsor)
		return;
	struct finding *finding =
		report(check, party, step_span(party, last), "does not end with its sponsor");
	finding_caret(check->sink, finding, "the last step");
	finding_label(
		check->sink, finding, block_field_span(&party->block, "sponsor"), "the sponsor");
}

static void check_party(struct rule_check *check, const struct party_block *party)
{
	int64_t fewest = rule_setting(check, "ownership.no_escalation", NULL);
	if (!rules_is_whole(&party->block) || people_of(check->plan, party) <= 1 ||
		!rules_has_all(check, &party->block, "escalation", party->escalation.n))
		return;
	if (!block_has(&party->block, "escalation")) {
		struct finding *finding = rule_report(check, &party->block,
			block_span(&party->block), "%.*s has no escalation",
			STR_ARGS(block_called(check->plan, &party->block)));
		propose(check, finding, party);
		return;
	}
	if (party->escalation.n < fewest) {
		const char *what =
			party->escalation.n == 1 ? "names one person only" : "names too few people";
		struct finding *finding =
			report(check, party, block_field_span(&party->block, "escalation"), what);
		finding_caret(check->sink, finding, "at least %lld", (long long)fewest);
		return;
	}
	if (party->escalation.n && !check_twice(check, party) && !check_times(check, party))
		check_sponsor(check, party);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_party].n; i++) {
		const struct party_block *party = plan_party(check->plan, i);
		if (plan_has_party(check->plan, &party->block))
			check_party(check, party);
	}
}

const struct rule rule_ownership_no_escalation = {
	.info = {.name = "ownership.no_escalation",
		.summary = "A party's escalation is missing, too short or does not end with its "
			   "sponsor",
		.explanation =
			"When something is stuck, both sides need to know beforehand whom to "
			"call and after how long, so that calling is no offence. An escalation "
			"names at least two different people of a party, with times that grow, "
			"and ends with its sponsor. A party of which one person is declared has "
			"nobody to escalate to.",
		.bad = PARTY("[priya after 5 business_days]"),
		.good = PARTY("[priya after 5 business_days, omar after 10 business_days]"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
