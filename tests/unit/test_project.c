/* From folders to plans: projects, what belongs to which, files read once, limits. */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/pbp-test-project-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char command[512];
	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static const char *in(const char *name)
{
	static char paths[8][512];
	static unsigned next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	assert_null(file_write(in(name), str_from(text)));
}

static void write_plan(const char *name, const char *imports)
{
	char text[2048];
	snprintf(text, sizeof text,
		"%s\n"
		"plan joint \"Joint plan\" { between: [acme, brightline]  period: 2026  currency: "
		"USD }\n"
		"party acme \"Acme\" { role: vendor }\n"
		"party brightline \"Brightline\" { role: reseller }\n",
		imports);
	write_file(name, text);
}

static void load(struct run *run, const char *path)
{
	const char *reason = NULL;
	run_init(run, DATE_NONE);
	if (!run_load_path(run, path, &reason))
		fail_msg("%s: %s", path, reason);
	sink_finish(&run->sink, &run->sources);
}

static void assert_finding(const struct run *run, uint32_t i, const char *name, const char *path)
{
	assert_true(i < run->sink.items.n);
	const struct finding *finding = run->sink.items.items[i];
	assert_string_equal(finding->rule->name, name);
	struct str found = sources_get(&run->sources, finding->span.source)->canonical;
	assert_true(str_ends(found, path));
}

static bool is_plan(const struct run *run, uint32_t i, const char *path, bool library)
{
	return str_ends(run->plans.items[i]->file->source->canonical, path) &&
	       run->plans.items[i]->is_library == library;
}

static void a_library_is_read_and_reported_once_for_all_its_plans(void **state)
{
	struct run run;
	(void)state;
	write_plan("a.pbp", "import \"shared/people.pbp\"");
	write_plan("b.pbp", "import \"shared/people.pbp\"\nimport \"shared/more.pbp\"");
	write_file("shared/people.pbp", "import \"more.pbp\"\n"
					"person omar \"Omar\" { of: acme  joined: \"March\" }\n"
					"person ana \"Ana\" { of: brigthline }\n"
					"template initiative t { area: salles }\n"
					"initiative i like t { owner: omar  window: 2026 }\n"
					"initiative j like t { owner: omar  window: 2026 }\n");
	write_file("shared/more.pbp", "term lead { means: 5 }\n");
	write_file("shared/alone.pbp", "person lee \"Lee\" { of: somebody  joined: 5 }\n");
	load(&run, folder);
	assert_int_equal(run.files.n, 5);
	assert_int_equal(run.plans.n, 3);
	assert_true(is_plan(&run, 0, "/a.pbp", false));
	assert_true(is_plan(&run, 1, "/b.pbp", false));
	assert_true(is_plan(&run, 2, "/shared/alone.pbp", true));
	assert_int_equal(run.sink.items.n, 5);
	assert_finding(&run, 0, "type.mismatch", "/shared/alone.pbp");
	assert_finding(&run, 1, "type.mismatch", "/shared/more.pbp");
	assert_finding(&run, 2, "type.mismatch", "/shared/people.pbp");
	assert_finding(&run, 3, "name.unknown", "/shared/people.pbp");
	assert_finding(&run, 4, "type.not_in_list", "/shared/people.pbp");
	run_free(&run);
}

static void the_project_is_found_upward_and_bounds_what_is_imported(void **state)
{
	struct run run;
	(void)state;
	write_file("up/project.pbp", "project { profile: napkin  set: tracking.watch to 61% }\n");
	write_file("up/shared.pbp", "person omar \"Omar\" { of: acme }\n");
	write_file("outside.pbp", "person lee \"Lee\" { of: acme }\n");
	write_plan("up/deep/er/plan.pbp",
		"import \"../../shared.pbp\"\nimport \"../../../outside.pbp\"");
	load(&run, in("up/deep/er/plan.pbp"));
	assert_int_equal(run.plans.n, 1);
	assert_int_equal(run.sink.items.n, 1);
	assert_finding(&run, 0, "name.import_outside", "/up/deep/er/plan.pbp");
	const struct plan *plan = run.plans.items[0];
	assert_int_equal(plan->profile, PROFILE_NAPKIN);
	assert_int_equal(decimal_compare(plan->settings.watch, decimal_of(61)), 0);
	assert_true(str_is(plan_source_path(plan, plan->file->source), "deep/er/plan.pbp"));
	run_free(&run);

	/* Without a project.pbp a file's own folder is all there is. */
	write_plan("bare/deep/plan.pbp", "import \"../people.pbp\"");
	write_file("bare/people.pbp", "person omar \"Omar\" { of: acme }\n");
	load(&run, in("bare/deep/plan.pbp"));
	assert_finding(&run, 0, "name.import_outside", "/bare/deep/plan.pbp");
	assert_int_equal(run.plans.items[0]->profile, PROFILE_STANDARD);
	run_free(&run);
	/* And a folder's when the folder is named. */
	load(&run, in("bare"));
	assert_int_equal(run.sink.items.n, 0);
	assert_int_equal(run.plans.n, 1);
	run_free(&run);
}

