/*
 * The parts of the JSON document: blocks as they are stated, and what is known of them as of the
 * day. Everything is under the names of the language; editors/plan.schema.json says what there is.
 */
#ifndef COMPILER_EMIT_JSON_PARTS_H
#define COMPILER_EMIT_JSON_PARTS_H

#include "compiler/emit/emit.h"
#include "compiler/plan/value_json.h"

struct json_plan {
	struct json_writer json;
	const struct emit_input *input;
	struct plan *plan;
	struct arena *arena;
};

/* `path` and `line` of a span; nothing for one that is nowhere. */
void json_place(struct json_writer *json, struct plan *plan, struct span span);
/* An array of all blocks, those that stand in others under these. */
void json_blocks(struct json_plan *maker);
/* `tracked`: what is known of a block as of the day; nothing if nothing is. */
void json_tracked(struct json_plan *maker, const struct block *block);
/* An array of the sessions of all reviews. */
void json_sessions(struct json_plan *maker);
/* The SMART judgement of a goal, as an item of an array. */
void json_verdict(struct json_writer *json, struct plan *plan, const struct smart_verdict *verdict);

#endif
