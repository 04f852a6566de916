#include "runtime/base/vec.h"

/* Below half of what 32 bits count, so that n + 1 never wraps. */
enum { ITEMS_MAX = INT32_MAX, BYTES_MIN = 64 };

void *vec_grow(void *items, uint32_t *cap, uint32_t need, size_t size)
{
	if (need <= *cap)
		return items;
	if (need > ITEMS_MAX || need > PTRDIFF_MAX / 2 / size)
		memory_exhausted();
	uint32_t room = *cap;
	if (!room)
		room = size < BYTES_MIN / 4 ? (uint32_t)(BYTES_MIN / size) : 4;
	while (room < need)
		room = room > ITEMS_MAX / 2 ? ITEMS_MAX : room * 2;
	items = memory_resize(items, room * size);
	*cap = room;
	return items;
}
