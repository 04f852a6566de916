/* What threads share and put together: sources, what was asked for, findings. */
#include "tests/unit/unit.h"

#include "compiler/diag/render.h"
#include "compiler/plan/load.h"
#include "compiler/plan/peers.h"
#include "runtime/base/parallel.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 7 };

static const struct rule_info rule_a = {.name = "group.a", .explanation = "Why."},
			      rule_b = {.name = "group.b", .explanation = "Why."};

static struct file_bytes bytes_of(const char *text)
{
	struct file_bytes bytes = {.len = strlen(text)};
	bytes.data = memory_resize(NULL, bytes.len + 2);
	memcpy(bytes.data, text, bytes.len);
	memset(bytes.data + bytes.len, 0, 2);
	return bytes;
}

/* ---- threads ---- */

static void count_work(void *context, uint32_t i)
{
	atomic_uint *counts = context;
	atomic_fetch_add(&counts[i], 1);
}

static void each_work_is_done_once(void **state)
{
	atomic_uint counts[300] = {0};
	(void)state;
	parallel_run(300, count_work, counts);
	for (size_t i = 0; i < 300; i++)
		assert_int_equal(counts[i], 1);
	parallel_run(0, count_work, counts);
	assert_int_equal(counts[0], 1);
}

/* ---- sources ---- */

enum { MANY = 3000 };

struct offering {
	struct sources sources;
	struct source *got[THREADS][MANY];
};

static void offer_all(void *context, uint32_t worker)
{
	struct offering *offering = context;
	struct sources mine;
	sources_share(&mine, &offering->sources);
	for (uint32_t i = 0; i < MANY; i++) {
		char name[32], text[64];
		uint32_t k = (i * 7 + worker * 431) % MANY; /* each in an order of its own */
		snprintf(name, sizeof name, "/p%u.pbp", k);
		snprintf(text, sizeof text, "one\ntwo %u", k);
		struct source *source =
			sources_offer(&mine, str_from(name), str_from(name), bytes_of(text));
		offering->got[worker][k] = source;
		assert_ptr_equal(sources_get(&mine, source->id), source);
		assert_int_equal(source_place(&mine, source->id, 4).line, 2);
	}
	sources_free(&mine);
}

static void a_text_offered_by_many_threads_is_one_source(void **state)
{
	static struct offering offering;
	(void)state;
	sources_init(&offering.sources);
	parallel_run(THREADS, offer_all, &offering);
	assert_int_equal(sources_count(&offering.sources), MANY);
	for (uint32_t k = 0; k < MANY; k++) {
		char text[64];
		const struct source *source = offering.got[0][k];
		snprintf(text, sizeof text, "one\ntwo %u", k);
		assert_string_equal(source->text, text);
		assert_ptr_equal(
			sources_find(&offering.sources, source->canonical), offering.got[0][k]);
		assert_ptr_equal(sources_get(&offering.sources, source->id), source);
		for (uint32_t worker = 1; worker < THREADS; worker++)
			assert_ptr_equal(offering.got[worker][k], source);
	}
	sources_free(&offering.sources);
}

/* ---- findings ---- */

enum { BATCHES = 40 };

/* What the work of a batch finds: of its own, equal ones in shared places with help that tells who
   found them, and many of one kind. */
static void find(struct sink *sink, uint32_t batch)
{
	sink_begin_batch(sink, batch);
	uint32_t own = 1 + batch % 3, at = batch * 7 % 5;
	struct finding *shared = finding_new(sink, &rule_a, (struct span){1, at, 1}, "shared");
	finding_help(sink, shared, "found by %u", batch);
	shared->level = batch % 4 == 0 ? LEVEL_ERROR : LEVEL_WARNING;
	finding_new(sink, &rule_b, (struct span){own, 2, 1}, "own %u", batch);
	finding_new(sink, &rule_b, (struct span){own, 2, 1}, "another %u", batch);
	for (uint32_t i = 0; i < 5; i++)
		finding_new(sink, &rule_a, (struct span){2, 3, 1}, "many %u", batch * 3 + i)
			->level = LEVEL_INFO;
}

