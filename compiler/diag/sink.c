#include "compiler/diag/finding.h"
#include "runtime/base/map.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void sink_init(struct sink *sink)
{
	*sink = (struct sink){0};
	arena_init(&sink->arena);
}

void sink_free(struct sink *sink)
{
	vec_free(&sink->items);
	arena_free(&sink->arena);
}

void sink_begin_batch(struct sink *sink, uint32_t batch)
{
	sink->batch = batch;
	sink->n_arrived = 0;
}

void sink_take(struct sink *sink, struct sink *from)
{
	assert(!sink->dropped && !from->dropped);
	for (uint32_t i = 0; i < from->items.n; i++)
		vec_push(&sink->items, from->items.items[i]);
	sink->is_mixed |= from->items.n > 0;
	sink->finished = false;
	from->items.n = 0;
}

const char *level_name(enum level level)
{
	switch (level) {
	case LEVEL_OFF:
		return "off";
	case LEVEL_INFO:
		return "info";
	case LEVEL_WARNING:
		return "warning";
	case LEVEL_ERROR:
		return "error";
	}
	return "";
}

/* ---- filling one in ---- */

static struct finding *add_finding(
	struct sink *sink, const struct rule_info *rule, struct span span)
{
	struct finding *finding = arena_new(&sink->arena, struct finding);
	assert(rule && rule->name);
	*finding = (struct finding){.rule = rule, .level = LEVEL_ERROR, .span = span};
	finding->name = str_from(rule->name);
	finding->order = (uint64_t)sink->batch << 32 | sink->n_arrived++;
	vec_push(&sink->items, finding);
	sink->finished = false;
	return finding;
}

struct finding *finding_new(
	struct sink *sink, const struct rule_info *rule, struct span span, const char *format, ...)
{
	struct finding *finding = add_finding(sink, rule, span);
	va_list args;
	va_start(args, format);
	/* a piece of a plan that is quoted may go over a line: in a message it does not */
	finding->message = str_one_line(&sink->arena, str_vformat(&sink->arena, format, args));
	va_end(args);
	return finding;
}

struct finding *finding_bare(struct sink *sink, const struct rule_info *rule, struct span span)
{
	struct finding *finding = add_finding(sink, rule, span);
	finding->is_bare = true;
	finding->message = STR("");
	return finding;
}

void finding_caret(struct sink *sink, struct finding *finding, const char *format, ...)
{
	if (finding->is_bare)
		return;
	va_list args;
	va_start(args, format);
	finding->caret = str_vformat(&sink->arena, format, args);
	va_end(args);
}

void finding_label(
	struct sink *sink, struct finding *finding, struct span span, const char *format, ...)
{
	if (finding->is_bare)
		return;
	struct label *label = arena_new(&sink->arena, struct label);
	va_list args;
	label->span = span;
	va_start(args, format);
	label->text = str_vformat(&sink->arena, format, args);
	va_end(args);
	if (finding->last_label)
		finding->last_label->next = label;
	else
		finding->labels = label;
	finding->last_label = label;
}

__attribute__((format(printf, 3, 0))) static struct note *add_note(
	struct sink *sink, struct note **notes, const char *format, va_list args)
{
	struct note *note = arena_new(&sink->arena, struct note);
	note->text = str_vformat(&sink->arena, format, args);
	while (*notes)
		notes = &(*notes)->next;
	*notes = note;
	return note;
}

void finding_help(struct sink *sink, struct finding *finding, const char *format, ...)
{
	if (finding->is_bare)
		return;
	va_list args;
	va_start(args, format);
	struct note *help = add_note(sink, &finding->helps, format, args);
	va_end(args);
	if (sink->quotes_nothing && str_ends(help->text, ":"))
		help->text.len--;
}

void finding_note(struct sink *sink, struct finding *finding, const char *format, ...)
{
	if (finding->is_bare)
		return;
	va_list args;
	va_start(args, format);
	add_note(sink, &finding->notes, format, args);
	va_end(args);
}

