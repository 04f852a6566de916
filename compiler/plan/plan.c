#include "compiler/plan/plan.h"

#include "compiler/plan/audience.h"
#include "compiler/plan/decode.h"
#include "compiler/plan/names.h"
#include "compiler/plan/project.h"
#include "compiler/plan/typecheck.h"
#include <string.h>

enum { EDITION = 1 };

/* ---- what has to be known before any other field can be read ---- */

/* The first phrase of a field in the part where a block itself stands; 0 if it is not stated there.
 */
static uint32_t stated_phrase(const struct plan *plan, const struct block *block, const char *field)
{
	const struct file *file = block->part.file;
	for (uint32_t at = file_node(file, block->part.node)->child; at;
		at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind == NODE_FIELD && str_is(plan_name(plan, node->name), field))
			return node->child;
	}
	return 0;
}

static struct calendar calendar_of(struct plan *plan, const struct calendar_block *block)
{
	struct calendar calendar = calendar_default();
	if (block->fiscal_year_starts)
		calendar.start_month = block->fiscal_year_starts;
	if (block->pattern)
		calendar.pattern = (enum calendar_pattern)(block->pattern - 1);
	calendar.year_end_last = block->year_end == year_end_last;
	calendar.named_by_start = block->year_named == year_named_start;
	if (block->week_starts)
		calendar.week_starts = (enum weekday)(block->week_starts - 1);
	if (block->workdays.n) {
		calendar.workdays = 0;
		for (uint32_t i = 0; i < block->workdays.n; i++)
			calendar.workdays |= (uint8_t)(1u << (block->workdays.items[i] - 1));
	}
	date_t *holidays = arena_array(&plan->arena, date_t, block->holidays.n + 1);
	for (uint32_t i = 0; i < block->holidays.n;
		i++) { /* insertion: lists are short and mostly sorted */
		uint32_t at = calendar.n_holidays;
		while (at && holidays[at - 1] > block->holidays.items[i])
			at--;
		if (at && holidays[at - 1] == block->holidays.items[i])
			continue;
		memmove(holidays + at + 1, holidays + at,
			(calendar.n_holidays - at) * sizeof *holidays);
		holidays[at] = block->holidays.items[i];
		calendar.n_holidays++;
	}
	calendar.holidays = holidays;
	return calendar;
}

/* Periods mean days only by the plan's calendar, so it is read before the rest of the `plan` block.
 */
static void read_calendar(struct plan *plan)
{
	struct project_block *project = plan->project ? plan->project->block : NULL;
	uint32_t phrase = plan->frame ? stated_phrase(plan, &plan->frame->block, "calendar") : 0;
	uint32_t rest;
	plan->calendar = calendar_default();
	if (project && project->calendar.block && project->calendar.block->kind == KIND_calendar)
		plan->calendar =
			calendar_of(plan, (struct calendar_block *)(void *)project->calendar.block);
	if (!phrase || file_node(plan->frame->block.part.file, phrase)->kind != NODE_PATH)
		return;
	struct name_scope scope = {.file = plan->frame->block.part.file};
	struct block *block = names_look(plan, scope, phrase, K(calendar), &rest);
	if (!block || rest || block->kind != KIND_calendar)
		return;
	block_decode(plan, block);
	plan->calendar = calendar_of(plan, (struct calendar_block *)(void *)block);
}

/* When all blocks are read: the calendar that each party works by. */
static void read_party_calendars(struct plan *plan)
{
	uint32_t n = plan->of_kind[KIND_party].n;
	plan->party_calendars = arena_array(&plan->arena, struct calendar, n);
	for (uint32_t i = 0; i < n; i++) {
		struct block *block = plan_party(plan, i)->calendar.block;
		plan->party_calendars[i] =
			block && block->kind == KIND_calendar
				? calendar_of(plan, (struct calendar_block *)(void *)block)
				: plan->calendar;
	}
}

