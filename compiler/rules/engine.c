#include "compiler/rules/engine.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

/* ---- levels ---- */

bool rule_name_covers(struct str name, struct str rule)
{
	if (str_equal(name, rule) || str_is(name, "*"))
		return true;
	const char *dot = memchr(rule.ptr, '.', rule.len);
	if (!dot)
		return false;
	size_t group = (size_t)(dot - rule.ptr) + 1;
	struct str rest = str_slice(name, group < name.len ? group : name.len, name.len);
	return name.len > group && !memcmp(name.ptr, rule.ptr, group) &&
	       (str_is(rest, "all") || str_is(rest, "*"));
}

struct stated_levels {
	const struct phrase_level_as *items;
	uint32_t n;
};

static enum level after_stated(struct stated_levels stated, struct str rule, enum level level)
{
	for (uint32_t i = 0; i < stated.n; i++)
		if (stated.items[i].as && rule_name_covers(stated.items[i].value, rule))
			level = (enum level)(stated.items[i].as - rule_level_off);
	return level;
}

static_assert(rule_level_error - rule_level_off == LEVEL_ERROR, "levels and their words agree");

enum level level_overridden(const struct plan *plan, const struct level_overrides *overrides,
	struct str rule, enum level level)
{
	const struct project_block *project = plan->project ? plan->project->block : NULL;
	if (project)
		level = after_stated((struct stated_levels){project->level.items, project->level.n},
			rule, level);
	level = after_stated((struct stated_levels){plan->frame->level.items, plan->frame->level.n},
		rule, level);
	for (uint32_t i = 0; overrides && i < overrides->n; i++)
		if (rule_name_covers(overrides->items[i].name, rule))
			level = overrides->items[i].level;
	return level;
}

/* A draft lowers what only says that something is still to come; whoever sets a level means it. How
   a sentence reads is never an error. */
static enum level level_in(const struct plan *plan, const struct level_overrides *overrides,
	const struct rule_info *info)
{
	enum profile profile = plan->profile ? plan->profile : PROFILE_STANDARD;
	enum level level = info->levels[profile - PROFILE_NAPKIN];
	if (plan->is_draft && info->completeness && level > LEVEL_WARNING)
		level = LEVEL_WARNING;
	level = level_overridden(plan, overrides, str_from(info->name), level);
	return info->wording && level > LEVEL_WARNING ? LEVEL_WARNING : level;
}

/* ---- reports ---- */

static bool is_beyond_cap(struct rule_reports *reports, struct span span)
{
	bool goes_on = span.source == reports->source && span.start > reports->last_start;
	if (!reports->drops)
		return false;
	if (!goes_on && span.source == reports->source)
		return false;
	if (!goes_on)
		reports->n_in_source = 0;
	reports->source = span.source;
	reports->last_start = span.start;
	return span.source && reports->n_in_source++ >= FINDINGS_PER_RULE_MAX;
}

struct finding *rule_report(struct rule_check *check, const struct block *block, struct span span,
	const char *format, ...)
{
	struct sink *sink = check->sink;
	struct finding *finding = finding_bare(sink, &check->rule->info, span);
	finding->level = check->level;
	vec_push(&check->reports->items, ((struct rule_reported){finding, block}));
	if (is_beyond_cap(check->reports, span))
		return finding;
	va_list args;
	va_start(args, format);
	finding->message = str_vformat(&sink->arena, format, args);
	va_end(args);
	finding->is_bare = false;
	if (block)
		finding->entity = str_format(&sink->arena, "%s %.*s", kind_infos[block->kind].name,
			STR_ARGS(block_path(check->plan, block)));
	return finding;
}

int64_t rule_setting(const struct rule_check *check, const char *name, const struct block *block)
{
	const struct rule_setting *setting = check->rule->settings;
	while (strcmp(setting->name, name) != 0) {
		setting++;
		assert(setting->name);
	}
	const struct project_block *project =
		check->plan->project ? check->plan->project->block : NULL;
	const struct plan_block *frame = check->plan->frame;
	const struct goal_block *goal =
		block && block->kind == KIND_goal ? (const void *)block : NULL;
	const struct stated_settings {
		const struct phrase_setting_to *items;
		uint32_t n;
	} stated[] = {{project ? project->set.items : NULL, project ? project->set.n : 0},
		{frame->set.items, frame->set.n},
		{goal ? goal->set.items : NULL, goal ? goal->set.n : 0}};
	int64_t n = setting->n;
	for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
		for (uint32_t k = 0; k < stated[i].n; k++)
			if (str_is(stated[i].items[k].value, name))
				setting_value(setting, stated[i].items[k].to, &n);
	return n;
}

