#include "compiler/renew/renew.h"

#include "compiler/cmd/cmd.h"
#include "runtime/base/file.h"
#include "runtime/base/map.h"
#include <string.h>

struct renewal {
	struct options *options;
	struct plan *plan;
	struct shift shift;
	struct arena *arena;
	struct renewed renewed;
	struct map known; /* what is found of the old plan: rule and block */
	bool is_mistaken; /* names or values of the new plan are wrong: it needs mending */
	uint32_t n_known; /* how much of it is found of the new one as well */
	struct str file;  /* the new one, as the user writes it; "-": it is printed */
};

/* ---- where to ---- */

static struct str base_name(struct str path)
{
	struct str folder = file_folder(path);
	bool has_folder = folder.len < path.len && path.ptr[folder.len] == '/';
	return str_slice(path, has_folder ? folder.len + 1 : 0, path.len);
}

/* Beside the plan, under its name with the years moved. */
static struct str default_file(const struct renewal *renewal)
{
	struct str path = renewal->plan->file->source->path, name = base_name(path);
	struct str stem = str_slice(name, 0, name.len - (str_ends(name, ".pbp") ? 4 : 0));
	return str_format(renewal->arena, "%.*s%.*s.pbp", (int)(path.len - name.len), path.ptr,
		STR_ARGS(renewed_name(&renewal->shift, renewal->arena, stem)));
}

/* The canonical folder of the new file; ptr NULL after saying why there can be none. */
static struct str target_folder(struct renewal *renewal)
{
	struct str file = renewal->file, none = {0};
	if (str_is(file, "-"))
		return file_folder(renewal->plan->file->source->canonical);
	struct str folder =
		file_canonical(renewal->arena, str_copy(renewal->arena, file_folder(file)).ptr);
	if (!str_ends(file, ".pbp")) {
		complain("%s: a plan's file ends with .pbp", file.ptr);
		return none;
	}
	if (file_exists(file.ptr)) {
		complain("%s: there is such a file already; it stays as it is, name another with "
			 "-o FILE",
			file.ptr);
		return none;
	}
	if (!folder.ptr) {
		complain("%s: there is no such folder", file.ptr);
		return none;
	}
	if (file_is_within(folder, renewal->plan->project->root))
		return folder;
	complain("%s: the new plan reads the old one, so it has to lie in the same project, below "
		 "%.*s",
		file.ptr, STR_ARGS(renewal->plan->project->root));
	return none;
}

/* ---- what is left over once all is in its place ---- */

/* The new plan, as `check` would see it. */
static bool check_text(struct renewal *renewal, struct analysis *analysis)
{
	struct options *options = renewal->options;
	bool is_printed = str_is(renewal->file, "-");
	options->without_rules = false;
	options->wants_fixes = true;
	options->stdin_text = renewal->renewed.text;
	options->stdin_name = is_printed ? default_file(renewal).ptr : renewal->file.ptr;
	options->format = finding_format_find("concise");
	options->paths.n = 0;
	vec_push(&options->paths, "-");
	return analysis_run(analysis, options);
}

static const struct plan *checked_plan(const struct analysis *analysis)
{
	return analysis->run.plans.n ? analysis->run.plans.items[0] : NULL;
}

/* An earlier plan that nothing asks any more. */
static bool is_unused_plan(const struct plan *plan, const struct file_use *use)
{
	const struct plan *other = use->plan;
	bool is_renewed = other && other->frame && plan->frame &&
			  plan->frame->renews.block == &other->frame->block;
	return other && use->importer == plan->file && !use->used && !is_renewed;
}

/* Imports and values that served what stayed behind; true if there were any. */
static bool cut_unused(struct renewal *renewal, const struct analysis *analysis)
{
	VEC(struct span) unused = {0};
	const struct plan *plan = checked_plan(analysis);
	for (uint32_t i = 0; i < analysis->run.sink.items.n; i++) {
		const struct finding *finding = analysis->run.sink.items.items[i];
		if (plan && str_is(finding->name, "plan.unused") && finding->edits &&
			finding->edits->span.source == plan->file->source->id)
			vec_push(&unused, finding->edits->span);
	}
	for (uint32_t i = 0; plan && i < plan->lets.n; i++)
		if (!plan->lets.items[i]->used && plan->lets.items[i]->file == plan->file)
			vec_push(&unused, file_span(plan->file, plan->lets.items[i]->node));
	for (uint32_t i = 1; plan && i < plan->uses.n; i++)
		if (is_unused_plan(plan, &plan->uses.items[i]))
			vec_push(&unused, file_span(plan->file, plan->uses.items[i].import_node));
	bool any = unused.n > 0;
	renewed_cut(&renewal->renewed, unused.items, unused.n);
	vec_free(&unused);
	return any;
}