void finding_code(struct sink *sink, struct finding *finding, const char *format, ...)
{
	if (finding->is_bare || sink->quotes_nothing)
		return;
	va_list args;
	va_start(args, format);
	finding->code = str_vformat(&sink->arena, format, args);
	va_end(args);
}

void finding_edit(
	struct sink *sink, struct finding *finding, struct span span, struct str text, bool safe)
{
	if (finding->is_bare || sink->quotes_nothing)
		return;
	struct edit *edit = arena_new(&sink->arena, struct edit);
	struct edit **last = &finding->edits;
	edit->span = span;
	edit->text = str_copy(&sink->arena, text);
	/* The fix is as safe as the least safe of its edits. */
	finding->edits_are_safe = safe && (!finding->edits || finding->edits_are_safe);
	while (*last)
		last = &(*last)->next;
	*last = edit;
}

/* ---- order, equal ones, the cap ---- */

#define HASH_START 0xcbf29ce484222325u
#define HASH_FACTOR 0x9e3779b97f4a7c15u

static uint64_t hash_word(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * HASH_FACTOR;
	return hash ^ hash >> 32;
}

/* Eight bytes at a time: messages are long, and there may be a hundred thousand of them. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	uint64_t word;
	for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
		memcpy(&word, at, sizeof word);
		hash = hash_word(hash, word);
	}
	word = len;
	for (size_t i = 0; i < len; i++)
		word = word << 8 | at[i];
	return hash_word(hash, word);
}

static uint64_t hash_name(const struct finding *finding)
{
	return hash_bytes(HASH_START, finding->name.ptr, finding->name.len);
}

static bool same_finding(const struct finding *a, const struct finding *b)
{
	return a->span.source == b->span.source && a->span.start == b->span.start &&
	       a->span.len == b->span.len && str_equal(a->name, b->name) &&
	       str_equal(a->message, b->message) &&
	       /* without texts only those of two plans can be told to be the same */
	       (!a->is_bare || !b->is_bare || a->order >> 32 != b->order >> 32);
}

static void merge_equal(struct sink *sink)
{
	struct map seen = {0};
	uint32_t kept = 0;
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		uint64_t key = hash_name(finding);
		key = hash_bytes(key, &finding->span, sizeof finding->span);
		key = hash_bytes(key, finding->message.ptr, finding->message.len);
		bool added;
		uint32_t *place = map_put(&seen, key ? key : 1, &added);
		if (!added && same_finding(sink->items.items[*place], finding)) {
			if (finding->level > sink->items.items[*place]->level)
				sink->items.items[*place]->level = finding->level;
			continue;
		}
		if (added)
			*place = kept;
		sink->items.items[kept++] = finding;
	}
	sink->items.n = kept;
	map_free(&seen);
}

/* Ids are given in the order of loading, which differs from run to run where threads load: they
   tell apart only texts that agree in all that is known of them. */
static int compare_paths(const void *a, const void *b)
{
	const struct source *const *left = a, *const *right = b;
	int order = str_compare((*left)->path, (*right)->path);
	if (!order)
		order = str_compare((*left)->canonical, (*right)->canonical);
	return order ? order : (*left)->id < (*right)->id ? -1 : 1;
}

/* The place of each source in the order of paths, by id; source 0, no place, comes first. */
static const uint32_t *rank_sources(struct sink *sink, const struct sources *sources)
{
	uint32_t n = sources_count(sources);
	uint32_t *ranks = arena_array(&sink->arena, uint32_t, n + 1);
	const struct source **sorted = arena_array(&sink->arena, const struct source *, n + 1);
	for (uint32_t i = 0; i < n; i++)
		sorted[i] = sources_get(sources, i + 1);
	qsort(sorted, n, sizeof *sorted, compare_paths);
	for (uint32_t i = 0; i < n; i++)
		ranks[sorted[i]->id] = i + 1;
	return ranks;
}

