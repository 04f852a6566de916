#include "tests/unit/unit.h"

#include "runtime/base/arena.h"
#include "runtime/base/intern.h"
#include "runtime/base/map.h"
#include "runtime/base/out.h"
#include "runtime/base/sort.h"
#include "runtime/base/str.h"
#include "runtime/base/vec.h"
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define assert_str(s, text)                                                                        \
	do {                                                                                       \
		struct str got_ = (s);                                                             \
		assert_int_equal(got_.len, strlen(text));                                          \
		assert_memory_equal(got_.ptr, text, got_.len);                                     \
	} while (0)

static uint64_t random_next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	return *state ^= *state << 17;
}

/* ---- arena ------------------------------------------------------------------------------------
 */

static void arena_memory_is_aligned_zeroed_and_apart(void **state)
{
	static const size_t sizes[] = {1, 16, 0, 7, 4000, 24, 300000, 3, 5000000, 64, 1 << 20, 9};
	enum { N = sizeof sizes / sizeof *sizes, ROUNDS = 60 };
	static unsigned char *blocks[N * ROUNDS];
	struct arena arena;

	(void)state;
	arena_init(&arena);
	/* The large sizes once, the small ones often enough to need several chunks. */
	for (unsigned i = 0; i < N * ROUNDS; i++) {
		size_t size = i < N ? sizes[i] : sizes[i % N] % 5000;
		blocks[i] = arena_alloc(&arena, size);
		assert_int_equal((uintptr_t)blocks[i] % 16, 0);
		for (size_t k = 0; k < size; k++) {
			if (blocks[i][k])
				fail_msg("byte %zu of block %u is not zero", k, i);
		}
		memset(blocks[i], 1 + (int)(i % 255), size);
		/* Texts between them must leave the alignment alone. */
		const char *copy = arena_copy(&arena, "text", i % 5);
		assert_int_equal(strlen(copy), i % 5);
		assert_memory_equal(copy, "text", i % 5);
	}
	for (unsigned i = 0; i < N * ROUNDS; i++) {
		size_t size = i < N ? sizes[i] : sizes[i % N] % 5000;
		for (size_t k = 0; k < size; k++) {
			if (blocks[i][k] != 1 + i % 255)
				fail_msg("block %u was overwritten", i);
		}
	}
	assert_true(arena.total >= 6300000);
	arena_free(&arena);
	assert_int_equal(arena.total, 0);
	assert_null(arena.chunks);
}

static void arena_first_allocation_may_be_large(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	char *big = arena_alloc(&arena, 2000001);
	big[2000000] = 'x';
	char *copy = arena_copy(&arena, "abc", 3);
	assert_string_equal(copy, "abc");
	assert_string_equal(arena_copy(&arena, "", 0), "");
	assert_int_equal(big[2000000], 'x');
	arena_free(&arena);
}

static void arena_does_not_ask_for_much_more_than_it_gives(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 10000; i++)
		arena_alloc(&arena, 3200);
	assert_in_range(arena.total, 32000000, 34000000);
	arena_free(&arena);
	arena_alloc(&arena, 8);
	assert_in_range(arena.total, 8, 4096);
	arena_free(&arena);
}