static void a_project_inside_another_is_one_of_its_own(void **state)
{
	struct run run;
	(void)state;
	write_file("nest/project.pbp", "project { profile: napkin }\n");
	write_plan("nest/plan.pbp", "");
	write_file("nest/inner/project.pbp", "project { profile: strategic }\n");
	write_plan("nest/inner/plan.pbp", "");
	write_plan("nest/inner/deep/plan.pbp", "import \"../../outer.pbp\"");
	write_file("nest/outer.pbp", "term lead { means: \"x\" }\n");
	load(&run, in("nest"));
	assert_int_equal(run.projects.n, 2);
	assert_int_equal(run.plans.n, 4);
	assert_int_equal(run.sink.items.n, 1);
	assert_finding(&run, 0, "name.import_outside", "/nest/inner/deep/plan.pbp");
	for (uint32_t i = 0; i < run.plans.n; i++) {
		const struct plan *plan = run.plans.items[i];
		bool inner = strstr(plan->file->source->canonical.ptr, "/inner/") != NULL;
		assert_int_equal(plan->profile, inner ? PROFILE_STRATEGIC : PROFILE_NAPKIN);
	}
	run_free(&run);
}

static void links_may_not_lead_out_of_the_project(void **state)
{
	struct run run;
	(void)state;
	write_file("links/away.pbp", "person lee \"Lee\" { of: acme }\n");
	write_plan("links/in/plan.pbp",
		"import \"out.pbp\"\nimport \"folder/away.pbp\"\nimport \"same.pbp\"");
	write_file("links/in/real.pbp", "person omar \"Omar\" { of: acme }\n");
	assert_int_equal(symlink("../away.pbp", in("links/in/out.pbp")), 0);
	assert_int_equal(symlink("..", in("links/in/folder")), 0);
	assert_int_equal(symlink("real.pbp", in("links/in/same.pbp")), 0);
	load(&run, in("links/in"));
	assert_int_equal(run.sink.items.n, 2);
	assert_finding(&run, 0, "name.import_outside", "/links/in/plan.pbp");
	assert_finding(&run, 1, "name.import_outside", "/links/in/plan.pbp");
	assert_int_equal(run.files.n, 2);
	run_free(&run);
}

static void a_plan_under_a_name_of_its_own_is_built_once(void **state)
{
	struct run run;
	(void)state;
	write_plan("two/old.pbp", "");
	write_file("two/new.pbp", "import \"old.pbp\" as old\n"
				  "import \"lib.pbp\"\n"
				  "plan joint \"Joint plan\" { between: [old.acme, old.brightline] "
				  " period: 2027  currency: USD  renews: old }\n");
	write_file("two/lib.pbp", "import \"old.pbp\" as former\n"
				  "planned \"x\" {}\n");
	load(&run, in("two"));
	assert_int_equal(run.plans.n, 2);
	assert_int_equal(run.imported.n, 1);
	assert_int_equal(run.sink.items.n, 1); /* the kind that does not exist */
	const struct plan *new = run.plans.items[0];
	assert_true(str_ends(new->file->source->path, "new.pbp"));
	assert_ptr_equal(new->frame->renews.block, &run.imported.items[0]->frame->block);
	assert_int_equal(new->frame->between.n, 2);
	assert_int_equal(new->of_kind[KIND_party].n, 0);
	run_free(&run);
}

static void imports_have_limits(void **state)
{
	struct run run;
	char name[64], text[128];
	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof name, "deep/f%02d.pbp", i);
		snprintf(text, sizeof text, "import \"f%02d.pbp\"\n", i + 1);
		if (i)
			write_file(name, text);
		else
			write_plan(name, text);
	}
	write_file("deep/f40.pbp", "\n");
	load(&run, in("deep/f00.pbp"));
	assert_int_equal(run.sink.items.n, 1);
	assert_finding(&run, 0, "syntax.too_large", "/deep/f32.pbp");
	assert_int_equal(run.plans.items[0]->uses.n, IMPORT_DEPTH_MAX + 1);
	run_free(&run);

	struct out all = {0};
	assert_int_equal(mkdir(in("wide"), 0755), 0);
	for (int i = 0; i < PLAN_FILES_MAX; i++) {
		snprintf(name, sizeof name, "wide/f%d.pbp", i);
		FILE *file = fopen(in(name), "w"); /* a thousand careful writes take seconds */
		assert_non_null(file);
		assert_int_equal(fclose(file), 0);
		out_printf(&all, "import \"f%d.pbp\"\n", i);
	}
	out_char(&all, '\0');
	write_file("wide/plan.pbp", all.data);
	load(&run, in("wide/plan.pbp"));
	assert_int_equal(run.sink.items.n, 1);
	assert_finding(&run, 0, "syntax.too_large", "/wide/plan.pbp");
	assert_int_equal(run.plans.items[0]->uses.n, PLAN_FILES_MAX);
	out_free(&all);
	run_free(&run);
}

