#include "compiler/cmd/cmd.h"

#include "compiler/format/format.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Fixes are tried in memory, round after round: what one mends may let another be seen. A fix whose
 * edits overlap those of another waits for the next round. One that would bring new errors of
 * syntax, names or types is not taken. Files are written at the end, each whole.
 */
enum { ROUNDS_MAX = 100 };

struct fixed_file {
	struct str path, canonical;
	struct str before, now;
	bool was_laid_out; /* stays in the one layout */
};

struct fixed_rule {
	struct str path, rule;
	uint32_t n;
};

struct fixing {
	struct options *options;
	struct arena arena;
	VEC(struct fixed_file) files;
	VEC(struct fixed_rule) rules;
	VEC(uint64_t) refused; /* of fixes that made things worse */
	struct overlays overlays;
};

/* ---- texts ---- */

static struct fixed_file *find_file(struct fixing *fixing, struct str canonical)
{
	for (uint32_t i = 0; i < fixing->files.n; i++)
		if (str_equal(fixing->files.items[i].canonical, canonical))
			return &fixing->files.items[i];
	return NULL;
}

static bool is_laid_out(struct str text)
{
	struct out out = {0};
	bool laid_out = format_text(&out, text) == FORMAT_GOOD && str_equal(out_view(&out), text);
	out_free(&out);
	return laid_out;
}

static struct fixed_file *add_file(struct fixing *fixing, const struct source *source)
{
	struct fixed_file *known = find_file(fixing, source->canonical);
	if (known)
		return known;
	struct fixed_file file = {.path = str_copy(&fixing->arena, source->path),
		.canonical = str_copy(&fixing->arena, source->canonical),
		.before = str_copy(&fixing->arena, (struct str){source->text, source->len})};
	file.now = file.before;
	file.was_laid_out = is_laid_out(file.before);
	vec_push(&fixing->files, file);
	return &fixing->files.items[fixing->files.n - 1];
}

/* What the next analysis reads. */
static void set_overlays(struct fixing *fixing)
{
	fixing->overlays.items.n = 0;
	for (uint32_t i = 0; i < fixing->files.n; i++) {
		const struct fixed_file *file = &fixing->files.items[i];
		vec_push(&fixing->overlays.items, ((struct overlay){file->canonical, file->now}));
		if (file->canonical.len && fixing->options->stdin_text.ptr &&
			str_equal(file->before, fixing->options->stdin_text))
			fixing->options->stdin_text = file->now;
	}
	fixing->options->overlays = &fixing->overlays;
}

/* ---- one round ---- */

struct edits {
	VEC(struct chosen_edit {
		struct str canonical;
		uint32_t start;
		uint32_t len;
		struct str text;
	})
	items;
};

static bool overlaps(const struct edits *edits, struct str canonical, struct span span)
{
	for (uint32_t i = 0; i < edits->items.n; i++) {
		const struct chosen_edit *edit = &edits->items.items[i];
		if (str_equal(edit->canonical, canonical) &&
			span.start <= edit->start + edit->len &&
			edit->start <= span.start + span.len)
			return true;
	}
	return false;
}

/* Which fix it is, also after a round that was taken back: what it writes, and for which rule. */
static uint64_t fix_key(const struct finding *finding)
{
	uint64_t key = 0xcbf29ce484222325u;
	struct str parts[] = {finding->name, finding->message, finding->edits->text};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (size_t k = 0; k < parts[i].len; k++)
			key = (key ^ (unsigned char)parts[i].ptr[k]) * 0x100000001b3u;
	return key;
}

static bool is_refused(const struct fixing *fixing, const struct finding *finding)
{
	for (uint32_t i = 0; i < fixing->refused.n; i++)
		if (fixing->refused.items[i] == fix_key(finding))
			return true;
	return false;
}

/* The files of the projects that were named; the standard library cannot be mended. */
static bool may_change(const struct source *source)
{
	return !source->is_library_std && source->below_root.ptr && str_ends(source->path, ".pbp");
}

static bool is_eligible(
	const struct fixing *fixing, const struct run *run, const struct finding *finding)
{
	if (!finding->edits || (!finding->edits_are_safe && !fixing->options->unsafe))
		return false;
	for (const struct edit *edit = finding->edits; edit; edit = edit->next)
		if (!may_change(sources_get(&run->sources, edit->span.source)) &&
			!fixing->options->stdin_text.ptr)
			return false;
	return !is_refused(fixing, finding);
}