struct sort_item {
	uint64_t place; /* what is compared first: mostly the source's rank, then the offset */
	struct finding *finding;
};

static int compare_items(const void *a, const void *b)
{
	const struct sort_item *left = a, *right = b;
	const struct finding *x = left->finding, *y = right->finding;
	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	int names = str_compare(x->name, y->name);
	if (names)
		return names;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void sort_items(struct sink *sink, const struct sources *sources)
{
	uint32_t n = sink->items.n;
	const uint32_t *ranks = rank_sources(sink, sources);
	struct sort_item *sorted = arena_array(&sink->arena, struct sort_item, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		struct finding *finding = sink->items.items[i];
		uint64_t place = (uint64_t)ranks[finding->span.source] << 32 | finding->span.start;
		sorted[i] = (struct sort_item){place, finding};
	}
	qsort(sorted, n, sizeof *sorted, compare_items);
	for (uint32_t i = 0; i < n; i++)
		sink->items.items[i] = sorted[i].finding;
}

static void cap_items(struct sink *sink)
{
	struct map counts = {0};
	struct map last = {0}; /* where the last kept one of a rule and file stands */
	uint32_t kept = 0;
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		uint64_t key = hash_bytes(
			hash_name(finding), &finding->span.source, sizeof finding->span.source);
		uint32_t *count = map_put(&counts, key ? key : 1, NULL);
		uint32_t *place = map_put(&last, key ? key : 1, NULL);
		if (++*count > FINDINGS_PER_RULE_MAX) {
			sink->items.items[*place]->more += 1 + finding->more;
			sink->dropped++;
			sink->dropped_levels[finding->level]++;
			continue;
		}
		*place = kept;
		sink->items.items[kept++] = finding;
	}
	sink->items.n = kept;
	map_free(&counts);
	map_free(&last);
}

static void note_ranges(struct sink *sink, const struct sources *sources)
{
	sink->n_sources = sources_count(sources) + 1;
	sink->of_source = arena_array(&sink->arena, struct finding_range, sink->n_sources);
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding_range *range = &sink->of_source[sink->items.items[i]->span.source];
		range->first = range->end ? range->first : i;
		range->end = i + 1;
	}
}

struct finding_range sink_range(const struct sink *sink, uint32_t source)
{
	assert(sink->finished);
	return source < sink->n_sources ? sink->of_source[source] : (struct finding_range){0};
}

static int compare_places(const void *a, const void *b)
{
	const struct sort_item *left = a, *right = b;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* Findings of several sinks in the order in which one would have got them. */
static void restore_order(struct sink *sink)
{
	uint32_t n = sink->items.n;
	struct sort_item *sorted = arena_array(&sink->arena, struct sort_item, n + 1);
	for (uint32_t i = 0; i < n; i++)
		sorted[i] = (struct sort_item){sink->items.items[i]->order, sink->items.items[i]};
	qsort(sorted, n, sizeof *sorted, compare_places);
	for (uint32_t i = 0; i < n; i++)
		sink->items.items[i] = sorted[i].finding;
}

void sink_sort(struct sink *sink, struct sources *sources)
{
	if (sink->is_mixed)
		restore_order(sink);
	sink->is_mixed = false;
	merge_equal(sink);
	sort_items(sink, sources);
}

void sink_finish(struct sink *sink, struct sources *sources)
{
	if (sink->finished)
		return;
	sink_sort(sink, sources);
	cap_items(sink);
	note_ranges(sink, sources);
	sink->finished = true;
}

uint32_t sink_count(const struct sink *sink, enum level level)
{
	uint32_t n = sink->dropped_levels[level];
	for (uint32_t i = 0; i < sink->items.n; i++)
		n += sink->items.items[i]->level == level;
	return n;
}
