/*
 * The command line. A command is one file of this folder: one const struct with its name, what it
 * takes and a function. Only this folder reads the clock, the environment and the terminal, prints,
 * and decides on the exit code: 0 nothing at or above the failing level, 1 findings, 2 the job
 * could not be done.
 */
#ifndef COMPILER_CMD_CMD_H
#define COMPILER_CMD_CMD_H

#include "compiler/diag/render.h"
#include "compiler/emit/emit.h"
#include "compiler/plan/project.h"
#include "compiler/rules/rule.h"
#include <stdatomic.h>

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_UNABLE = 2 };

/* The commands an option belongs to: bits of option_info.of. */
enum option_set {
	OF_CHECK = 1,
	OF_BUILD = 2,
	OF_AGENDA = 4,
	OF_FMT = 8,
	OF_QUERY = 16,
	OF_NEW = 32,
	OF_FIX = 64,
	OF_EXPLAIN = 128,
	OF_MINUTES = 256,
	OF_STATUS = 512,
	OF_LSP = 1024,
	OF_MANUAL = 2048,
	OF_SEAL = 4096,
	OF_DIFF = 8192,
	OF_RENEW = 16384,
	OF_FINDINGS = OF_CHECK | OF_BUILD | OF_AGENDA | OF_FIX,
	OF_AUDIENCE = OF_CHECK | OF_BUILD | OF_AGENDA | OF_QUERY | OF_STATUS, /* for one party */
	OF_JOBS = OF_FINDINGS /* plans on several threads */
};

enum { JOBS_MAX = 256 };

struct options {
	VEC(const char *) paths;
	date_t as_of;	/* DATE_NONE with --as-of none */
	bool has_as_of; /* it was given */
	enum profile profile;
	enum level fail_on;
	VEC(struct level_override) overrides;
	const struct finding_format *format; /* NULL: text */
	bool color_on, color_off;	     /* --color always, never */
	const char *stdin_name;
	const char *types;  /* -t, as given */
	const char *folder; /* -o */
	const char *review;
	const char *audience;
	VEC(const char *) with; /* --with */
	const char *write_to;	/* --write */
	uint32_t width;		/* --width; 0: not given */
	date_t on;
	bool bom;
	bool check;	     /* --check: say it and change nothing */
	bool diff;	     /* --diff */
	const char *columns; /* --columns, as given */
	enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_JSON } table;
	enum manual_form { MANUAL_MARKDOWN, MANUAL_JSON, MANUAL_MAN } manual_form;
	const char *template; /* --template */
	date_t from;	      /* --from */
	bool unsafe;	      /* --unsafe */
	enum diff_form { DIFF_TEXT, DIFF_MARKDOWN, DIFF_JSON, DIFF_HTML } diff_form;
	bool git_driver;	    /* --git-driver */
	bool shows_form;	    /* --show */
	bool verify;		    /* --verify */
	const char *signed_version; /* --signed */
	const char *signers;	    /* --signers FILE */
	const char *by;		    /* --by PERSON */
	const char *baseline;	    /* --baseline */
	bool updates_baseline;
	/* What a command sets for itself: texts that stand for files, what standard input held,
	   that edits of findings are wanted, */
	const struct overlays *overlays;
	struct str stdin_text;
	bool wants_fixes;
	bool without_rules; /* a command's own: plans are loaded and tracked, not judged */
	uint32_t jobs;	    /* --jobs: threads, at least 1 */
};

struct command {
	const char *name;
	const char *takes;   /* "[PATH...]" */
	const char *summary; /* one line */
	const char *details; /* paragraphs for `pbp help NAME`; may be NULL */
	unsigned options;    /* enum option_set; 0: none */
	int (*run)(struct options *options);
};

/* command_<file name>, in the order of the file names. */
extern const struct command *const commands[];
extern const uint32_t commands_n;

struct option_info {
	const char *name;  /* "--as-of" */
	const char *brief; /* "-t", NULL */
	const char *takes; /* "DATE|none"; NULL for a switch */
	const char *summary;
	unsigned of; /* enum option_set */
	bool (*set)(struct options *options,
		const char *value); /* false: the value is not one of those it takes */
};
extern const struct option_info option_infos[];
extern const uint32_t option_infos_n;

/* The day it is, on this machine's clock and in its time zone. */
date_t today(void);

const struct command *command_find(const char *name);
/* Says that there is no such command, and which one may be meant. */
void command_complain(const char *name);
/* Reads what follows the command's name; false after it has said what is wrong on standard error.
 */
bool options_read(struct options *options, const struct command *command, char **arguments);
void options_free(struct options *options);
void help_print(struct out *out);
void help_print_command(struct out *out, const struct command *command);

/* ---- from paths to judged plans ---- */

struct analysis {
	struct with_files with;
	struct past *past;	/* the signed version; NULL: none was named */
	struct run run;		/* the first thread's; in the end it has the plans and findings
				   of all */
	VEC(struct run) beside; /* those of the other threads, which keep the names */
	uint32_t n_known;	/* findings that the baseline keeps out */
	bool is_incomplete;	/* a path could not be read */
	VEC(struct tracked *) tracked; /* one for each of run.plans; NULL without a day */
};

/* Loads, tracks and checks everything the options name. False if a path could not be read: said on
 * standard error. */
bool analysis_run(struct analysis *analysis, const struct options *options);
void analysis_free(struct analysis *analysis);
/* The run of a thread, from 0 on: beside.n + 1 of them. Only it may work on the plans it built. */
struct run *analysis_run_of(struct analysis *analysis, uint32_t worker);
/* The place of the one plan in run.plans; -1 after saying that there is none, or several, or that
   it could not be read whole. */
int64_t analysis_only_plan(const struct analysis *analysis);
/* The findings behind a -1 of analysis_only_plan, on standard error: none where there are several
   plans. */
void analysis_print_why(struct analysis *analysis, const struct options *options);
/* Whether the options, the environment and the stream ask for colour. */
bool wants_color(const struct options *options, int stream);
/* Columns of the terminal that the stream is; 0 if it is none. */
unsigned terminal_width(int stream);
/* Prints the findings and the summary to `stream` as the options ask; false if that fails. */
bool analysis_print(struct analysis *analysis, const struct options *options, int stream);
/* EXIT_CLEAN or EXIT_FINDINGS. */
int analysis_exit(const struct analysis *analysis, const struct options *options);
/* "2026-05-15" or "none". */
struct date_text as_of_text(date_t as_of);

/* ---- how far long work has got: shown on a terminal only, and only after a second ---- */

struct progress {
	bool is_on;
	const char *doing, *what; /* "checking", "plan" */
	uint32_t n;
	atomic_uint done;
	int64_t began, shown; /* milliseconds; shown 0: no line stands on the terminal */
};

void progress_begin(struct progress *progress, const char *doing, const char *what, uint32_t n);
/* The next part of the same work. */
void progress_next(struct progress *progress, const char *doing, const char *what, uint32_t n);
/* One more is done. Any thread may say so; only one of them may show it. */
void progress_step(struct progress *progress, bool may_show);
/* Takes the line off the terminal: before anything else is printed. */
void progress_end(struct progress *progress);

/* Writes all of it to a stream (1 or 2); false when that fails, which has been said. */
bool print_all(int stream, struct str text);
/* Everything on standard input, up to the limit of one file; NULL, or why not. */
const char *stdin_read(struct out *text);
/* The same; false after it has said why not. */
bool read_stdin(struct out *text);
/* "pbp: ..." on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