static void no_memory_ends_the_run_with_2(void **state)
{
	int pipes[2], status;
	char text[64] = "";

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		memory_exhausted();
	}
	close(pipes[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	ssize_t n = read(pipes[0], text, sizeof text - 1);
	close(pipes[0]);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_int_equal(n, strlen("pbp: out of memory\n"));
	assert_string_equal(text, "pbp: out of memory\n");
}

/* ---- vec, map, intern -------------------------------------------------------------------------
 */

static void vec_grows_and_keeps_its_items(void **state)
{
	VEC(uint64_t) numbers = {0};
	VEC(struct { char c[300]; }) large = {0};
	unsigned moves = 0;

	(void)state;
	for (uint64_t i = 0; i < 100000; i++) {
		uint32_t cap = numbers.cap;
		vec_push(&numbers, i * i);
		moves += numbers.cap != cap;
	}
	assert_int_equal(numbers.n, 100000);
	assert_in_range(moves, 1, 20);
	for (uint64_t i = 0; i < 100000; i++)
		assert_int_equal(numbers.items[i], i * i);
	vec_reserve(&numbers, 1000000);
	assert_true(numbers.cap >= 1000000);
	assert_int_equal(numbers.items[99999], UINT64_C(99999) * 99999);
	vec_free(&numbers);
	assert_null(numbers.items);
	assert_int_equal(numbers.n + numbers.cap, 0);

	vec_reserve(&large, 1);
	assert_true(large.cap >= 1 && large.cap <= 8);
	vec_free(&large);
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static void map_holds_what_a_sorted_array_holds(void **state)
{
	enum { N = 100000 };
	uint64_t *keys = calloc(N, sizeof *keys), seed = 88172645463325252u;
	struct map map = {0};
	uint32_t distinct = 0;

	(void)state;
	assert_non_null(keys);
	assert_null(map_get(&map, 1));
	/* Dense keys, keys that differ only in their high half, random ones, and repetitions. */
	for (uint64_t i = 0; i < N; i++)
		keys[i] = i % 4 == 0   ? i + 1
			  : i % 4 == 1 ? i << 32
			  : i % 4 == 2 ? random_next(&seed)
				       : i / 2 + 1;
	for (uint32_t i = 0; i < N; i++) {
		bool added;
		uint32_t *value = map_put(&map, keys[i], &added);
		if (added)
			assert_int_equal(*value, 0);
		*value += 1;
		distinct += added;
	}
	assert_int_equal(map.n, distinct);
	qsort(keys, N, sizeof *keys, compare_keys);
	uint32_t runs = 0;
	for (uint32_t i = 0, end; i < N; i = end, runs++) {
		for (end = i + 1; end < N && keys[end] == keys[i];)
			end++;
		uint32_t *value = map_get(&map, keys[i]);
		assert_non_null(value);
		assert_int_equal(*value, end - i);
		/* The number before it is there only if the array has it. */
		uint64_t before = keys[i] - 1;
		if (before)
			assert_int_equal(
				map_get(&map, before) != NULL, i > 0 && keys[i - 1] == before);
	}
	assert_int_equal(runs, distinct);
	assert_int_equal(*map_put(&map, keys[0], NULL), *map_get(&map, keys[0]));
	assert_int_equal(map.n, distinct);
	map_free(&map);
	assert_null(map_get(&map, keys[0]));
	free(keys);
}

static void intern_ids_count_first_sights(void **state)
{
	enum { N = 50000 };
	struct intern intern;
	char name[32];

	(void)state;
	intern_init(&intern);
	assert_int_equal(intern_find(&intern, STR("goal")), 0);
	assert_int_equal(intern.names.n, 1);
	for (unsigned i = 1; i <= N; i++) {
		/* Lengths from 1 to 30, so that every way of hashing is used. */
		int len = snprintf(name, sizeof name, "%0*u", (int)(i % 26) + 5, i);
		assert_int_equal(intern_id(&intern, (struct str){name, (size_t)len}), i);
		if (i % 1000 == 0)
			assert_int_equal(intern_id(&intern, (struct str){name, (size_t)len}), i);
	}
	for (unsigned i = 1; i <= N; i++) {
		int len = snprintf(name, sizeof name, "%0*u", (int)(i % 26) + 5, i);
		struct str text = {name, (size_t)len};
		assert_int_equal(intern_find(&intern, text), i);
		assert_int_equal(intern_id(&intern, text), i);
		assert_true(str_equal(intern_name(&intern, i), text));
		assert_int_equal(intern_name(&intern, i).ptr[len], '\0');
		assert_ptr_not_equal(intern_name(&intern, i).ptr, name);
	}
	assert_int_equal(intern_find(&intern, STR("missing")), 0);
	assert_int_equal(intern.names.n, N + 1);
	assert_true(intern.n_slots >= 2 * N);
	intern_free(&intern);
}

static void intern_tells_like_names_apart(void **state)
{
	static const char *const names[] = {"a", "b", "ab", "ba", "aab", "aba", "abb", "goal",
		"goals", "Goal", "goal\xc3\xa9", "abcdefgh", "abcdefghi", "abcdefghabcdefgh",
		"abcdefghabcdefgha", "abcdefghabcdefghabcdefghabcdefgh",
		"abcdefghabcdefghabcdefghabcdefgi", "bbcdefghabcdefghabcdefghabcdefgh", ""};
	enum { N = sizeof names / sizeof *names };
	struct intern intern;

	(void)state;
	intern_init(&intern);
	assert_int_equal(intern_id(&intern, (struct str){0}), 0);
	assert_int_equal(intern_find(&intern, (struct str){0}), 0);
	for (uint32_t i = 0; i < N; i++)
		assert_int_equal(intern_id(&intern, str_from(names[i])), i + 1);
	for (uint32_t i = 0; i < N; i++)
		assert_str(
			intern_name(&intern, intern_find(&intern, str_from(names[i]))), names[i]);
	/* A NUL is a byte like any other. */
	uint32_t with_nul = intern_id(&intern, ((struct str){"a\0b", 3}));
	assert_int_equal(with_nul, N + 1);
	assert_int_equal(intern_id(&intern, ((struct str){"a\0c", 3})), N + 2);
	assert_str(intern_name(&intern, 0), "");
	intern_free(&intern);
}

/* ---- out --------------------------------------------------------------------------------------
 */

static void out_appends(void **state)
{
	struct out out = {0};

	(void)state;
	assert_str(out_view(&out), "");
	assert_non_null(out_view(&out).ptr);
	out_text(&out, "a");
	out_char(&out, ',');
	out_str(&out, STR("bc"));
	out_str(&out, (struct str){0});
	out_repeat(&out, '-', 3);
	out_repeat(&out, '-', 0);
	out_bytes(&out, "xyz", 2);
	out_printf(&out, "%03d|%s", 7, "");
	assert_str(out_view(&out), "a,bc---xy007|");
	out_free(&out);
	assert_int_equal(out.len + out.cap, 0);
}

static void out_writes_whole_numbers(void **state)
{
	static const int64_t numbers[] = {
		0, 1, -1, 9, 10, -10, 1234567890123, INT64_MAX, INT64_MIN, INT64_MIN + 1};
	char expected[32];

	(void)state;
	for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct out out = {0};
		out_int(&out, numbers[i]);
		snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		assert_str(out_view(&out), expected);
		out_free(&out);
	}
}

static void out_printf_takes_any_length(void **state)
{
	struct out out = {0};
	size_t expected = 0;

	(void)state;
	for (int len = 0; len < 3000; len += 61) {
		out_printf(&out, "%*s|", len, "x");
		expected += (size_t)(len ? len : 1) + 1;
		assert_int_equal(out.len, expected);
		assert_memory_equal(out.data + out.len - 2, "x|", 2);
	}
	out_free(&out);
}

/* ---- str --------------------------------------------------------------------------------------
 */

static void str_compares_bytes(void **state)
{
	struct str absent = {0};

	(void)state;
	assert_true(str_equal(STR("ab"), str_from("ab")));
	assert_false(str_equal(STR("ab"), STR("aB")));
	assert_false(str_equal(STR("ab"), STR("abc")));
	assert_true(str_equal(absent, STR("")));
	assert_true(str_is(STR("goal"), "goal"));
	assert_false(str_is(STR("goal"), "goals"));
	assert_int_equal(str_compare(STR("a"), STR("b")), -1);
	assert_int_equal(str_compare(STR("b"), STR("a")), 1);
	assert_int_equal(str_compare(STR("a"), STR("ab")), -1);
	assert_int_equal(str_compare(STR("ab"), STR("a")), 1);
	assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
	assert_int_equal(str_compare(STR("a"), STR("\xc3\xa9")), -1);
	assert_int_equal(str_compare(absent, STR("")), 0);
	assert_int_equal(str_compare(absent, STR("a")), -1);
	assert_true(str_starts(STR("std.units"), "std."));
	assert_false(str_starts(STR("st"), "std."));
	assert_true(str_starts(absent, ""));
	assert_true(str_ends(STR("a.pbp"), ".pbp"));
	assert_false(str_ends(STR("pbp"), ".pbp"));
	assert_false(str_ends(STR("a.pbp "), ".pbp"));
}

static void str_cuts(void **state)
{
	struct arena arena;
	struct str absent = {0};

	(void)state;
	arena_init(&arena);
	assert_str(str_slice(STR("abcdef"), 1, 3), "bc");
	assert_str(str_slice(STR("abcdef"), 4, 99), "ef");
	assert_str(str_slice(STR("abcdef"), 5, 2), "");
	assert_null(str_slice(absent, 0, 3).ptr);
	assert_str(str_trim(STR(" \t\r\na b\v\f ")), "a b");
	assert_str(str_trim(STR("  ")), "");
	assert_non_null(str_trim(STR("  ")).ptr);
	assert_null(str_trim(absent).ptr);
	struct str copy = str_copy(&arena, str_slice(STR("abcdef"), 2, 4));
	assert_string_equal(copy.ptr, "cd");
	assert_int_equal(copy.len, 2);
	assert_null(str_copy(&arena, absent).ptr);
	arena_free(&arena);
}

static void str_format_takes_any_length(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int len = 500; len < 530; len++) {
		struct str s = str_format(&arena, "%*d", len, 42);
		assert_int_equal(s.len, len);
		assert_int_equal(strlen(s.ptr), len);
		assert_string_equal(s.ptr + len - 3, " 42");
	}
	assert_string_equal(str_format(&arena, "%s", "").ptr, "");
	arena_free(&arena);
}

