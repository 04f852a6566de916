#include "compiler/rules/rules_shared.h"

#define NEW_SELLER(more)                                                                           \
	"person kim \"Kim Roe\" { of: brightline }\n"                                              \
	"\n"                                                                                       \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  kim\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-02-02 .. 2026-05-29\n"                                                     \
	"  effort: 10 days\n"                                                                      \
	"}\n" more

enum { NAMES_MAX = 12 };

/* People of the plan in the order in which it first asks something of them. */
struct asked {
	struct map seen;
	VEC(const struct block *) people;
};

static void ask(struct asked *asked, const struct block *person)
{
	bool added;
	if (!person || person->kind != KIND_person)
		return;
	map_put(&asked->seen, (uint64_t)(uintptr_t)person, &added);
	if (added)
		vec_push(&asked->people, person);
}

static void ask_team(struct asked *asked, const struct block *block)
{
	if (block->kind == KIND_initiative) {
		const struct initiative_block *initiative = (const void *)block;
		for (uint32_t i = 0; i < initiative->team.n; i++)
			ask(asked, initiative->team.items[i].block);
	} else if (block->kind == KIND_activity) {
		const struct activity_block *activity = (const void *)block;
		for (uint32_t i = 0; i < activity->team.n; i++)
			ask(asked, activity->team.items[i].block);
	}
}

static void report(struct rule_check *check, const struct asked *asked, uint32_t first)
{
	const struct block *frame = &check->plan->frame->block;
	uint32_t n = asked->people.n - first;
	struct out out = {0};
	for (uint32_t i = first; i < asked->people.n && i - first < NAMES_MAX; i++)
		out_printf(&out, "%s%.*s", i > first ? ", " : "",
			STR_ARGS(rules_name(check, asked->people.items[i])));
	struct finding *finding = rule_report(check, frame, block_field_span(frame, "acknowledged"),
		"%u %s with work in %.*s %s not acknowledged it: %.*s%s", n,
		n == 1 ? "person" : "people", STR_ARGS(block_called(check->plan, frame)),
		n == 1 ? "has" : "have", STR_ARGS(out_view(&out)),
		n > NAMES_MAX ? " and others" : "");
	finding_help(check->sink, finding, "once the plan has been read, add:");
	finding_code(check->sink, finding, "update %.*s { acknowledged: [%.*s] on TODO }",
		STR_ARGS(rules_name(check, frame)), STR_ARGS(out_view(&out)));
	out_free(&out);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct plan_block *frame = plan->frame;
	struct asked asked = {0};
	if (plan->is_broken ||
		!rules_has_all(check, &frame->block, "acknowledged", frame->acknowledged.n))
		return;
	for (uint32_t i = 0; i < frame->acknowledged.n; i++)
		ask(&asked, frame->acknowledged.items[i].value.block);
	uint32_t n_known = asked.people.n;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		struct owners owners = block_owners(block);
		for (uint32_t k = 0; k < owners.n && owners.from == block; k++)
			ask(&asked, owners.items[k].value.block);
		ask_team(&asked, block);
	}
	if (asked.people.n > n_known)
		report(check, &asked, n_known);
	map_free(&asked.seen);
	vec_free(&asked.people);
}

const struct rule rule_contract_not_acknowledged = {
	.info = {.name = "contract.not_acknowledged",
		.summary = "Somebody who owns or does something has not acknowledged the plan",
		.explanation =
			"Sponsors sign, others do the work, and some of them hear of their dates "
			"in "
			"the first review. Whoever owns something or stands in a `team` reads the "
			"plan and is then listed in its `acknowledged`, with the day.",
		.bad = NEW_SELLER(""),
		.good = NEW_SELLER("\nupdate joint { acknowledged: [kim] on 2026-01-30 }\n"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING}},
	.check = check_plan,
};