const struct calendar *party_calendar(const struct plan *plan, const struct party_block *party)
{
	for (uint32_t i = 0; party && i < plan->of_kind[KIND_party].n; i++)
		if (plan_party(plan, i) == party)
			return &plan->party_calendars[i];
	return &plan->calendar;
}

/* What `money` stands for, for the same reason. */
static void read_currency(struct plan *plan)
{
	uint32_t phrase = plan->frame ? stated_phrase(plan, &plan->frame->block, "currency") : 0;
	if (phrase)
		plan->currency = unit_currency(file_text(plan->frame->block.part.file, phrase));
}

/* ---- settings ---- */

void track_settings_apply(
	struct track_settings *settings, const struct phrase_setting_to *items, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct str name = items[i].value;
		struct quantity to = items[i].to;
		struct duration duration = {
			to.n, unit_is_duration(to.unit) ? unit_duration(to.unit) : DURATION_NONE};
		if (str_is(name, "tracking.on_track") && to.unit == UNIT_PERCENT)
			settings->on_track = to.n;
		else if (str_is(name, "tracking.watch") && to.unit == UNIT_PERCENT)
			settings->watch = to.n;
		else if (str_is(name, "tracking.first_part") && to.unit == UNIT_PERCENT)
			settings->first_part = to.n;
		else if (str_is(name, "tracking.grace") && duration.unit)
			settings->grace = duration;
		else if (str_is(name, "tracking.cause_within") && duration.unit)
			settings->cause_within = duration;
		else if (str_is(name, "tracking.soon") && duration.unit)
			settings->soon = duration;
	}
}

static void read_settings(struct plan *plan)
{
	const struct project_block *project = plan->project ? plan->project->block : NULL;
	const struct plan_block *frame = plan->frame;
	const struct tier_block *tier =
		frame && frame->tier.block && frame->tier.block->kind == KIND_tier
			? (const struct tier_block *)(const void *)frame->tier.block
			: NULL;
	plan->settings = track_settings_default();
	if (project)
		track_settings_apply(&plan->settings, project->set.items, project->set.n);
	if (frame)
		track_settings_apply(&plan->settings, frame->set.items, frame->set.n);
	/* profile_word has the profiles in the order of enum profile. */
	plan->profile = plan->run->profile;
	if (!plan->profile && frame)
		plan->profile = (enum profile)frame->profile;
	if (!plan->profile && tier)
		plan->profile = (enum profile)tier->profile;
	if (!plan->profile && project)
		plan->profile = (enum profile)project->profile;
	if (!plan->profile)
		plan->profile = PROFILE_STANDARD;
	plan->is_draft = !frame || !frame->status || frame->status == plan_status_draft;
}

/* A later edition may mean something else by the same words. */
static void check_edition(struct plan *plan, const struct block *block, struct quantity edition)
{
	if (!edition.set || decimal_compare(edition.n, decimal_of(EDITION)) == 0)
		return;
	struct finding *finding = finding_new(&plan->run->sink, &finding_type_out_of_range,
		block_field_span(block, "edition"), "this program knows edition %d of the language",
		EDITION);
	finding_help(&plan->run->sink, finding,
		"write `edition: %d`, or use a program that knows the other one", EDITION);
}

static void check_editions(struct plan *plan)
{
	if (plan->frame)
		check_edition(plan, &plan->frame->block, plan->frame->edition);
	for (uint32_t i = 0; i < plan->of_kind[KIND_project].n; i++) {
		const struct project_block *project = plan_project(plan, i);
		check_edition(plan, &project->block, project->edition);
	}
}

/* ---- days ---- */

static void check_workdays(struct plan *plan, const struct calendar_block *calendar)
{
	if (!block_has(&calendar->block, "workdays") || calendar->workdays.n ||
		calendar->workdays.partial)
		return;
	struct finding *finding = finding_new(&plan->run->sink, &finding_type_out_of_range,
		block_field_span(&calendar->block, "workdays"),
		"a calendar needs a day on which people work");
	finding_help(&plan->run->sink, finding,
		"leave `workdays` out for Monday to Friday, or name them");
}