/* Held against printf's own result. */
#define EXPECT_AS_PRINTF(...)                                                                      \
	do {                                                                                       \
		char expected_[2000];                                                              \
		int len_ = snprintf(expected_, sizeof expected_, __VA_ARGS__);                     \
		struct str got_ = str_format(&arena, __VA_ARGS__);                                 \
		assert_int_equal(got_.len, len_);                                                  \
		assert_string_equal(got_.ptr, expected_);                                          \
	} while (0)

static void str_format_is_as_printf(void **state)
{
	struct arena arena;
	char text[600];
	struct str slice = str_slice(STR("goal sourced"), 5, 9), none = {*state, 0} /* NULL */;

	arena_init(&arena);
	EXPECT_AS_PRINTF("as it stands");
	EXPECT_AS_PRINTF("%s", "");
	EXPECT_AS_PRINTF("%%");
	EXPECT_AS_PRINTF("%s%s %s.", "a", "b", "\xc3\xa4");
	EXPECT_AS_PRINTF("`%.*s`, %.*s", STR_ARGS(slice), 0, "");
	assert_string_equal(str_format(&arena, "[%.*s]", STR_ARGS(none)).ptr, "[]");
	EXPECT_AS_PRINTF("%.*s|%.*s|%.*s", 20, "short", 0, "nothing", -1, "all");
	EXPECT_AS_PRINTF("%u %u %u", 0u, 10u, UINT_MAX);
	EXPECT_AS_PRINTF("%s is %d%%, %5u of %-4s %c", "it", -7, 12u, "x", 'c');
	EXPECT_AS_PRINTF("%.3s and %s", "abcdef", "more");
	for (size_t len = 500; len < 530; len++) {
		memset(text, 'x', len);
		text[len] = '\0';
		EXPECT_AS_PRINTF("%s", text);
		EXPECT_AS_PRINTF("%.*s%u", (int)len - 3, text, 12345u);
		EXPECT_AS_PRINTF("%s, %d", text, 1);
	}
	arena_free(&arena);
}

