#include "compiler/plan/refs.h"
#include "compiler/rules/terms_shared.h"

#define STOCK(needs)                                                                               \
	"resource demo_system \"Demonstration system\" {\n"                                        \
	"  type:       environment\n"                                                              \
	"  by:         acme\n"                                                                     \
	"  confirmed:  2026-01-12 by omar\n"                                                       \
	"  substitute: \"Videos\"\n"                                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative demos \"Demonstrations in ten shops\" {\n"                                     \
	"  owner:  lee\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: 12 days\n" needs "}\n"

/* Kinds that do nothing unless something refers to them. */
static const kinds_t referable = K(person) | K(party) | K(metric) | K(fund) | K(resource) |
				 K(term) | K(unit) | K(calendar) | K(tier) | K(segment) |
				 K(product) | K(region);
/* Those of them that are reported one by one. */
static const kinds_t reported = K(person) | K(metric) | K(fund) | K(resource);

#define SEVERAL UINT32_MAX /* blocks use a word */

struct usage {
	struct rule_check *check;
	struct map used;  /* blocks that something refers to */
	struct map files; /* files of which something is used: source id */
	struct map bases; /* where blocks stand that others are like */
	struct term_words terms;
	/* The words of terms, without a plural s -> the order of the block whose text uses it, + 1,
	   or SEVERAL. */
	struct map words;
	uint32_t n_looked_for; /* words of which it is not yet known that several blocks use them */
	const struct block *block;	  /* whose texts are read */
	VEC(const struct block *) judged; /* blocks of the plan's own file that may be reported */
};

static void use_file(struct usage *usage, const struct file *file)
{
	map_put(&usage->files, file->source->id, NULL);
}

static void use(void *context, const struct found_ref *ref)
{
	struct usage *usage = context;
	if (!ref->to)
		return;
	map_put(&usage->used, rules_key(ref->to), NULL);
	use_file(usage, ref->to->part.file);
}

/* Where a block stands. */
static uint64_t place_key(const struct part *part)
{
	return (uint64_t)part->file->source->id << 32 | part->node;
}

/* ---- words ---- */

static uint64_t word_key(struct str word)
{
	if (word.len > 2 && (word.ptr[word.len - 1] | 0x20) == 's')
		word.len--;
	return text_word_key(word);
}

static void look_for_terms(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	terms_find(&usage->terms, plan);
	for (uint32_t i = 0; i < usage->terms.items.n; i++) {
		struct str name = plan_name(plan, usage->terms.items.items[i].term->block.name);
		struct str word;
		while (text_word(&name, &word))
			map_put(&usage->words, word_key(word), NULL);
	}
	usage->n_looked_for = usage->words.n;
}

static void add_words(struct usage *usage, struct str text)
{
	struct str word;
	while (usage->n_looked_for && text_word(&text, &word)) {
		uint32_t *by = map_get(&usage->words, word_key(word));
		uint32_t own = usage->block->order + 1;
		if (!by || *by == own || *by == SEVERAL)
			continue;
		usage->n_looked_for -= *by != 0;
		*by = *by ? SEVERAL : own;
	}
}

/* Texts, and the words of units: a quantity uses the unit's block. */
static void read_node(struct usage *usage, const struct file *file, uint32_t at)
{
	const struct plan *plan = usage->check->plan;
	const struct node *node = file_node(file, at);
	if (node->kind == NODE_TEXT || node->kind == NODE_PROSE)
		add_words(usage, file_text(file, at));
	if ((node->kind == NODE_NUMBER || node->kind == NODE_PATH) && node->name) {
		const uint32_t *unit = map_get(&plan->units, node->name);
		if (unit) {
			struct block *block = plan->unit_blocks.items[*unit - 1];
			map_put(&usage->used, rules_key(block), NULL);
			use_file(usage, block->part.file);
			add_words(usage, plan_name(plan, block->name));
		}
	}
	for (uint32_t child = node->child; child; child = file_node(file, child)->next) {
		uint8_t kind = file_node(file, child)->kind;
		if (kind != NODE_BLOCK && kind != NODE_UPDATE)
			read_node(usage, file, child);
	}
}