/* ---- waivers ---- */

bool rule_is_sponsor(const struct plan *plan, const struct block *person)
{
	for (uint32_t i = 0; i < plan->frame->sponsors.n; i++)
		if (plan->frame->sponsors.items[i].block == person)
			return true;
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++)
		if (plan_party(plan, i)->sponsor.block == person)
			return true;
	return false;
}

enum waiver_state { WAIVER_HOLDS, WAIVER_ENDED, WAIVER_NOT_BY_SPONSOR };

/* Without a day a waiver counts as valid. In the strategic profile only a sponsor can waive. */
static enum waiver_state waiver_state(
	const struct rule_check *check, const struct phrase_waiver *waiver)
{
	date_t day = check->tracked ? check->tracked->as_of : check->plan->run->as_of;
	if (day && waiver->until && waiver->until < day)
		return WAIVER_ENDED;
	if (check->plan->profile == PROFILE_STRATEGIC && waiver->by.block &&
		!rule_is_sponsor(check->plan, waiver->by.block))
		return WAIVER_NOT_BY_SPONSOR;
	return WAIVER_HOLDS;
}

static uint64_t waiver_key(const struct phrase_waiver *waiver)
{
	return (uint64_t)(uintptr_t)waiver;
}

bool rule_waiver_met(const struct rule_check *check, const struct phrase_waiver *waiver)
{
	return map_get(&check->reports->met, waiver_key(waiver)) != NULL;
}

static void note_waiver(const struct rule_check *check, struct finding *finding,
	const struct phrase_waiver *waiver, enum waiver_state state)
{
	struct str by =
		waiver->by.block ? plan_name(check->plan, waiver->by.block->name) : STR("somebody");
	switch (state) {
	case WAIVER_HOLDS:
		break;
	case WAIVER_ENDED:
		finding_note(check->sink, finding, "waiver by %.*s ended on %s", STR_ARGS(by),
			date_text(waiver->until).text);
		break;
	case WAIVER_NOT_BY_SPONSOR:
		finding_note(check->sink, finding,
			"waiver by %.*s has no effect: in the strategic profile a sponsor waives",
			STR_ARGS(by));
		break;
	}
}

/* The waiver that keeps a finding out: on its block or on one around it. Those that would if they
   still held are noted in the finding. */
static bool find_waiver(
	struct rule_check *check, struct rule_reported reported, struct waived_finding *found)
{
	const struct phrase_waiver *void_waiver = NULL;
	enum waiver_state void_state = WAIVER_HOLDS;
	struct rule_reports *reports = check->reports;
	const char *name = reported.finding->name.ptr;
	/* Many findings of one rule on one block are looked for once. */
	if (reports->unwaived == reported.block && reports->unwaived_by == name)
		return false;
	for (const struct block *block = reported.block; block; block = block->parent) {
		const struct any *any = block_any(block);
		for (uint32_t i = 0; i < any->allow.n; i++) {
			const struct phrase_waiver *waiver = &any->allow.items[i];
			if (!rule_name_covers(waiver->value, reported.finding->name))
				continue;
			map_put(&check->reports->met, waiver_key(waiver), NULL);
			enum waiver_state state = waiver_state(check, waiver);
			if (state == WAIVER_HOLDS) {
				*found = (struct waived_finding){.finding = reported.finding,
					.block = block,
					.waiver = waiver};
				return true;
			}
			void_waiver = waiver;
			void_state = state;
		}
	}
	if (void_waiver) {
		note_waiver(check, reported.finding, void_waiver, void_state);
	} else {
		reports->unwaived = reported.block;
		reports->unwaived_by = name;
	}
	return false;
}

static void keep_waived(struct plan *plan, struct waived_finding found)
{
	struct waived_finding *waived = arena_new(&plan->arena, struct waived_finding);
	*waived = found;
	if (plan->last_waived)
		plan->last_waived->next = waived;
	else
		plan->waived = waived;
	plan->last_waived = waived;
}

