/*
 * Judges a text as a plan with all rules: what the tests of rules share. Examples are judged behind
 * prelude.pbp unless they are plans of their own.
 */
#ifndef TESTS_UNIT_RULES_JUDGE_H
#define TESTS_UNIT_RULES_JUDGE_H

#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/rules/rule.h"

struct judged {
	struct run run;
	struct plan *plan;
	struct tracked *tracked;
};

struct ask {
	const char *text;
	const char *as_of;    /* NULL: none */
	enum profile profile; /* PROFILE_NONE: what the text says */
	const struct level_overrides *overrides;
};

/* Judges `text` as it is, for what `ask` says besides. Release with judged_free. */
void judge_text(struct judged *judged, struct str text, struct ask ask);
/* Judges ask.text, behind the prelude unless it has a `plan` block. Top blocks of the prelude that
   the text names in a comment, `# without: risk slow_calls, session 2026-02-10`, are left out. */
void judge(struct judged *judged, struct ask ask);
void judged_free(struct judged *judged);
void print_findings(struct judged *judged, const char *of);
/* How many findings of this name there are. */
uint32_t count(const struct judged *judged, const char *name);
/* The only finding of this name; fails if there are more or none. */
const struct finding *the(struct judged *judged, const char *name);

/* How many findings of a rule a text has. */
struct border {
	const char *what;
	uint32_t n;
	const char *text;
};
void check_borders(const char *rule, enum profile profile, const char *as_of,
	const struct border *borders, size_t n);

#define BORDERS(rule, as_of, ...)                                                                  \
	do {                                                                                       \
		static const struct border borders[] = {__VA_ARGS__};                              \
		check_borders(                                                                     \
			rule, PROFILE_STANDARD, as_of, borders, sizeof borders / sizeof *borders); \
	} while (0)

/* An initiative of 303 days. */
#define WORK(owner, more)                                                                          \
	"initiative webinars \"Retail webinar series\" {\n"                                        \
	"  owner:  " owner "\n"                                                                    \
	"  serves: [sourced]\n"                                                                    \
	"  window: 2026-02-01 .. 2026-11-30\n" more "}\n"

/* Goals on a level and on a flow. */
#define RATE(more)                                                                                 \
	"goal rate \"Win rate\" {\n"                                                               \
	"  owner:  dana\n"                                                                         \
	"  metric: win_rate\n" more "}\n"

#define LEADS(more)                                                                                \
	"goal demand \"Qualified leads\" {\n"                                                      \
	"  owner:       dana\n"                                                                    \
	"  metric:      std.metrics.qualified_leads\n" more "}\n"

#define SMALL_PLAN(more, rest)                                                                     \
	"plan joint \"Joint plan\" {\n"                                                            \
	"  between:  [acme, brightline]\n"                                                         \
	"  currency: USD\n"                                                                        \
	"  status:   active\n" more "}\n"                                                          \
	"party acme \"Acme Software\" { role: vendor }\n"                                          \
	"party brightline \"Brightline Systems\" { role: reseller }\n"                             \
	"person omar \"Omar Haddad\" { of: acme }\n"                                               \
	"person dana \"Dana Whit\" { of: brightline }\n" rest

#endif
