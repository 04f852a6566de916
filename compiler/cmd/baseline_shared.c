#include "compiler/cmd/baseline.h"

#include "compiler/diag/fingerprint.h"
#include "runtime/base/json_write.h"
#include "runtime/base/map.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { BASELINE_VERSION = 1, BASELINE_DAYS = 90, STALE_SHOWN_MAX = 5 };

struct entry {
	uint64_t fingerprint;
	struct str rule, path, entity; /* for people who read the file */
	date_t until;
	bool is_met;
};

struct baseline {
	struct arena arena;
	VEC(struct entry) entries;
	struct map places; /* fingerprint -> its entry, + 1 */
};

/* ---- reading ---- */

static struct str text_of(struct baseline *baseline, const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? str_copy(&baseline->arena, str_from(text)) : STR("");
}

static bool read_fingerprint(const char *text, uint64_t *fingerprint)
{
	*fingerprint = 0;
	for (size_t i = 0; i < 16; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit = text && text[i] ? strchr(digits, text[i]) : NULL;
		if (!digit)
			return false;
		*fingerprint = *fingerprint << 4 | (uint64_t)(digit - digits);
	}
	return text[16] == '\0' && *fingerprint;
}

static bool read_entry(struct baseline *baseline, const json_t *object)
{
	struct entry entry = {.rule = text_of(baseline, object, "rule"),
		.path = text_of(baseline, object, "path"),
		.entity = text_of(baseline, object, "entity"),
		.until = date_parse(text_of(baseline, object, "until"))};
	const char *fingerprint = json_string_value(json_object_get(object, "fingerprint"));
	if (!read_fingerprint(fingerprint, &entry.fingerprint) || !entry.until || !entry.rule.len)
		return false;
	vec_push(&baseline->entries, entry);
	*map_put(&baseline->places, entry.fingerprint, NULL) = baseline->entries.n;
	return true;
}

static bool read_root(struct baseline *baseline, const json_t *root, const char *path)
{
	const json_t *entries = json_object_get(root, "entries");
	if (json_integer_value(json_object_get(root, "version")) != BASELINE_VERSION ||
		!json_is_array(entries)) {
		complain("%s: this is no baseline of version %d", path, BASELINE_VERSION);
		return false;
	}
	for (size_t i = 0; i < json_array_size(entries); i++) {
		if (read_entry(baseline, json_array_get(entries, i)))
			continue;
		complain("%s: entry %zu has no fingerprint, rule or end that can be read", path,
			i + 1);
		return false;
	}
	return true;
}

/* A file that is not there yet is an empty baseline when it is about to be written. */
static bool read_baseline(struct baseline *baseline, const char *path, bool may_be_missing)
{
	struct file_bytes bytes;
	const char *reason;
	json_error_t error;
	enum file_result result = file_read(path, SOURCE_SIZE_MAX, &bytes, &reason);
	if (result == FILE_MISSING && may_be_missing)
		return true;
	if (result != FILE_OK) {
		complain("%s: %s%s", path, reason,
			result == FILE_MISSING ? "; --update-baseline writes it" : "");
		return false;
	}
	json_t *root = json_loadb(bytes.data, bytes.len, 0, &error);
	if (!root)
		complain("%s:%d:%d: %s", path, error.line, error.column, error.text);
	bool good = root && read_root(baseline, root, path);
	json_decref(root);
	file_release(&bytes);
	return good;
}

/* ---- applying ---- */

/* While something cannot be read, rules are silent that speak again when it can: what they did not
   say now is not gone. */
static bool has_mistakes(const struct sink *sink)
{
	for (uint32_t i = 0; i < sink->items.n; i++)
		if (sink->items.items[i]->rule->always)
			return true;
	return false;
}

static struct entry *entry_of(struct baseline *baseline, const struct finding *finding)
{
	const uint32_t *place = map_get(&baseline->places, finding->fingerprint);
	return place ? &baseline->entries.items[*place - 1] : NULL;
}

/* Takes out what an entry knows; one that has ended is noted in the finding, which is back. */
static void filter(struct baseline *baseline, struct analysis *analysis, date_t day)
{
	struct sink *sink = &analysis->run.sink;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		struct entry *entry = finding->rule->always ? NULL : entry_of(baseline, finding);
		if (entry)
			entry->is_met = true;
		if (entry && (!day || entry->until >= day)) {
			analysis->n_known++;
			continue;
		}
		if (entry)
			finding_note(sink, finding, "its entry in the baseline ended on %s",
				date_text(entry->until).text);
		sink->items.items[kept++] = finding;
	}
	sink->items.n = kept;
}

