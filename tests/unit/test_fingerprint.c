#include "tests/unit/unit.h"

#include "compiler/diag/fingerprint.h"
#include <string.h>

static const struct rule_info gap = {.name = "ownership.gap"}, slip = {.name = "syntax.unexpected"};

struct wanted {
	const struct rule_info *rule;
	const char *at; /* the first place of this text */
	const char *entity;
};

/* Fingerprints of findings in a text, in order of place. */
static void fingerprints(
	const char *path, const char *text, const struct wanted *wanted, size_t n, uint64_t *found)
{
	struct sources sources;
	struct sink sink;
	size_t len = strlen(text);
	struct file_bytes bytes = {.data = memory_resize(NULL, len + 2), .len = len};
	memcpy(bytes.data, text, len + 1);
	bytes.data[len + 1] = '\0';
	sources_init(&sources);
	sink_init(&sink);
	struct source *source = sources_add(&sources, str_from(path), str_from(path), bytes);
	for (size_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)(strstr(text, wanted[i].at) - text);
		struct finding *finding = finding_new(
			&sink, wanted[i].rule, (struct span){source->id, at, 1}, "message %zu", i);
		if (wanted[i].entity)
			finding->entity = str_from(wanted[i].entity);
	}
	sink_finish(&sink, &sources);
	findings_fingerprint(&sink, &sources);
	assert_int_equal(sink.items.n, n);
	for (uint32_t i = 0; i < n; i++)
		found[i] = sink.items.items[i]->fingerprint;
	sink_free(&sink);
	sources_free(&sources);
}

static void test_stays_when_lines_move(void **state)
{
	(void)state;
	const struct wanted wanted[] = {{&gap, "ann", "goal g"}, {&slip, "bad", NULL}};
	uint64_t before[2], after[2];
	fingerprints("plan.pbp", "goal g {\n  owner: ann\n}\nbad line\n", wanted, 2, before);
	fingerprints("plan.pbp",
		"# more\n\ngoal g {\n    owner:   ann  # why\n}\n\n\n  bad   line\n", wanted, 2,
		after);
	assert_int_equal(before[0], after[0]);
	assert_int_equal(before[1], after[1]);
	assert_int_not_equal(before[0], before[1]);
}

static void test_tells_apart(void **state)
{
	(void)state;
	static const char text[] = "goal g {\n  owner: ann\n  with: bob\n}\n";
	static const char other[] = "goal h {\n  owner: ann\n  with: bob\n}\n";
	const struct wanted at_g[] = {{&gap, "ann", "goal g"}, {&gap, "bob", "goal g"}};
	const struct wanted at_h[] = {{&gap, "ann", "goal h"}, {&gap, "bob", "goal h"}};
	uint64_t found[6];
	fingerprints("plan.pbp", text, at_g, 2, found);
	fingerprints("plan.pbp", other, at_h, 2, found + 2);
	fingerprints("other.pbp", text, at_g, 2, found + 4);
	for (int i = 0; i < 6; i++)
		for (int k = 0; k < i; k++)
			assert_int_not_equal(found[i], found[k]);
}

/* Two of one rule in one line of one block. */
static void test_numbers_equal_ones(void **state)
{
	(void)state;
	const struct wanted wanted[] = {{&gap, "ann", "goal g"}, {&gap, "bob", "goal g"}};
	uint64_t found[2], again[2];
	fingerprints("plan.pbp", "goal g {\n  owner: ann, bob\n}\n", wanted, 2, found);
	fingerprints("plan.pbp", "\ngoal g {\n  owner: ann, bob\n}\n", wanted, 2, again);
	assert_int_not_equal(found[0], found[1]);
	assert_memory_equal(found, again, sizeof found);
}

static void test_text(void **state)
{
	(void)state;
	assert_string_equal(fingerprint_text(0x1f).text, "000000000000001f");
	assert_string_equal(fingerprint_text(UINT64_MAX).text, "ffffffffffffffff");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stays_when_lines_move),
		cmocka_unit_test(test_tells_apart),
		cmocka_unit_test(test_numbers_equal_ones),
		cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