static bool fits(const struct edits *edits, const struct run *run, const struct finding *finding)
{
	for (const struct edit *edit = finding->edits; edit; edit = edit->next)
		if (overlaps(edits, sources_get(&run->sources, edit->span.source)->canonical,
			    edit->span))
			return false;
	return true;
}

static void choose(struct fixing *fixing, const struct run *run, const struct finding *finding,
	struct edits *edits)
{
	for (const struct edit *edit = finding->edits; edit; edit = edit->next) {
		const struct source *source = sources_get(&run->sources, edit->span.source);
		struct fixed_file *file = add_file(fixing, source);
		vec_push(&edits->items,
			((struct chosen_edit){file->canonical, edit->span.start, edit->span.len,
				str_copy(&fixing->arena, edit->text)}));
	}
}

static int compare_edits(const void *a, const void *b)
{
	const struct chosen_edit *left = a, *right = b;
	int order = str_compare(left->canonical, right->canonical);
	return order ? order : left->start < right->start ? -1 : left->start > right->start;
}

/* A text in the layout of its file: the file's line ends, and what was laid out stays so. */
static struct str finish_text(struct fixing *fixing, const struct fixed_file *file, struct str text)
{
	struct out out = {0};
	if (file->was_laid_out && format_text(&out, text) == FORMAT_GOOD)
		text = str_copy(&fixing->arena, out_view(&out));
	out_free(&out);
	return text;
}

static bool has_crlf(struct str text)
{
	const char *end = memchr(text.ptr, '\n', text.len);
	return end && end > text.ptr && end[-1] == '\r';
}

static void put_edit(struct out *out, struct str text, bool crlf)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n' && crlf)
			out_char(out, '\r');
		out_char(out, text.ptr[i]);
	}
}

/* Applies the edits, which do not overlap, to every file's text. */
static void apply(struct fixing *fixing, struct edits *edits)
{
	if (edits->items.n)
		qsort(edits->items.items, edits->items.n, sizeof *edits->items.items,
			compare_edits);
	for (uint32_t i = 0; i < edits->items.n;) {
		struct fixed_file *file = find_file(fixing, edits->items.items[i].canonical);
		struct out out = {0};
		size_t at = 0;
		bool crlf = has_crlf(file->now);
		for (; i < edits->items.n &&
			str_equal(edits->items.items[i].canonical, file->canonical);
			i++) {
			const struct chosen_edit *edit = &edits->items.items[i];
			out_str(&out, str_slice(file->now, at, edit->start));
			put_edit(&out, edit->text, crlf);
			at = edit->start + edit->len;
		}
		out_str(&out, str_slice(file->now, at, file->now.len));
		file->now = finish_text(fixing, file, str_copy(&fixing->arena, out_view(&out)));
		out_free(&out);
	}
}

/* ---- rounds ---- */

/* Errors of syntax, names and types: no fix may add one. */
static uint32_t count_hard(const struct sink *sink)
{
	uint32_t n = sink->dropped;
	for (uint32_t i = 0; i < sink->items.n; i++)
		n += sink->items.items[i]->rule->always;
	return n;
}

static void count_rule(struct fixing *fixing, const struct run *run, const struct finding *finding)
{
	struct str path = sources_get(&run->sources, finding->edits->span.source)->path;
	for (uint32_t i = 0; i < fixing->rules.n; i++) {
		struct fixed_rule *known = &fixing->rules.items[i];
		if (str_equal(known->path, path) && str_equal(known->rule, finding->name)) {
			known->n++;
			return;
		}
	}
	vec_push(&fixing->rules, ((struct fixed_rule){str_copy(&fixing->arena, path),
					 str_copy(&fixing->arena, finding->name), 1}));
}

struct saved {
	VEC(struct str) texts; /* of fixing->files */
	uint32_t n_rules;
	VEC(uint32_t) counts;
};

