#include "runtime/base/arena.h"
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_MIN = 4 << 10, CHUNK_MAX = 1 << 20, ALIGNMENT = 16 };

_Static_assert(alignof(max_align_t) <= ALIGNMENT, "a chunk is aligned for any type");

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
};

_Static_assert(sizeof(struct arena_chunk) % ALIGNMENT == 0, "what follows a chunk is aligned");

_Noreturn void memory_exhausted(void)
{
	static const char message[] = "pbp: out of memory\n";

	ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
	(void)written;
	/* Not exit(): its handlers may want memory as well. */
	_exit(2);
}

void *memory_resize(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);
	if (!memory)
		memory_exhausted();
	return memory;
}

void memory_release(void *old)
{
	free(old);
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){0};
}

void arena_free(struct arena *arena)
{
	for (struct arena_chunk *chunk = arena->chunks, *older; chunk; chunk = older) {
		older = chunk->older;
		free(chunk);
	}
	*arena = (struct arena){0};
}

/* calloc leaves the pages of a large chunk untouched until somebody needs them. */
static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_chunk))
		memory_exhausted();
	struct arena_chunk *chunk = calloc(1, sizeof *chunk + size);
	if (!chunk)
		memory_exhausted();
	chunk->size = size;
	arena->total += sizeof *chunk + size;
	return chunk;
}

/* Makes the arena's current chunk have `size` free bytes, or returns a chunk that is for them
 * alone. */
static char *make_room(struct arena *arena, size_t size)
{
	size_t room = arena->total;
	if (room < CHUNK_MIN)
		room = CHUNK_MIN;
	if (room > CHUNK_MAX)
		room = CHUNK_MAX;
	room -= sizeof(struct arena_chunk);
	bool alone = size > room / 4;
	struct arena_chunk *chunk = chunk_new(arena, alone ? size : room);
	if (alone && arena->chunks) {
		/* Behind the current chunk, whose free bytes stay in use. */
		chunk->older = arena->chunks->older;
		arena->chunks->older = chunk;
		return (char *)(chunk + 1);
	}
	chunk->older = arena->chunks;
	arena->chunks = chunk;
	arena->next = (char *)(chunk + 1);
	arena->end = arena->next + chunk->size;
	return NULL;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		memory_exhausted();
	size = size ? (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1) : ALIGNMENT;
	if (size > (size_t)(arena->end - arena->next)) {
		char *alone = make_room(arena, size);
		if (alone)
			return alone;
	}
	char *memory = arena->next;
	arena->next += size;
	return memory;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		memory_exhausted();
	/* Texts need no alignment, so they are laid closely from the far end of the chunk. */
	if (len + 1 > (size_t)(arena->end - arena->next) && (copy = make_room(arena, len + 1))) {
		memcpy(copy, bytes, len);
		return copy;
	}
	copy = arena->end -= len + 1;
	if (len)
		memcpy(copy, bytes, len);
	return copy;
}