struct pair {
	uint8_t key, index;
};

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static int compare_pair_keys(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	return (a->key > b->key) - (a->key < b->key);
}

static void sort_items_sorts(void **state)
{
	struct pair items[64], expected[64];
	uint64_t seed = 7;

	(void)state;
	sort_items(NULL, 0, sizeof *items, compare_pairs);
	for (size_t n = 1; n <= 64; n++)
		for (unsigned keys = 1; keys <= 9; keys += 4) {
			for (size_t i = 0; i < n; i++)
				items[i] = (struct pair){
					(uint8_t)(random_next(&seed) % keys), (uint8_t)i};
			memcpy(expected, items, sizeof items);
			qsort(expected, n, sizeof *expected, compare_pairs);
			sort_items(items, n, sizeof *items, compare_pairs);
			assert_memory_equal(items, expected, n * sizeof *items);
			/* what compares equal stays where it is */
			items[0].index = 200;
			memcpy(expected, items, sizeof items);
			sort_items(items, n, sizeof *items, compare_pair_keys);
			assert_memory_equal(items, expected, n * sizeof *items);
		}
	for (size_t i = 0; i < 64; i++) /* only the last is out of place */
		items[i] = (struct pair){(uint8_t)(i < 63 ? i + 1 : 0), 0};
	sort_items(items, 64, sizeof *items, compare_pairs);
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(items[i].key, i);
}