static void save(const struct fixing *fixing, struct saved *saved)
{
	for (uint32_t i = 0; i < fixing->files.n; i++)
		vec_push(&saved->texts, fixing->files.items[i].now);
	for (uint32_t i = 0; i < fixing->rules.n; i++)
		vec_push(&saved->counts, fixing->rules.items[i].n);
	saved->n_rules = fixing->rules.n;
}

static void take_back(struct fixing *fixing, const struct saved *saved)
{
	for (uint32_t i = 0; i < fixing->files.n; i++)
		fixing->files.items[i].now =
			i < saved->texts.n ? saved->texts.items[i] : fixing->files.items[i].before;
	fixing->rules.n = saved->n_rules;
	for (uint32_t i = 0; i < saved->n_rules; i++)
		fixing->rules.items[i].n = saved->counts.items[i];
	set_overlays(fixing);
}

/* Chooses and applies at most `most` fixes; how many there were. *last is the last one's key. */
static uint32_t fix_some(
	struct fixing *fixing, const struct run *run, uint32_t most, uint64_t *last)
{
	struct edits edits = {0};
	uint32_t n = 0;
	for (uint32_t i = 0; i < run->sink.items.n && n < most; i++) {
		const struct finding *finding = run->sink.items.items[i];
		if (!is_eligible(fixing, run, finding) || !fits(&edits, run, finding))
			continue;
		choose(fixing, run, finding, &edits);
		count_rule(fixing, run, finding);
		*last = fix_key(finding);
		n++;
	}
	apply(fixing, &edits);
	set_overlays(fixing);
	vec_free(&edits.items);
	return n;
}

/* Tries at most `most` fixes; how many they were, 0 if there is none left. *worse: they were taken
   back. On the way out `analysis` is of the texts as they then are. */
static uint32_t fix_round(
	struct fixing *fixing, struct analysis *analysis, uint32_t most, bool *worse)
{
	struct saved saved = {0};
	uint32_t hard = count_hard(&analysis->run.sink);
	uint64_t last = 0;
	save(fixing, &saved);
	uint32_t n = fix_some(fixing, &analysis->run, most, &last);
	if (n) {
		analysis_free(analysis);
		analysis_run(analysis, fixing->options);
	}
	*worse = n && count_hard(&analysis->run.sink) > hard;
	if (*worse) {
		take_back(fixing, &saved);
		analysis_free(analysis);
		analysis_run(analysis, fixing->options);
		if (n == 1)
			vec_push(&fixing->refused, last);
	}
	vec_free(&saved.texts);
	vec_free(&saved.counts);
	return n;
}

/* All at once; where that makes things worse, half as many, down to the one that does it. */
static void fix_rounds(struct fixing *fixing, struct analysis *analysis)
{
	uint32_t most = UINT32_MAX, n;
	bool worse;
	for (uint32_t i = 0; i < ROUNDS_MAX; i++) {
		n = fix_round(fixing, analysis, most, &worse);
		if (!n)
			return;
		if (worse)
			most = n > 1 ? n / 2 : 1;
		else if (most < UINT32_MAX / 2)
			most *= 2;
	}
}

/* ---- what is said of it ---- */

static uint32_t count_unsafe(const struct fixing *fixing, const struct analysis *analysis)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < analysis->run.sink.items.n; i++) {
		const struct finding *finding = analysis->run.sink.items.items[i];
		n += finding->edits && !finding->edits_are_safe && !is_refused(fixing, finding);
	}
	return n;
}

static void put_file(const struct fixing *fixing, struct out *out, const struct fixed_file *file)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < fixing->rules.n; i++)
		if (str_equal(fixing->rules.items[i].path, file->path))
			n += fixing->rules.items[i].n;
	render_escaped(out, file->path);
	out_printf(out, ": %u %s (", n, fixing->options->diff ? "can be fixed" : "fixed");
	bool first = true;
	for (uint32_t i = 0; i < fixing->rules.n; i++) {
		const struct fixed_rule *rule = &fixing->rules.items[i];
		if (!str_equal(rule->path, file->path))
			continue;
		out_printf(out, "%s%.*s %u", first ? "" : ", ", STR_ARGS(rule->rule), rule->n);
		first = false;
	}
	out_text(out, ")\n");
}