/* Sessions beyond that number would be left out in silence. */
static void check_rhythm(struct plan *plan, const struct review_block *review)
{
	static const int64_t days[] = {[DURATION_DAY] = 1,
		[DURATION_WEEK] = 7,
		[DURATION_MONTH] = 28,
		[DURATION_QUARTER] = 90,
		[DURATION_YEAR] = 365};
	date_t from = review->every.from ? review->every.from : plan->first;
	date_t until = review->every.until ? review->every.until : plan->last;
	enum duration_unit unit = review->every.value.unit;
	int64_t n, step = unit < sizeof days / sizeof *days ? days[unit] : 0;
	if (!step || !from || !until || !decimal_whole(review->every.value.n, &n) || n < 1 ||
		n > DATE_MAX || (until - from) / (step * n) < CADENCE_SESSIONS_MAX)
		return;
	struct finding *finding = finding_new(&plan->run->sink, &finding_type_out_of_range,
		block_field_span(&review->block, "every"),
		"from %s to %s these are more than %d sessions, and only so many are planned",
		date_text(from).text, date_text(until).text, CADENCE_SESSIONS_MAX);
	finding_help(&plan->run->sink, finding, "end them with `until`, or meet less often");
}

static void check_days(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_calendar].n; i++)
		check_workdays(plan, plan_calendar(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++)
		check_rhythm(plan, plan_review(plan, i));
}

/* ---- building ---- */

/* Blocks of the standard library join when something names them: the order is that of the text
 * again. */
static void restore_order(struct plan *plan)
{
	uint32_t n = 0;
	bool in_order = true;
	for (uint32_t i = 1; i < plan->blocks.n && in_order; i++)
		in_order = plan->blocks.items[i - 1]->order < plan->blocks.items[i]->order;
	if (in_order)
		return;
	struct block **places = memory_resize(NULL, plan->n_orders * sizeof *places);
	memset(places, 0, plan->n_orders * sizeof *places);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		places[plan->blocks.items[i]->order] = plan->blocks.items[i];
	for (uint32_t i = 0; i < plan->n_orders; i++)
		if (places[i])
			plan->blocks.items[n++] = places[i];
	memory_release(places);
}

static void sort_blocks(struct plan *plan)
{
	uint32_t counts[KIND_COUNT] = {0};
	restore_order(plan);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		counts[plan->blocks.items[i]->kind]++;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		plan->of_kind[kind].items = arena_array(&plan->arena, struct block *, counts[kind]);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		uint8_t kind = plan->blocks.items[i]->kind;
		plan->of_kind[kind].items[plan->of_kind[kind].n++] = plan->blocks.items[i];
	}
}

static void decode_tree(struct plan *plan, struct block *block)
{
	block_decode(plan, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		decode_tree(plan, child);
}

static void check_let(struct plan *plan, const struct let *let)
{
	struct decoder decoder = {.plan = plan, .file = let->file};
	for (uint32_t at = file_node(let->file, let->node)->child; at;
		at = file_node(let->file, at)->next)
		decode_check_dots(&decoder, at);
}

static void decode_blocks(struct plan *plan)
{
	read_calendar(plan);
	read_currency(plan);
	if (plan->frame)
		block_decode(plan, &plan->frame->block);
	for (uint32_t i = 0; i < plan->blocks.n; i++) /* grows while std blocks are named */
		block_decode(plan, plan->blocks.items[i]);
	for (uint32_t i = 0; i < plan->templates.n; i++)
		if (!plan->templates.items[i]->is_std)
			decode_tree(plan, plan->templates.items[i]);
	for (uint32_t i = 0; i < plan->lets.n; i++)
		check_let(plan, plan->lets.items[i]);
	if (plan->frame) {
		plan->first = plan->frame->period.first;
		plan->last = plan->frame->period.last;
	}
}

static void find_causes(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_root_cause].n; i++) {
		const struct block *of = plan_root_cause(plan, i)->of.block;
		uint32_t *first = of ? map_put(&plan->causes, (uint64_t)(uintptr_t)of, NULL) : NULL;
		if (first && !*first)
			*first = i + 1;
	}
}

