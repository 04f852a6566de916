#include "tests/unit/unit.h"

#include "compiler/source/source.h"
#include <string.h>

static struct sources sources;

static int set_up(void **state)
{
	(void)state;
	sources_init(&sources);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	sources_free(&sources);
	return 0;
}

static struct source *add(const char *path, struct str text)
{
	struct file_bytes bytes = {memory_resize(NULL, text.len + 2), text.len};

	memcpy(bytes.data, text.ptr, text.len);
	bytes.data[text.len] = bytes.data[text.len + 1] = '\0';
	return sources_add(&sources, str_from(path), str_from(path), bytes);
}

static void assert_place(
	const struct source *source, uint32_t offset, uint32_t line, uint32_t column)
{
	struct place place = source_place(&sources, source->id, offset);
	if (place.line != line || place.column != column)
		fail_msg("byte %u is at %u:%u, not %u:%u", offset, place.line, place.column, line,
			column);
}

static void assert_line(const struct source *source, uint32_t line, const char *expected)
{
	struct str text = source_line(&sources, source->id, line);
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

static void sources_are_numbered_and_found(void **state)
{
	char name[32] = "plan.pbp";

	(void)state;
	assert_null(sources_get(&sources, 0));
	assert_null(sources_find(&sources, STR("plan.pbp")));
	struct source *one = add(name, STR("plan a {}\n"));
	strcpy(name, "other.pbp");
	struct source *two = add(name, STR(""));
	strcpy(name, "changed");
	assert_int_equal(one->id, 1);
	assert_int_equal(two->id, 2);
	assert_ptr_equal(sources_get(&sources, 1), one);
	assert_ptr_equal(sources_find(&sources, STR("other.pbp")), two);
	assert_ptr_equal(sources_find(&sources, STR("plan.pbp")), one);
	assert_null(sources_find(&sources, STR("plan.pb")));
	assert_string_equal(one->path.ptr, "plan.pbp");
	assert_int_equal(one->len, 10);
	assert_int_equal(one->text[10] | one->text[11], 0);
	assert_false(one->is_library_std);
	struct str slice = source_slice(one, (struct span){1, 5, 1});
	assert_int_equal(slice.len, 1);
	assert_int_equal(slice.ptr[0], 'a');
	/* A span that reaches past the end gives what there is. */
	assert_int_equal(source_slice(one, (struct span){1, 8, UINT32_MAX}).len, 2);
}

static void places_count_lines_and_characters(void **state)
{
	(void)state;
	struct source *source = add("a", STR("ab\n\xc3\xa9\xe2\x82\xac"
					     "d\n\nlast"));
	assert_place(source, 0, 1, 1);
	assert_place(source, 1, 1, 2);
	assert_place(source, 2, 1, 3); /* the line end itself */
	assert_place(source, 3, 2, 1);
	assert_place(source, 4, 2, 1); /* inside e acute */
	assert_place(source, 5, 2, 2);
	assert_place(source, 6, 2, 2); /* inside the euro sign */
	assert_place(source, 7, 2, 2);
	assert_place(source, 8, 2, 3);
	assert_place(source, 9, 2, 4);
	assert_place(source, 10, 3, 1);
	assert_place(source, 11, 4, 1);
	assert_place(source, 15, 4, 5);
	assert_place(source, 99, 4, 5);
	assert_line(source, 1, "ab");
	assert_line(source, 2,
		"\xc3\xa9\xe2\x82\xac"
		"d");
	assert_line(source, 3, "");
	assert_line(source, 4, "last");
	assert_line(source, 5, "");
	assert_line(source, 0, "");
	struct place nowhere = source_place(&sources, 0, 3);
	assert_int_equal(nowhere.line + nowhere.column, 0);
	assert_int_equal(source_line(&sources, 0, 1).len, 0);
}

static void lines_may_end_with_crlf(void **state)
{
	(void)state;
	struct source *source = add("a", STR("ab\r\ncd\r\n\r\n\re\r"));
	assert_line(source, 1, "ab");
	assert_line(source, 2, "cd");
	assert_line(source, 3, "");
	assert_line(source, 4, "\re\r"); /* a CR alone ends no line */
	assert_place(source, 4, 2, 1);
	assert_place(source, 8, 3, 1);
	assert_place(source, 11, 4, 2);
}

static void ends_and_empty_texts_have_places(void **state)
{
	(void)state;
	struct source *empty = add("a", STR(""));
	assert_place(empty, 0, 1, 1);
	assert_line(empty, 1, "");
	struct source *ended = add("b", STR("x\n"));
	assert_place(ended, 2, 2, 1);
	assert_line(ended, 2, "");
	assert_line(ended, 1, "x");
}

static void a_byte_order_mark_is_no_column(void **state)
{
	(void)state;
	struct source *source = add("a", STR("\xef\xbb\xbf"
					     "plan\nb"));
	assert_place(source, 0, 1, 1);
	assert_place(source, 2, 1, 1);
	assert_place(source, 3, 1, 1);
	assert_place(source, 4, 1, 2);
	assert_place(source, 8, 2, 1);
	assert_line(source, 1, "plan");
	struct source *alone = add("b", STR("\xef\xbb\xbf"));
	assert_place(alone, 3, 1, 1);
	assert_line(alone, 1, "");
}

static void invalid_bytes_count_as_one(void **state)
{
	(void)state;
	struct source *source = add("a", STR("\xff\x80\x80\x80\x80\x80z"));
	assert_place(source, 6, 1, 7);
	assert_place(source, 5, 1, 6);
	assert_place(source, 1, 1, 2);
	assert_place(source, 0, 1, 1);
	struct source *astray = add("b", STR("\xc3\xa9\x80\xf0\x9f\x98\x80"
					     "e"));
	assert_place(astray, 1, 1, 1);
	assert_place(astray, 2, 1, 2); /* belongs to no character */
	assert_place(astray, 3, 1, 3);
	assert_place(astray, 6, 1, 3);
	assert_place(astray, 7, 1, 4);
}

static void many_lines_agree_with_counting(void **state)
{
	enum { N = 5000 };
	static char text[N * 8];
	size_t len = 0;

	(void)state;
	for (unsigned i = 0; i < N; i++) {
		memset(text + len, 'x', i % 7);
		len += i % 7;
		text[len++] = '\n';
	}
	struct source *source = add("a", (struct str){text, len});
	uint32_t line = 1, column = 1;
	for (uint32_t at = 0; at <= len; at++) {
		assert_place(source, at, line, column);
		column++;
		if (at < len && text[at] == '\n') {
			line++;
			column = 1;
		}
	}
	assert_int_equal(source->n_lines, N + 1);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(sources_are_numbered_and_found),
		T(places_count_lines_and_characters),
		T(lines_may_end_with_crlf),
		T(ends_and_empty_texts_have_places),
		T(a_byte_order_mark_is_no_column),
		T(invalid_bytes_count_as_one),
		T(many_lines_agree_with_counting),
	};
	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
