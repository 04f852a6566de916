#include "compiler/rules/rules_shared.h"

#define DEMAND(source)                                                                             \
	"goal demand \"Hand over 120 qualified leads in spring\" {\n"                              \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"" source "\"\n"                                                          \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      120 leads by 2026-05-29\n"                                                 \
	"}\n"

/* Takes the next word off the front: letters and whatever is not ASCII. */
static struct str next_word(struct str *text)
{
	size_t from = 0;
	while (from < text->len &&
		!((text->ptr[from] | 0x20) >= 'a' && (text->ptr[from] | 0x20) <= 'z') &&
		!(text->ptr[from] & 0x80))
		from++;
	size_t to = from;
	while (to < text->len &&
		(((text->ptr[to] | 0x20) >= 'a' && (text->ptr[to] | 0x20) <= 'z') ||
			(text->ptr[to] & 0x80)))
		to++;
	struct str word = str_slice(*text, from, to);
	*text = str_slice(*text, to, text->len);
	return word;
}

static bool is_word(struct str word, const char *text)
{
	return str_distance(word, str_from(text), 0) == 0;
}

static bool begins(struct str word, struct str start)
{
	return word.len >= start.len && str_distance(str_slice(word, 0, start.len), start, 0) == 0;
}

/* The word that tells of a private place; ptr NULL if there is none, or if what is there is passed
   on. */
static struct str private_word(struct str source)
{
	static const char *const words[] = {"my", "personal", "private", "local", "desktop"};
	struct str found = {0}, before = {0};
	for (struct str word = next_word(&source); word.len; word = next_word(&source)) {
		if (begins(word, STR("export")) || begins(word, STR("share")))
			return (struct str){0};
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (!found.ptr && is_word(word, words[i]))
				found = word;
		if (!found.ptr && is_word(before, "own") &&
			(begins(word, STR("sheet")) || begins(word, STR("spreadsheet"))))
			found = word;
		before = word;
	}
	return found;
}

static void check_source(struct rule_check *check, const struct block *block, struct str source)
{
	struct str word = private_word(source);
	if (!word.ptr)
		return;
	struct finding *finding = rule_report(check, block, block_field_span(block, "source"),
		"the source of %.*s reads like a place that only one person can see",
		STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "\"%.*s\"", STR_ARGS(word));
	finding_help(check->sink, finding,
		"name a system that both sides can look into, or say that it is exported or "
		"shared");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++)
		check_source(check, &plan_metric(plan, i)->block, plan_metric(plan, i)->source);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		check_source(check, &plan_goal(plan, i)->block, plan_goal(plan, i)->source);
}

const struct rule rule_measurable_source_private = {
	.info = {.name = "measurable.source_private",
		.summary = "The source of a number reads like a private place",
		.explanation =
			"A number that one side keeps in a file of its own cannot be looked up "
			"by the other, and is gone when its keeper is. Name a system that both "
			"can see, or say that the list is exported or shared. This judges the "
			"wording of `source`, so it is never more than a warning.",
		.bad = DEMAND("My pipeline spreadsheet"),
		.good = DEMAND("Acme CRM, partner view"),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
