#include "tests/unit/unit.h"

#include "runtime/base/utf8.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *bytes;
	int32_t character; /* -1: invalid */
} sequences[] = {
	{"a", 'a'},
	{"\x7f", 0x7f},
	{"\xc2\x80", 0x80},
	{"\xc3\xa9", 0xe9},
	{"\xdf\xbf", 0x7ff},
	{"\xe0\xa0\x80", 0x800},
	{"\xe2\x82\xac", 0x20ac},
	{"\xed\x9f\xbf", 0xd7ff},
	{"\xee\x80\x80", 0xe000},
	{"\xef\xbb\xbf", 0xfeff},
	{"\xef\xbf\xbf", 0xffff},
	{"\xf0\x90\x80\x80", 0x10000},
	{"\xf0\x9f\x98\x80", 0x1f600},
	{"\xf4\x8f\xbf\xbf", 0x10ffff},
	/* overlong */
	{"\xc0\x80", -1},
	{"\xc1\xbf", -1},
	{"\xe0\x80\x80", -1},
	{"\xe0\x9f\xbf", -1},
	{"\xf0\x80\x80\x80", -1},
	{"\xf0\x8f\xbf\xbf", -1},
	/* surrogates */
	{"\xed\xa0\x80", -1},
	{"\xed\xbf\xbf", -1},
	/* past the end of Unicode */
	{"\xf4\x90\x80\x80", -1},
	{"\xf5\x80\x80\x80", -1},
	{"\xf8\x88\x80\x80\x80", -1},
	{"\xfe", -1},
	{"\xff", -1},
	/* cut short, or never begun */
	{"\x80", -1},
	{"\xbf", -1},
	{"\xc3", -1},
	{"\xe2\x82", -1},
	{"\xf0\x9f\x98", -1},
	{"\xc3(", -1},
	{"\xe2(\xac", -1},
	{"\xe2\x82(", -1},
	{"\xf0\x9f\x98(", -1},
};
enum { N_SEQUENCES = sizeof sequences / sizeof *sequences };

static void next_decodes_or_skips_a_byte(void **state)
{
	(void)state;
	for (unsigned i = 0; i < N_SEQUENCES; i++) {
		struct str s = str_from(sequences[i].bytes), rest = s;
		int32_t character = utf8_next(&rest);
		if (character != sequences[i].character)
			fail_msg("sequence %u gives %x", i, (unsigned)character);
		assert_int_equal(rest.len, character < 0 ? s.len - 1 : 0);
		assert_ptr_equal(rest.ptr, s.ptr + s.len - rest.len);
	}
}

static void valid_to_finds_the_first_bad_byte(void **state)
{
	char text[64];

	(void)state;
	assert_int_equal(utf8_valid_to((struct str){0}), 0);
	/* Every sequence at every distance from the start and from the end. */
	for (unsigned i = 0; i < N_SEQUENCES; i++) {
		size_t len = strlen(sequences[i].bytes);
		for (size_t before = 0; before < 20; before++) {
			for (size_t after = 0; after < 20; after++) {
				size_t all = before + len + after;
				memset(text, 'x', sizeof text);
				memcpy(text + before, sequences[i].bytes, len);
				assert_int_equal(utf8_valid_to((struct str){text, all}),
					sequences[i].character < 0 ? before : all);
			}
		}
	}
}

static void write_is_the_reverse_of_next(void **state)
{
	char to[4];

	(void)state;
	for (uint32_t character = 0; character <= 0x110010; character++) {
		unsigned len = utf8_write(to, character);
		if ((character >= 0xd800 && character <= 0xdfff) || character > 0x10ffff) {
			assert_int_equal(len, 0);
			continue;
		}
		struct str s = {to, len};
		if (utf8_next(&s) != (int32_t)character || s.len)
			fail_msg("U+%04X does not come back", (unsigned)character);
	}
	assert_int_equal(utf8_write(to, UINT32_MAX), 0);
	assert_int_equal(utf8_write(to, 0x20ac), 3);
	assert_memory_equal(to, "\xe2\x82\xac", 3);
}

static void counts(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(STR("")), 0);
	assert_int_equal(utf8_count((struct str){0}), 0);
	assert_int_equal(utf8_count(STR("abcdefghijklmnopq")), 17);
	assert_int_equal(utf8_count(STR("Caf\xc3\xa9 \xe2\x82\xac 9")), 8);
	assert_int_equal(utf8_count(STR("abcdefgh\xc3\xa9\xc3\xa9\xc3\xa9"
					"abcdefghijk")),
		22);
	assert_int_equal(utf8_count(STR("\xff\xff"
					"a\xe2\x82")),
		5);
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(STR("")), 0);
	assert_int_equal(utf8_width(STR("plan")), 4);
	assert_int_equal(utf8_width(STR("a\tb")), 3);
	assert_int_equal(utf8_width(STR("\xc3\xa9")), 1);
	assert_int_equal(utf8_width(STR("e\xcc\x81")), 1);		  /* e, combining acute */
	assert_int_equal(utf8_width(STR("\xe6\x97\xa5\xe6\x9c\xac")), 4); /* two ideographs */
	assert_int_equal(utf8_width(STR("\xef\xbc\xa1")), 2);		  /* fullwidth A */
	assert_int_equal(utf8_width(STR("\xf0\x9f\x98\x80")), 2);	  /* emoji */
	assert_int_equal(utf8_width(STR("\xe2\x82\xac")), 1);		  /* euro sign */
	assert_int_equal(utf8_width(STR("\xff")), 1);
}

static void bidi(void **state)
{
	static const int32_t reorders[] = {0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d,
		0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
	unsigned n = 0;

	(void)state;
	for (unsigned i = 0; i < sizeof reorders / sizeof *reorders; i++)
		assert_true(utf8_is_bidi(reorders[i]));
	for (int32_t character = -1; character < 0x10ffff; character++)
		n += utf8_is_bidi(character);
	assert_int_equal(n, 12);
}

static void out_replaces_what_no_document_may_hold(void **state)
{
	struct out out = {0};

	(void)state;
	utf8_out(&out, STR("a\xff"
			   "b\xe2\x82 \x1b[m\tc\r\n\x7f\xc2\x85\xc3\xa9"));
	utf8_out(&out, (struct str){"\0", 1});
	utf8_out(&out, STR(""));
	assert_true(
		str_is(out_view(&out), "a\xef\xbf\xbd"
				       "b\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd[m\tc\r\n\xef\xbf\xbd"
				       "\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd"));
	out_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(next_decodes_or_skips_a_byte),
		cmocka_unit_test(valid_to_finds_the_first_bad_byte),
		cmocka_unit_test(write_is_the_reverse_of_next),
		cmocka_unit_test(counts),
		cmocka_unit_test(widths),
		cmocka_unit_test(bidi),
		cmocka_unit_test(out_replaces_what_no_document_may_hold),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
