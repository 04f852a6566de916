#include "compiler/rules/enablement_shared.h"

#define COURSE(completed)                                                                          \
	"enablement till_course \"Course on tills\" {\n"                                           \
	"  type:      technical_training\n"                                                        \
	"  owner:     mona\n"                                                                      \
	"  audience:  [lee, sam]\n"                                                                \
	"  due:       2026-01-30\n"                                                                \
	"  via:       \"Acme Academy\"\n"                                                          \
	"  needed_by: price_link\n" completed "}\n"

enum { NAMES_MAX = 5 };

static bool has_left(const struct person_block *person, date_t day)
{
	return person->leaves && person->leaves < day;
}

/* People by party, so that an audience is found without a walk over all of them. */
struct crew {
	struct map first; /* party -> its first person in the plan's order, + 1 */
	uint32_t *next;	  /* by person: the next of the party, + 1 */
};

static void crew_make(struct crew *crew, const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_person].n;
	*crew = (struct crew){.next = arena_array(&check->sink->arena, uint32_t, n + 1)};
	for (uint32_t i = n; i-- > 0;) {
		const struct block *party = plan_person(plan, i)->of.block;
		uint32_t *first = party ? map_put(&crew->first, rules_key(party), NULL) : NULL;
		if (!first)
			continue;
		crew->next[i] = *first;
		*first = i + 1;
	}
}

struct missing {
	struct rule_check *check;
	const struct enablement_block *enablement;
	struct map seen;
	struct out names;
	uint32_t n;
};

/* Somebody of the audience who has neither completed it by the day nor left. */
static void add_person(struct missing *missing, const struct person_block *person)
{
	date_t day = missing->check->tracked->as_of;
	bool added;
	if (has_left(person, day) || enablement_has_by(missing->enablement, person, day))
		return;
	map_put(&missing->seen, rules_key(&person->block), &added);
	if (!added)
		return;
	if (missing->n < NAMES_MAX)
		out_printf(&missing->names, "%s%.*s", missing->n ? ", " : "",
			STR_ARGS(rules_name(missing->check, &person->block)));
	missing->n++;
}

static void find_missing(struct missing *missing, const struct crew *crew)
{
	const struct enablement_block *enablement = missing->enablement;
	const struct plan *plan = missing->check->plan;
	for (uint32_t i = 0; i < enablement->audience.n; i++) {
		struct block *block = enablement->audience.items[i].block;
		const struct person_block *person = block_as_person(block);
		const uint32_t *first = block ? map_get(&crew->first, rules_key(block)) : NULL;
		if (person)
			add_person(missing, person);
		for (uint32_t at = first ? *first : 0; at; at = crew->next[at - 1])
			add_person(missing, plan_person(plan, at - 1));
	}
	map_free(&missing->seen);
}

static struct finding *report(
	struct rule_check *check, const struct enablement_block *enablement, struct str who)
{
	const struct block *block = &enablement->block;
	int64_t late = check->tracked->as_of - enablement->due;
	struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
		"%.*s was due %.*s ago, and %.*s", STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, late)), STR_ARGS(who));
	finding_caret(check->sink, finding, "due");
	finding_label(check->sink, finding, block_field_span(block, "audience"), "for whom it is");
	finding_note(check->sink, finding, "as of %s", date_text(check->tracked->as_of).text);
	return finding;
}

/* Where people are counted, not named. */
static void check_counted(struct rule_check *check, const struct enablement_block *enablement)
{
	struct decimal trained =
		enablement->trained.value.set ? enablement->trained.value.n : decimal_of(0);
	struct out who = {0};
	if (enablement->trained.on > check->tracked->as_of)
		trained = decimal_of(0);
	if (decimal_compare(trained, enablement->people.n) >= 0)
		return;
	decimal_print(&who, trained);
	out_text(&who, " of ");
	decimal_print(&who, enablement->people.n);
	out_text(&who, " have completed it");
	struct finding *finding = report(check, enablement, out_view(&who));
	finding_help(check->sink, finding,
		"say how many have by now, or agree on a day for the rest: `trained: NUMBER on "
		"DATE`");
	out_free(&who);
}

static void check_named(struct rule_check *check, const struct enablement_block *enablement,
	const struct crew *crew)
{
	struct missing missing = {.check = check, .enablement = enablement};
	struct out who = {0};
	find_missing(&missing, crew);
	if (missing.n) {
		out_str(&who, out_view(&missing.names));
		if (missing.n > NAMES_MAX)
			out_printf(&who, " and %u more", missing.n - NAMES_MAX);
		out_text(&who, missing.n == 1 ? " has not completed it" : " have not completed it");
		struct finding *finding = report(check, enablement, out_view(&who));
		finding_help(check->sink, finding,
			"record who has by now, or agree on a day for the rest:");
		if (missing.n <= NAMES_MAX)
			finding_code(check->sink, finding, "completed: [%.*s] on TODO",
				STR_ARGS(out_view(&missing.names)));
	}
	out_free(&who);
	out_free(&missing.names);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct crew crew;
	crew_make(&crew, check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		const struct block *block = &enablement->block;
		if (!enablement->due || enablement->due >= check->tracked->as_of ||
			!rules_is_whole(block) ||
			!rules_has_all(check, block, "audience", enablement->audience.n) ||
			(enablement->needed_by.block &&
				rules_is_cancelled(enablement->needed_by.block)))
			continue;
		if (enablement->people.set)
			check_counted(check, enablement);
		else
			check_named(check, enablement, &crew);
	}
	map_free(&crew.first);
}

const struct rule rule_enablement_incomplete = {
	.info = {.name = "enablement.incomplete",
		.summary = "A training is overdue and part of its audience has not completed it",
		.explanation =
			"People who were to know something by a day and do not yet will sell or "
			"build it as before. The finding names who is missing, so that a date can "
			"be agreed with them; where people are counted instead of named it says "
			"how many. Somebody who has left does not count.",
		.bad = COURSE("  completed: [lee] on 2026-01-28\n"),
		.good = COURSE("  completed: [lee, sam] on 2026-01-28\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
