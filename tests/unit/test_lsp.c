#include "tests/unit/unit.h"

#include "compiler/lsp/server.h"
#include <string.h>

/* ---- addresses ---- */

static void test_addresses_lead_back(void **state)
{
	static const char *const paths[] = {
		"/a/b.pbp", "/with blank/p.pbp", "/50%/\xc3\xbc#?.pbp", "/a:b/[c]/d.pbp"};
	struct arena arena;
	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct str uri = path_uri(&arena, str_from(paths[i]));
		assert_null(strpbrk(uri.ptr, " #?[]"));
		assert_string_equal(uri_path(&arena, uri.ptr).ptr, paths[i]);
	}
	assert_string_equal(uri_path(&arena, "file://host/a%20b.pbp").ptr, "/a b.pbp");
	assert_string_equal(uri_path(&arena, "file:///a%2").ptr, "/a%2");
	assert_null(uri_path(&arena, "file:///a%00b").ptr);
	assert_null(uri_path(&arena, "http://x/y").ptr);
	arena_free(&arena);
}

/* ---- positions ---- */

static uint32_t units_before(struct str text, uint32_t from, uint32_t to, bool counts_bytes)
{
	uint32_t units = 0;
	for (uint32_t i = from; i < to; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool begins = (c & 0xc0) != 0x80;
		units += counts_bytes ? 1u : (uint32_t)begins + (c >= 0xf0);
	}
	return units;
}

/* Every character's place as the protocol counts it, computed by hand, and back. */
static void test_positions_are_those_of_the_protocol(void **state)
{
	static const char bytes[] = "one\n\xc3\xa9\xf0\x9f\x98\x80x\r\n\rlone\r\n\n\xe2\x82\xac";
	struct str text = {bytes, sizeof bytes - 1};
	(void)state;
	for (int encoding = 0; encoding < 2; encoding++) {
		struct server server = {.counts_bytes = encoding};
		uint32_t line = 0, start = 0;
		for (uint32_t i = 0; i <= text.len; i++) {
			bool ends_line = i && (bytes[i - 1] == '\n' ||
						      (bytes[i - 1] == '\r' && bytes[i] != '\n'));
			if (ends_line) {
				line++;
				start = i;
			}
			if (i < text.len && ((unsigned char)bytes[i] & 0xc0) == 0x80)
				continue;
			struct position position = position_of(&server, text, i);
			assert_int_equal(position.line, line);
			assert_int_equal(
				position.character, units_before(text, start, i, encoding));
			if (i && bytes[i] == '\n' && bytes[i - 1] == '\r')
				continue; /* between the two is behind the line */
			assert_int_equal(offset_of(&server, text, position), i);
		}
		positions_forget(&server);
	}
}

static void test_positions_out_of_range_are_the_nearest(void **state)
{
	struct server server = {0};
	struct str text = STR("ab\n\xf0\x9f\x98\x80\n");
	(void)state;
	assert_int_equal(offset_of(&server, text, (struct position){0, 100}), 2);
	assert_int_equal(offset_of(&server, text, (struct position){100, 0}), text.len);
	assert_int_equal(offset_of(&server, text, (struct position){1, 1}), 3);
	assert_int_equal(offset_of(&server, text, (struct position){1, 2}), 7);
	assert_int_equal(position_of(&server, text, 1000).line, 2);
	assert_int_equal(position_of(&server, STR(""), 5).character, 0);
	positions_forget(&server);
}

/* ---- edits ---- */

static void test_edits_replace_what_they_name(void **state)
{
	struct lsp_setup setup = {0};
	struct server server = {.setup = &setup};
	(void)state;
	struct document *document =
		document_open(&server, "untitled:x", 1, STR("one\ntwo\nthree\n"));
	document_change(&server, document, (struct position_range){{1, 0}, {1, 3}}, STR("zwei"));
	document_change(&server, document, (struct position_range){{0, 3}, {1, 0}}, STR(" "));
	document_change(&server, document, (struct position_range){{9, 9}, {9, 9}}, STR("end"));
	document_change(&server, document, (struct position_range){{0, 2}, {0, 1}}, STR("X"));
	assert_true(str_is(out_view(&document->text), "onXe zwei\nthree\nend"));
	document_close(&server, document);
	vec_free(&server.documents);
	positions_forget(&server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_lead_back),
		cmocka_unit_test(test_positions_are_those_of_the_protocol),
		cmocka_unit_test(test_positions_out_of_range_are_the_nearest),
		cmocka_unit_test(test_edits_replace_what_they_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
