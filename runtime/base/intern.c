#include "runtime/base/intern.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>

enum { SLOTS_MIN = 1024 };
#define SLOTS_MAX (UINT32_C(1) << 31)

__extension__ typedef unsigned __int128 wide;

static uint64_t fold(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t read8(const char *p)
{
	uint64_t word;
	memcpy(&word, p, 8);
	return word;
}

static uint64_t read4(const char *p)
{
	uint32_t word;
	memcpy(&word, p, 4);
	return word;
}

/* Folded multiplication over 16 bytes at a time; most names need one round, their two halves
   overlapping. Differs between machines, which is fine: no order depends on it. */
static inline uint32_t hash(struct str name)
{
	const char *p = name.ptr;
	size_t len = name.len;
	uint64_t a, b, seed = UINT64_C(0xa0761d6478bd642f) ^ len;

	for (; len > 16; p += 16, len -= 16)
		seed = fold(read8(p) ^ UINT64_C(0xe7037ed1a0b428db), read8(p + 8) ^ seed);
	if (len >= 8) {
		a = read8(p);
		b = read8(p + len - 8);
	} else if (len >= 4) {
		a = read4(p);
		b = read4(p + len - 4);
	} else if (len) {
		a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[len / 2] << 8 |
		    (unsigned char)p[len - 1];
		b = 0;
	} else {
		a = b = 0;
	}
	seed = fold(a ^ UINT64_C(0x8ebc6af09c88c6e3), b ^ seed);
	return (uint32_t)(seed ^ seed >> 32);
}

void intern_init(struct intern *intern)
{
	*intern = (struct intern){0};
	arena_init(&intern->arena);
	vec_push(&intern->names, ((struct str){"", 0}));
	intern->n_slots = SLOTS_MIN;
	intern->slots = memory_resize(NULL, SLOTS_MIN * sizeof *intern->slots);
	memset(intern->slots, 0, SLOTS_MIN * sizeof *intern->slots);
}

void intern_free(struct intern *intern)
{
	memory_release(intern->slots);
	vec_free(&intern->names);
	arena_free(&intern->arena);
	*intern = (struct intern){0};
}

/* The slot of `name`, or the empty one where it belongs. */
static inline uint32_t find(const struct intern *intern, struct str name, uint32_t name_hash)
{
	uint32_t mask = intern->n_slots - 1;

	for (uint32_t at = name_hash & mask;; at = (at + 1) & mask) {
		struct intern_slot slot = intern->slots[at];
		if (!slot.id)
			return at;
		if (slot.hash != name_hash)
			continue;
		struct str known = intern->names.items[slot.id];
		if (known.len == name.len && memcmp(known.ptr, name.ptr, name.len) == 0)
			return at;
	}
}

static void grow(struct intern *intern)
{
	struct intern_slot *old = intern->slots;
	uint32_t n_old = intern->n_slots;

	if (n_old >= SLOTS_MAX)
		memory_exhausted();
	intern->n_slots = n_old * 2;
	intern->slots = memory_resize(NULL, intern->n_slots * sizeof *intern->slots);
	memset(intern->slots, 0, intern->n_slots * sizeof *intern->slots);
	for (uint32_t i = 0; i < n_old; i++) {
		if (!old[i].id)
			continue;
		uint32_t at = old[i].hash & (intern->n_slots - 1);
		while (intern->slots[at].id)
			at = (at + 1) & (intern->n_slots - 1);
		intern->slots[at] = old[i];
	}
	memory_release(old);
}

/* Apart from intern_id, whose usual way through is then short: most names are known. */
__attribute__((noinline)) static uint32_t add(
	struct intern *intern, struct str name, uint32_t name_hash)
{
	if (intern->names.n >= intern->n_slots / 2)
		grow(intern);
	uint32_t id = intern->names.n;
	intern->slots[find(intern, name, name_hash)] = (struct intern_slot){name_hash, id};
	vec_push(&intern->names, str_copy(&intern->arena, name));
	return id;
}

uint32_t intern_id(struct intern *intern, struct str name)
{
	if (!name.ptr)
		return 0;
	uint32_t name_hash = hash(name);
	uint32_t id = intern->slots[find(intern, name, name_hash)].id;
	return id ? id : add(intern, name, name_hash);
}

uint32_t intern_find(const struct intern *intern, struct str name)
{
	if (!name.ptr)
		return 0;
	return intern->slots[find(intern, name, hash(name))].id;
}

struct str intern_name(const struct intern *intern, uint32_t id)
{
	assert(id < intern->names.n);
	return intern->names.items[id];
}
