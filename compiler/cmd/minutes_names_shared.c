#include "compiler/cmd/minutes_parts.h"

#include "compiler/plan/names.h"
#include "runtime/base/utf8.h"
#include <ctype.h>
#include <string.h>

enum { NAME_WORDS_MAX = 4, NAME_BYTES_MAX = 40 };

/* ---- texts ---- */

void minutes_quote(struct out *out, struct str text)
{
	struct out clean = {0};
	utf8_out(&clean, text);
	out_char(out, '"');
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i];
		if (c == '"' || c == '\\')
			out_printf(out, "\\%c", c);
		else if (c == '\n')
			out_text(out, "\\n");
		else if ((unsigned char)c < ' ' || c == 0x7f)
			out_char(out, ' ');
		else
			out_char(out, c);
	}
	out_char(out, '"');
	out_free(&clean);
}

/* ---- names ---- */

static uint64_t hash_of(struct str a, struct str b)
{
	uint64_t hash = 0xcbf29ce484222325u;
	struct str parts[] = {a, STR(" "), b};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (size_t k = 0; k < parts[i].len; k++)
			hash = (hash ^ (unsigned char)parts[i].ptr[k]) * 0x100000001b3u;
	return hash ? hash : 1;
}

void minutes_index(struct minutes_writer *writer)
{
	struct plan *plan = writer->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (!block->name)
			continue;
		map_put(&writer->taken, hash_of(plan_name(plan, block->name), STR("")), NULL);
		uint32_t *place = map_put(&writer->by_path,
			hash_of(str_from(kind_infos[block->kind].name), block_path(plan, block)),
			NULL);
		*place = *place ? *place : i + 1;
	}
}

const struct block *minutes_block(
	const struct minutes_writer *writer, const struct minutes_row *row)
{
	const uint32_t *place = map_get(
		&writer->by_path, hash_of(row->cells[MINUTES_KIND], row->cells[MINUTES_ID]));
	const struct block *block = place ? writer->plan->blocks.items[*place - 1] : NULL;
	bool is_it = block && str_equal(block_path(writer->plan, block), row->cells[MINUTES_ID]);
	return is_it ? block : NULL;
}

/* Takes small words off the end: "two_more_engineers_for" -> "two_more_engineers". */
static struct str without_small_words(struct str name)
{
	static const char *const small[] = {"_a", "_an", "_and", "_at", "_by", "_for", "_from",
		"_in", "_is", "_of", "_on", "_or", "_the", "_to", "_with"};
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (str_ends(name, small[i]))
			return without_small_words(str_slice(name, 0, name.len - strlen(small[i])));
	return name;
}

struct str minutes_name(struct minutes_writer *writer, struct str title)
{
	struct out name = {0};
	int words = 0;
	bool in_word = false;
	for (size_t i = 0; i < title.len && name.len < NAME_BYTES_MAX; i++) {
		unsigned char c = (unsigned char)title.ptr[i];
		if (c >= 0x80 || !isalnum(c)) {
			in_word = false;
			continue;
		}
		if (!in_word && ++words > NAME_WORDS_MAX)
			break;
		if (!in_word && name.len)
			out_char(&name, '_');
		if (!name.len && isdigit(c))
			out_text(&name, "n");
		in_word = true;
		out_char(&name, (char)tolower(c));
	}
	if (!name.len)
		out_text(&name, "item");
	struct str base = str_copy(writer->minutes->arena, without_small_words(out_view(&name)));
	struct str unique = base;
	out_free(&name);
	bool added = false;
	for (int n = 2; map_put(&writer->taken, hash_of(unique, STR("")), &added), !added; n++)
		unique = str_format(writer->minutes->arena, "%.*s_%d", STR_ARGS(base), n);
	return unique;
}

/* ---- people and days ---- */

const struct person_block *minutes_person(
	struct minutes_writer *writer, const struct minutes_row *row, enum minutes_column column)
{
	const struct plan *plan = writer->plan;
	struct str text = row->cells[column];
	const struct person_block *found = NULL;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (str_equal(plan_name(plan, person->block.name), text))
			return person;
		if (!str_equal(person->block.title, text))
			continue;
		if (found) {
			minutes_complain(writer->minutes, row, column,
				"there are several people called %.*s; write the name that the "
				"plan gives one",
				STR_ARGS(text));
			return NULL;
		}
		found = person;
	}
	if (found)
		return found;
	const struct name_entry *near = names_closest(writer->plan, text, K(person));
	if (near && near->block)
		minutes_complain(writer->minutes, row, column,
			"there is no person %.*s in the plan; did you mean %.*s?", STR_ARGS(text),
			STR_ARGS(plan_name(plan, near->block->name)));
	else
		minutes_complain(writer->minutes, row, column,
			"there is no person %.*s in the plan", STR_ARGS(text));
	return NULL;
}

date_t minutes_day(struct minutes_writer *writer, const struct minutes_row *row,
	enum minutes_column column, struct str text)
{
	bool ambiguous;
	date_t day = minutes_date(text, &ambiguous);
	if (text.len && !day)
		minutes_complain(writer->minutes, row, column,
			ambiguous ? "%.*s can be read in two ways; write days like 2026-05-31"
				  : "%.*s is no day; write days like 2026-05-31",
			STR_ARGS(text));
	return day;
}
