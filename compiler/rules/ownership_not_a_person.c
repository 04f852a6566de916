#include "compiler/plan/names.h"
#include "compiler/rules/rules_shared.h"

#include <stddef.h>

#define CAMPAIGN(owner)                                                                            \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  " owner "\n"                                                                    \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"

/* A place where one person is wanted. */
struct wanted {
	const struct block *block;
	const struct field_info *field;
	const char *word; /* of the field or of its clause */
	const struct ref *ref;
};

static void report_wanted(
	struct rule_check *check, const struct wanted *wanted, const struct party_block *party)
{
	const struct block *block = wanted->block;
	struct str called = block_called(check->plan, block);
	struct span span = rules_value_span(block, wanted->field->name, wanted->ref->node);
	struct finding *finding;
	if (party) {
		struct str people = rules_people(check, party, 4);
		finding = rule_report(check, block, span,
			"`%s` of %.*s names the party %.*s, not a person", wanted->word,
			STR_ARGS(called), STR_ARGS(rules_name(check, &party->block)));
		finding_caret(check->sink, finding, "a party");
		finding_label(
			check->sink, finding, block_span(&party->block), "declared as a party");
		if (people.len)
			finding_help(check->sink, finding, "name one person of %.*s: %.*s",
				STR_ARGS(rules_name(check, &party->block)), STR_ARGS(people));
	} else {
		struct str text = rules_text(check, span);
		finding = rule_report(check, block, span, "`%s` of %.*s is `%.*s`, not a person",
			wanted->word, STR_ARGS(called), STR_ARGS(text));
		finding_caret(check->sink, finding, "stands for nobody in particular");
	}
	if (!finding->helps)
		finding_help(check->sink, finding, "name one person, declared as `person`");
}

/* The reader of names leaves a stand-in and a party unresolved and unreported where only a person
   will do: what to say of it is said here. */
static void check_wanted(struct rule_check *check, const struct wanted *wanted)
{
	const struct file *file = NULL;
	uint32_t rest;
	if (wanted->ref->block || !wanted->ref->node)
		return;
	block_stated_field(wanted->block, wanted->field->name, &file);
	if (!file)
		return;
	struct name_scope scope = {.file = file, .block = (struct block *)(uintptr_t)wanted->block};
	if (!names_stands_for_no_person(check->plan, scope, wanted->ref->node))
		return;
	struct block *block = names_look(check->plan, scope, wanted->ref->node, K(party), &rest);
	report_wanted(check, wanted, rest ? NULL : block_as_party(block));
}

/* One value of a field, with its clauses. */
static void check_value(struct rule_check *check, const struct block *block,
	const struct field_info *field, const char *value)
{
	const struct type_info *type = &type_infos[field->type];
	bool is_ref = field->type == TYPE_ref || type->base == TYPE_ref;
	struct wanted wanted = {.block = block, .field = field, .word = field->name};
	if (is_ref && field->refs == K(person)) {
		wanted.ref = (const void *)value; /* also a phrase begins with its value */
		check_wanted(check, &wanted);
	}
	for (uint8_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *clause = &type->clauses[i];
		if (clause->type != TYPE_ref || clause->refs != K(person))
			continue;
		wanted.word = clause->word;
		wanted.ref = (const void *)(value + clause->offset);
		check_wanted(check, &wanted);
	}
}

static_assert(offsetof(struct phrase_owner, value) == 0, "a phrase begins with its value");

static void check_field(struct rule_check *check, const struct block *block,
	const struct field_info *field, const char *base)
{
	const char *at = base + field->offset;
	if (!field->list) {
		check_value(check, block, field, at);
		return;
	}
	const struct list *list = (const void *)at;
	for (uint32_t i = 0; i < list->n; i++)
		check_value(check, block, field,
			(const char *)list->items + (size_t)i * type_infos[field->type].size);
}

/* A bit for each of the fields that want a person, or have a clause that does. */
static uint64_t wanting(const struct field_info *fields, uint8_t n)
{
	uint64_t bits = 0;
	for (uint8_t i = 0; i < n; i++) {
		const struct type_info *type = &type_infos[fields[i].type];
		bool wants = fields[i].refs == K(person);
		for (uint8_t k = 0; k < type->n_clauses; k++)
			wants |= type->clauses[k].refs == K(person);
		bits |= (uint64_t)wants << i;
	}
	return bits;
}

static void check_plan(struct rule_check *check)
{
	uint64_t of_kind[KIND_COUNT] = {0}, of_any = wanting(any_fields, any_fields_n);
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		of_kind[kind] = wanting(kind_infos[kind].fields, kind_infos[kind].n_fields);
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		const struct block *block = check->plan->blocks.items[i];
		const struct field_info *fields = kind_infos[block->kind].fields;
		for (uint64_t left = of_kind[block->kind]; left; left &= left - 1)
			check_field(
				check, block, &fields[__builtin_ctzll(left)], (const char *)block);
		for (uint64_t left = block->any ? of_any : 0; left; left &= left - 1)
			check_field(check, block, &any_fields[__builtin_ctzll(left)],
				(const char *)block->any);
	}
}

const struct rule rule_ownership_not_a_person = {
	.info = {.name = "ownership.not_a_person",
		.summary = "A party, a team or a stand-in stands where one person is wanted",
		.explanation =
			"What \"both\", a team or a company owns, everybody can leave to "
			"somebody else. `owner`, `with`, `by`, `chair` and `backup` name one "
			"person, who can be asked and who can answer. Name them, and let the "
			"others stand in `team`. While it is not decided who it will be, the "
			"finding is the reminder.",
		.bad = CAMPAIGN("both\n  with:   priya"),
		.good = CAMPAIGN("lee\n  with:   priya"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
