/*
 * A plan: its plan file and every library it imports, with names resolved and every field decoded
 * into the structs of the schema. Built once, then immutable; tracking on a day is a separate value
 * (track.h).
 */
#ifndef COMPILER_PLAN_PLAN_H
#define COMPILER_PLAN_PLAN_H

#include "compiler/diag/finding.h"
#include "compiler/plan/survey.h"
#include "compiler/schema/schema.h"
#include "compiler/syntax/tree.h"
#include "runtime/base/map.h"
#include "runtime/track/track.h"

struct plan;
struct peers;
struct past_plans;

/* A folder that imports may not leave, with its project.pbp if it has one. */
struct project {
	struct str root;	     /* canonical */
	uint32_t index;		     /* in the survey */
	struct plan *settings;	     /* project.pbp, decoded alone; NULL if there is none */
	struct project_block *block; /* its `project` block, or NULL */
};

/* A text that is read instead of what a file holds: fixes are tried before anything is written. */
struct overlays {
	VEC(struct overlay {
		struct str canonical;
		struct str text;
	})
	items;
};

/* Files that the command line adds to a plan, as if it imported them. */
struct with_file {
	struct str shown, canonical;
};

struct with_files {
	VEC(struct with_file) items;
};

/* Who imports whom, as far as somebody asked: see circles.h. */
struct import_edge {
	struct file *to;
	uint32_t import; /* the NODE_IMPORT */
	bool is_plan;	 /* to a plan, by a name */
};

struct import_place { /* a file, as a project sees it */
	struct file *file;
	uint32_t first_edge, end_edge, next_edge;
	uint32_t low, circle, height;
	bool is_open;
};

struct import_graph {
	VEC(struct import_place) nodes;
	VEC(struct import_edge) edges;
	VEC(uint32_t) open;
	struct map node_of; /* project and source -> index in nodes */
};

/* What one thread works with: names, files parsed once, the plans made of them and their findings.
   Runs on several threads share the texts, what was asked and what plans know of each other; in
   the end the first has the plans and the findings of all. */
struct run {
	struct arena arena;
	struct intern intern;
	struct schema_index schema;
	struct sources sources;
	struct sink sink;
	VEC(struct file *) asides;	/* texts that are no part of a plan, such as a query */
	VEC(struct file *) files;	/* every file parsed */
	VEC(struct project *) projects; /* those that something was read of */
	VEC(struct plan *)
	plans; /* what was asked for: plan files, in the order of the survey, then libraries that no
		  plan imports */
	VEC(struct plan *) imported; /* plan files that others import with `as` */
	struct map file_of;	     /* source -> index in files */
	struct map project_of;	     /* index in the survey, + 1 -> index in projects */
	struct map imported_of;	     /* source and project -> index in imported */
	struct survey *survey;
	struct peers *peers;
	const struct run *first; /* whose texts, survey and peers it uses; NULL: its own */
	enum profile profile;	 /* of the command line; PROFILE_NONE: the plan, its tier or its
				    project says */
	struct import_graph graph;
	bool wants_all;	  /* findings are filtered before the cap of one rule in one file counts */
	bool wants_fixes; /* somebody will read the edits of findings: more are worked out */
	const struct overlays *overlays; /* texts that stand for files; NULL: none */
	struct str audience; /* the name of the party that gets the outputs: plans are without what
				is `only_for` others; len 0: they are whole */
	const struct with_files *with; /* what is added to the plans asked for; NULL: nothing */
	const struct past_plans *past; /* versions that were signed; NULL: none is at hand */
	date_t as_of; /* DATE_NONE: rules and figures that need a day are left out */
};

/* A file as one plan sees it. */
struct file_use {
	struct file *file;
	uint32_t alias; /* interned: the alias, else the file's base name */
	bool is_std;
	bool again; /* an earlier use has the same file under another name */
	const struct plan
		*plan; /* imported plan file, readable under the alias; NULL for a library */
	const struct file *importer;
	uint32_t import_node; /* in importer */
	bool used;
};

/* A finding that an `allow` keeps out of the result. Reports list it with its reason, person and
 * end. */
