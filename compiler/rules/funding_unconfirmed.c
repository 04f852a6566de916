#include "compiler/rules/rules_shared.h"

#define EXAMPLE(middle)                                                                            \
	"initiative tastings \"Backup tried out in shops\" {\n"                                    \
	"  owner:  lee\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-04-01 .. 2026-05-29\n"                                                     \
	"  needs:  [trainer]\n"                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"resource trainer \"Trainer for two days\" {\n"                                            \
	"  type:       people\n"                                                                   \
	"  by:         acme\n"                                                                     \
	"  window:     2026-04-01 .. 2026-04-02\n"                                                 \
	"  substitute: \"Trainer of the academy\"\n" middle "}\n"

static const struct rule_setting settings[] = {
	{"funding.unconfirmed", 30, RULE_DAYS,
		"how long before it is needed a resource is to be confirmed"},
	{0}};

/* The work that needs a resource first, of that which is neither over nor past. */
struct need {
	const struct initiative_block *initiative;
};

struct needs {
	struct map of; /* resource -> its place, + 1 */
	VEC(struct need) items;
};

static void find_needs(const struct rule_check *check, struct needs *needs)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (!initiative->window.first || rules_is_over(&initiative->block) ||
			initiative->window.last < check->tracked->as_of)
			continue;
		for (uint32_t k = 0; k < initiative->needs.n; k++) {
			const struct block *block = initiative->needs.items[k].block;
			if (!block || block->kind != KIND_resource)
				continue;
			uint32_t *place = map_put(&needs->of, rules_key(block), NULL);
			if (!*place) {
				vec_push(&needs->items, (struct need){initiative});
				*place = needs->items.n;
			}
			struct need *need = &needs->items.items[*place - 1];
			if (initiative->window.first < need->initiative->window.first)
				need->initiative = initiative;
		}
	}
}

static void report(struct rule_check *check, const struct resource_block *resource,
	const struct initiative_block *initiative, date_t day)
{
	const struct block *block = &resource->block;
	date_t as_of = check->tracked->as_of;
	struct str days = rules_days(check, day < as_of ? as_of - day : day - as_of);
	struct finding *finding = rule_report(check, block, block_span(block),
		day <= as_of ? "%.*s has been needed for %.*s and is not confirmed"
			     : "%.*s is needed in %.*s and is not confirmed",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(days));
	finding_caret(check->sink, finding, "nobody has confirmed it");
	if (initiative)
		finding_label(check->sink, finding, block_field_span(&initiative->block, "window"),
			"%.*s needs it", STR_ARGS(block_called(check->plan, &initiative->block)));
	else
		finding_label(check->sink, finding, block_field_span(block, "window"),
			"needed from %s", date_text(day).text);
	finding_help(check->sink, finding, "record who has confirmed it:");
	if (block->name)
		finding_code(check->sink, finding, "update %.*s { confirmed: TODO by TODO }",
			STR_ARGS(block_path(check->plan, block)));
	finding_note(check->sink, finding, "as of %s", date_text(as_of).text);
}

static void check_resource(
	struct rule_check *check, const struct needs *needs, const struct resource_block *resource)
{
	const struct block *block = &resource->block;
	date_t as_of = check->tracked->as_of;
	const uint32_t *place = map_get(&needs->of, rules_key(block));
	const struct initiative_block *initiative =
		place ? needs->items.items[*place - 1].initiative : NULL;
	bool has_window = block_has(block, "window");
	if (block_has(block, "confirmed") || !rules_is_whole(block) ||
		(has_window && (!resource->window.first || resource->window.last < as_of)))
		return;
	date_t day = has_window	  ? resource->window.first
		     : initiative ? initiative->window.first
				  : DATE_NONE;
	if (day && day - as_of <= rule_setting(check, "funding.unconfirmed", NULL))
		report(check, resource, has_window ? NULL : initiative, day);
}

static void check_plan(struct rule_check *check)
{
	struct needs needs = {0};
	find_needs(check, &needs);
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_resource].n; i++)
		check_resource(check, &needs, plan_resource(check->plan, i));
	map_free(&needs.of);
	vec_free(&needs.items);
}

const struct rule rule_funding_unconfirmed = {
	.info = {.name = "funding.unconfirmed",
		.summary = "People, money or tools are needed soon and nobody has confirmed them",
		.explanation =
			"Plans are full of people who were never asked by their own company. A "
			"resource is needed from the first day of its `window`, or else of the "
			"first work that names it in `needs`. A month before that somebody who may "
			"give it says so, with `confirmed: 2026-02-27 by omar`; if nobody does, "
			"there is still time for the `substitute`.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("  confirmed:  2026-02-27 by omar\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
