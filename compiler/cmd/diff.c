#include "compiler/plan/changes.h"

#include "compiler/cmd/cmd.h"
#include "compiler/cmd/diff_print.h"
#include "compiler/cmd/revision.h"
#include "runtime/base/file.h"
#include <string.h>

/* One of the two sides. */
struct version {
	const char *name; /* as given */
	struct run run;
	bool is_loaded;
	struct revision revision;
	struct plan *plan;
	struct facts facts;
};

static bool is_path(const char *name)
{
	return file_exists(name);
}

/* The plan of the run, or the one called like `other` where there are several. */
static struct plan *choose_plan(struct version *version, const struct plan *other)
{
	struct plan *found = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < version->run.plans.n; i++) {
		struct plan *plan = version->run.plans.items[i];
		if (!plan->frame)
			continue;
		n++;
		bool is_same = other && str_equal(plan_name(plan, plan->frame->block.name),
						plan_name(other, other->frame->block.name));
		if (!found || is_same)
			found = plan;
	}
	if (!n)
		complain("%s: there is no `plan` block", version->name);
	else if (n > 1 && !other) {
		complain("%s: there are several plans; name the file of one", version->name);
		found = NULL;
	}
	return found;
}

/* A revision is that of the plan that the other side names; a file that was elsewhere then is found
   by its plan's name. */
static bool load(struct version *version, const struct options *options, const char *beside)
{
	const char *reason, *path = version->name;
	run_init(&version->run, options->as_of);
	version->is_loaded = true;
	if (!is_path(version->name)) {
		if (!revision_open(&version->revision, &version->run.arena, version->name, beside))
			return false;
		path = file_exists(version->revision.path.ptr) ? version->revision.path.ptr
							       : version->revision.folder.ptr;
	}
	if (!run_load_path(&version->run, path, &reason)) {
		complain("%s: %s", version->name, reason);
		return false;
	}
	return true;
}

static void unload(struct version *version)
{
	vec_free(&version->facts.items);
	revision_close(&version->revision);
	if (version->is_loaded)
		run_free(&version->run);
}

static bool is_readable(struct version *version, const struct plan *other)
{
	version->plan = choose_plan(version, other);
	if (!version->plan)
		return false;
	if (version->plan->is_broken) {
		complain("%s: the plan could not be parsed whole; `pbp check` says where",
			version->name);
		return false;
	}
	facts_make(&version->facts, version->plan, &version->run.arena);
	return true;
}

static int print_changes(struct version *old, struct version *new, const struct options *options)
{
	struct changes changes = {0};
	struct out out = {0};
	changes_find(&changes, &old->facts, &new->facts);
	struct diff diff = {&changes, old->plan, new->plan, old->name, new->name, &new->run.arena};
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

/* The plan that the file at `path` belongs to, with the bytes of `text` in the file's place; the
   files around it are those of the working folder. */
static bool load_with_text(
	struct version *version, struct overlays *overlays, const char *path, const char *text)
{
	const char *reason;
	struct file_bytes bytes;
	struct arena *arena = &version->run.arena;
	run_init(&version->run, DATE_NONE);
	version->is_loaded = true;
	if (file_read(text, SOURCE_SIZE_MAX, &bytes, &reason) != FILE_OK)
		return false;
	struct str canonical = file_canonical(arena, path);
	struct overlay overlay = {canonical, str_copy(arena, (struct str){bytes.data, bytes.len})};
	file_release(&bytes);
	if (!canonical.ptr)
		return false;
	vec_push(&overlays->items, overlay);
	version->run.overlays = overlays;
	struct str folder = str_copy(arena, file_folder(canonical));
	if (!run_load_path(&version->run, folder.ptr, &reason))
		return false;
	for (uint32_t i = 0; i < version->run.plans.n && !version->plan; i++) {
		struct plan *plan = version->run.plans.items[i];
		if (plan->frame && !plan->is_broken && uses(plan, canonical))
			version->plan = plan;
	}
	if (version->plan)
		facts_make(&version->facts, version->plan, arena);
	return version->plan != NULL;
}

/* git shows what it prints as the difference; where it cannot tell, that is said. */
static int run_driver(const struct options *options)
{
	const char *const *given = options->paths.items;
	struct version old = {.name = "old"}, new = {.name = "new"};
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
	struct version old = {.name = options->paths.items[0]},
		       new = {.name = options->paths.n > 1 ? options->paths.items[1] : "."};
	/* pbp diff OLD NEW PATH: two revisions of a plan */
	const char *path = options->paths.n == 3 ? options->paths.items[2]
			   : is_path(new.name)	 ? new.name
			   : is_path(old.name)	 ? old.name
						 : ".";
	int code = EXIT_UNABLE;
	if (load(&new, options, path) && load(&old, options, path)) {
		const struct plan *other = NULL;
		struct plan *chosen = choose_plan(&new, NULL);
		if (chosen && is_readable(&new, chosen)) {
			other = new.plan;
			if (is_readable(&old, other))
				code = print_changes(&old, &new, options);
		}
	}
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
