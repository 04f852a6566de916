/*
 * Findings are values: one struct serves text, JSON, SARIF, annotations and the language server.
 * Whoever sees a mistake fills one in; only diag/render_* prints. All texts live in the sink's
 * arena.
 */
#ifndef COMPILER_DIAG_FINDING_H
#define COMPILER_DIAG_FINDING_H

#include "compiler/source/source.h"
#include <stdbool.h>
#include <stdint.h>

enum level { LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR };
enum profile { PROFILE_NONE, PROFILE_NAPKIN, PROFILE_STANDARD, PROFILE_STRATEGIC };
enum rule_needs { NEEDS_FILES, NEEDS_DAY, NEEDS_PAST };

enum { FINDINGS_PER_RULE_MAX = 50 };

/* What is known of a finding's name: printed by `explain`, the manual and SARIF. Rules of the
   catalogue carry one, and so does every syntax, name, type and feed error (grammar/findings). */
struct rule_info {
	const char *name;	 /* "ownership.gap" */
	const char *summary;	 /* one line */
	const char *explanation; /* why it matters and what to do; a few sentences */
	/* Plans or libraries: the first raises exactly this finding, the second is clean. */
	const char *bad;
	const char *good;
	const char *as_of;    /* the day the examples are judged on; NULL: none */
	enum level levels[3]; /* napkin, standard, strategic */
	bool completeness;    /* in a draft plan at most a warning */
	bool wording;	      /* judges how a sentence reads: never more than a warning */
	bool always; /* syntax, name, type, feed: an error in every profile, never waived */
	enum rule_needs needs;
	/* The examples speak of files that do not come with them: they are shown, never run. */
	bool example_needs_files;
};

/* grammar/findings/(star).def: FINDING(id, "name", ...) declares finding_<id>. */
#define FINDING(id, ...) extern const struct rule_info finding_##id;
#include "grammar/findings/feed.def"
#include "grammar/findings/name.def"
#include "grammar/findings/syntax.def"
#include "grammar/findings/type.def"
#undef FINDING
extern const struct rule_info *const finding_infos[];
extern const uint32_t finding_infos_n;

struct label {
	struct span span;
	struct str text;
	struct label *next;
};

struct edit {
	struct span span; /* replaced by text; len 0 inserts */
	struct str text;
	struct edit *next;
};

struct note {
	struct str text;
	struct note *next;
};

struct finding {
	const struct rule_info *rule;
	struct str name; /* the printed name; rule->name unless a project's own rule: "rule.ID" */
	enum level level;
	struct span span;     /* the caret */
	struct str message;   /* one line */
	struct str caret;     /* text behind the carets; may be empty */
	struct label *labels; /* secondary places, in the order they were added */
	struct label *last_label;
	struct note *helps; /* sentences: "let sam start one day earlier:" */
	struct str code; /* text to paste, formatter layout, may have several lines; shown below the
			    helps */
	struct note *notes;
	struct edit *edits; /* the fix as edits; NULL if there is none */
	bool edits_are_safe;
	struct str entity; /* path of the block it is about, for the fingerprint: "goal sourced" */
	uint64_t fingerprint; /* see fingerprint.h; 0 until findings_fingerprint */
	uint64_t order;	      /* of arrival: the sink's batch, then a number; the last sort key */
	bool is_bare;  /* only counted: it lies beyond the cap, so nobody will read its texts */
	uint32_t more; /* findings of this rule in this file that were dropped after this one, the
			  last kept */
};

struct finding_range {
	uint32_t first, end; /* in a sink's items */
};

struct sink {
	struct arena arena;
	VEC(struct finding *) items;
	bool finished;
	bool is_mixed;	     /* findings of another sink stand behind its own */
	bool quotes_nothing; /* what a text holds may not be shown: findings get no code to paste
				and no edits */
	uint32_t batch, n_arrived;
	struct finding_range *of_source; /* by id, when it is finished: see sink_range */
	uint32_t n_sources;
	uint32_t dropped;	    /* above the cap of one rule in one file */
	uint32_t dropped_levels[4]; /* the same by level */
};

void sink_init(struct sink *sink);
void sink_free(struct sink *sink);
/* Findings that come now belong to this batch of work: whichever thread does it, they stand behind
   those of lower batches. A batch is done by one thread. */
void sink_begin_batch(struct sink *sink, uint32_t batch);
/* Puts another sink's findings with those of `sink`, which sorts them by batch when it is finished.
   They stay in the memory of `from`, which is left empty. Neither is finished yet. */
void sink_take(struct sink *sink, struct sink *from);
/* A new finding with level error; set its level afterwards where a profile decides. Never NULL. */
struct finding *finding_new(struct sink *sink, const struct rule_info *rule, struct span span,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* One without texts, which takes none while it is bare: for what is sure to be dropped by
   sink_finish, as FINDINGS_PER_RULE_MAX of its rule stand before it in its file. */
struct finding *finding_bare(struct sink *sink, const struct rule_info *rule, struct span span);
void finding_caret(struct sink *sink, struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void finding_label(struct sink *sink, struct finding *finding, struct span span, const char *format,
	...) __attribute__((format(printf, 4, 5)));
void finding_help(struct sink *sink, struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void finding_code(struct sink *sink, struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void finding_note(struct sink *sink, struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void finding_edit(
	struct sink *sink, struct finding *finding, struct span span, struct str text, bool safe);
/* Sorts by file path, line, column, name, those without a place first; merges equal ones (a
   library's finding seen through several plans; the higher level stays); keeps at most
   FINDINGS_PER_RULE_MAX of one rule in one file and counts the rest. Idempotent. */
void sink_finish(struct sink *sink, struct sources *sources);
/* The first part of that: all are there, sorted, equal ones merged. */
void sink_sort(struct sink *sink, struct sources *sources);
/* The findings in a source, which stand together in a finished sink. */
struct finding_range sink_range(const struct sink *sink, uint32_t source);
/* How many findings of exactly this level there are, dropped ones included. */
uint32_t sink_count(const struct sink *sink, enum level level);

/* The best of n candidates for a misspelt word: distance at most a third of its length (at least
   1), ties to the first; -1 if none is near. `candidate(context, i)` gives the i-th. */
int closest_word(struct str word, uint32_t n,
	struct str (*candidate)(const void *context, uint32_t i), const void *context);

const char *level_name(enum level level);

#endif
