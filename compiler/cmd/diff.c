#include "compiler/plan/changes.h"

#include "compiler/cmd/cmd.h"
#include "compiler/cmd/diff_print.h"
#include "compiler/cmd/past.h"
#include "runtime/base/file.h"
#include <string.h>

/* One of the two sides. */
struct version {
	struct past past;
	struct plan *plan;
	struct facts facts;
};

static void unload(struct version *version)
{
	vec_free(&version->facts.items);
	past_free(&version->past);
}

static bool read_facts(struct version *version, const struct plan *other)
{
	version->plan = past_plan(&version->past, other);
	if (version->plan)
		facts_make(&version->facts, version->plan, &version->past.run.arena);
	return version->plan != NULL;
}

static int print_changes(struct version *old, struct version *new, const struct options *options)
{
	struct changes changes = {0};
	struct out out = {0};
	changes_find(&changes, &old->facts, &new->facts);
	struct diff diff = {&changes, old->plan, new->plan, old->past.name, new->past.name,
		&new->past.run.arena};
	diff_print(&out, &diff, options->diff_form);
	bool printed = print_all(1, out_view(&out));
	bool touches = changes.touches_seal;
	out_free(&out);
	vec_free(&changes.items);
	return !printed ? EXIT_UNABLE : touches ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* ---- as git asks ---- */

/* PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE, and for a renamed file two more. */
enum { DRIVER_ARGUMENTS = 7 };

static bool uses(const struct plan *plan, struct str canonical)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (str_equal(plan->uses.items[i].file->source->canonical, canonical))
			return true;
	return false;
}

static struct plan *plan_using(const struct run *run, struct str canonical)
{
	for (uint32_t i = 0; i < run->plans.n; i++) {
		struct plan *plan = run->plans.items[i];
		if (plan->frame && !plan->is_broken && uses(plan, canonical))
			return plan;
	}
	return NULL;
}

/* The plan that the file at `path` belongs to, with the bytes of `text` in the file's place; the
   files around it are those of the working folder. */
static bool load_with_text(
	struct version *version, struct overlays *overlays, const char *path, const char *text)
{
	const char *reason;
	struct file_bytes bytes;
	struct run *run = &version->past.run;
	struct arena *arena = &run->arena;
	run_init(run, DATE_NONE);
	version->past.is_loaded = true;
	if (file_read(text, SOURCE_SIZE_MAX, &bytes, &reason) != FILE_OK)
		return false;
	struct str canonical = file_canonical(arena, path);
	struct overlay overlay = {canonical, str_copy(arena, (struct str){bytes.data, bytes.len})};
	file_release(&bytes);
	if (!canonical.ptr)
		return false;
	vec_push(&overlays->items, overlay);
	run->overlays = overlays;
	/* git runs where the tree begins: a plan may lie anywhere above its libraries */
	const char *const folders[] = {str_copy(arena, file_folder(canonical)).ptr, "."};
	for (size_t i = 0; i < sizeof folders / sizeof *folders && !version->plan; i++)
		if (run_load_path(run, folders[i], &reason))
			version->plan = plan_using(run, canonical);
	if (version->plan)
		facts_make(&version->facts, version->plan, arena);
	return version->plan != NULL;
}

/* git shows what it prints as the difference; where it cannot tell, that is said. */
static int run_driver(const struct options *options)
{
	const char *const *given = options->paths.items;
	struct version old = {.past.name = "old"}, new = {.past.name = "new"};
	struct overlays before = {0}, after = {0};
	struct out head = {0};
	out_text(&head, "pbp diff ");
	render_escaped(&head, str_from(given[0]));
	out_char(&head, '\n');
	bool printed = print_all(1, out_view(&head));
	if (load_with_text(&old, &before, given[0], given[1]) &&
		load_with_text(&new, &after, given[0], given[4]))
		printed &= print_changes(&old, &new, options) != EXIT_UNABLE;
	else
		printed &= print_all(1, STR("one of the two is no part of a plan that can be read; "
					    "`git diff --no-ext-diff` shows the lines\n"));
	out_free(&head);
	unload(&old);
	unload(&new);
	vec_free(&before.items);
	vec_free(&after.items);
	return printed ? EXIT_CLEAN : EXIT_UNABLE;
}

static int run_diff(struct options *options)
{
	if (options->git_driver && options->paths.n >= DRIVER_ARGUMENTS)
		return run_driver(options);
	if (options->git_driver) {
		complain("--git-driver is for git: git config diff.pbp.command 'pbp diff "
			 "--git-driver'");
		return EXIT_UNABLE;
	}
	if (options->paths.n < 1 || options->paths.n > 3) {
		complain("which versions? pbp diff OLD NEW, each a file, a folder or a revision of "
			 "git");
		return EXIT_UNABLE;
	}
	struct version old = {0}, new = {0};
	const char *old_name = options->paths.items[0];
	const char *new_name = options->paths.n > 1 ? options->paths.items[1] : ".";
	/* pbp diff OLD NEW PATH: two revisions of a plan */
	const char *path = options->paths.n == 3   ? options->paths.items[2]
			   : file_exists(new_name) ? new_name
			   : file_exists(old_name) ? old_name
						   : ".";
	int code = EXIT_UNABLE;
	if (past_load(&new.past, new_name, path) && past_load(&old.past, old_name, path) &&
		read_facts(&new, NULL) && read_facts(&old, new.plan))
		code = print_changes(&old, &new, options);
	unload(&old);
	unload(&new);
	return code;
}

const struct command command_diff = {
	.name = "diff",
	.takes = "OLD [NEW] [PATH]",
	.summary = "what changed in a plan, in its own words",
	.details = "OLD and NEW are files, folders or revisions of git, NEW the working folder "
		   "where it "
		   "is left out; of two revisions\n"
		   "PATH is the plan. Weightiest first: targets and dates eased, owners, money, "
		   "new and "
		   "removed blocks, the rest of\n"
		   "the contract, then progress. The exit code is 1 if what is sealed differs, so "
		   "that a "
		   "build can demand an amendment.\n"
		   "  pbp diff HEAD~3 plan.pbp\n"
		   "As git's own view of plans: `git config diff.pbp.command 'pbp diff "
		   "--git-driver'`, and in\n"
		   ".gitattributes `*.pbp diff=pbp`.",
	.options = OF_DIFF,
	.run = run_diff,
};