static void assert_same_sinks(const struct sink *a, const struct sink *b)
{
	assert_int_equal(a->items.n, b->items.n);
	assert_int_equal(a->dropped, b->dropped);
	for (uint32_t i = 0; i < a->items.n; i++) {
		const struct finding *x = a->items.items[i], *y = b->items.items[i];
		assert_ptr_equal(x->rule, y->rule);
		assert_int_equal(x->level, y->level);
		assert_int_equal(x->more, y->more);
		assert_memory_equal(&x->span, &y->span, sizeof x->span);
		assert_true(str_equal(x->message, y->message));
		assert_int_equal(x->helps != NULL, y->helps != NULL);
		if (x->helps)
			assert_true(str_equal(x->helps->text, y->helps->text));
	}
}

static void findings_are_the_same_whoever_finds_them(void **state)
{
	struct sources sources;
	struct sink alone, sinks[THREADS];
	(void)state;
	sources_init(&sources);
	for (const char *name = "cab"; *name; name++) {
		char path[2] = {*name};
		sources_add(&sources, str_from(path), str_from(path), bytes_of("0123456789"));
	}
	sink_init(&alone);
	for (uint32_t batch = 0; batch < BATCHES; batch++)
		find(&alone, batch);
	sink_finish(&alone, &sources);
	assert_int_equal(alone.items.n, 5 + 2 * BATCHES + FINDINGS_PER_RULE_MAX);
	assert_true(alone.dropped > 0);
	for (uint32_t seed = 1; seed <= 50; seed++) {
		uint32_t random = seed * 2654435761u;
		for (uint32_t i = 0; i < THREADS; i++)
			sink_init(&sinks[i]);
		for (uint32_t batch = 0; batch < BATCHES; batch++) {
			random = random * 1664525 + 1013904223;
			find(&sinks[(random >> 16) % THREADS], batch);
		}
		for (uint32_t i = 1; i < THREADS; i++) {
			sink_take(&sinks[0], &sinks[i]);
			assert_int_equal(sinks[i].items.n, 0);
		}
		sink_finish(&sinks[0], &sources);
		assert_same_sinks(&alone, &sinks[0]);
		for (uint32_t i = 0; i < THREADS; i++)
			sink_free(&sinks[i]);
	}
	for (uint32_t source = 0, n = 0; source <= 4; source++) {
		struct finding_range range = sink_range(&alone, source);
		for (uint32_t i = range.first; i < range.end; i++)
			assert_int_equal(alone.items.items[i]->span.source, source);
		n += range.end - range.first;
		if (source == 4)
			assert_int_equal(n, alone.items.n);
	}
	sink_free(&alone);
	sources_free(&sources);
}

static void slices_are_put_together_in_order(void **state)
{
	struct sources sources;
	struct sink sink;
	const char *const names[] = {"text", "concise"};
	(void)state;
	sources_init(&sources);
	sink_init(&sink);
	for (uint32_t k = 0; k < 40; k++) {
		char path[16];
		snprintf(path, sizeof path, "p%u.pbp", k);
		struct source *source = sources_add(&sources, str_from(path), str_from(path),
			bytes_of("one\ntwo three\n\xc3\xa9 four\n"));
		for (uint32_t i = 0; i < 49; i++)
			finding_help(&sink,
				finding_new(&sink, &rule_a, (struct span){source->id, i % 22, 1},
					"message %u", i),
				"help %u", i);
	}
	for (size_t i = 0; i < 2; i++) {
		const struct finding_format *format = finding_format_find(names[i]);
		struct out one = {0};
		struct render_options options = {.as_of = "none", .jobs = 1};
		format->render(&one, &sink, &sources, &options);
		assert_true(one.len > 40 * 49 * 20);
		for (options.jobs = 2; options.jobs < 70; options.jobs += 11) {
			struct out several = {0};
			format->render(&several, &sink, &sources, &options);
			assert_int_equal(several.len, one.len);
			assert_memory_equal(several.data, one.data, one.len);
			out_free(&several);
		}
		out_free(&one);
	}
	sink_free(&sink);
	sources_free(&sources);
}

/* ---- what was asked for ---- */

static char folder[64];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/pbp-test-jobs-XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	char command[128];
	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return chdir("/") == 0 ? system(command) : -1;
}

static void write_file(const char *name, const char *text)
{
	assert_null(file_write(name, str_from(text)));
}

