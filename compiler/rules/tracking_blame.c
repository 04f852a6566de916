#include "compiler/rules/rules_shared.h"
#include "compiler/rules/titles_shared.h"

#define CAUSE(last)                                                                                \
	"root_cause calls_late \"First calls two days late\" {\n"                                  \
	"  of:      roll_out.first_calls\n"                                                        \
	"  opened:  2026-02-05\n"                                                                  \
	"  owner:   dana\n"                                                                        \
	"  problem: \"Due 2026-02-03; done on 2026-02-05.\"\n"                                     \
	"  why:     [\"The numbers were missing\", \"" last "\"]\n"                                \
	"  escaped: \"Nobody counted the calls.\"\n"                                               \
	"  verify:  \"Twenty calls in each of two weeks\"\n"                                       \
	"\n"                                                                                       \
	"  action list \"Write the numbers beside the names\" { owner: lee  due: 2026-02-13 }\n"   \
	"}\n"

enum { NAME_MIN = 3, SHORT_MAX = 200 };

/* All titles, those of usual length by what they say: a text is looked up in them, not each of them
 * in the text. */
struct titles {
	struct map first; /* text_word_key of the title -> its first block in items, + 1 */
	VEC(struct titled {
		const struct block *block;
		uint32_t next; /* + 1; 0 ends */
	})
	items;
	VEC(const struct block *) long_ones;
	size_t longest; /* of those that are not */
};

static void titles_make(struct titles *titles, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (!block->title.len)
			continue;
		if (block->title.len > SHORT_MAX) {
			vec_push(&titles->long_ones, block);
			continue;
		}
		if (block->title.len > titles->longest)
			titles->longest = block->title.len;
		uint32_t *first = map_put(&titles->first, text_word_key(block->title), NULL);
		vec_push(&titles->items, ((struct titled){block, *first}));
		*first = titles->items.n;
	}
}

static void titles_free(struct titles *titles)
{
	map_free(&titles->first);
	vec_free(&titles->items);
	vec_free(&titles->long_ones);
}

/* ---- what else the name may be a part of ---- */

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* "Acme CRM", "Acme Academy": a longer proper name. */
static bool goes_on(struct str text, size_t end)
{
	return end + 1 < text.len && text.ptr[end] == ' ' && is_capital(text.ptr[end + 1]);
}

struct search {
	const struct titles *titles;
	const struct block *who;
	struct str text;
};

/* These bytes are whole words, and the title of something else. */
static bool is_title(const struct search *search, size_t from, size_t to)
{
	struct str text = search->text, part = str_slice(text, from, to);
	bool begins = !from || !text_is_word(text.ptr[from - 1]) || !text_is_word(text.ptr[from]);
	bool ends =
		to == text.len || !text_is_word(text.ptr[to]) || !text_is_word(text.ptr[to - 1]);
	const uint32_t *first =
		begins && ends ? map_get(&search->titles->first, text_word_key(part)) : NULL;
	for (uint32_t i = first ? *first : 0; i; i = search->titles->items.items[i - 1].next) {
		const struct block *block = search->titles->items.items[i - 1].block;
		if (block != search->who && block->title.len == part.len &&
			text_has(part, block->title))
			return true;
	}
	return false;
}

/* The title of something else holds the words, and the text holds that title around them. */
static bool is_part_of_title(const struct search *search, size_t at, size_t len)
{
	const struct titles *titles = search->titles;
	struct str text = search->text;
	size_t end = at + len;
	for (size_t from = end > titles->longest ? end - titles->longest : 0; from <= at; from++)
		for (size_t to = from < at ? end : end + 1;
			to <= text.len && to - from <= titles->longest; to++)
			if (is_title(search, from, to))
				return true;
	for (uint32_t i = 0; i < titles->long_ones.n; i++) {
		const struct block *block = titles->long_ones.items[i];
		if (block == search->who || block->title.len <= len)
			continue;
		for (size_t found = text_find(text, block->title, 0, false); found < text.len;
			found = text_find(text, block->title, found + 1, false))
			if (found <= at && end <= found + block->title.len)
				return true;
	}
	return false;
}

static bool is_quoted(struct str text, size_t at)
{
	bool inside = false;
	for (size_t i = 0; i < at; i++)
		inside ^= text.ptr[i] == '"' || text.ptr[i] == '`';
	return inside;
}

/* ---- names ---- */

static bool names(const struct search *search, struct str name)
{
	struct str text = search->text;
	if (name.len < NAME_MIN)
		return false;
	for (size_t at = text_find(text, name, 0, true); at < text.len;
		at = text_find(text, name, at + 1, true))
		if (!goes_on(text, at + name.len) && !is_quoted(text, at) &&
			!is_part_of_title(search, at, name.len))
			return true;
	return false;
}

static struct str first_word(struct str title)
{
	size_t len = 0;
	while (len < title.len && title.ptr[len] != ' ')
		len++;
	return str_slice(title, 0, len);
}

static struct str last_word(struct str title)
{
	size_t from = title.len;
	while (from > 0 && title.ptr[from - 1] != ' ')
		from--;
	return str_slice(title, from, title.len);
}

/* A party is called by its title or the first word of it, a person by any of their names. */
static bool names_block(const struct titles *titles, const struct block *who, struct str text)
{
	struct search search = {titles, who, text};
	struct str title = who->title, first = first_word(title), last = last_word(title);
	bool is_person = who->kind == KIND_person;
	if (!title.len || !is_capital(title.ptr[0]))
		return false;
	return names(&search, title) || (!str_is(first, "The") && names(&search, first)) ||
	       (is_person && is_capital(last.ptr[0]) && names(&search, last));
}

static const struct block *blamed(
	const struct plan *plan, const struct titles *titles, struct str text)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++)
		if (names_block(titles, &plan_party(plan, i)->block, text))
			return &plan_party(plan, i)->block;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		if (names_block(titles, &plan_person(plan, i)->block, text))
			return &plan_person(plan, i)->block;
	return NULL;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct titles titles = {0};
	if (plan->of_kind[KIND_root_cause].n)
		titles_make(&titles, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(plan, i);
		const struct block *block = &cause->block;
		const struct block *who =
			cause->why.n ? blamed(plan, &titles, cause->why.items[cause->why.n - 1])
				     : NULL;
		if (!who)
			continue;
		struct finding *finding = rule_report(check, block, block_field_span(block, "why"),
			"the last why of %.*s names %.*s", STR_ARGS(block_called(plan, block)),
			STR_ARGS(block_called(plan, who)));
		finding_help(check->sink, finding,
			"ask why once more: what in the way of working let it happen, whoever does "
			"the work?");
	}
	titles_free(&titles);
}

const struct rule rule_tracking_blame = {
	.info = {.name = "tracking.blame",
		.summary = "The last why of a root cause names a company or a person",
		.explanation =
			"A chain of causes that ends with somebody's name ends too early: the next "
			"one in that place will meet the same. Go on until the last why is a rule, "
			"a "
			"field, a habit or a gap that can be changed by an action. A name within a "
			"system's or another title, such as Acme CRM, is not meant.",
		.bad = CAUSE("Brightline did not fill them in"),
		.good = CAUSE("The list had no column for them"),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
