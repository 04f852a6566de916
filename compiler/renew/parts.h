/*
 * What the steps of a renewal share.
 */
#ifndef COMPILER_RENEW_PARTS_H
#define COMPILER_RENEW_PARTS_H

#include "compiler/renew/renew.h"
#include "compiler/renew/rewrite.h"

/* The tag of what comes over from the plan before. */
#define CARRIED_TAG "carried_over"

struct renewing {
	struct plan *plan;
	const struct tracked *goals, *work;
	struct str folder;   /* of the new file */
	struct str alias;    /* what the new plan calls the old one */
	struct arena *arena; /* of the result */
	struct shift shift;
	struct carried carried;
	struct renewed *renewed;
	VEC(struct block *) own; /* blocks and templates with a text of their own */
	struct map block_at;	 /* its source and node -> index in `own`, + 1 */
	struct map names;	 /* a block that gets another name -> index in new_names, + 1 */
	VEC(struct str) new_names;
	bool within_model;	   /* the text at hand becomes a template */
	const struct block *clash; /* a second one of its name where there can be one; NULL: none */
	struct map restricted;	   /* goals and metrics with readings that are only for some */
	struct map folded;	   /* sources whose blocks stand in the new file itself */
};

static inline bool file_is_folded(const struct renewing *renewing, const struct file *file)
{
	return map_get(&renewing->folded, file->source->id) != NULL;
}

/* As itself, not as what others are like. */
static inline bool goes_on(const struct renewing *renewing, const struct block *block)
{
	enum carry carry = carry_of(&renewing->carried, block);
	return carry != CARRY_LEFT && carry != CARRY_MODEL;
}

/* The block whose own text the node is; NULL: a block of the library that nobody uses. */
struct block *renewing_block(
	const struct renewing *renewing, const struct file *file, uint32_t node);

/* The path of a canonical file from the new one's folder, in quotes. */
struct str renewing_path(const struct renewing *renewing, struct str file);
/* Edits the text of a block and of what stands in it. */
void rewrite_block(struct renewing *renewing, struct rewrite *rewrite, uint32_t node);
/* What of a period counts where it stands. */
enum period_end { PERIOD_WHOLE, PERIOD_FIRST_DAY, PERIOD_LAST_DAY };
/* Moves the days in a value or a whole statement; `wants_days`: a number alone is a year. */
void rewrite_dates(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node,
	enum period_end end, bool wants_days,
	date_t (*move)(const struct shift *shift, date_t date));
/* An item whose `until` lies before the new period. */
bool has_ended(const struct renewing *renewing, const struct file *file, uint32_t item);
void trim_owners(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t field);
/* Decides on renewing->restricted. */
void find_restricted(struct renewing *renewing);
/* Decides on renewing->names, and on clash. */
void find_names(struct renewing *renewing);
/* It goes on without what it stood in. */
bool is_lifted(const struct renewing *renewing, const struct block *block);
/* Names in the block's fields, and behind `like`, as they are in the new plan. */
void rewrite_names(const struct renewing *renewing, struct rewrite *rewrite, struct block *block);
void rewrite_like(const struct renewing *renewing, struct rewrite *rewrite, uint32_t like);
/* A goal begins where the last one ended, and has no target yet. */
void rewrite_goal(
	struct renewing *renewing, struct rewrite *rewrite, const struct goal_block *goal);
/* The value of a field or a `let`, written down: days moved. */
struct str frozen_text(const struct renewing *renewing, const struct value *value,
	date_t (*move)(const struct shift *shift, date_t date));
/* What the block is called in the new plan. */
struct str new_name(const struct renewing *renewing, const struct block *block);
/* "# " lines of at most 96 columns. */
struct str as_comment(struct arena *arena, struct str text);

void find_leavers(struct renewing *renewing);

#endif
