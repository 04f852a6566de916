#include "tests/unit/unit.h"

#include "runtime/base/json_write.h"

static void written(struct out *out, const char *expected)
{
	out_char(out, '\0');
	assert_string_equal(out->data, expected);
	out_free(out);
}

static void test_nested(void **state)
{
	(void)state;
	struct out out = {0};
	struct json_writer json = {.out = &out};
	json_put_object(&json, NULL);
	json_put_text(&json, "name", "pbp");
	json_put_array(&json, "rows");
	json_put_int(&json, NULL, -7);
	json_put_bool(&json, NULL, true);
	json_put_null(&json, NULL);
	json_put_object(&json, NULL);
	json_put_end(&json);
	json_put_end(&json);
	json_put_array(&json, "empty");
	json_put_end(&json);
	json_put_number(&json, "exact", STR("12.50"));
	json_put_end(&json);
	written(&out,
		"{\n  \"name\": \"pbp\",\n  \"rows\": [\n    -7,\n    true,\n    null,\n    {}\n"
		"  ],\n  \"empty\": [],\n  \"exact\": 12.50\n}\n");
}

static void test_flat(void **state)
{
	(void)state;
	struct out out = {0};
	struct json_writer json = {.out = &out, .flat = 1};
	json_put_array(&json, NULL);
	for (int i = 0; i < 2; i++) {
		json_put_object(&json, NULL);
		json_put_int(&json, "a", i);
		json_put_array(&json, "b");
		json_put_int(&json, NULL, 1);
		json_put_int(&json, NULL, 2);
		json_put_end(&json);
		json_put_end(&json);
	}
	json_put_end(&json);
	written(&out, "[\n  {\"a\": 0, \"b\": [1, 2]},\n  {\"a\": 1, \"b\": [1, 2]}\n]\n");
}

static void test_texts(void **state)
{
	(void)state;
	static const struct {
		const char *text, *json;
	} cases[] = {
		{"plain", "\"plain\"\n"},
		{"a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"\n"},
		{"one\ntwo\tthree\r", "\"one\\ntwo\\tthree\\u000d\"\n"},
		{"\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\"\n"},
		{"caf\xc3\xa9 \xf0\x9f\x92\xa1", "\"caf\xc3\xa9 \xf0\x9f\x92\xa1\"\n"},
		{"\xff|\xc3", "\"\xef\xbf\xbd|\xef\xbf\xbd\"\n"},
		{"\xe2\x80\xae\xe2\x80\xa8", "\"\\u202e\\u2028\"\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out out = {0};
		struct json_writer json = {.out = &out};
		json_put_text(&json, NULL, cases[i].text);
		out_char(&out, '\n');
		written(&out, cases[i].json);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_flat),
		cmocka_unit_test(test_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
