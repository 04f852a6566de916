#include "compiler/lsp/server.h"

#include "runtime/base/utf8.h"
#include <string.h>

/* Units that a character takes as the client counts: bytes, or 2 for what UTF-16 writes as a pair.
 */
static uint32_t units_of(const struct server *server, int32_t character, size_t bytes)
{
	return server->counts_bytes ? (uint32_t)bytes : character > 0xffff ? 2 : 1;
}

static uint32_t ascii_run(struct str text)
{
	uint32_t n = 0;
	while (n < text.len && (unsigned char)text.ptr[n] < 0x80)
		n++;
	return n;
}

/* ---- lines: "\n", "\r\n" and "\r" end one ---- */

static void find_lines(struct line_table *table, struct str text)
{
	bool has_returns = text.len && memchr(text.ptr, '\r', text.len);
	table->text = text.ptr;
	table->len = text.len;
	table->starts.n = 0;
	vec_push(&table->starts, 0);
	for (size_t i = 0; i < text.len; i++) {
		if (!has_returns) {
			const char *end = memchr(text.ptr + i, '\n', text.len - i);
			if (!end)
				break;
			i = (size_t)(end - text.ptr);
		}
		bool is_alone =
			text.ptr[i] == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n');
		if (text.ptr[i] == '\n' || is_alone)
			vec_push(&table->starts, (uint32_t)(i + 1));
	}
}

static const struct line_table *lines_of(struct server *server, struct str text)
{
	static const uint32_t n = sizeof server->tables / sizeof *server->tables;
	for (uint32_t i = 0; i < n; i++) {
		const struct line_table *table = &server->tables[i];
		if (table->starts.n && table->text == text.ptr && table->len == text.len)
			return table;
	}
	struct line_table *table = &server->tables[server->next_table++ % n];
	find_lines(table, text);
	return table;
}

void positions_forget(struct server *server)
{
	for (size_t i = 0; i < sizeof server->tables / sizeof *server->tables; i++)
		vec_free(&server->tables[i].starts);
}

static struct str line_of(const struct line_table *table, struct str text, uint32_t line)
{
	size_t end = line + 1 < table->starts.n ? table->starts.items[line + 1] : text.len;
	size_t start = table->starts.items[line];
	while (end > start && (text.ptr[end - 1] == '\n' || text.ptr[end - 1] == '\r'))
		end--;
	return str_slice(text, start, end);
}

uint32_t offset_of(struct server *server, struct str text, struct position position)
{
	const struct line_table *table = lines_of(server, text);
	if (position.line >= table->starts.n)
		return (uint32_t)text.len;
	struct str rest = line_of(table, text, position.line);
	const char *end = rest.ptr + rest.len;
	for (uint32_t units = 0; rest.len && units < position.character;) {
		struct str next = rest;
		int32_t character = utf8_next(&next);
		units += units_of(server, character, rest.len - next.len);
		if (units > position.character) /* in the middle of one: before it */
			break;
		rest = next;
	}
	return (uint32_t)(end - rest.len - text.ptr);
}

struct position position_of(struct server *server, struct str text, uint32_t offset)
{
	const struct line_table *table = lines_of(server, text);
	uint32_t low = 0, high = table->starts.n;
	if (offset > text.len)
		offset = (uint32_t)text.len;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (table->starts.items[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	struct position position = {.line = low};
	struct str rest = str_slice(text, table->starts.items[low], offset);
	uint32_t plain = ascii_run(rest);
	position.character = plain;
	for (rest = str_slice(rest, plain, rest.len); rest.len;) {
		struct str next = rest;
		int32_t character = utf8_next(&next);
		position.character += units_of(server, character, rest.len - next.len);
		rest = next;
	}
	return position;
}

struct position_range range_of(struct server *server, struct str text, uint32_t start, uint32_t end)
{
	struct position first = position_of(server, text, start);
	return (struct position_range){first, position_of(server, text, end)};
}

static bool number_read(const json_t *value, uint32_t *n)
{
	json_int_t number = json_integer_value(value);
	if (!json_is_integer(value) || number < 0)
		return false;
	*n = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
	return true;
}

bool position_read(const json_t *value, struct position *position)
{
	return number_read(json_object_get(value, "line"), &position->line) &&
	       number_read(json_object_get(value, "character"), &position->character);
}

bool range_read(const json_t *value, struct position_range *range)
{
	return position_read(json_object_get(value, "start"), &range->start) &&
	       position_read(json_object_get(value, "end"), &range->end);
}

void put_position(struct json_writer *json, const char *key, struct position position)
{
	json_put_object(json, key);
	json_put_int(json, "line", position.line);
	json_put_int(json, "character", position.character);
	json_put_end(json);
}

void put_range(struct json_writer *json, const char *key, struct position_range range)
{
	json_put_object(json, key);
	put_position(json, "start", range.start);
	put_position(json, "end", range.end);
	json_put_end(json);
}

void put_span(struct json_writer *json, struct server *server, const char *key, struct span span)
{
	const struct source *source = sources_get(&server->world.run.sources, span.source);
	struct str text = source ? (struct str){source->text, source->len} : (struct str){0};
	put_range(json, key, range_of(server, text, span.start, span.start + span.len));
}

void put_location(struct request *request, const char *key, struct span span)
{
	struct server *server = request->server;
	const struct source *source = sources_get(&server->world.run.sources, span.source);
	json_put_object(request->json, key);
	json_put_str(request->json, "uri", path_uri(request->arena, source->canonical));
	put_span(request->json, server, "range", span);
	json_put_end(request->json);
}