static void tell_stale(const struct baseline *baseline, const char *path)
{
	uint32_t n = 0;
	struct out names = {0};
	for (uint32_t i = 0; i < baseline->entries.n; i++) {
		const struct entry *entry = &baseline->entries.items[i];
		if (entry->is_met)
			continue;
		if (n++ < STALE_SHOWN_MAX)
			out_printf(&names, "%s%.*s in %.*s", n > 1 ? ", " : "",
				STR_ARGS(entry->rule), STR_ARGS(entry->path));
	}
	if (n > STALE_SHOWN_MAX)
		out_printf(&names, " and %u more", n - STALE_SHOWN_MAX);
	if (n)
		complain("%s: %u entr%s to nothing any more (%.*s); --update-baseline takes %s out",
			path, n, n == 1 ? "y belongs" : "ies belong", STR_ARGS(out_view(&names)),
			n == 1 ? "it" : "them");
	out_free(&names);
}

/* ---- writing ---- */

static int compare_entries(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = str_compare(left->path, right->path);
	order = order ? order : str_compare(left->rule, right->rule);
	order = order ? order : str_compare(left->entity, right->entity);
	if (order)
		return order;
	return left->fingerprint < right->fingerprint ? -1 : left->fingerprint > right->fingerprint;
}

/* An entry a line, sorted, so that changes of several people can be merged. */
static const char *write_baseline(const char *path, struct entry *entries, uint32_t n)
{
	struct out out = {0};
	struct json_writer json = {.out = &out, .flat = 2};
	if (n)
		qsort(entries, n, sizeof *entries, compare_entries);
	json_put_object(&json, NULL);
	json_put_int(&json, "version", BASELINE_VERSION);
	json_put_array(&json, "entries");
	for (uint32_t i = 0; i < n; i++) {
		json_put_object(&json, NULL);
		json_put_text(&json, "fingerprint", fingerprint_text(entries[i].fingerprint).text);
		json_put_str(&json, "rule", entries[i].rule);
		json_put_str(&json, "path", entries[i].path);
		json_put_str(&json, "entity", entries[i].entity);
		json_put_text(&json, "until", date_text(entries[i].until).text);
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
	const char *reason = file_write(path, out_view(&out));
	out_free(&out);
	return reason;
}

static bool update(
	struct baseline *baseline, struct analysis *analysis, const char *path, date_t day)
{
	struct sink *sink = &analysis->run.sink;
	struct sources *sources = &analysis->run.sources;
	VEC(struct entry) entries = {0};
	uint32_t kept = 0;
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		if (finding->rule->always) {
			sink->items.items[kept++] = finding;
			continue;
		}
		struct entry *known = entry_of(baseline, finding);
		if (known)
			known->is_met = true;
		const struct source *source =
			finding->span.source ? sources_get(sources, finding->span.source) : NULL;
		struct entry entry = {.fingerprint = finding->fingerprint,
			.rule = finding->name,
			.entity = finding->entity,
			.path = STR(""),
			.until = known && known->until >= day ? known->until
							      : date_add(day, BASELINE_DAYS)};
		if (source)
			entry.path = source->below_root.ptr ? source->below_root : source->path;
		vec_push(&entries, entry);
		analysis->n_known++;
	}
	sink->items.n = kept;
	for (uint32_t i = 0; i < baseline->entries.n && has_mistakes(sink); i++)
		if (!baseline->entries.items[i].is_met)
			vec_push(&entries, baseline->entries.items[i]);
	const char *reason = write_baseline(path, entries.items, entries.n);
	vec_free(&entries);
	if (reason)
		complain("%s cannot be written: %s", path, reason);
	return !reason;
}

bool baseline_apply(struct analysis *analysis, const struct options *options)
{
	struct baseline baseline = {0};
	struct run *run = &analysis->run;
	bool updates = options->updates_baseline;
	if (!options->baseline && updates)
		complain("--update-baseline needs --baseline FILE");
	if (!options->baseline)
		return !updates;
	if (updates && !options->as_of) {
		complain("--update-baseline needs a day, from which its entries hold");
		return false;
	}
	arena_init(&baseline.arena);
	bool good = read_baseline(&baseline, options->baseline, updates);
	if (good) {
		sink_sort(&run->sink, &run->sources);
		findings_fingerprint(&run->sink, &run->sources);
	}
	if (good && updates) {
		good = update(&baseline, analysis, options->baseline, options->as_of);
	} else if (good) {
		filter(&baseline, analysis, options->as_of);
		/* without a day some rules were not asked */
		if (options->as_of && !has_mistakes(&run->sink))
			tell_stale(&baseline, options->baseline);
	}
	map_free(&baseline.places);
	vec_free(&baseline.entries);
	arena_free(&baseline.arena);
	return good;
}