/* What serves only what is not used is not used itself. */
static bool check_and_cut(struct renewal *renewal, struct analysis *analysis)
{
	enum { ROUNDS_MAX = 32 };
	bool good = check_text(renewal, analysis);
	for (int i = 0; good && i < ROUNDS_MAX && cut_unused(renewal, analysis); i++) {
		analysis_free(analysis);
		good = check_text(renewal, analysis);
	}
	return good;
}

/* ---- what the old plan lacks as well ---- */

/* The rule and the block; the plan's own name is another now. */
static uint64_t finding_key(const struct finding *finding)
{
	uint64_t key = 0xcbf29ce484222325u;
	struct str entity = str_starts(finding->entity, "plan ") ? STR("plan") : finding->entity;
	struct str parts[] = {finding->name, entity};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		for (size_t k = 0; k < parts[i].len; k++)
			key = (key ^ (unsigned char)parts[i].ptr[k]) * 0x100000001b3u;
		key = (key ^ '\n') * 0x100000001b3u;
	}
	return key ? key : 1;
}

static void find_known(struct renewal *renewal)
{
	struct analysis analysis;
	renewal->options->without_rules = false;
	if (analysis_run(&analysis, renewal->options))
		for (uint32_t i = 0; i < analysis.run.sink.items.n; i++)
			map_put(&renewal->known, finding_key(analysis.run.sink.items.items[i]),
				NULL);
	analysis_free(&analysis);
}

/* Leaves what is new of the new plan. */
static void forget_known(struct renewal *renewal, struct sink *sink)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < sink->items.n; i++)
		if (!map_get(&renewal->known, finding_key(sink->items.items[i])))
			sink->items.items[n++] = sink->items.items[i];
	renewal->n_known = sink->items.n - n;
	sink->items.n = n;
}

/* ---- what is said of it ---- */

static void put_counts(struct out *out, const char *what, const uint32_t counts[KIND_COUNT])
{
	bool any = false;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (!counts[kind])
			continue;
		const struct kind_info *info = &kind_infos[kind];
		out_printf(out, "%s%u %s", any ? ", " : what, counts[kind],
			counts[kind] == 1 ? info->name : info->plural);
		any = true;
	}
	out_text(out, any ? "\n" : "");
}

static void put_leaver(struct out *out, const struct leaver *leaver)
{
	const struct person_block *person = leaver->person;
	out_text(out, "  leaves:        ");
	render_escaped(out, person->block.title.len ? person->block.title : STR("somebody"));
	out_printf(out, " on %s", date_text(person->leaves).text);
	if (leaver->roles.len) {
		out_text(out, "; still named as ");
		render_escaped(out, leaver->roles);
	}
	out_char(out, '\n');
}

static void put_dated(struct out *out, const struct plan *plan, const struct block *block)
{
	out_text(out, "  to look at:    ");
	render_escaped(out, block_path(plan, block));
	out_text(out, block->kind == KIND_calendar ? " has no holidays in the new period\n"
						   : " is a rate of the time before\n");
}

/* "  as before:     fund `mdf`, goal `answers`" */
static void put_same(struct out *out, const struct renewal *renewal)
{
	const struct renewed *renewed = &renewal->renewed;
	for (uint32_t i = 0; i < renewed->same.n; i++) {
		const struct block *block = renewed->same.items[i];
		out_printf(out, "%s%s `", i ? ", " : "  as before:     amounts of ",
			kind_infos[block->kind].name);
		render_escaped(out, block_path(renewal->plan, block));
		out_char(out, '`');
	}
	out_text(out, renewed->same.n ? "\n" : "");
}

static void put_late(struct out *out, const struct renewal *renewal)
{
	const struct renewed *renewed = &renewal->renewed;
	for (uint32_t i = 0; i < renewed->late.n; i++) {
		const struct late_item *late = &renewed->late.items[i];
		out_printf(out, "  late already:  %s `", kind_infos[late->block->kind].name);
		render_escaped(out, block_path(renewal->plan, late->block));
		out_printf(out, "` was due on %s, and has a new date\n", date_text(late->due).text);
	}
}

static void put_summary(struct out *out, const struct renewal *renewal)
{
	const struct renewed *renewed = &renewal->renewed;
	bool is_printed = str_is(renewal->file, "-");
	out_text(out, is_printed ? "The next plan" : "Wrote ");
	if (!is_printed)
		render_escaped(out, renewal->file);
	out_printf(out, "%s from %s to %s.\n", is_printed ? " runs" : ", which runs",
		date_text(renewal->shift.to.first).text, date_text(renewal->shift.to.last).text);
	put_counts(out, "  carried over:  ", renewed->carried);
	put_counts(out, "  left behind:   ", renewed->left);
	put_late(out, renewal);
	put_same(out, renewal);
	for (uint32_t i = 0; i < renewed->leavers.n; i++)
		put_leaver(out, &renewed->leavers.items[i]);
	for (uint32_t i = 0; i < renewed->dated.n; i++)
		put_dated(out, renewal->plan, renewed->dated.items[i]);
}