static void assert_shown(const struct survey *survey, const char *name, const char *expected)
{
	struct arena arena;
	arena_init(&arena);
	struct str canonical = file_canonical(&arena, name);
	assert_non_null(canonical.ptr);
	struct str shown = survey_shown(survey, &arena, canonical);
	assert_string_equal(shown.ptr ? shown.ptr : "nothing", expected);
	arena_free(&arena);
}

static void files_are_asked_for_once_and_shown_as_named(void **state)
{
	struct survey survey;
	struct sources sources;
	const char *reason;
	uint32_t n;
	(void)state;
	write_file("top/project.pbp", "project {}\n");
	write_file("top/plans/a.pbp", "");
	write_file("top/plans/in/b.pbp", "");
	write_file("top/own/project.pbp", "project {}\n");
	write_file("top/own/c.pbp", "");
	write_file("top/data.csv", "");
	write_file("top/own/data.csv", "");
	write_file("else/d.pbp", "");
	survey_init(&survey);
	sources_init(&sources);

	assert_true(survey_path(&survey, "top/plans", &n, &reason));
	assert_int_equal(n, 2);
	assert_true(survey_path(&survey, "./top/plans/in/b.pbp", &n, &reason));
	assert_int_equal(n, 1);
	assert_int_equal(survey.items.n, 2);
	assert_false(survey.items.items[0].is_named);
	assert_true(survey.items.items[1].is_named);
	assert_string_equal(survey.items.items[1].shown.ptr, "top/plans/in/b.pbp");
	assert_int_equal(survey.projects.n, 1);
	/* A file of the project that nobody named is shown from where the project was entered. */
	assert_shown(&survey, "top/data.csv", "top/data.csv");
	assert_shown(&survey, "top/own/c.pbp", "top/own/c.pbp");
	assert_shown(&survey, "else/d.pbp", "nothing");

	assert_true(survey_path(&survey, folder, &n, &reason));
	assert_int_equal(n, 6);
	assert_int_equal(survey.items.n, 6);
	/* The folder stands alone, but its folders with a project.pbp are known by it. */
	assert_int_equal(survey.projects.n, 3);
	assert_true(str_ends(
		survey_project_around(&survey, survey.items.items[0].canonical)->root, "/top"));
	for (uint32_t i = 0; i < survey.items.n; i++) {
		const struct survey_item *item = &survey.items.items[i];
		struct str root = survey.projects.items[item->project].root;
		bool is_own = strstr(item->canonical.ptr, "/own/") != NULL;
		bool is_else = strstr(item->canonical.ptr, "/else/") != NULL;
		assert_true(str_ends(root, is_own ? "/own" : is_else ? folder : "/top"));
	}
	assert_shown(&survey, "top/plans/a.pbp", "top/plans/a.pbp");

	assert_false(survey_path(&survey, "nowhere", &n, &reason));
	assert_string_equal(reason, "there is no such file or folder");
	assert_true(survey_text(&survey, &sources, "else/d.pbp", "else", STR("plan")));
	assert_false(survey_text(&survey, &sources, "else/d.pbp", "else", STR("other")));
	assert_int_equal(survey.items.n, 6);
	assert_int_equal(sources_count(&sources), 1);
	survey_free(&survey);
	sources_free(&sources);
}

static void up_and_down_lead_to_what_is_shown(void **state)
{
	struct survey survey;
	const char *reason;
	uint32_t n;
	(void)state;
	write_file("up/project.pbp", "project {}\n");
	write_file("up/lib/l.pbp", "");
	write_file("up/deep/er/p.pbp", "");
	assert_int_equal(chdir("up/deep/er"), 0);
	survey_init(&survey);
	assert_true(survey_path(&survey, "p.pbp", &n, &reason));
	assert_shown(&survey, "../../lib/l.pbp", "../../lib/l.pbp");
	assert_shown(&survey, "../../project.pbp", "../../project.pbp");
	assert_shown(&survey, "p.pbp", "p.pbp");
	survey_free(&survey);
	assert_int_equal(chdir(folder), 0);
}

/* ---- plans of several runs ---- */

#define PLAN(name, year)                                                                           \
	"plan " name " \"Plan " name "\" { between: [b, a]  period: " year                         \
	"  currency: USD  status: active }\n"                                                      \
	"party a \"A\" { role: vendor }\nparty b \"B\" { role: reseller }\n"

