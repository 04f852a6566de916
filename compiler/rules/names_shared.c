/* Names of rules and settings in `allow`, `level`, `set` and on the command line. */
#include "compiler/rules/engine.h"

#include <string.h>

static const char *const tracking_settings[] = {"tracking.on_track", "tracking.watch",
	"tracking.first_part", "tracking.grace", "tracking.cause_within", "tracking.soon"};
enum { TRACKING_SETTINGS_N = sizeof tracking_settings / sizeof *tracking_settings };

const struct rule_setting *setting_find(struct str name)
{
	for (uint32_t i = 0; i < rules_n; i++)
		for (const struct rule_setting *at = rules[i]->settings; at && at->name; at++)
			if (str_is(name, at->name))
				return at;
	return NULL;
}

bool setting_value(const struct rule_setting *setting, struct quantity quantity, int64_t *n)
{
	int64_t value;
	if (!quantity.set || decimal_sign(quantity.n) < 0)
		return false;
	if (setting->unit == RULE_MINUTES && quantity.unit == UNIT_DURATION_FIRST + DURATION_HOUR) {
		quantity.unit = RULE_MINUTES;
		if (!decimal_multiply(quantity.n, decimal_of(60), &quantity.n))
			return false;
	}
	if (setting->unit == RULE_DAYS && unit_is_duration(quantity.unit))
		value = duration_days_at_most(
			(struct duration){quantity.n, unit_duration(quantity.unit)});
	else if ((quantity.unit != UNIT_NONE && quantity.unit != setting->unit) ||
		 !decimal_whole(quantity.n, &value))
		return false;
	if (value < 0)
		return false;
	*n = value;
	return true;
}

/* ---- what there is to name ---- */

static bool is_plans_own(const struct plan *plan, struct str id)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_rule].n; i++)
		if (str_equal(plan_name(plan, plan_rule(plan, i)->block.name), id))
			return true;
	return false;
}

static bool is_rule_name(const struct plan *plan, struct str name)
{
	static const char own[] = "rule.";
	const struct plan *settings = plan->project ? plan->project->settings : NULL;
	for (uint32_t i = 0; i < rules_n; i++)
		if (rule_name_covers(name, str_from(rules[i]->info.name)))
			return true;
	if (!str_starts(name, own))
		return false;
	struct str id = str_slice(name, strlen(own), name.len);
	return str_is(id, "all") || str_is(id, "*") || is_plans_own(plan, id) ||
	       (settings && is_plans_own(settings, id));
}

static const struct rule_info *language_finding(struct str name)
{
	for (uint32_t i = 0; i < finding_infos_n; i++)
		if (rule_name_covers(name, str_from(finding_infos[i]->name)))
			return finding_infos[i];
	return NULL;
}

/* The word before the dot of some rule. */
static bool is_group(struct str name)
{
	for (uint32_t i = 0; i < rules_n && name.len; i++) {
		const char *rule = rules[i]->info.name;
		if (!strncmp(rule, name.ptr, name.len) && rule[name.len] == '.')
			return true;
	}
	return false;
}

static struct str rule_candidate(const void *context, uint32_t i)
{
	(void)context;
	return str_from(rules[i]->info.name);
}

static void check_rule_name(struct plan *plan, struct str name, struct span span)
{
	struct sink *sink = &plan->run->sink;
	if (!name.len || is_rule_name(plan, name))
		return;
	if (language_finding(name)) {
		finding_new(sink, &finding_name_unknown_rule, span,
			"`%.*s` is an error in every profile: nothing waives it or changes its "
			"level",
			STR_ARGS(name));
		return;
	}
	struct finding *finding = finding_new(
		sink, &finding_name_unknown_rule, span, "there is no rule `%.*s`", STR_ARGS(name));
	if (is_group(name)) {
		finding_help(sink, finding, "all of a group are named `%.*s.%s`", STR_ARGS(name),
			span.source ? "all" : "*");
		return;
	}
	int near = closest_word(name, rules_n, rule_candidate, NULL);
	if (near < 0)
		return;
	struct str right = str_from(rules[near]->info.name);
	finding_help(sink, finding, "did you mean `%.*s`?", STR_ARGS(right));
	if (span.source)
		finding_edit(sink, finding, span, right, false);
}

/* ---- settings ---- */

struct setting_names {
	VEC(struct str) items;
};

