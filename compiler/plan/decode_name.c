/* The readers of value types that are names: of blocks, words, units, kinds, rules and columns. */
#include "compiler/plan/decode_types.h"
#include "compiler/plan/project.h"
#include "compiler/syntax/literal.h"
#include "runtime/values/zone.h"

#include <ctype.h>
#include <string.h>

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

static bool is_word(const struct decoder *decoder, uint32_t node)
{
	const struct node *at = file_node(decoder->file, node);
	return at->kind == NODE_PATH && !at->child;
}

static const char *node_called(const struct decoder *decoder, uint32_t node)
{
	switch ((enum node_kind)file_node(decoder->file, node)->kind) {
	case NODE_NUMBER:
		return "a number";
	case NODE_PERCENT:
		return "a percentage";
	case NODE_TEXT:
	case NODE_PROSE:
		return "a text";
	case NODE_DATE:
		return "a date";
	case NODE_PERIOD:
		return "a period";
	case NODE_TIME:
		return "a time of day";
	case NODE_TRUTH:
		return "true or false";
	case NODE_PATH:
		return "a name with a dot";
	case NODE_LIST:
		return "a list";
	default:
		return "a calculation";
	}
}

/* A name in quotes: letters, digits and `_`. */
static bool is_quoted_name(const struct decoder *decoder, uint32_t node, struct str text)
{
	if (file_node(decoder->file, node)->kind != NODE_TEXT || text.len < 3)
		return false;
	for (size_t i = 1; i + 1 < text.len; i++)
		if (!isalnum((unsigned char)text.ptr[i]) && text.ptr[i] != '_')
			return false;
	return !isdigit((unsigned char)text.ptr[1]);
}

/* The name of the block of one of these kinds that is called so; ptr NULL if none or several are.
 */
static struct str name_of_titled(const struct decoder *decoder, kinds_t kinds, struct str title)
{
	struct plan *plan = decoder->plan;
	struct str name = {0};
	if (plan->n_guesses++ >= GUESSES_MAX)
		return name;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (!(kinds >> block->kind & 1) || !block->name || !str_equal(block->title, title))
			continue;
		if (name.ptr)
			return (struct str){0};
		name = block_path(plan, block);
	}
	return name;
}

static bool no_name(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct str text = file_text(decoder->file, node);
	struct str named = {0};
	if (file_node(decoder->file, node)->kind == NODE_TEXT && text.len > 2 && slot->refs)
		named = name_of_titled(decoder, slot->refs, str_slice(text, 1, text.len - 1));
	if (named.ptr) {
		struct span span = file_span(decoder->file, node);
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
			span, "`%s` wants %s; this is a title", slot->name,
			type_infos[slot->type].wanted);
		finding_help(sink_of(decoder), finding, "write the name: `%.*s`", STR_ARGS(named));
		finding_edit(sink_of(decoder), finding, span, named, false);
		return false;
	}
	if (!is_quoted_name(decoder, node, text)) {
		report_mismatch(decoder, slot, node, node_called(decoder, node));
		return false;
	}
	struct str name = str_slice(text, 1, text.len - 1);
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is a text", slot->name,
		type_infos[slot->type].wanted);
	finding_help(sink_of(decoder), finding, "leave the quotes out: `%.*s`", STR_ARGS(name));
	finding_edit(sink_of(decoder), finding, file_span(decoder->file, node), name, false);
	return false;
}

bool decode_name(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	if (!is_word(decoder, node))
		return no_name(decoder, slot, node);
	*(uint32_t *)to = file_node(decoder->file, node)->name;
	return true;
}

static struct finding *report_no_word(struct decoder *decoder, const struct slot *slot,
	uint32_t node, struct str text, uint8_t quoted)
{
	struct span span = file_span(decoder->file, node);
	if (quoted)
		return finding_new(sink_of(decoder), &finding_type_not_in_list, span,
			"a word of `%s` stands without quotes", slot->name);
	if (!is_word(decoder, node) && file_node(decoder->file, node)->kind != NODE_TEXT)
		return finding_new(sink_of(decoder), &finding_type_mismatch, span,
			"`%s` wants a word; this is %s", slot->name, node_called(decoder, node));
	return finding_new(sink_of(decoder), &finding_type_not_in_list, span,
		"`%s` has no word `%.*s`", slot->name, STR_ARGS(text));
}

