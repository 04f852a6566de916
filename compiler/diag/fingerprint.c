#include "compiler/diag/fingerprint.h"

#include "runtime/base/map.h"
#include <ctype.h>
#include <stdio.h>

#define FNV_START 0xcbf29ce484222325u /* FNV-1a, 64 bits */
#define FNV_PRIME 0x100000001b3u

static uint64_t add_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * FNV_PRIME;
}

/* A text and its end, so that what follows cannot be taken for a part of it. */
static uint64_t add_text(uint64_t hash, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = add_byte(hash, text.ptr[i]);
	return add_byte(hash, '\0');
}

/* Runs of blanks count as one, so that a file keeps its fingerprints when it is laid out. */
static uint64_t add_line(uint64_t hash, struct str line)
{
	bool blank = false;
	line = str_trim(line);
	for (size_t i = 0; i < line.len; i++) {
		bool is_blank = isspace((unsigned char)line.ptr[i]);
		if (is_blank && !blank)
			hash = add_byte(hash, ' ');
		else if (!is_blank)
			hash = add_byte(hash, line.ptr[i]);
		blank = is_blank;
	}
	return add_byte(hash, '\0');
}

static uint64_t add_first_word(uint64_t hash, struct str line)
{
	size_t len = 0;
	line = str_trim(line);
	while (len < line.len && (isalnum((unsigned char)line.ptr[len]) || line.ptr[len] == '_'))
		len++;
	return add_text(hash, str_slice(line, 0, len));
}

static uint64_t hash_finding(const struct finding *finding, struct sources *sources)
{
	uint64_t hash = add_text(FNV_START, finding->name);
	if (!finding->span.source)
		return add_text(add_text(hash, finding->entity), finding->message);
	const struct source *source = sources_get(sources, finding->span.source);
	uint32_t number = source_place(sources, source->id, finding->span.start).line;
	struct str line = source_line(sources, source->id, number);
	hash = add_text(hash, source->below_root.ptr ? source->below_root : source->path);
	if (!finding->entity.len)
		return add_line(hash, line);
	return add_first_word(add_text(hash, finding->entity), line);
}

void finding_fingerprint(struct finding *finding, struct sources *sources)
{
	uint64_t hash = hash_finding(finding, sources);
	finding->fingerprint = hash ? hash : 1;
}

void findings_fingerprint(struct sink *sink, struct sources *sources)
{
	struct map counts = {0};
	for (uint32_t i = 0; i < sink->items.n; i++) {
		struct finding *finding = sink->items.items[i];
		if (finding->fingerprint)
			continue;
		uint64_t hash = hash_finding(finding, sources);
		uint32_t *n = map_put(&counts, hash ? hash : 1, NULL);
		for (uint32_t rest = (*n)++; rest; rest /= 10)
			hash = add_byte(hash, (char)('0' + rest % 10));
		finding->fingerprint = hash ? hash : 1;
	}
	map_free(&counts);
}

struct fingerprint_text fingerprint_text(uint64_t fingerprint)
{
	struct fingerprint_text text;
	snprintf(text.text, sizeof text.text, "%016llx", (unsigned long long)fingerprint);
	return text;
}
