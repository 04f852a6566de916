#include "compiler/rules/enablement_shared.h"

#define NEW_SELLER                                                                                 \
	"person kim \"Kim Roe\" { of: brightline }\n"                                              \
	"\n"                                                                                       \
	"update joint { acknowledged: [kim] on 2026-01-12 }\n"                                     \
	"\n"                                                                                       \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  team:   [kim]\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"}\n"

#define CALL_GUIDE                                                                                 \
	"\n"                                                                                       \
	"enablement call_guide \"Call guide\" {\n"                                                 \
	"  type:      playbook\n"                                                                  \
	"  owner:     priya\n"                                                                     \
	"  audience:  [dana, kim]\n"                                                               \
	"  due:       2026-02-20\n"                                                                \
	"  via:       \"Partner portal\"\n"                                                        \
	"  needed_by: calls\n"                                                                     \
	"}\n"

static bool asks_for_it(const struct initiative_block *initiative)
{
	return initiative->area == area_marketing || initiative->area == area_sales ||
	       initiative->area == area_product;
}

/* Enablement for the initiative or for one of its activities. */
static bool has_own(const struct enablement_index *index, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	if (enablement_first(index, block))
		return true;
	for (const struct block *at = block->first_child; at; at = at->next_sibling)
		if (enablement_first(index, at))
			return true;
	return false;
}

/* Who has completed something for an initiative of that area: person and area -> true. */
struct learned {
	struct map in[area_count];
};

static void find_learned(
	const struct plan *plan, const struct enablement_index *index, struct learned *learned)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t at = enablement_first(index, &initiative->block); at;
			at = index->items.items[at - 1].next) {
			const struct enablement_block *enablement =
				index->items.items[at - 1].enablement;
			for (uint32_t k = 0; k < enablement->completed.n; k++)
				if (enablement->completed.items[k].value.block)
					map_put(&learned->in[initiative->area],
						rules_key(
							enablement->completed.items[k].value.block),
						NULL);
		}
	}
}

static bool all_have_learned(const struct rule_check *check, const struct learned *learned,
	const struct initiative_block *initiative)
{
	struct people people = work_people(check, initiative, false);
	if (!people.is_complete)
		return true; /* who could not be read may have learned it */
	for (uint32_t i = 0; i < people.n; i++)
		if (!map_get(&learned->in[initiative->area], rules_key(&people.items[i]->block)))
			return false;
	return people.n > 0;
}

/* A name that could not be read may be that of the enablement, or of the work that needs it. */
static bool names_its_needs(
	const struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	return !block->broken && rules_has_all(check, block, "needs", initiative->needs.n);
}

static bool all_name_their_work(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		if (block_has(&enablement->block, "needed_by") && !enablement->needed_by.block)
			return false;
	}
	return !plan->is_broken;
}

static void report(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	struct finding *finding = rule_report(check, block, block_span(block),
		"no enablement prepares the people of %.*s",
		STR_ARGS(block_called(check->plan, block)));
	finding_label(check->sink, finding, block_field_span(block, "area"),
		"work of this kind asks for it");
	finding_help(check->sink, finding, "say who is to learn or get what before it starts:");
	finding_code(check->sink, finding,
		"enablement NAME \"TODO\" {\n"
		"  type:      TODO\n"
		"  owner:     TODO\n"
		"  audience:  [TODO]\n"
		"  due:       %s\n"
		"  via:       \"TODO\"\n"
		"  needed_by: %.*s\n"
		"}",
		initiative->window.first > 1 ? date_text(initiative->window.first - 1).text
					     : "TODO",
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("TODO")));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct enablement_index index;
	struct learned learned = {0};
	if (!all_name_their_work(plan))
		return;
	enablement_index_make(&index, plan);
	find_learned(plan, &index, &learned);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (asks_for_it(initiative) && !has_own(&index, initiative) &&
			!rules_is_over(&initiative->block) && names_its_needs(check, initiative) &&
			!all_have_learned(check, &learned, initiative))
			report(check, initiative);
	}
	for (int i = 0; i < area_count; i++)
		map_free(&learned.in[i]);
	enablement_index_free(&index);
}

const struct rule rule_enablement_none = {
	.info = {.name = "enablement.none",
		.summary = "Nobody is prepared for a marketing, sales or product initiative",
		.explanation =
			"A partner's sellers talk about what they know. Work that faces customers "
			"begins with a playbook, a training or a certificate, and the plan says "
			"who "
			"gets which, how and by when. Add an `enablement` that is `needed_by` the "
			"initiative. If all its people have completed one for work of the same "
			"area, "
			"nothing more is asked.",
		.bad = NEW_SELLER,
		.good = NEW_SELLER CALL_GUIDE,
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