bool decode_word(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct str text = file_text(decoder->file, node);
	bool quoted = file_node(decoder->file, node)->kind == NODE_TEXT;
	if (quoted)
		text = str_slice(text, 1, text.len - 1);
	uint8_t value = is_word(decoder, node) || quoted ? words_find(slot->words, text) : 0;
	if (value && !quoted) {
		*(uint8_t *)to = value;
		return true;
	}
	struct span span = file_span(decoder->file, node);
	const char *near =
		value ? slot->words->items[value].word : words_closest(slot->words, text);
	struct out words = {0};
	words_print(&words, slot->words);
	struct finding *finding = report_no_word(decoder, slot, node, text, value);
	if (near) {
		finding_help(sink_of(decoder), finding, "write `%s`", near);
		finding_edit(sink_of(decoder), finding, span, str_from(near), value != 0);
	}
	finding_note(sink_of(decoder), finding, "it is %.*s", STR_ARGS(out_view(&words)));
	out_free(&words);
	return false;
}

/* ---- blocks ---- */

/* What people write where nobody has been named yet: ownership.not_a_person speaks of it. */
static bool is_stand_in(struct str word)
{
	static const char *const words[] = {
		"both", "all", "team", "tbd", "TBD", "vacant", "everyone", "nobody", "none"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

bool names_stands_for_no_person(struct plan *plan, struct name_scope scope, uint32_t path)
{
	uint32_t rest;
	const struct node *node = file_node(scope.file, path);
	if (node->kind != NODE_PATH)
		return false;
	const struct block *block = names_look(plan, scope, path, K(person), &rest);
	if (block && !rest && block->kind == KIND_person)
		return false;
	if (!node->child && is_stand_in(plan_name(plan, node->name)))
		return true;
	block = names_look(plan, scope, path, K(party), &rest);
	return block && !rest && block->kind == KIND_party;
}

static struct name_scope scope_of(const struct decoder *decoder)
{
	return (struct name_scope){.file = decoder->file, .block = decoder->block};
}

bool decode_ref(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct ref *ref = to;
	if (file_node(decoder->file, node)->kind != NODE_PATH)
		return no_name(decoder, slot, node);
	ref->node = node;
	if (slot->refs == K(person) &&
		names_stands_for_no_person(decoder->plan, scope_of(decoder), node))
		return true;
	ref->block = names_resolve(decoder->plan, scope_of(decoder), node, slot->refs);
	return ref->block || decoder->plan->is_library;
}

bool decode_ref_or_text(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct ref_or_text *either = to;
	switch ((enum node_kind)file_node(decoder->file, node)->kind) {
	case NODE_TEXT:
	case NODE_PROSE:
		return decode_text(decoder, slot, node, &either->text);
	default:
		return decode_ref(decoder, slot, node, &either->ref);
	}
}

static void report_no_field(
	struct decoder *decoder, uint32_t node, const struct block *block, uint32_t rest)
{
	struct sink *sink = sink_of(decoder);
	enum kind kind = (enum kind)block->kind;
	struct span whole = file_span(decoder->file, node), span = file_span(decoder->file, rest);
	span.start++; /* behind the dot */
	span.len = whole.start + whole.len - span.start;
	struct str word = source_slice(decoder->file->source, span);
	struct finding *finding = finding_new(sink, &finding_name_unknown_field, span,
		"%s has no field `%.*s`", kind_called(kind), STR_ARGS(word));
	const struct field_info *near = schema_closest_field(kind, word);
	if (near) {
		finding_help(sink, finding, "did you mean `%s`?", near->name);
		finding_edit(sink, finding, span, str_from(near->name), false);
	}
}

/* `connector.due`: a block's field; `connector`: the block as a whole. */
bool decode_place(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct field_ref *place = to;
	uint32_t rest;
	if (file_node(decoder->file, node)->kind != NODE_PATH)
		return no_name(decoder, slot, node);
	place->ref.node = node;
	struct block *block = names_look(decoder->plan, scope_of(decoder), node, slot->refs, &rest);
	if (!block || !rest) {
		place->ref.block =
			names_resolve(decoder->plan, scope_of(decoder), node, slot->refs);
		return place->ref.block || decoder->plan->is_library;
	}
	place->ref.block = block;
	if (!file_node(decoder->file, rest)->next)
		place->field = schema_field(&decoder->plan->run->schema, (enum kind)block->kind,
			file_node(decoder->file, rest)->name);
	if (!place->field)
		report_no_field(decoder, node, block, rest);
	return place->field;
}

/* What an amendment changes from or to: any value, a block or a word. Nothing is reported but
 * unreadable ones. */
bool decode_changed(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value *value = to;
	const struct node *at = file_node(decoder->file, node);
	uint32_t rest;
	(void)slot;
	struct eval eval = {.plan = decoder->plan,
		.file = decoder->file,
		.block = decoder->block,
		.arena = &decoder->plan->arena};
	if (at->kind != NODE_PATH) {
		eval.sink = sink_of(decoder);
		*value = eval_node(&eval, node);
		return value->kind != VALUE_NONE;
	}
	struct block *block = names_look(decoder->plan, scope_of(decoder), node, K_ANY, &rest);
	if (block && !rest)
		*value = (struct value){.kind = VALUE_BLOCK, .block = block};
	else
		*value = (struct value){.kind = VALUE_WORD, .word = at->name};
	return true;
}

/* ---- units ---- */

/* Every word that a unit may be written with: declared ones in singular and plural, durations,
 * currencies. */
static struct str unit_word_at(const void *context, uint32_t i)
{
	const struct plan *plan = context;
	uint32_t n = plan->unit_blocks.n;
	if (i < 2 * n)
		return unit_text(
			plan, UNIT_DECLARED_FIRST + plan->unit_blocks.items[i / 2]->name, i % 2);
	i -= 2 * n;
	if (i < 2 * DURATION_BUSINESS_DAY)
		return str_from(
			duration_unit_name((enum duration_unit)(DURATION_MINUTE + i / 2), i % 2));
	return str_from(currency_infos[i - 2 * DURATION_BUSINESS_DAY].code);
}

/* The nearest unit; -1 if none is near or enough was looked for. Three capitals are a currency, and
   one that differs in a letter is another one, so of those only the case may be wrong. */
static int closest_unit(struct plan *plan, struct str word)
{
	uint32_t n = 2 * (plan->unit_blocks.n + DURATION_BUSINESS_DAY);
	if (plan->n_guesses++ >= GUESSES_MAX)
		return -1;
	for (uint32_t i = 0; i < plan->unit_blocks.n; i++) /* `many` is the plural */
		block_decode(plan, plan->unit_blocks.items[i]);
	for (uint32_t i = 0; i < currency_infos_n; i++)
		if (!str_distance(word, str_from(currency_infos[i].code), 0))
			return (int)(n + i);
	return closest_word(word, n, unit_word_at, plan);
}

/* The code that was meant: in small letters, or the currency's name, as `Euro` or `dollar`. */
static const struct currency_info *closest_currency(struct str word)
{
	struct str one = word.len > 2 && word.ptr[word.len - 1] == 's'
				 ? str_slice(word, 0, word.len - 1)
				 : word; /* "euros" */
	for (uint32_t i = 0; i < currency_infos_n; i++)
		if (!str_distance(word, str_from(currency_infos[i].code), 0) ||
			!str_distance(one, str_from(currency_infos[i].name), 0))
			return &currency_infos[i];
	return NULL;
}

static void report_unknown_unit(struct decoder *decoder, struct str word, struct span span)
{
	struct plan *plan = decoder->plan;
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_unknown, span,
		"there is no unit `%.*s`", STR_ARGS(word));
	int near = closest_unit(plan, word);
	struct str library = std_file_declaring(KIND_unit, word);
	if (near >= 0) {
		struct str text = unit_word_at(plan, (uint32_t)near);
		finding_help(sink_of(decoder), finding, "did you mean `%.*s`?", STR_ARGS(text));
		finding_edit(sink_of(decoder), finding, span, text, false);
	} else if (library.ptr) {
		finding_help(sink_of(decoder), finding,
			"the standard library has it: add `import std.%.*s`", STR_ARGS(library));
	} else if (closest_currency(word)) {
		const struct currency_info *currency = closest_currency(word);
		finding_help(sink_of(decoder), finding, "did you mean `%s`, the %s?",
			currency->code, currency->name);
		finding_edit(sink_of(decoder), finding, span, str_from(currency->code), false);
	} else {
		finding_help(sink_of(decoder), finding,
			"a plan counts in currencies, percent, durations, and units declared as "
			"`unit lead \"Lead\" {}` or taken from std.units");
	}
}

bool decode_unit_word(struct decoder *decoder, uint32_t word, struct span span, unit_t *unit)
{
	struct plan *plan = decoder->plan;
	struct str text = plan_name(plan, word);
	const uint32_t *declared = map_get(&plan->units, word);
	enum duration_unit duration;
	if (declared) {
		struct block *block = plan->unit_blocks.items[*declared - 1];
		*unit = UNIT_DECLARED_FIRST + block->name;
		block_decode(plan, block);
		return true;
	}
	if ((*unit = unit_currency(text)) != UNIT_NONE)
		return true;
	if ((duration = duration_unit_parse(text)) != DURATION_NONE) {
		*unit = UNIT_DURATION_FIRST + duration;
		return true;
	}
	if (str_is(text, "percent")) {
		*unit = UNIT_PERCENT;
		return true;
	}
	if (plan->is_library) { /* whoever imports it may declare the unit */
		*unit = UNIT_DECLARED_FIRST + word;
		return true;
	}
	report_unknown_unit(decoder, text, span);
	return false;
}

bool decode_unit(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	const struct node *at = file_node(decoder->file, node);
	uint32_t rest;
	if (at->kind != NODE_PATH)
		return no_name(decoder, slot, node);
	if (str_is(plan_name(decoder->plan, at->name), "money") && !at->child) {
		*(unit_t *)to = decoder->plan->currency;
		return true;
	}
	if (!at->child)
		return decode_unit_word(decoder, at->name, file_span(decoder->file, node), to);
	struct block *block = names_look(decoder->plan, scope_of(decoder), node, K(unit), &rest);
	if (!block || rest || block->kind != KIND_unit) {
		names_resolve(decoder->plan, scope_of(decoder), node, K(unit));
		return false;
	}
	block_decode(decoder->plan, block);
	*(unit_t *)to = UNIT_DECLARED_FIRST + block->name;
	return true;
}

static struct str zone_candidate(const void *context, uint32_t i)
{
	(void)context;
	return zone_name(i);
}

bool decode_zone(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct zone zone;
	struct str name;
	if (!decode_text(decoder, slot, node, &name))
		return false;
	*(struct str *)to = name;
	if (zone_find(name, &zone))
		return true;
	struct span span = file_span(decoder->file, node);
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_unknown, span,
		"there is no time zone \"%.*s\"", STR_ARGS(name));
	int near = closest_word(name, zones_n, zone_candidate, NULL);
	if (near >= 0) {
		struct str text = str_format(
			&sink_of(decoder)->arena, "\"%.*s\"", STR_ARGS(zone_name((uint32_t)near)));
		finding_help(sink_of(decoder), finding, "did you mean %.*s?", STR_ARGS(text));
		finding_edit(sink_of(decoder), finding, span, text, false);
	} else {
		finding_help(sink_of(decoder), finding,
			"zones are named as in the tz database: \"Europe/Paris\", "
			"\"America/Chicago\", \"UTC\"");
	}
	return false;
}

