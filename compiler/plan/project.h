/*
 * From files to plans: reads files and their imports (each once a run), the settings of projects,
 * and builds plans. Reads nothing outside the project's root. Which files there are to read is
 * found by survey.h; load.h reads them on several threads.
 */
#ifndef COMPILER_PLAN_PROJECT_H
#define COMPILER_PLAN_PROJECT_H

#include "compiler/plan/plan.h"

enum { IMPORT_DEPTH_MAX = 32, PLAN_FILES_MAX = 1000, PLAN_BLOCKS_MAX = 1000000 };

void run_init(struct run *run, date_t as_of);
/* A run for another thread: the texts, what was asked and what plans know of each other are those
   of `first`, which must outlive it. */
void run_init_beside(struct run *run, const struct run *first);
/* Gives the first run what one beside it has found and read. The other is done with then, but its
   memory holds what it gave: it is freed after the first. */
void run_join(struct run *first, struct run *beside);
void run_free(struct run *run);

/* Loads every plan under `path` (a file or a folder) in one run. False if the path or a file in it
   cannot be read: *reason says why. */
bool run_load_path(struct run *run, const char *path, const char **reason);
/* Loads a text that has no file: `name` is shown in findings; its imports are read relative to
   `folder`. */
void run_load_text(struct run *run, const char *name, const char *folder, struct str text);

/* Tells every source where it lies in its project, so that what is said of it is the same wherever
 * the project lies. */
void run_note_places(struct run *run);

/* A project of the survey; its settings are read when the run first asks for it. */
struct project *run_project(struct run *run, uint32_t index);
/* The file parsed from `canonical`, read at most once a run; NULL: *reason says why. `shown` is its
   path in findings, if the survey knows no better. */
struct file *run_file(struct run *run, struct str shown, struct str canonical, const char **reason);
/* A file of the standard library by its short name ("metrics"), NULL if there is none. */
struct file *run_std_file(struct run *run, struct str name);
/* The short name of the standard library's file that declares this block ("metric", "win_rate") or,
   for a unit, has the word as its plural; ptr NULL if none does. */
struct str std_file_declaring(enum kind kind, struct str name);
/* "std.calendars, std.metrics and std.units": what there is to import. */
void std_files_print(struct out *out);
/* The short name nearest to a misspelt one; ptr NULL if none is near. */
struct str std_file_closest(struct str name);
/* The `plan` blocks at the top of a file: node of the first, and how many. */
uint32_t file_plan_block(const struct run *run, const struct file *file, uint32_t *n);

/* What a file is built for: to be judged, as a library looked at alone, or to be read by a plan
 * that imports it. */
enum plan_purpose { PLAN_JUDGED, PLAN_LIBRARY, PLAN_IMPORTED };
/* Fills plan->uses with the plan file and all it imports, in order; reports what cannot be
 * imported. One that is judged gets what the command line adds as well. */
void plan_read_imports(struct plan *plan, enum plan_purpose purpose);
/* Builds the plan of a file: imports, blocks, names, fields. Never NULL. */
struct plan *plan_build(
	struct run *run, struct project *project, struct file *file, enum plan_purpose purpose);
void plan_free(struct plan *plan);

#endif