static void str_distance_counts_edits(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned limit, distance;
	} cases[] = {
		{"goal", "goal", 2, 0},
		{"goal", "GOAL", 2, 0},
		{"goal", "gaol", 2, 1},	  /* neighbours swapped */
		{"goal", "goals", 2, 1},  /* inserted */
		{"goal", "gol", 2, 1},	  /* deleted */
		{"goal", "gosl", 2, 1},	  /* replaced */
		{"owner", "onwre", 2, 2}, /* swapped twice */
		{"ca", "abc", 9, 3},	  /* optimal alignment: no edit between swapped ones */
		{"kitten", "sitting", 9, 3},
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3}, /* stopped */
		{"initiative", "milestone", 2, 3},
		{"", "", 0, 0},
		{"", "ab", 9, 2},
		{"ab", "", 1, 2},
		{"a", "b", 0, 1},
		{"ab", "ba", 1, 1},
		{"xab", "xba", 0, 1},
		{"M\xc3\xbcller", "Muller", 2, 1}, /* a letter is one, whatever its bytes */
		{"\xff", "\xfe", 2, 1},
		{"abcdef", "ghijkl", UINT_MAX, 6},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str a = str_from(cases[i].a), b = str_from(cases[i].b);
		unsigned there = str_distance(a, b, cases[i].limit);
		if (there != cases[i].distance)
			fail_msg("%s, %s: %u edits", cases[i].a, cases[i].b, there);
		assert_int_equal(str_distance(b, a, cases[i].limit), there);
	}
}

static void str_distance_of_long_words_is_equality(void **state)
{
	char a[70], b[70];

	(void)state;
	memset(a, 'a', sizeof a);
	memset(b, 'A', sizeof b);
	assert_int_equal(str_distance((struct str){a, 70}, (struct str){b, 70}, 3), 0);
	assert_int_equal(str_distance((struct str){a, 70}, (struct str){b, 69}, 3), 4);
	b[5] = 'b';
	assert_int_equal(str_distance((struct str){a, 70}, (struct str){b, 70}, 3), 4);
	assert_int_equal(str_distance((struct str){a, 64}, (struct str){b, 64}, 3), 1);
	assert_int_equal(str_distance((struct str){a, 65}, (struct str){b, 64}, 3), 4);
}

/* The same distance by plain recursion over prefixes. */
static unsigned slow_distance(const char *a, size_t n, const char *b, size_t m)
{
	if (!n || !m)
		return (unsigned)(n + m);
	unsigned best = slow_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	unsigned other = slow_distance(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = slow_distance(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = slow_distance(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void str_distance_agrees_with_recursion(void **state)
{
	uint64_t seed = 2463534242u;

	(void)state;
	for (int round = 0; round < 400; round++) {
		char a[6], b[6];
		size_t n = random_next(&seed) % 6, m = random_next(&seed) % 6;
		for (size_t i = 0; i < 6; i++) {
			a[i] = (char)('a' + random_next(&seed) % 3);
			b[i] = (char)('a' + random_next(&seed) % 3);
		}
		unsigned distance = slow_distance(a, n, b, m);
		for (unsigned limit = 0; limit < 7; limit++)
			assert_int_equal(
				str_distance((struct str){a, n}, (struct str){b, m}, limit),
				distance <= limit ? distance : limit + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_memory_is_aligned_zeroed_and_apart),
		cmocka_unit_test(arena_first_allocation_may_be_large),
		cmocka_unit_test(arena_does_not_ask_for_much_more_than_it_gives),
		cmocka_unit_test(no_memory_ends_the_run_with_2),
		cmocka_unit_test(vec_grows_and_keeps_its_items),
		cmocka_unit_test(map_holds_what_a_sorted_array_holds),
		cmocka_unit_test(intern_ids_count_first_sights),
		cmocka_unit_test(intern_tells_like_names_apart),
		cmocka_unit_test(out_appends),
		cmocka_unit_test(out_writes_whole_numbers),
		cmocka_unit_test(out_printf_takes_any_length),
		cmocka_unit_test(str_compares_bytes),
		cmocka_unit_test(str_cuts),
		cmocka_unit_test(str_format_takes_any_length),
		cmocka_unit_test(str_format_is_as_printf),
		cmocka_unit_test(sort_items_sorts),
		cmocka_unit_test(str_distance_counts_edits),
		cmocka_unit_test(str_distance_of_long_words_is_equality),
		cmocka_unit_test(str_distance_agrees_with_recursion),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