struct waived_finding {
	struct finding *finding;
	const struct block *block; /* the one that states the waiver */
	const struct phrase_waiver *waiver;
	struct waived_finding *next;
};

/* The signature file that a sign-off names. */
struct signature_of {
	const struct signoff_block *signoff;
	const char *wrong; /* why it does not hold; NULL: it does */
};

struct plan {
	struct run *run;
	struct project *project;
	struct arena arena;
	struct file *file;	   /* the plan file, or the library looked at alone */
	struct plan_block *frame;  /* its `plan` block; NULL if it has none */
	VEC(struct file_use) uses; /* [0] is the plan file itself */
	VEC(uint32_t) cut;	   /* aliases of imports in a circle or nested too deep */
	VEC(struct block *)
	blocks; /* every block and child, in order of appearance, without templates and std blocks
		   nobody uses */
	struct {
		struct block **items;
		uint32_t n;
	} of_kind[KIND_COUNT]; /* the same by kind */
	struct map missed_std; /* names of files of the library that nothing imports, reported */
	struct map units;      /* a unit's word, singular or plural -> index in unit_blocks, + 1 */
	VEC(struct block *) unit_blocks;
	VEC(struct block *) rates; /* those among blocks: fields are converted before of_kind is */
	uint32_t n_orders;
	uint32_t decode_depth;
	uint64_t n_eval_steps; /* values that its expressions have looked at so far */
	uint32_t n_guesses;    /* misspelt names that the nearest was looked for */
	struct map names;      /* scope and name -> first entry in `entries`; see names.h */
	VEC(struct name_entry) entries;
	VEC(struct let *) lets;
	struct map causes; /* what a root cause is of -> the first such cause in of_kind, + 1 */
	VEC(struct block *) templates;	  /* top `template` blocks: never part of the plan */
	bool resolving_templates;	  /* names after `like` may be those of templates */
	struct calendar calendar;	  /* the plan's, else the project's, else the default */
	struct calendar *party_calendars; /* one for each of of_kind[KIND_party] */
	unit_t currency;
	date_t first, last; /* the period */
	struct track_settings settings;
	enum profile profile;
	bool is_draft;
	bool is_built;
	uint32_t peer;	   /* active: its place in run->peers, + 1 */
	bool is_library;   /* looked at alone: names are not resolved */
	bool is_broken;	   /* one of its files could not be parsed whole */
	bool has_mistakes; /* a name or value in it could not be read, which was reported: nobody
			      can tell what it says */
	const struct party_block *audience; /* who gets it; NULL: everybody */
	struct plan *whole; /* imported, with an audience: what it is without one, so that names of
			       what is hidden can be told from unknown ones; else NULL */
	bool is_whole;	    /* it is such a plan, or the first of two of one that is judged */
	VEC(struct signature_of) signatures; /* those that somebody has verified */
	struct waived_finding *waived;	     /* by rules_run, in the order they were found */
	struct waived_finding *last_waived;
};

/* What a name stands for in one scope (the plan, or a block with children). */
struct name_entry {
	struct block *block; /* NULL: a let */
	struct let *let;
	const struct file *file;
	uint32_t next; /* next entry of the same name; 0 ends */
};

struct let {
	const struct file *file;
	uint32_t node; /* NODE_LET */
	struct value value;
	enum { LET_FRESH, LET_BUSY, LET_DONE } state;
	bool used, is_hidden;
};

/* Blocks of one kind: for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) plan_goal(plan, i)
 */