/* Takes what is waived out of the findings that came since `first`, which are in the order of the
   reports. */
static void apply_waivers(struct rule_check *check, uint32_t first)
{
	struct sink *sink = check->sink;
	uint32_t kept = first, next = 0;
	for (uint32_t i = first; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		if (next < check->reports->items.n &&
			check->reports->items.items[next].finding == finding) {
			struct rule_reported reported = check->reports->items.items[next++];
			struct waived_finding waived;
			if (find_waiver(check, reported, &waived)) {
				keep_waived(check->plan, waived);
				continue;
			}
			if (check->plan->run->wants_fixes)
				fix_derive(check, finding, reported.block);
		}
		sink->items.items[kept++] = finding;
	}
	sink->items.n = kept;
	check->reports->items.n = 0;
}

/* ---- running ---- */

/* A closed plan is history: what of it is late or unsaid today is asked of nobody. */
static bool can_run(const struct rule *rule, const struct plan *plan, const struct tracked *tracked)
{
	switch (rule->info.needs) {
	case NEEDS_FILES:
	case NEEDS_PAST: /* it looks itself for what there is of the past */
		return true;
	case NEEDS_DAY:
		return tracked != NULL && plan->frame->status != plan_status_closed;
	}
	return false;
}

static bool is_off_by_command(const struct level_overrides *overrides, struct str rule)
{
	bool is_off = false;
	for (uint32_t i = 0; overrides && i < overrides->n; i++)
		if (rule_name_covers(overrides->items[i].name, rule))
			is_off = overrides->items[i].level == LEVEL_OFF;
	return is_off;
}

bool rule_waiver_was_tried(const struct rule_check *check, const struct phrase_waiver *waiver)
{
	const struct level_overrides *overrides = check->reports->overrides;
	bool is_known = false;
	for (uint32_t i = 0; i < rules_n; i++) {
		struct str name = str_from(rules[i]->info.name);
		if (!rule_name_covers(waiver->value, name))
			continue;
		is_known = true;
		if (rules[i]->runs_last || rules[i]->info.needs == NEEDS_PAST ||
			!can_run(rules[i], check->plan, check->tracked) ||
			is_off_by_command(overrides, name))
			return false;
	}
	if (is_known)
		return true;
	return blocks_judge(check->plan, waiver->value) && check->tracked &&
	       !is_off_by_command(overrides, waiver->value);
}

bool rule_run_alone(struct rule_check *check, const struct rule *rule)
{
	check->reports->source = 0;
	check->rule = rule;
	check->level = level_in(check->plan, check->reports->overrides, &rule->info);
	if (check->level == LEVEL_OFF || !can_run(rule, check->plan, check->tracked))
		return false;
	rule->check(check);
	return true;
}

bool rule_is_waived(struct rule_check *check, struct rule_reported reported)
{
	struct waived_finding found;
	return find_waiver(check, reported, &found);
}

static void run_one(struct rule_check *check, const struct rule *rule)
{
	uint32_t first = check->sink->items.n;
	if (rule_run_alone(check, rule))
		apply_waivers(check, first);
}

static bool has_waivers(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (plan->blocks.items[i]->any && plan->blocks.items[i]->any->allow.n)
			return true;
	return false;
}

void rules_run(
	struct plan *plan, const struct tracked *tracked, const struct level_overrides *overrides)
{
	struct rule_reports reports = {.overrides = overrides,
		.drops = !plan->run->wants_fixes && !plan->run->wants_all && !has_waivers(plan)};
	struct rule_check check = {
		.plan = plan, .tracked = tracked, .sink = &plan->run->sink, .reports = &reports};
	if (!plan->frame || plan->is_library)
		return;
	names_check(plan, overrides);
	if (!plan->first) /* without a period no day of the plan is known, which has been reported
			   */
		return;
	for (uint32_t i = 0; i < rules_n; i++)
		if (!rules[i]->runs_last)
			run_one(&check, rules[i]);
	uint32_t first = check.sink->items.n;
	blocks_run(&check, overrides);
	apply_waivers(&check, first);
	for (uint32_t i = 0; i < rules_n; i++)
		if (rules[i]->runs_last)
			run_one(&check, rules[i]);
	vec_free(&reports.items);
	map_free(&reports.met);
}