/* What people owe the new plan: what `check` finds in it. */
static bool tell(struct renewal *renewal, struct analysis *analysis)
{
	const struct plan *plan = checked_plan(analysis);
	renewal->is_mistaken = !plan || plan->is_broken || plan->has_mistakes;
	struct out out = {0};
	int stream = str_is(renewal->file, "-") ? 2 : 1;
	put_summary(&out, renewal);
	forget_known(renewal, &analysis->run.sink);
	if (analysis->run.sink.items.n)
		out_text(&out, "What is for people to decide, as `pbp check` finds it:\n");
	bool printed = print_all(stream, out_view(&out)) &&
		       analysis_print(analysis, renewal->options, stream);
	out.len = 0;
	if (renewal->n_known)
		out_printf(&out,
			"%u more stood in the old plan already; `pbp check` shows them with the "
			"rest.\n",
			renewal->n_known);
	printed &= print_all(stream, out_view(&out));
	out_free(&out);
	return printed;
}

/* ---- the command ---- */

static bool write_plan(const struct renewal *renewal)
{
	if (str_is(renewal->file, "-"))
		return print_all(1, renewal->renewed.text);
	const char *reason = file_write(renewal->file.ptr, renewal->renewed.text);
	if (reason)
		complain("%s: %s", renewal->file.ptr, reason);
	return !reason;
}

static bool write_and_tell(struct renewal *renewal)
{
	struct analysis checked;
	if (!renewal->renewed.text.ptr) {
		complain("%.*s is not renewed: %s", STR_ARGS(renewal->plan->file->source->path),
			renewal->renewed.reason);
		return false;
	}
	find_known(renewal);
	bool good =
		check_and_cut(renewal, &checked) && write_plan(renewal) && tell(renewal, &checked);
	analysis_free(&checked);
	map_free(&renewal->known);
	return good;
}

/* Readings count up to the plan's last day, work as it is on the day of the renewal. */
static bool renew(struct renewal *renewal)
{
	struct plan *plan = renewal->plan;
	date_t day = renewal->options->as_of ? renewal->options->as_of : plan->last;
	if (!shift_make(&renewal->shift, plan)) {
		complain("%.*s is not renewed: the calendar ends with it",
			STR_ARGS(plan->file->source->path));
		return false;
	}
	for (size_t k = 0; k < plan->file->source->canonical.len; k++) {
		if ((unsigned char)plan->file->source->canonical.ptr[k] >= ' ')
			continue;
		complain("the path of the plan has a line end or the like in it, so no other can "
			 "import it; rename it first");
		return false;
	}
	renewal->file = renewal->options->folder ? str_from(renewal->options->folder)
						 : default_file(renewal);
	struct str folder = target_folder(renewal);
	if (!folder.ptr)
		return false;
	struct tracked *work = plan_track(plan, day);
	struct tracked *goals = plan_track(plan, day < plan->last ? day : plan->last);
	renew_plan(&renewal->renewed, &renewal->shift, goals, work, folder);
	tracked_free(goals);
	tracked_free(work);
	bool good = write_and_tell(renewal);
	renewed_free(&renewal->renewed);
	return good;
}

static int run_renew(struct options *options)
{
	struct analysis analysis;
	int code = EXIT_UNABLE;
	for (uint32_t i = 0; i < options->paths.n; i++) {
		if (strcmp(options->paths.items[i], "-") != 0)
			continue;
		complain("renew takes the file of a plan, which the new one is to read");
		return EXIT_UNABLE;
	}
	options->without_rules = true;
	if (analysis_run(&analysis, options)) {
		int64_t i = analysis_only_plan(&analysis);
		struct renewal renewal = {.options = options, .arena = &analysis.run.arena};
		renewal.plan = i < 0 ? NULL : analysis.run.plans.items[i];
		if (i >= 0 && !renewal.plan->has_mistakes) {
			if (renew(&renewal))
				code = renewal.is_mistaken ? EXIT_FINDINGS : EXIT_CLEAN;
		} else {
			analysis_print_why(&analysis, options);
			if (i >= 0)
				complain("with mistakes in it nobody can tell what a plan says, so "
					 "it is not renewed");
		}
	}
	analysis_free(&analysis);
	return code;
}

const struct command command_renew = {
	.name = "renew",
	.takes = "[PLAN]",
	.summary = "make next year's plan from this year's",
	.details =
		"Dates move by the length of the plan's period, on the calendar; reviews keep "
		"their day of the week. What was read\n"
		"last becomes `prior` and `baseline`. Work that is not finished and open actions "
		"are carried over and tagged\n"
		"`carried_over`; actions keep the day on which they were due. Readings, sessions "
		"and sign-offs stay behind.\n"
		"Targets are left out, because people have to agree on them: what is left to "
		"decide is what `pbp check` finds.\n"
		"The exit code is 1 if names or values of the new plan have to be mended by "
		"hand, else 0.\n"
		"  pbp renew plan.pbp                  # writes plan_2027.pbp beside it",
	.options = OF_RENEW,
	.run = run_renew,
};