#define KIND(kind, ...)                                                                            \
	static inline struct kind##_block *plan_##kind(const struct plan *plan, uint32_t i)        \
	{                                                                                          \
		return (struct kind##_block *)(void *)plan->of_kind[KIND_##kind].items[i];         \
	}
#define ROWS(kind)
#define FIELD(...)
#define FIELD_AS(...)
#define KIND_END(kind)
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END

/* ---- places, for findings ---- */
/* The block's name, else its kind word. */
struct span block_span(const struct block *block);
/* Value of a stated field (its last statement); the block's name where it is not stated. */
struct span block_field_span(const struct block *block, const char *field);
/* A field's name with its value. */
struct span block_whole_field_span(const struct block *block, const char *field);
/* A node of the file in which `block` (or an update of it) states `field`: items of lists, phrases,
 * references. */
struct span block_node_span(const struct block *block, const char *field, uint32_t node);
/* Value of the field in the part that states it first, with that part's file; a zero span if it is
 * not stated. */
struct span block_stated_field(
	const struct block *block, const char *field, const struct file **file);
/* The NODE_FIELD that states the field first, 0 if none does. */
uint32_t block_statement(const struct block *block, const char *field, const struct file **file);
/* `goal "Close 650k USD"`: kind and title, else its name: what messages call a block. In the plan's
 * arena. */
struct str block_called(const struct plan *plan, const struct block *block);
/* "sourced", "crm_link.connector": how a plan writes a reference to it. */
struct str block_path(const struct plan *plan, const struct block *block);
struct str plan_name(const struct plan *plan, uint32_t name);

/* A source's path below the project's root, so that an output is the same wherever the project
   lies; its path as the user wrote it if it lies elsewhere. */
struct str plan_source_path(const struct plan *plan, const struct source *source);

/* The findings of a finished sink that are in the plan's files or in none, in the sink's order; *n
   of them, in `arena`. */
const struct finding **plan_findings(
	const struct plan *plan, const struct sink *sink, struct arena *arena, uint32_t *n);

/* ---- meaning shared by rules and outputs ---- */
const struct any *block_any(const struct block *block); /* never NULL */
bool block_has(const struct block *block, const char *field);
/* Owner phrases that hold for a block: its own, else the nearest parent's (*from is whose). NULL if
 * there is none. */
struct owners {
	const struct phrase_owner *items;
	uint32_t n;
	const struct block *from;
};
struct owners block_owners(const struct block *block);
/* The one who owns it on that day (the first of them if there are two); NULL if nobody does.
 * Without a day: the first named. */
struct person_block *block_owner_on(const struct block *block, date_t day);
/* Who answers for a block on that day: its owner, or whom the kind names instead: who delivers a
   dependency, chairs a review, asked for money or does the work that it pays, had part in a win. */
struct person_block *block_answering_on(const struct block *block, date_t day);
/* Days on which it must have an owner: window, goal days, up to the due date; else the plan's
 * period (language.md section 8). */
struct date_range block_life(const struct plan *plan, const struct block *block);
/* First and last day of a goal, tracking.md section 2. */
struct date_range goal_days(const struct plan *plan, const struct goal_block *goal);
/* Party of a person, NULL-safe. */
struct party_block *person_party(const struct person_block *person);
struct party_block *block_as_party(struct block *block);
struct person_block *block_as_person(struct block *block);
bool plan_has_party(const struct plan *plan, const struct block *party); /* named in `between` */
/* Vendor side: vendor and supplier. */
bool party_is_vendor_side(const struct party_block *party);
/* The party's own calendar, else the plan's; the plan's for NULL. */
const struct calendar *party_calendar(const struct plan *plan, const struct party_block *party);
/* The goal's metric, its source, refresh as goal and metric state them together. */
struct metric_block *goal_metric(const struct goal_block *goal);
struct duration goal_refresh(const struct goal_block *goal);
struct str goal_source(const struct goal_block *goal);
bool goal_is_kept(const struct goal_block *goal);
/* Word of an enumeration field as the plan wrote it: words_find's inverse. */
const char *enum_word(const struct words *words, uint8_t value);
/* "650,000 USD", "120 leads", "12.5%", "7": as a plan writes it. */
void quantity_print(const struct plan *plan, struct out *out, struct quantity quantity);
struct str quantity_text(const struct plan *plan, struct quantity quantity);
/* "USD", "leads", "%", "": the unit alone, plural unless the number is 1. */
struct str unit_text(const struct plan *plan, unit_t unit, bool plural);
/* The `unit` block behind a declared unit; NULL for currencies, percent and durations. */
const struct unit_block *plan_declared_unit(const struct plan *plan, unit_t unit);
bool unit_is_whole(const struct plan *plan, unit_t unit);
/* Puts the `tracking.*` thresholds of a `set` into the settings; others are those of rules. */
void track_settings_apply(
	struct track_settings *settings, const struct phrase_setting_to *items, uint32_t n);

#endif