static void read_block(struct usage *usage, struct block *block)
{
	usage->block = block;
	refs_each(usage->check->plan, block, use, usage);
	for (const struct part *part = &block->part; part; part = part->next) {
		const struct node *node = file_node(part->file, part->node);
		if (!part->is_update && node->b)
			read_node(usage, part->file, node->b);
		read_node(usage, part->file, part->node);
		if (part->is_base)
			map_put(&usage->bases, place_key(part), NULL);
		if (part != &block->part)
			use_file(usage, part->file); /* what it is like, or updates of it */
	}
	if (!(referable >> block->kind & 1))
		use_file(usage, block->part.file);
}

/* A fund's match is made of what the matching party brings in cash. */
static void use_matches(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	struct map matching = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_fund].n; i++)
		if (plan_fund(plan, i)->match.by.block)
			map_put(&matching, rules_key(plan_fund(plan, i)->match.by.block), NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_resource].n; i++) {
		const struct resource_block *resource = plan_resource(plan, i);
		if (resource->type == resource_type_cash && resource->by.block &&
			map_get(&matching, rules_key(resource->by.block)))
			map_put(&usage->used, rules_key(&resource->block), NULL);
	}
	map_free(&matching);
}

/* Every word of its name stands in a text that is not its own. */
static bool is_term_used(const struct usage *usage, const struct block *term)
{
	struct str name = plan_name(usage->check->plan, term->name), word;
	while (text_word(&name, &word)) {
		uint32_t by = *map_get(&usage->words, word_key(word));
		if (!by || by == term->order + 1)
			return false;
	}
	return true;
}

static void use_terms(struct usage *usage)
{
	for (uint32_t i = 0; i < usage->terms.items.n; i++) {
		const struct block *term = &usage->terms.items.items[i].term->block;
		if (!is_term_used(usage, term))
			continue;
		map_put(&usage->used, rules_key(term), NULL);
		use_file(usage, term->part.file);
	}
}

/* ---- reports ---- */

static void report_block(struct rule_check *check, const struct block *block)
{
	bool is_term = block->kind == KIND_term;
	struct finding *finding = rule_report(check, block, block_span(block),
		is_term ? "nothing in the plan uses the word of %.*s" : "nothing refers to %.*s",
		STR_ARGS(block_called(check->plan, block)));
	finding_help(check->sink, finding, "use it where it was meant to be, or take it out");
}

static void report_let(struct rule_check *check, const struct let *let)
{
	const struct node *node = file_node(let->file, let->node);
	struct span span =
		node->a ? file_token_span(let->file, node->a) : file_span(let->file, let->node);
	struct finding *finding = rule_report(check, NULL, span, "nothing uses the value `%.*s`",
		STR_ARGS(plan_name(check->plan, node->name)));
	finding_help(check->sink, finding, "use it where it was meant to be, or take it out");
}

static void report_import(struct rule_check *check, const struct file_use *import)
{
	struct span span = file_span(import->importer, import->import_node);
	struct finding *finding =
		rule_report(check, NULL, span, "nothing of what `%.*s` brings is used",
			STR_ARGS(plan_name(check->plan, import->alias)));
	finding_help(check->sink, finding, "take the import out");
	finding_edit(check->sink, finding, span, STR(""), false);
}

/* ---- imports ---- */

/* Of an imported plan something is used if a path leads into it, or the plan renews it. */
static bool is_use_used(const struct usage *usage, const struct file_use *use)
{
	const struct plan *plan = usage->check->plan;
	if (use->plan)
		return use->used ||
		       (use->plan->frame && plan->frame->renews.block == &use->plan->frame->block);
	return map_get(&usage->files, use->file->source->id) != NULL;
}

/* What a file imports is used through it. Uses stand in the order in which files are read, so that
   importers come first. */
