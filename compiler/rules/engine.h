/*
 * Between the parts of the engine: what reports hold, what names mean, how the project's own rules
 * are run. Rules include rule.h only.
 */
#ifndef COMPILER_RULES_ENGINE_H
#define COMPILER_RULES_ENGINE_H

#include "compiler/rules/rule.h"

struct rule_reports {
	VEC(struct rule_reported {
		struct finding *finding;
		const struct block *block; /* may be NULL */
	})
	items;
	struct map met; /* waivers that met a finding */
	/* the block without a waiver for the last finding, and that finding's rule */
	const struct block *unwaived;
	const char *unwaived_by;
	const struct level_overrides *overrides;
	/* Findings of the rule at hand so far in one file, as long as each stands behind the one
	   before it; those that the cap will drop for sure need no texts. */
	bool drops; /* nothing is waived, and nobody asks for all findings */
	uint32_t source, n_in_source, last_start;
};

/* True if a name of `level` or `allow` is the rule's own, its group's `all` or (on the command
   line) `*`. */
bool rule_name_covers(struct str name, struct str rule);

/* Reports names of `allow`, `level` and `set` that mean nothing, and values of `set` that do not
   fit. */
void names_check(struct plan *plan, const struct level_overrides *overrides);
/* The setting of this name, NULL if no rule has it. */
const struct rule_setting *setting_find(struct str name);
/* The quantity as a number of the setting's unit; false if it is none. */
bool setting_value(const struct rule_setting *setting, struct quantity quantity, int64_t *n);

/* The level that overrides leave of `level`; `rule` is the printed name. */
enum level level_overridden(const struct plan *plan, const struct level_overrides *overrides,
	struct str rule, enum level level);
/* Runs one rule and leaves what it reports in check->reports, waived or not; false if its level is
   off or it has no day to run on. */
bool rule_run_alone(struct rule_check *check, const struct rule *rule);
/* Is there a waiver that keeps the report out? */
bool rule_is_waived(struct rule_check *check, struct rule_reported reported);
/* An edit that puts the finding's text to paste where it belongs, if that is plain; never a safe
 * one. */
void fix_derive(struct rule_check *check, struct finding *finding, const struct block *block);
/* Whether a `rule` block that `name` of a waiver covers judges blocks: none is left out because of
   a mistake in it. */
bool blocks_judge(const struct plan *plan, struct str name);
/* Runs the `rule` blocks of the plan and of its project. */
void blocks_run(struct rule_check *check, const struct level_overrides *overrides);

#endif
