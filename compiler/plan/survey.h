/*
 * What the user asked for: the .pbp files that the paths they named lead to, each once, and the
 * projects these lie in. Looks at folders and opens no file. Made before any file is read, then
 * immutable, so that runs on several threads share it and nothing they say depends on who was
 * first.
 */
#ifndef COMPILER_PLAN_SURVEY_H
#define COMPILER_PLAN_SURVEY_H

#include "compiler/source/source.h"
#include "runtime/base/intern.h"

struct survey_project {
	struct str root;	  /* canonical; imports may not leave it */
	struct str folder, shown; /* a folder of it, canonical and as the user would write it */
};

struct survey_item {
	struct str shown, canonical;
	uint32_t project;    /* index in projects */
	bool is_named;	     /* by itself, not found in a folder */
	struct source *text; /* a text that stands for the file; NULL: it is read */
};

/* What is known of a path. */
struct survey_path {
	uint32_t item;	  /* it is this file, + 1 */
	uint32_t project; /* it is the root of this project, + 1 */
	uint32_t asked;	  /* a folder: for the asked-th thing that the user named ... */
	uint32_t root_of; /* ... its files belong to this project, + 1 */
	enum { SETTINGS_UNKNOWN, SETTINGS_NONE, SETTINGS_THERE } settings; /* project.pbp in it */
};

struct survey {
	struct arena arena;
	struct intern paths;
	VEC(struct survey_path) known; /* by id in paths */
	VEC(struct survey_item) items; /* in the order they were named or found */
	VEC(struct survey_project) projects;
	uint32_t n_asked;
};

void survey_init(struct survey *survey);
void survey_free(struct survey *survey);
/* Adds what a file or folder leads to. *n counts the files, those known before included. False if
   there is no such path: *reason says so. */
bool survey_path(struct survey *survey, const char *path, uint32_t *n, const char **reason);
/* Adds a text that has no file; it stands for the file called `name` in `folder` wherever that is
   named, found or imported. False if there is such a text already. */
bool survey_text(struct survey *survey, struct sources *sources, const char *name,
	const char *folder, struct str text);
/* Whether the file is one of the items. */
bool survey_has(const struct survey *survey, struct str canonical);
/* The innermost project around a file that something was asked of; NULL if there is none. */
const struct survey_project *survey_project_around(
	const struct survey *survey, struct str canonical);
/* How the user would write the path of a file of a project, in `arena`; ptr NULL for a file outside
   of every project. */
struct str survey_shown(const struct survey *survey, struct arena *arena, struct str canonical);

#endif
