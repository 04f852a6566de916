/*
 * A hash map from a nonzero 64-bit key to a 32-bit value. It is never walked, so its order can
 * reach no output. Zeroed it is empty.
 */
#ifndef RUNTIME_BASE_MAP_H
#define RUNTIME_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

struct map_slot {
	uint64_t key;
	uint32_t value;
};

struct map {
	struct map_slot *slots;
	uint32_t n, cap; /* cap is 0 or a power of two */
};

/* The value under `key`, or NULL. Valid until the next map_put. */
uint32_t *map_get(const struct map *map, uint64_t key);
/* The place for `key`'s value, added with value 0 if it was not there; *added may be NULL. */
uint32_t *map_put(struct map *map, uint64_t key, bool *added);
void map_free(struct map *map);

#endif