static void write_chain(const char *folder_name, int n)
{
	char name[64], text[128];
	for (int i = 0; i <= n; i++) {
		snprintf(name, sizeof name, "%s/p%02d.pbp", folder_name, i);
		snprintf(text, sizeof text, "import \"p%02d.pbp\" as next\n", i + 1);
		write_plan(name, i < n ? text : "");
	}
}

/* Whether a plan is too deep hangs on what lies below it, and not on where one begins to read. */
static void plans_that_import_plans_have_the_same_limit(void **state)
{
	struct run run;
	(void)state;
	write_chain("chain", 60);
	load(&run, in("chain/p00.pbp"));
	assert_int_equal(run.sink.items.n, 1);
	assert_finding(&run, 0, "syntax.too_large", "/chain/p00.pbp");
	assert_int_equal(run.imported.n, 0);
	run_free(&run);

	load(&run, in("chain"));
	assert_int_equal(run.sink.items.n, 60 - IMPORT_DEPTH_MAX);
	assert_finding(&run, 27, "syntax.too_large", "/chain/p27.pbp");
	assert_int_equal(run.imported.n, IMPORT_DEPTH_MAX);
	run_free(&run);

	write_chain("just", IMPORT_DEPTH_MAX);
	load(&run, in("just/p00.pbp"));
	assert_int_equal(run.sink.items.n, 0);
	run_free(&run);
}

/* In a circle of plans none sees the next, whichever is read first, and all else is as ever. */
static void a_circle_of_plans_is_cut_everywhere(void **state)
{
	static const char *const first[] = {"ring/a.pbp", "ring/b.pbp", "ring/c.pbp", "ring"};
	struct run run;
	(void)state;
	write_plan("ring/a.pbp", "import \"b.pbp\" as b\nimport \"d.pbp\" as d\nlet x = b.acme\n");
	write_plan("ring/b.pbp", "import \"lib.pbp\"\n");
	write_file("ring/lib.pbp", "import \"c.pbp\" as c\n");
	write_plan("ring/c.pbp", "import \"a.pbp\" as a\n");
	write_plan("ring/d.pbp", "import \"e.pbp\" as e\n");
	write_plan("ring/e.pbp", "");
	for (size_t i = 0; i < 4; i++) {
		load(&run, in(first[i]));
		assert_int_equal(run.sink.items.n, 1);
		assert_finding(&run, 0, "name.cycle", "/ring/c.pbp");
		struct str message = run.sink.items.items[0]->message;
		assert_non_null(memmem(message.ptr, message.len, "a.pbp -> ", 9));
		assert_true(str_ends(message, "/a.pbp"));
		for (uint32_t k = 0; k < run.plans.n + run.imported.n; k++) {
			const struct plan *plan = k < run.plans.n
							  ? run.plans.items[k]
							  : run.imported.items[k - run.plans.n];
			struct str path = plan->file->source->canonical;
			uint32_t n = str_ends(path, "/a.pbp") ? 2 : /* itself and d */
					     str_ends(path, "/b.pbp") ? 2
								      : /* itself and the library */
					     str_ends(path, "/d.pbp") ? 2
								      : 1;
			assert_int_equal(plan->uses.n, n);
		}
		run_free(&run);
	}
}

static void what_cannot_be_read_is_said(void **state)
{
	struct run run;
	const char *reason = NULL;
	(void)state;
	run_init(&run, DATE_NONE);
	assert_false(run_load_path(&run, in("nowhere"), &reason));
	assert_string_equal(reason, "there is no such file or folder");
	run_free(&run);

	write_plan("cut/plan.pbp", "");
	char *large = malloc(SOURCE_SIZE_MAX + 2);
	memset(large, ' ', SOURCE_SIZE_MAX + 1);
	large[SOURCE_SIZE_MAX + 1] = '\0';
	write_file("cut/project.pbp", large);
	free(large);
	load(&run, in("cut/plan.pbp"));
	assert_int_equal(run.sink.items.n, 1);
	assert_string_equal(run.sink.items.items[0]->rule->name, "name.import_missing");
	assert_int_equal(run.sink.items.items[0]->span.source, 0);
	run_free(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
		TEST(a_library_is_read_and_reported_once_for_all_its_plans),
		TEST(the_project_is_found_upward_and_bounds_what_is_imported),
		TEST(a_project_inside_another_is_one_of_its_own),
		TEST(links_may_not_lead_out_of_the_project),
		TEST(a_plan_under_a_name_of_its_own_is_built_once),
		TEST(imports_have_limits),
		TEST(plans_that_import_plans_have_the_same_limit),
		TEST(a_circle_of_plans_is_cut_everywhere),
		TEST(what_cannot_be_read_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
