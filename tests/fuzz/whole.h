/*
 * What the fuzzers do with a plan: everything that the program does, and what has to hold of what
 * comes out. A header of functions because each fuzzer is a program of one file.
 */
#ifndef TESTS_FUZZ_WHOLE_H
#define TESTS_FUZZ_WHOLE_H

#include "compiler/diag/render.h"
#include "compiler/emit/agenda/agenda.h"
#include "compiler/emit/status/status.h"
#include "compiler/plan/project.h"
#include "compiler/rules/smart.h"
#include "runtime/base/csv.h"
#include "runtime/base/file.h"
#include "runtime/base/utf8.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool contains(struct str text, const char *part)
{
	return memmem(text.ptr, text.len, part, strlen(part)) != NULL;
}

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "fuzz: %s\n", what);
		abort();
	}
}

static void check_table(struct str text)
{
	struct csv csv;
	struct csv_record record;
	uint32_t n = 0;
	csv_init(&csv, text, ',');
	while (csv_next(&csv, &record)) {
		n = n ? n : record.n;
		demand(record.n == n,
			"a row of a table has another number of cells than its header");
		demand(!record.is_unclosed && !record.has_trailing,
			"a cell of a table is not quoted well");
		for (uint32_t i = 0; i < record.n; i++)
			demand(!record.cells[i].len || !strchr("=@\t\r", record.cells[i].ptr[0]),
				"a cell is a formula");
	}
	csv_free(&csv);
}

static void check_calendar(struct str text)
{
	while (text.len) {
		const char *end = memmem(text.ptr, text.len, "\r\n", 2);
		size_t len = end ? (size_t)(end - text.ptr) : text.len;
		demand(end, "a line of a calendar does not end");
		demand(len <= 75, "a line of a calendar is too long");
		for (size_t i = 0; i < len; i++)
			demand((unsigned char)text.ptr[i] >= ' ',
				"a control character is in a calendar");
		demand(utf8_valid_to(str_slice(text, 0, len)) == len,
			"a line of a calendar is cut within a character");
		text = str_slice(text, len + 2, text.len);
	}
}

static void check_json(struct str text)
{
	json_t *value = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	demand(value, "an output is not JSON");
	json_decref(value);
}

static void check_file(const struct emit_file *file)
{
	struct str text = out_view(&file->bytes);
	demand(utf8_valid_to(text) == text.len, "an output is not UTF-8");
	if (str_ends(file->path, ".csv")) {
		check_table(text);
		return;
	}
	if (str_ends(file->path, ".ics")) {
		check_calendar(text);
		return;
	}
	if (str_ends(file->path, ".json")) {
		check_json(text);
		return;
	}
	demand(!contains(text, "<xss") && !contains(text, "href=\"javascript:") &&
			!contains(text, "=\"\"onxss"),
		"text of the plan became a part of the page");
}

/* A line of the dashboard fits the terminal and holds nothing that it would obey. */
static void check_status(struct str text, uint32_t width)
{
	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		demand(end, "a line of the dashboard does not end");
		struct str line = str_slice(text, 0, (size_t)(end - text.ptr));
		demand(utf8_width(line) <= width, "a line of the dashboard is too wide");
		for (size_t i = 0; i < line.len; i++)
			demand((unsigned char)line.ptr[i] >= ' ',
				"a control character is in the dashboard");
		text = str_slice(text, line.len + 1, text.len);
	}
}

static void show_status(struct arena *arena, const struct emit_input *input, struct out *all)
{
	static const uint32_t widths[] = {STATUS_WIDTH_MIN, 61, STATUS_WIDTH_MAX};
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct out out = {0};
		struct status_style style = {widths[i], false};
		status_write(arena, input, style, &out);
		status_write_line(arena, input, style, &out);
		check_status(out_view(&out), widths[i]);
		out_str(all, out_view(&out));
		out_free(&out);
	}
}

static void emit_all(
	struct run *run, struct plan *plan, const struct tracked *tracked, struct out *all)
{
	struct arena arena;
	struct emit_file *files = NULL;
	struct emit_input input = {
		.plan = plan, .tracked = tracked, .findings = &run->sink, .stem = STR("plan")};
	struct level_overrides none = {0};
	struct smart_verdicts verdicts;
	struct sink evidence;
	arena_init(&arena);
	sink_init(&evidence);
	smart_judge(plan, tracked, &none, &evidence, &verdicts);
	input.verdicts = &verdicts;
	for (uint32_t i = 0; i < formats_n; i++)
		formats[i]->emit(&arena, &input, &files);
	for (struct emit_file *file = files; file; file = file->next) {
		check_file(file);
		out_str(all, out_view(&file->bytes));
		out_free(&file->bytes);
	}
	if (tracked)
		show_status(&arena, &input, all);
	input.session = tracked ? agenda_pick(tracked, NULL, DATE_NONE) : NULL;
	if (input.session) {
		struct out agenda = {0};
		agenda_write(&arena, &input, &agenda);
		check_table(out_view(&agenda));
		out_str(all, out_view(&agenda));
		out_free(&agenda);
	}
	sink_free(&evidence);
	arena_free(&arena);
}

static void print_findings(struct run *run, struct out *all)
{
	struct render_options options = {.as_of = "2026-05-15", .color = false};
	size_t start = all->len;
	for (uint32_t i = 0; i < finding_formats_n; i++)
		finding_formats[i]->render(all, &run->sink, &run->sources, &options);
	for (size_t i = start; i < all->len; i++)
		demand((unsigned char)all->data[i] >= ' ' || all->data[i] == '\n',
			"a control character reaches the terminal");
}

struct whole {		    /* what a fuzzer chooses besides the text */
	const char *folder; /* imports and feeds are read from there */
	date_t as_of;
	enum profile profile;
	struct str audience; /* len 0: everybody */
};

/* Reads the plan, judges it, and appends all that is printed and written to `all`. */
static void whole_run(struct str text, const struct whole *whole, struct out *all)
{
	struct run run;
	struct level_overrides none = {0};
	run_init(&run, whole->as_of);
	run.profile = whole->profile;
	run.audience = whole->audience;
	run_load_text(&run, "plan.pbp", whole->folder, text);
	struct plan *plan = run.plans.n ? run.plans.items[0] : NULL;
	bool is_plan = plan && plan->frame;
	struct tracked *tracked = is_plan && whole->as_of ? plan_track(plan, whole->as_of) : NULL;
	if (is_plan)
		rules_run(plan, tracked, &none);
	sink_finish(&run.sink, &run.sources);
	print_findings(&run, all);
	if (is_plan && !plan->is_broken)
		emit_all(&run, plan, tracked, all);
	tracked_free(tracked);
	run_free(&run);
}

#endif
