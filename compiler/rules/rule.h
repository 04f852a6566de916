/*
 * A rule is one file of this folder: one const struct with its name, its levels, what it says and
 * why, a bad and a good example, its thresholds, and the function that checks a plan. Rules read;
 * they change nothing and never print. Which rules run, at which level, and which findings a waiver
 * keeps out is the engine's business.
 */
#ifndef COMPILER_RULES_RULE_H
#define COMPILER_RULES_RULE_H

#include "compiler/plan/tracked.h"

struct level_overrides;
struct rule_reports;

struct rule_check {
	struct plan *plan;
	const struct tracked *tracked; /* NULL without an as-of date */
	struct sink *sink;
	const struct rule *rule;
	enum level level;	      /* in this plan: profile, draft, overrides */
	struct rule_reports *reports; /* the engine's: which block a finding is about */
};

/* A threshold that `set: [NAME to VALUE]` changes. Days may also be set in weeks and so on. */
struct rule_setting {
	const char *name; /* the rule's name, with a further word where it has several */
	int64_t n;	  /* where nothing is set */
	unit_t unit;	  /* UNIT_NONE, UNIT_PERCENT, or days */
	const char *doc;
};

enum { RULE_DAYS = UNIT_DURATION_FIRST + DURATION_DAY };

struct rule {
	struct rule_info info;
	const struct rule_setting *settings; /* ends with a NULL name; NULL: none */
	bool runs_last; /* behind all others and the project's own: it judges what waivers did */
	void (*check)(struct rule_check *check);
};

/* rule_<file name>, e.g. rule_ownership_gap: sorted by name. */
extern const struct rule *const rules[];
extern const uint32_t rules_n;

/* A finding of this rule at `span`, at its level in this plan, about `block` (its entity; may be
   NULL). It may be waived: never keep it. */
struct finding *rule_report(struct rule_check *check, const struct block *block, struct span span,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The number that one of the rule's settings has for `block` (a goal sets its own; may be NULL):
   a whole number of days, or of what the setting counts. */
int64_t rule_setting(const struct rule_check *check, const char *name, const struct block *block);
/* Whether the waiver has met a finding so far, though it may have ended or be without effect. */
bool rule_waiver_met(const struct rule_check *check, const struct phrase_waiver *waiver);
/* Whether every rule that the waiver names has run: not off by the command line, not one that waits
   for a day or an earlier version that was not given. */
bool rule_waiver_was_tried(const struct rule_check *check, const struct phrase_waiver *waiver);
/* Can this person waive in the strategic profile? */
bool rule_is_sponsor(const struct plan *plan, const struct block *person);
/* Runs every rule that is not off and every `rule` block; findings go to the run's sink, those that
   a waiver keeps out to plan->waived. Names of `level`, `allow` and `set` that mean nothing are
   reported. A plan without a `plan` block is passed over. */
void rules_run(
	struct plan *plan, const struct tracked *tracked, const struct level_overrides *overrides);

/* -W, -E, --off, --level: later ones win, over the plan's and the project's `level`. */
struct level_override {
	struct str name; /* "group.rule", "group.*", "group.all" or "rule.ID" */
	enum level level;
};
struct level_overrides {
	const struct level_override *items;
	uint32_t n;
};

#endif