static struct str setting_candidate(const void *context, uint32_t i)
{
	return ((const struct setting_names *)context)->items.items[i];
}

static void report_setting(struct plan *plan, struct str name, struct span span)
{
	struct sink *sink = &plan->run->sink;
	struct setting_names names = {0};
	for (uint32_t i = 0; i < TRACKING_SETTINGS_N; i++)
		vec_push(&names.items, str_from(tracking_settings[i]));
	for (uint32_t i = 0; i < rules_n; i++)
		for (const struct rule_setting *at = rules[i]->settings; at && at->name; at++)
			vec_push(&names.items, str_from(at->name));
	struct finding *finding = finding_new(
		sink, &finding_name_unknown, span, "there is no setting `%.*s`", STR_ARGS(name));
	int near = closest_word(name, names.items.n, setting_candidate, &names);
	if (near >= 0) {
		finding_help(
			sink, finding, "did you mean `%.*s`?", STR_ARGS(names.items.items[near]));
		finding_edit(sink, finding, span, names.items.items[near], false);
	}
	vec_free(&names.items);
}

static void report_setting_value(
	struct plan *plan, const struct rule_setting *setting, struct span span)
{
	const char *unit = setting->unit == RULE_DAYS	   ? " days"
			   : setting->unit == RULE_MINUTES ? " minutes"
			   : setting->unit == UNIT_PERCENT ? "%"
							   : "";
	finding_new(&plan->run->sink, &finding_type_mismatch, span,
		"`%s` is set to a whole number%s, such as %lld%s", setting->name,
		setting->unit == RULE_DAYS	? " of days"
		: setting->unit == RULE_MINUTES ? " of minutes"
						: "",
		(long long)setting->n, unit);
}

static void check_setting(
	struct plan *plan, const struct phrase_setting_to *stated, struct span span)
{
	const struct rule_setting *setting = setting_find(stated->value);
	int64_t n;
	if (!stated->value.len)
		return;
	if (setting) {
		if (stated->to.set && !setting_value(setting, stated->to, &n))
			report_setting_value(plan, setting, span);
		return;
	}
	for (uint32_t i = 0; i < TRACKING_SETTINGS_N; i++)
		if (str_is(stated->value, tracking_settings[i]))
			return;
	report_setting(plan, stated->value, span);
}

/* ---- everywhere ---- */

/* Where the name of a phrase stands: without its clauses. */
static struct span name_span(
	const struct block *block, const char *field, uint32_t node, struct str name)
{
	struct span span = block_node_span(block, field, node);
	if (span.len > name.len)
		span.len = (uint32_t)name.len;
	return span;
}

static void check_settings(struct plan *plan, const struct block *block,
	const struct phrase_setting_to *items, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		check_setting(
			plan, &items[i], name_span(block, "set", items[i].node, items[i].value));
}

/* A project's `level` may speak of a `rule` block that only some of its plans import. */
static void check_levels(struct plan *plan, const struct block *block,
	const struct phrase_level_as *items, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (block->kind != KIND_project || !str_starts(items[i].value, "rule."))
			check_rule_name(plan, items[i].value,
				name_span(block, "level", items[i].node, items[i].value));
}

void names_check(struct plan *plan, const struct level_overrides *overrides)
{
	const struct project_block *project = plan->project ? plan->project->block : NULL;
	const struct plan_block *frame = plan->frame;
	for (uint32_t i = 0; overrides && i < overrides->n; i++)
		if (!str_starts(overrides->items[i].name, "rule.") &&
			!str_is(overrides->items[i].name, "*"))
			check_rule_name(plan, overrides->items[i].name, (struct span){0});
	if (project) {
		check_levels(plan, &project->block, project->level.items, project->level.n);
		check_settings(plan, &project->block, project->set.items, project->set.n);
	}
	check_levels(plan, &frame->block, frame->level.items, frame->level.n);
	check_settings(plan, &frame->block, frame->set.items, frame->set.n);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		check_settings(plan, &goal->block, goal->set.items, goal->set.n);
	}
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		const struct any *any = block_any(block);
		for (uint32_t k = 0; k < any->allow.n; k++)
			check_rule_name(plan, any->allow.items[k].value,
				name_span(block, "allow", any->allow.items[k].node,
					any->allow.items[k].value));
	}
}
