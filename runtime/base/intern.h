/*
 * Names as small numbers. Equal texts get the same id for the life of the table; id 0 is no name.
 * Ids are given in the order of first sight, so the schema's words, interned first, have fixed ids.
 */
#ifndef RUNTIME_BASE_INTERN_H
#define RUNTIME_BASE_INTERN_H

#include "runtime/base/arena.h"
#include "runtime/base/str.h"
#include "runtime/base/vec.h"
#include <stdint.h>

struct intern_slot {
	uint32_t hash, id; /* id 0: empty */
};

struct intern {
	struct arena arena;
	VEC(struct str) names;	   /* names.items[id] */
	struct intern_slot *slots; /* open addressing, at most half full */
	uint32_t n_slots;
};

void intern_init(struct intern *intern);
void intern_free(struct intern *intern);
/* The id of `name`, which is copied when new; 0 for an absent text (ptr NULL). */
uint32_t intern_id(struct intern *intern, struct str name);
/* The id of `name`, or 0 when it was never interned. */
uint32_t intern_find(const struct intern *intern, struct str name);
/* The text under `id`, NUL-terminated; empty for id 0. */
struct str intern_name(const struct intern *intern, uint32_t id);

#endif
