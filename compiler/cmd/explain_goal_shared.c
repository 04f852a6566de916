/* `pbp explain plan.pbp:GOAL`: what the check can decide of a goal, and what only people can. */
#include "compiler/cmd/smart_print.h"
#include "compiler/rules/smart.h"

#include <string.h>

struct goals {
	struct plan *plan;
	const struct tracked *tracked;
	struct smart_verdicts verdicts;
};

static struct str goal_name(const void *context, uint32_t i)
{
	const struct goals *goals = context;
	return plan_name(goals->plan, goals->verdicts.items[i].goal->block.name);
}

/* The verdict on the goal of this name; NULL after saying that there is none. */
static const struct smart_verdict *find_goal(const struct goals *goals, const char *name)
{
	uint32_t n = goals->verdicts.n;
	for (uint32_t i = 0; i < n; i++)
		if (str_is(goal_name(goals, i), name))
			return &goals->verdicts.items[i];
	int near = closest_word(str_from(name), n, goal_name, goals);
	if (near >= 0)
		complain("the plan has no goal `%s`; did you mean `%.*s`?", name,
			STR_ARGS(goal_name(goals, (uint32_t)near)));
	else
		complain("the plan has no goal `%s`; without a name all goals are explained", name);
	return NULL;
}

static bool find_plan(struct goals *goals, const struct analysis *analysis, const char *path)
{
	for (uint32_t i = 0; i < analysis->run.plans.n; i++) {
		struct plan *plan = analysis->run.plans.items[i];
		if (!plan->frame || goals->plan)
			continue;
		goals->plan = plan;
		goals->tracked = analysis->tracked.items[i];
	}
	if (!goals->plan)
		complain("%s: there is no `plan` block in it, so it has no goals to judge", path);
	else if (goals->plan->is_broken)
		complain("%s could not be read whole, so its goals are not judged; `pbp check` "
			 "says why",
			path);
	return goals->plan && !goals->plan->is_broken;
}

static bool print_goals(struct out *out, const struct goals *goals, const char *name, bool as_json)
{
	struct arena arena;
	uint32_t n = 0;
	arena_init(&arena);
	const struct smart_verdict **chosen =
		arena_array(&arena, const struct smart_verdict *, goals->verdicts.n + 1);
	if (name && (chosen[0] = find_goal(goals, name)))
		n = 1;
	for (uint32_t i = 0; !name && i < goals->verdicts.n; i++)
		chosen[n++] = &goals->verdicts.items[i];
	bool good = !name || n;
	if (good && as_json)
		smart_print_json(out, goals->plan, chosen, n);
	for (uint32_t i = 0; good && !as_json && i < n; i++) {
		out_text(out, i ? "\n" : "");
		smart_print(out, goals->plan, chosen[i]);
	}
	arena_free(&arena);
	return good;
}

bool explain_goal(struct out *out, const char *name, struct options *options)
{
	struct options of_plan = *options;
	struct analysis analysis;
	struct goals goals = {0};
	struct sink sink;
	char path[4096];
	const char *suffix = strstr(name, ".pbp");
	const char *colon = strchr(suffix, ':');
	size_t len = colon ? (size_t)(colon - name) : strlen(name);
	if (len >= sizeof path) {
		complain("this path is too long");
		return false;
	}
	memcpy(path, name, len);
	path[len] = '\0';
	of_plan.paths.items = (const char *[]){path};
	of_plan.paths.n = 1;
	of_plan.without_rules = true;
	sink_init(&sink);
	bool good = analysis_run(&analysis, &of_plan) && find_plan(&goals, &analysis, path);
	if (good && colon && !strncmp(colon, ":rule.", 6)) {
		good = explain_rule(out, goals.plan, str_from(colon + 6));
	} else if (good) {
		struct level_overrides overrides = {options->overrides.items, options->overrides.n};
		smart_judge(goals.plan, goals.tracked, &overrides, &sink, &goals.verdicts);
		good = print_goals(
			out, &goals, colon ? colon + 1 : NULL, options->table == TABLE_JSON);
	}
	sink_free(&sink);
	analysis_free(&analysis);
	return good;
}
