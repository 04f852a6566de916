/*
 * Growing arrays. VEC(type) declares one; it starts zeroed and is released with vec_free. Growth
 * doubles, so pushing n items costs O(n).
 */
#ifndef RUNTIME_BASE_VEC_H
#define RUNTIME_BASE_VEC_H

#include "runtime/base/arena.h"
#include <stdint.h>

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *items;                                                                       \
		uint32_t n, cap;                                                                   \
	}

/* Makes room for at least `need` items of `size` bytes; returns the array, updates *cap. */
void *vec_grow(void *items, uint32_t *cap, uint32_t need, size_t size);

#define vec_reserve(v, need)                                                                       \
	((void)((need) > (v)->cap &&                                                               \
		((v)->items = vec_grow((v)->items, &(v)->cap, (need), sizeof *(v)->items))))
#define vec_push(v, item) (vec_reserve((v), (v)->n + 1), (void)((v)->items[(v)->n++] = (item)))
#define vec_free(v) (memory_release((v)->items), (v)->items = NULL, (v)->n = (v)->cap = 0)

#endif
