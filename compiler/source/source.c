#include "compiler/source/source.h"
#include "runtime/base/intern.h"
#include "runtime/base/utf8.h"
#include <assert.h>
#include <pthread.h>
#include <string.h>

/* Sources are kept in blocks that never move, each twice as large as the one before: a thread can
   look one up while another adds one. */
enum { BLOCKS_MAX = 26, FIRST_BLOCK = 64 };

struct source_table {
	pthread_mutex_t lock; /* over all that follows, but for what stands in the blocks */
	struct arena arena;
	struct source **blocks[BLOCKS_MAX]; /* the source with id 0 is NULL */
	uint32_t n;
	struct intern canonicals;
	VEC(uint32_t) first_of; /* by canonical path: the id of its first source, 0 if none */
};

static struct source **place_of(const struct source_table *table, uint32_t id)
{
	uint32_t block = 0, at = id;
	for (uint32_t size = FIRST_BLOCK; at >= size; size *= 2, block++)
		at -= size;
	return table->blocks[block] ? table->blocks[block] + at : NULL;
}

/* A new place behind the last; its id is n before the call. */
static void place_source(struct source_table *table, struct source *source)
{
	uint32_t block = 0, at = table->n;
	for (uint32_t size = FIRST_BLOCK; at >= size; size *= 2, block++)
		at -= size;
	if (block == BLOCKS_MAX)
		memory_exhausted();
	if (!table->blocks[block])
		table->blocks[block] =
			arena_array(&table->arena, struct source *, (size_t)FIRST_BLOCK << block);
	table->blocks[block][at] = source;
	table->n++;
}

void sources_init(struct sources *sources)
{
	struct source_table *table = memory_resize(NULL, sizeof *table);
	memset(table, 0, sizeof *table);
	pthread_mutex_init(&table->lock, NULL);
	arena_init(&table->arena);
	intern_init(&table->canonicals);
	place_source(table, NULL);
	*sources = (struct sources){.table = table};
}

void sources_share(struct sources *sources, const struct sources *of)
{
	*sources = (struct sources){of->table, true};
}

void sources_free(struct sources *sources)
{
	struct source_table *table = sources->table;
	if (table && !sources->is_shared) {
		for (uint32_t id = 1; id < table->n; id++)
			file_release(&sources_get(sources, id)->bytes);
		vec_free(&table->first_of);
		intern_free(&table->canonicals);
		arena_free(&table->arena);
		pthread_mutex_destroy(&table->lock);
		memory_release(table);
	}
	*sources = (struct sources){0};
}

static uint32_t first_of(const struct source_table *table, struct str canonical)
{
	uint32_t name = intern_find(&table->canonicals, canonical);
	return name && name < table->first_of.n ? table->first_of.items[name] : 0;
}

static struct source *add(
	struct source_table *table, struct str path, struct str canonical, struct file_bytes bytes)
{
	struct source *source = arena_new(&table->arena, struct source);
	uint32_t name = intern_id(&table->canonicals, canonical);

	assert(bytes.data && bytes.len < UINT32_MAX);
	assert(bytes.data[bytes.len] == '\0' && bytes.data[bytes.len + 1] == '\0');
	source->id = table->n;
	source->path = str_copy(&table->arena, path);
	source->canonical = str_copy(&table->arena, canonical);
	source->is_library_std = str_starts(canonical, "std:");
	source->bytes = bytes;
	source->text = bytes.data;
	source->len = (uint32_t)bytes.len;
	place_source(table, source);
	while (table->first_of.n <= name)
		vec_push(&table->first_of, 0);
	if (!table->first_of.items[name])
		table->first_of.items[name] = source->id;
	return source;
}

struct source *sources_add(
	struct sources *sources, struct str path, struct str canonical, struct file_bytes bytes)
{
	pthread_mutex_lock(&sources->table->lock);
	struct source *source = add(sources->table, path, canonical, bytes);
	pthread_mutex_unlock(&sources->table->lock);
	return source;
}

struct source *sources_offer(
	struct sources *sources, struct str path, struct str canonical, struct file_bytes bytes)
{
	pthread_mutex_lock(&sources->table->lock);
	uint32_t known = first_of(sources->table, canonical);
	struct source *source =
		known ? sources_get(sources, known) : add(sources->table, path, canonical, bytes);
	pthread_mutex_unlock(&sources->table->lock);
	if (known)
		file_release(&bytes);
	return source;
}

struct source *sources_find(const struct sources *sources, struct str canonical)
{
	pthread_mutex_lock(&sources->table->lock);
	uint32_t id = first_of(sources->table, canonical);
	pthread_mutex_unlock(&sources->table->lock);
	return sources_get(sources, id);
}

struct source *sources_get(const struct sources *sources, uint32_t id)
{
	struct source **place = place_of(sources->table, id);
	assert(place && (*place || !id));
	return *place;
}

uint32_t sources_count(const struct sources *sources)
{
	pthread_mutex_lock(&sources->table->lock);
	uint32_t n = sources->table->n - 1;
	pthread_mutex_unlock(&sources->table->lock);
	return n;
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
	uint32_t *starts = arena_array(arena, uint32_t, n), n_lines = 0;
	starts[n_lines++] = first_line_start(source);
	for (at = source->text + source->n_hidden; (at = memchr(at, '\n', (size_t)(end - at)));
		at++)
		starts[n_lines++] = (uint32_t)(at + 1 - source->text);
	assert(n_lines == n);
	source->n_lines = n;
	source->line_starts = starts; /* last: whoever sees it sees the rest */
}

static struct source *with_lines(struct sources *sources, uint32_t id)
{
	struct source *source = sources_get(sources, id);
	if (!source || source->line_starts)
		return source;
	pthread_mutex_lock(&sources->table->lock);
	if (!source->line_starts)
		find_lines(&sources->table->arena, source);
	pthread_mutex_unlock(&sources->table->lock);
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
