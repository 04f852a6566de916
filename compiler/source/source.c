#include "compiler/source/source.h"
#include "runtime/base/utf8.h"
#include <assert.h>
#include <string.h>

void sources_init(struct sources *sources)
{
	*sources = (struct sources){0};
	arena_init(&sources->arena);
	vec_push(&sources->items, NULL);
}

void sources_free(struct sources *sources)
{
	for (uint32_t i = 1; i < sources->items.n; i++)
		file_release(&sources->items.items[i]->bytes);
	vec_free(&sources->items);
	arena_free(&sources->arena);
}

struct source *sources_add(
	struct sources *sources, struct str path, struct str canonical, struct file_bytes bytes)
{
	struct source *source = arena_new(&sources->arena, struct source);

	assert(bytes.data && bytes.len < UINT32_MAX);
	assert(bytes.data[bytes.len] == '\0' && bytes.data[bytes.len + 1] == '\0');
	source->id = sources->items.n;
	source->path = str_copy(&sources->arena, path);
	source->canonical = str_copy(&sources->arena, canonical);
	source->bytes = bytes;
	source->text = bytes.data;
	source->len = (uint32_t)bytes.len;
	vec_push(&sources->items, source);
	return source;
}

struct source *sources_find(const struct sources *sources, struct str canonical)
{
	for (uint32_t i = 1; i < sources->items.n; i++) {
		if (str_equal(sources->items.items[i]->canonical, canonical))
			return sources->items.items[i];
	}
	return NULL;
}

struct source *sources_get(const struct sources *sources, uint32_t id)
{
	assert(id < sources->items.n);
	return sources->items.items[id];
}

/* A byte order mark belongs to no line, so the first one starts behind it. */
static uint32_t first_line_start(const struct source *source)
{
	if (source->n_hidden)
		return source->n_hidden;
	return source->len >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static void find_lines(struct arena *arena, struct source *source)
{
	const char *end = source->text + source->len, *at;
	uint32_t n = 1;

	for (at = source->text + source->n_hidden; (at = memchr(at, '\n', (size_t)(end - at)));
		at++)
		n++;
	source->line_starts = arena_array(arena, uint32_t, n);
	source->line_starts[source->n_lines++] = first_line_start(source);
	for (at = source->text + source->n_hidden; (at = memchr(at, '\n', (size_t)(end - at)));
		at++)
		source->line_starts[source->n_lines++] = (uint32_t)(at + 1 - source->text);
	assert(source->n_lines == n);
}

static struct source *with_lines(struct sources *sources, uint32_t id)
{
	struct source *source = sources_get(sources, id);
	if (source && !source->line_starts)
		find_lines(&sources->arena, source);
	return source;
}

/* Where the character begins that has the byte `offset` inside it; a byte of none begins itself. */
static uint32_t character_start(const struct source *source, uint32_t line_start, uint32_t offset)
{
	for (uint32_t back = 1; back <= 3 && back <= offset - line_start; back++) {
		uint32_t len = source->len - offset + back;
		struct str rest = {source->text + offset - back, len};
		if (utf8_next(&rest) >= 0)
			return len - rest.len > back ? offset - back : offset;
	}
	return offset;
}

struct place source_place(struct sources *sources, uint32_t id, uint32_t offset)
{
	struct source *source = with_lines(sources, id);

	if (!source)
		return (struct place){0, 0};
	if (offset > source->len)
		offset = source->len;
	uint32_t low = 0, high = source->n_lines;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t start = source->line_starts[low];
	if (offset < start)
		offset = start;
	offset = character_start(source, start, offset);
	struct str before = {source->text + start, offset - start};
	return (struct place){low + 1, (uint32_t)utf8_count(before) + 1};
}

struct str source_line(struct sources *sources, uint32_t id, uint32_t line)
{
	struct source *source = with_lines(sources, id);

	if (!source || line == 0 || line > source->n_lines)
		return STR("");
	uint32_t start = source->line_starts[line - 1];
	uint32_t end = line == source->n_lines ? source->len : source->line_starts[line] - 1;
	if (line < source->n_lines && end > start && source->text[end - 1] == '\r')
		end--;
	return (struct str){source->text + start, end - start};
}

struct str source_slice(const struct source *source, struct span span)
{
	assert(span.source == source->id);
	struct str text = {source->text, source->len};
	return str_slice(text, span.start, (size_t)span.start + span.len);
}