bool decode_currency(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	if (!is_word(decoder, node))
		return no_name(decoder, slot, node);
	struct str text = file_text(decoder->file, node);
	struct span span = file_span(decoder->file, node);
	*(unit_t *)to = unit_currency(text);
	if (*(unit_t *)to != UNIT_NONE)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_unknown, span,
		"there is no currency `%.*s`", STR_ARGS(text));
	const struct currency_info *near = closest_currency(text);
	if (near) {
		finding_help(sink_of(decoder), finding, "did you mean `%s`, the %s?", near->code,
			near->name);
		finding_edit(sink_of(decoder), finding, span, str_from(near->code), false);
	} else {
		finding_help(sink_of(decoder), finding,
			"currencies are written by their ISO 4217 code: USD, EUR");
	}
	return false;
}

/* ---- kinds, rules, settings, columns ---- */

bool decode_kind(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	if (!is_word(decoder, node))
		return no_name(decoder, slot, node);
	enum kind kind =
		schema_kind(&decoder->plan->run->schema, file_node(decoder->file, node)->name);
	*(uint8_t *)to = (uint8_t)kind;
	if (kind != KIND_NONE)
		return true;
	struct str text = file_text(decoder->file, node);
	const struct kind_info *near = schema_closest_kind(text);
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_unknown_kind,
		file_span(decoder->file, node), "there is no kind `%.*s`", STR_ARGS(text));
	if (near) {
		finding_help(sink_of(decoder), finding, "did you mean `%s`?", near->name);
		finding_edit(sink_of(decoder), finding, file_span(decoder->file, node),
			str_from(near->name), false);
	}
	return false;
}

/* Which rules there are is known where they are run; here a name is two words with a dot between
 * them. */
bool decode_rule_name(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_TEXT) {
		struct finding *finding = report_mismatch(decoder, slot, node, "a text");
		finding_help(sink_of(decoder), finding, "leave the quotes out");
		return false;
	}
	if (at->kind != NODE_PATH)
		return no_name(decoder, slot, node);
	*(struct str *)to = file_text(decoder->file, node);
	return true;
}

bool decode_setting_name(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_rule_name(decoder, slot, node, to);
}

bool decode_column(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	const struct node *at = file_node(decoder->file, node);
	uint32_t argument = at->kind == NODE_CALL ? file_node(decoder->file, at->child)->next : 0;
	if (!argument || file_node(decoder->file, argument)->kind != NODE_TEXT ||
		file_node(decoder->file, argument)->next ||
		!str_is(file_text(decoder->file, at->child), "column"))
		return no_name(decoder, slot, node);
	*(struct str *)to = literal_text(&decoder->plan->arena, NULL,
		file_span(decoder->file, argument), file_text(decoder->file, argument));
	return true;
}
