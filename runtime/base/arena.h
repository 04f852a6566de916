/*
 * An arena owns every byte allocated from it and gives all of it back at once. Memory comes zeroed
 * and aligned for any type. When the machine has no memory left, memory_exhausted() ends the run
 * with exit code 2; no caller checks for NULL.
 */
#ifndef RUNTIME_BASE_ARENA_H
#define RUNTIME_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks;
	char *next, *end;
	size_t total; /* bytes asked of the system */
};

void arena_init(struct arena *arena);
void arena_free(struct arena *arena);
/* `size` zeroed bytes that live as long as the arena; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of `len` bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const void *bytes, size_t len);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc((arena), (size_t)(n) * sizeof(type)))

/* malloc and realloc that never return NULL; the only ways to memory outside an arena. */
void *memory_resize(void *old, size_t size);
void memory_release(void *old);
_Noreturn void memory_exhausted(void);

#endif