/* From its files on. */
static void build_blocks(struct plan *plan)
{
	plan_collect(plan);
	decode_blocks(plan);
	read_settings(plan);
	sort_blocks(plan);
	read_party_calendars(plan);
	plan_check_amounts(plan);
	plan_check_references(plan);
	check_editions(plan);
	check_days(plan);
	plan_check_expressions(plan);
	find_causes(plan);
}

static struct plan *new_plan(struct run *run, struct project *project, struct file *file)
{
	struct plan *plan = arena_new(&run->arena, struct plan);
	plan->run = run;
	plan->project = project;
	plan->file = file;
	arena_init(&plan->arena);
	return plan;
}

/* What is wrong is found in the whole plan, which is then taken apart. */
static void leave_out_hidden(struct plan *plan, uint32_t n_findings)
{
	struct plan *whole = new_plan(plan->run, plan->project, plan->file);
	whole->is_whole = true;
	for (uint32_t i = 0; i < plan->uses.n; i++)
		vec_push(&whole->uses, plan->uses.items[i]);
	for (uint32_t i = 0; i < plan->cut.n; i++)
		vec_push(&whole->cut, plan->cut.items[i]);
	build_blocks(whole);
	plan->has_mistakes = plan->run->sink.items.n > n_findings;
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct file_use *use = &plan->uses.items[i];
		plan->has_mistakes |= use->plan && use->plan->has_mistakes;
	}
	plan_cut_for_audience(plan, whole);
	plan->whole = whole;
}

static const struct party_block *find_party(const struct plan *plan, struct str name)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++)
		if (str_equal(plan_name(plan, plan_party(plan, i)->block.name), name))
			return plan_party(plan, i);
	return NULL;
}

static void build_for_audience(struct plan *plan, uint32_t n_findings)
{
	struct sink *sink = &plan->run->sink, kept;
	leave_out_hidden(plan, n_findings);
	kept = *sink; /* all there is to say has been said of the whole plan */
	sink_init(sink);
	build_blocks(plan);
	sink_free(sink);
	*sink = kept;
	plan->audience = find_party(plan, plan->run->audience);
}

struct plan *plan_build(
	struct run *run, struct project *project, struct file *file, enum plan_purpose purpose)
{
	uint32_t n_findings = run->sink.items.n;
	struct plan *plan = new_plan(run, project, file);
	plan->is_library = purpose == PLAN_LIBRARY;
	plan_read_imports(plan, purpose);
	if (run->audience.len && !plan->is_library)
		build_for_audience(plan, n_findings);
	else
		build_blocks(plan);
	plan->has_mistakes |= run->sink.items.n > n_findings;
	if (plan->whole && purpose != PLAN_IMPORTED) {
		plan_free(plan->whole);
		plan->whole = NULL;
	}
	plan->is_built = true;
	return plan;
}

void plan_free(struct plan *plan)
{
	if (plan->whole)
		plan_free(plan->whole);
	vec_free(&plan->uses);
	vec_free(&plan->cut);
	vec_free(&plan->signatures);
	vec_free(&plan->blocks);
	vec_free(&plan->unit_blocks);
	vec_free(&plan->rates);
	vec_free(&plan->entries);
	vec_free(&plan->lets);
	vec_free(&plan->templates);
	map_free(&plan->units);
	map_free(&plan->missed_std);
	map_free(&plan->names);
	map_free(&plan->causes);
	arena_free(&plan->arena);
}

struct str plan_name(const struct plan *plan, uint32_t name)
{
	return intern_name(&plan->run->intern, name);
}
