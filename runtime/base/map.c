#include "runtime/base/map.h"
#include "runtime/base/arena.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>

enum { CAP_MIN = 16 };
#define CAP_MAX (UINT32_C(1) << 31)

/* The finishing step of splitmix64: every bit of the key reaches every bit of the result. */
static uint64_t mix(uint64_t key)
{
	key = (key ^ key >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	key = (key ^ key >> 27) * UINT64_C(0x94d049bb133111eb);
	return key ^ key >> 31;
}

/* The slot that holds `key`, or the empty one where it belongs. At least a quarter of the slots are
 * empty.
 */
static struct map_slot *find(const struct map *map, uint64_t key)
{
	uint32_t mask = map->cap - 1;
	uint32_t at = (uint32_t)mix(key) & mask;

	while (map->slots[at].key && map->slots[at].key != key)
		at = (at + 1) & mask;
	return &map->slots[at];
}

static void grow(struct map *map)
{
	struct map old = *map;

	if (old.cap >= CAP_MAX)
		memory_exhausted();
	map->cap = old.cap ? old.cap * 2 : CAP_MIN;
	map->slots = memory_resize(NULL, map->cap * sizeof *map->slots);
	memset(map->slots, 0, map->cap * sizeof *map->slots);
	for (uint32_t i = 0; i < old.cap; i++) {
		if (old.slots[i].key)
			*find(map, old.slots[i].key) = old.slots[i];
	}
	memory_release(old.slots);
}

uint32_t *map_get(const struct map *map, uint64_t key)
{
	assert(key);
	if (!map->n)
		return NULL;
	struct map_slot *slot = find(map, key);
	return slot->key ? &slot->value : NULL;
}

uint32_t *map_put(struct map *map, uint64_t key, bool *added)
{
	assert(key);
	struct map_slot *slot = map->cap ? find(map, key) : NULL;
	bool is_new = !slot || !slot->key;

	if (is_new) {
		if (map->n >= map->cap / 4 * 3) {
			grow(map);
			slot = find(map, key);
		}
		*slot = (struct map_slot){key, 0};
		map->n++;
	}
	if (added)
		*added = is_new;
	return &slot->value;
}

void map_free(struct map *map)
{
	memory_release(map->slots);
	*map = (struct map){0};
}
