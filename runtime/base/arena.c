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

/* Under AddressSanitizer what an arena has not given out may not be touched, and a gap lies behind
 * every piece, so that running over its end is found as it would be with malloc. */
#ifdef __has_feature
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#include <sanitizer/asan_interface.h>
enum { GAP = ALIGNMENT, COPY_ALIGNMENT = 8 };
static void forbid(const void *memory, size_t size)
{
	__asan_poison_memory_region(memory, size);
}

static void allow(const void *memory, size_t size)
{
	__asan_unpoison_memory_region(memory, size);
}
#else
enum { GAP = 0, COPY_ALIGNMENT = 1 };
static void forbid(const void *memory, size_t size)
{
	(void)memory;
	(void)size;
}

static void allow(const void *memory, size_t size)
{
	(void)memory;
	(void)size;
}
#endif

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
	forbid(chunk + 1, size);
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
	if (size > SIZE_MAX - ALIGNMENT - GAP)
		memory_exhausted();
	size_t padded = size ? (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1) : ALIGNMENT;
	padded += GAP;
	char *memory = NULL;
	if (padded > (size_t)(arena->end - arena->next))
		memory = make_room(arena, padded);
	if (!memory) {
		memory = arena->next;
		arena->next += padded;
	}
	allow(memory, size);
	return memory;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t len)
{
	if (len > SIZE_MAX - ALIGNMENT - GAP)
		memory_exhausted();
	/* Texts need no alignment, so they are laid closely from the far end of the chunk. */
	size_t padded = (len + COPY_ALIGNMENT) & ~(size_t)(COPY_ALIGNMENT - 1);
	padded += GAP;
	char *copy = NULL;
	if (padded > (size_t)(arena->end - arena->next))
		copy = make_room(arena, padded);
	if (!copy)
		copy = arena->end -= padded;
	allow(copy, len + 1);
	if (len)
		memcpy(copy, bytes, len);
	return copy;
}
