#include "tests/unit/rules_judge.h"

#include <string.h>

static bool has_plan(const char *text)
{
	return !strncmp(text, "plan ", 5) || strstr(text, "\nplan ");
}

/* The end of the top block that begins at `at`: behind its own line, or behind the `}` that stands
   at a line's start. */
static const char *block_end(const char *at)
{
	const char *line_end = strchr(at, '\n');
	if (line_end[-1] == '}')
		return line_end + 1;
	return strstr(at, "\n}\n") + 3;
}

/* Takes the top block with this header ("risk slow_calls") out of the prelude. */
static void leave_out(char *prelude, struct str header)
{
	char *at = prelude;
	while (at && !(!strncmp(at, header.ptr, header.len) && strchr(" {", at[header.len])))
		at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL;
	if (!at)
		fail_msg("the prelude has no %.*s", STR_ARGS(header));
	const char *end = block_end(at);
	memmove(at, end, strlen(end) + 1);
}

/* An example may say what of the plan is missing in its case: `# without: risk slow_calls, session
   2026-02-10`, on lines of their own. */
static void leave_out_all(char *prelude, const char *text)
{
	static const char word[] = "# without: ";
	for (const char *line = text; line;
		line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncmp(line, word, strlen(word)) != 0)
			continue;
		for (const char *at = line + strlen(word); *at && *at != '\n';) {
			size_t len = strcspn(at, ",\n");
			leave_out(prelude, (struct str){at, len});
			at += len;
			at += strspn(at, ", ");
		}
	}
}

static struct str with_prelude(struct arena *arena, const char *text)
{
	static const char path[] = "tests/unit/prelude.pbp";
	struct file_bytes bytes;
	const char *reason = "";
	if (has_plan(text))
		return str_from(text);
	if (file_read(path, SOURCE_SIZE_MAX, &bytes, &reason) != FILE_OK)
		fail_msg("%s: %s", path, reason);
	char *prelude = arena_copy(arena, bytes.data, bytes.len);
	file_release(&bytes);
	leave_out_all(prelude, text);
	return str_format(arena, "%s\n%s", prelude, text);
}

void judge_text(struct judged *judged, struct str text, struct ask ask)
{
	date_t as_of = ask.as_of ? date_parse(str_from(ask.as_of)) : DATE_NONE;
	run_init(&judged->run, as_of);
	judged->run.profile = ask.profile;
	run_load_text(&judged->run, "example.pbp", "tests/unit", text);
	judged->plan = judged->run.plans.items[0];
	judged->tracked = as_of ? plan_track(judged->plan, as_of) : NULL;
	rules_run(judged->plan, judged->tracked, ask.overrides);
	sink_finish(&judged->run.sink, &judged->run.sources);
}

/* An example of a rule: behind the prelude, unless it is a plan of its own. */
void judge(struct judged *judged, struct ask ask)
{
	struct arena arena;
	arena_init(&arena);
	judge_text(judged, with_prelude(&arena, ask.text), ask);
	arena_free(&arena);
}

void judged_free(struct judged *judged)
{
	if (judged->tracked)
		tracked_free(judged->tracked);
	run_free(&judged->run);
}

void print_findings(struct judged *judged, const char *of)
{
	print_error("%s\n", of);
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++) {
		const struct finding *finding = judged->run.sink.items.items[i];
		struct place place = source_place(
			&judged->run.sources, finding->span.source, finding->span.start);
		print_error("  %u:%u %.*s: %.*s\n", place.line, place.column,
			STR_ARGS(finding->name), STR_ARGS(finding->message));
	}
}

uint32_t count(const struct judged *judged, const char *name)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++)
		n += str_is(judged->run.sink.items.items[i]->name, name);
	return n;
}

const struct finding *the(struct judged *judged, const char *name)
{
	if (count(judged, name) != 1) {
		print_findings(judged, name);
		fail_msg("%u findings of %s", count(judged, name), name);
	}
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++)
		if (str_is(judged->run.sink.items.items[i]->name, name))
			return judged->run.sink.items.items[i];
	return NULL;
}

void check_borders(const char *rule, enum profile profile, const char *as_of,
	const struct border *borders, size_t n)
{
	uint32_t failed = 0;
	for (size_t i = 0; i < n; i++) {
		struct judged judged;
		judge(&judged, (struct ask){borders[i].text, as_of, profile, NULL});
		if (count(&judged, rule) != borders[i].n) {
			print_error("%s: %s: %u expected\n", rule, borders[i].what, borders[i].n);
			print_findings(&judged, rule);
			failed++;
		}
		judged_free(&judged);
	}
	assert_int_equal(failed, 0);
}