static void plans_meet_across_runs(void **state)
{
	struct run first, beside;
	const struct peer *found[PEERS_FOUND_MAX];
	const char *reason;
	uint32_t n;
	(void)state;
	write_file("meet/p.pbp", "term x { means: 5 }\n" PLAN("p", "2026"));
	write_file("meet/q.pbp", PLAN("q", "2027"));
	write_file("meet/r.pbp", "import \"lib.pbp\"\n" PLAN("r", "2025-07-01 .. 2027-01-01"));
	write_file("meet/lib.pbp", "term y { means: 5 }\n");
	run_init(&first, DATE_NONE);
	assert_true(survey_path(first.survey, "meet", &n, &reason));
	run_init_beside(&beside, &first);
	/* In the order of paths: the library, then p, q, r. */
	struct loaded loaded[4];
	for (uint32_t i = 4; i-- > 0;)
		loaded[i] = load_item(i % 2 ? &first : &beside, i);
	assert_int_equal(loaded[0].kind, LOADED_LIBRARY);
	assert_int_equal(loaded[3].kind, LOADED_PLAN);
	load_finish(&first, loaded, 0);
	assert_int_equal(first.plans.n, 3);
	assert_ptr_equal(first.plans.items[1]->run, &beside);
	assert_int_equal(peers_before(first.plans.items[0], found), 0);
	assert_int_equal(peers_before(first.plans.items[1], found), 0);
	assert_int_equal(peers_before(first.plans.items[2], found), 2);
	assert_true(str_is(found[0]->called, "plan \"Plan p\""));
	assert_true(str_is(found[1]->called, "plan \"Plan q\""));
	run_join(&first, &beside);
	assert_int_equal(first.files.n, 4);
	assert_int_equal(first.projects.n, 1);
	sink_finish(&first.sink, &first.sources);
	/* One in p, and the library's, which two runs have read, once. */
	assert_int_equal(first.sink.items.n, 2);
	struct arena arena;
	arena_init(&arena);
	assert_int_equal((plan_findings(first.plans.items[0], &first.sink, &arena, &n), n), 1);
	assert_int_equal((plan_findings(first.plans.items[1], &first.sink, &arena, &n), n), 0);
	const struct finding **of_r = plan_findings(first.plans.items[2], &first.sink, &arena, &n);
	assert_int_equal(n, 1);
	assert_true(str_ends(sources_get(&first.sources, of_r[0]->span.source)->path, "lib.pbp"));
	arena_free(&arena);
	run_free(&first);
	run_free(&beside);
}

/* Of many that clash, the first are named, and the time does not grow with their square. */
static void many_plans_of_one_kind_meet(void **state)
{
	enum { PLANS = 120 };
	struct run run;
	const struct peer *found[PEERS_FOUND_MAX];
	const char *reason;
	(void)state;
	for (uint32_t i = 0; i < PLANS; i++) {
		char name[32];
		snprintf(name, sizeof name, "many/p%03u.pbp", i);
		write_file(name, i == 60 ? PLAN("p", "1999") : PLAN("p", "2026"));
	}
	run_init(&run, DATE_NONE);
	assert_true(run_load_path(&run, "many", &reason));
	assert_int_equal(peers_before(run.plans.items[30], found), 30);
	assert_int_equal(peers_before(run.plans.items[60], found), 0);
	assert_int_equal(peers_before(run.plans.items[119], found), PEERS_FOUND_MAX);
	for (uint32_t i = 1; i < PEERS_FOUND_MAX; i++)
		assert_true(found[i - 1] < found[i]);
	assert_ptr_equal(found[0], run.peers->items.items);
	run_free(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_work_is_done_once),
		cmocka_unit_test(a_text_offered_by_many_threads_is_one_source),
		cmocka_unit_test(findings_are_the_same_whoever_finds_them),
		cmocka_unit_test(slices_are_put_together_in_order),
		cmocka_unit_test(files_are_asked_for_once_and_shown_as_named),
		cmocka_unit_test(up_and_down_lead_to_what_is_shown),
		cmocka_unit_test(plans_meet_across_runs),
		cmocka_unit_test(many_plans_of_one_kind_meet),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