static void spread(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	for (uint32_t i = plan->uses.n; i-- > 1;) {
		const struct file *importer = plan->uses.items[i].importer;
		if (importer && !importer->source->is_library_std &&
			is_use_used(usage, &plan->uses.items[i]))
			use_file(usage, importer);
	}
}

/* What an import brings is used by values as well. */
static void use_imports(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	for (uint32_t i = 0; i < plan->lets.n; i++)
		if (plan->lets.items[i]->used)
			use_file(usage, plan->lets.items[i]->file);
	spread(usage);
}

static void check_imports(struct usage *usage)
{
	struct rule_check *check = usage->check;
	const struct plan *plan = check->plan;
	use_imports(usage);
	for (uint32_t i = 1; i < plan->uses.n; i++) {
		const struct file_use *at = &plan->uses.items[i];
		if (at->importer == plan->file && at->import_node && !is_use_used(usage, at))
			report_import(check, at);
	}
}

/* ---- is it used? ---- */

/* A library serves several plans: what one of them leaves out is no mistake. */
static void find_judged(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if ((reported | K(term)) >> block->kind & 1 && block->part.file == plan->file)
			vec_push(&usage->judged, block);
	}
}

static bool is_used(const struct usage *usage, const struct block *block)
{
	return map_get(&usage->used, rules_key(block)) ||
	       map_get(&usage->bases, place_key(&block->part)) ||
	       (block->kind == KIND_term && is_term_used(usage, block));
}

/* Everything is used: whatever else the plan says changes nothing about that. */
static bool is_settled(struct usage *usage)
{
	const struct plan *plan = usage->check->plan;
	for (uint32_t i = 0; i < usage->judged.n; i++)
		if (!is_used(usage, usage->judged.items[i]))
			return false;
	use_imports(usage);
	for (uint32_t i = 1; i < plan->uses.n; i++)
		if (plan->uses.items[i].importer == plan->file && plan->uses.items[i].import_node &&
			!is_use_used(usage, &plan->uses.items[i]))
			return false;
	return true;
}

/* Whether it is settled is asked at the first blocks and then ever more rarely. */
static void read_plan(struct usage *usage)
{
	enum { FIRST_LOOK = 64 };
	const struct plan *plan = usage->check->plan;
	uint32_t next = FIRST_LOOK;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		if (i == next) {
			if (is_settled(usage))
				return;
			next *= 2;
		}
		read_block(usage, plan->blocks.items[i]);
	}
	use_matches(usage);
	use_terms(usage);
}

static bool has_broken(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (plan->blocks.items[i]->broken)
			return true;
	return plan->is_broken;
}

static void check_plan(struct rule_check *check)
{
	struct plan *plan = check->plan;
	struct usage usage = {.check = check};
	if (has_broken(plan)) /* a misspelt name is reported as such */
		return;
	if (plan->run->audience.len) /* what is left out may use it */
		return;
	look_for_terms(&usage);
	find_judged(&usage);
	read_plan(&usage);
	for (uint32_t i = 0; i < usage.judged.n; i++)
		if (!is_used(&usage, usage.judged.items[i]))
			report_block(check, usage.judged.items[i]);
	for (uint32_t i = 0; i < plan->lets.n; i++)
		if (!plan->lets.items[i]->used && plan->lets.items[i]->file == plan->file)
			report_let(check, plan->lets.items[i]);
	check_imports(&usage);
	map_free(&usage.used);
	map_free(&usage.files);
	map_free(&usage.bases);
	map_free(&usage.words);
	terms_free(&usage.terms);
	vec_free(&usage.judged);
}

const struct rule rule_plan_unused = {
	.info = {.name = "plan.unused",
		.summary = "Nothing refers to something that the plan declares or imports",
		.explanation =
			"What nothing refers to is left over, or somebody forgot to write where "
			"it belongs: the person who was to own a goal, the metric that was to be "
			"measured, the resource that an initiative needs. Use it or take it out. "
			"A term is used where its word stands in a text. A library serves several "
			"plans, so what stands in one is only reported if nothing of it is used.",
		.bad = STOCK(""),
		.good = STOCK("  needs:  [demo_system]\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
