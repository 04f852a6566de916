#include "runtime/base/json_write.h"

#include "runtime/base/utf8.h"
#include <assert.h>

/* How many bytes at the beginning stand for themselves whatever follows. */
static size_t plain_run(struct str text)
{
	size_t n = 0;
	while (n < text.len && text.ptr[n] >= 0x20 && text.ptr[n] < 0x7f && text.ptr[n] != '"' &&
		text.ptr[n] != '\\')
		n++;
	return n;
}

static void put_text(struct out *out, struct str text)
{
	out_char(out, '"');
	while (text.len) {
		size_t plain = plain_run(text);
		out_bytes(out, text.ptr, plain);
		text = str_slice(text, plain, text.len);
		if (!text.len)
			break;
		struct str before = text;
		int32_t character = utf8_next(&text);
		if (character < 0)
			out_text(out, "\xef\xbf\xbd");
		else if (character == '"' || character == '\\')
			out_printf(out, "\\%c", (char)character);
		else if (character == '\n')
			out_text(out, "\\n");
		else if (character == '\t')
			out_text(out, "\\t");
		else if (character < 0x20 || (character >= 0x7f && character < 0xa0) ||
			 character == 0x2028 || character == 0x2029 || utf8_is_bidi(character))
			out_printf(out, "\\u%04x", (unsigned)character);
		else
			out_bytes(out, before.ptr, before.len - text.len);
	}
	out_char(out, '"');
}

static bool is_flat(const struct json_writer *json)
{
	return json->flat && json->depth > json->flat;
}

static void new_line(struct json_writer *json)
{
	if (is_flat(json))
		return;
	out_char(json->out, '\n');
	out_repeat(json->out, ' ', 2 * (size_t)json->depth);
}

/* What stands before a value: the comma, the line and the key. */
static void begin_value(struct json_writer *json, const char *key)
{
	uint64_t level = (uint64_t)1 << json->depth;
	if (json->depth) {
		assert(!key == !!(json->arrays & level));
		if (json->filled & level)
			out_text(json->out, is_flat(json) ? ", " : ",");
		new_line(json);
	}
	json->filled |= level;
	if (key) {
		out_char(json->out, '"');
		out_text(json->out, key);
		out_text(json->out, "\": ");
	}
}

static void open(struct json_writer *json, const char *key, bool array)
{
	begin_value(json, key);
	out_char(json->out, array ? '[' : '{');
	json->depth++;
	assert(json->depth <= JSON_DEPTH_MAX);
	uint64_t level = (uint64_t)1 << json->depth;
	json->filled &= ~level;
	json->arrays = array ? json->arrays | level : json->arrays & ~level;
}

void json_put_object(struct json_writer *json, const char *key)
{
	open(json, key, false);
}

void json_put_array(struct json_writer *json, const char *key)
{
	open(json, key, true);
}

void json_put_end(struct json_writer *json)
{
	uint64_t level = (uint64_t)1 << json->depth;
	bool was_flat = is_flat(json);
	assert(json->depth);
	json->depth--;
	if (json->filled & level && !was_flat)
		new_line(json);
	out_char(json->out, json->arrays & level ? ']' : '}');
	if (!json->depth)
		out_char(json->out, '\n');
}

void json_put_str(struct json_writer *json, const char *key, struct str text)
{
	begin_value(json, key);
	put_text(json->out, text);
}

void json_put_text(struct json_writer *json, const char *key, const char *text)
{
	json_put_str(json, key, str_from(text));
}

void json_put_int(struct json_writer *json, const char *key, int64_t value)
{
	begin_value(json, key);
	out_int(json->out, value);
}

void json_put_bool(struct json_writer *json, const char *key, bool value)
{
	begin_value(json, key);
	out_text(json->out, value ? "true" : "false");
}

void json_put_null(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	out_text(json->out, "null");
}

void json_put_number(struct json_writer *json, const char *key, struct str digits)
{
	begin_value(json, key);
	out_str(json->out, digits);
}