static void put_rest(const struct fixing *fixing, const struct analysis *analysis, struct out *out)
{
	const struct sink *sink = &analysis->run.sink;
	uint32_t n = sink->items.n + sink->dropped;
	uint32_t more = fixing->options->unsafe ? 0 : count_unsafe(fixing, analysis);
	if (!n)
		out_text(out, "no findings are left\n");
	else
		out_printf(out, "%u finding%s left; `pbp check` shows %s\n", n,
			n == 1 ? " is" : "s are", n == 1 ? "it" : "them");
	if (more)
		out_printf(out, "%u of them can be fixed with --unsafe: look at them with --diff\n",
			more);
}

static bool write_files(const struct fixing *fixing)
{
	bool written = true;
	for (uint32_t i = 0; i < fixing->files.n; i++) {
		const struct fixed_file *file = &fixing->files.items[i];
		if (str_equal(file->before, file->now))
			continue;
		const char *reason = file_write(file->canonical.ptr, file->now);
		if (reason)
			complain("%s cannot be written: %s", file->path.ptr, reason);
		written &= !reason;
	}
	return written;
}

/* On standard output the diff or the mended standard input; what was done goes beside it. */
static bool tell(const struct fixing *fixing, const struct analysis *analysis)
{
	struct out out = {0}, said = {0};
	bool is_stdin = fixing->options->stdin_text.ptr != NULL;
	for (uint32_t i = 0; i < fixing->files.n; i++) {
		const struct fixed_file *file = &fixing->files.items[i];
		if (str_equal(file->before, file->now))
			continue;
		put_file(fixing, &said, file);
		if (fixing->options->diff)
			format_diff(&out, file->path.ptr, file->path.ptr, file->before, file->now);
	}
	if (is_stdin && !fixing->options->diff)
		out_str(&out, fixing->options->stdin_text);
	put_rest(fixing, analysis, &said);
	bool beside = is_stdin || fixing->options->diff;
	bool good = print_all(STDOUT_FILENO, out_view(&out)) &&
		    print_all(beside ? STDERR_FILENO : STDOUT_FILENO, out_view(&said));
	out_free(&out);
	out_free(&said);
	return good;
}

/* Standard input is read once and analysed in every round. */
static bool keep_stdin(struct fixing *fixing)
{
	struct options *options = fixing->options;
	bool asked = false;
	for (uint32_t i = 0; i < options->paths.n; i++)
		asked |= !strcmp(options->paths.items[i], "-");
	if (!asked)
		return true;
	if (options->paths.n > 1) {
		complain("standard input is fixed alone, without other paths");
		return false;
	}
	struct out text = {0};
	bool good = read_stdin(&text);
	options->stdin_text = str_copy(&fixing->arena, out_view(&text));
	out_free(&text);
	return good;
}

static int fix_all(struct fixing *fixing)
{
	struct analysis analysis;
	bool good = analysis_run(&analysis, fixing->options);
	fix_rounds(fixing, &analysis);
	if (!fixing->options->diff && !fixing->options->stdin_text.ptr)
		good &= write_files(fixing);
	good &= tell(fixing, &analysis);
	int code = good ? analysis_exit(&analysis, fixing->options) : EXIT_UNABLE;
	analysis_free(&analysis);
	return code;
}

static int run_fix(struct options *options)
{
	struct fixing fixing = {.options = options};
	options->wants_fixes = true;
	arena_init(&fixing.arena);
	int code = keep_stdin(&fixing) ? fix_all(&fixing) : EXIT_UNABLE;
	vec_free(&fixing.files);
	vec_free(&fixing.rules);
	vec_free(&fixing.refused);
	vec_free(&fixing.overlays.items);
	arena_free(&fixing.arena);
	return code;
}

const struct command command_fix = {
	.name = "fix",
	.takes = "[PATH...]",
	.summary = "apply the fixes that findings carry",
	.details =
		"Only safe ones, which change nothing that the author has stated, such as a "
		"missing colon. With --unsafe also those\n"
		"that choose for the author: the nearest name, a date moved, a field added with a "
		"TODO in it. A fix that would\n"
		"bring a new error of syntax, names or types is not taken. Files that were in the "
		"one layout stay in it.\n"
		"PATH - mends standard input and prints it. The exit code is that of `pbp check` "
		"afterwards.",
	.options = OF_FIX,
	.run = run_fix,
};
