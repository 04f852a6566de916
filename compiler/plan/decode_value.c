/* Reading one value: what all types share, texts, flags and conditions. Days: decode_days.c;
   quantities: decode_amount.c; names: decode_name.c. */
#include "compiler/plan/decode_types.h"

#include "compiler/syntax/literal.h"

#include <string.h>

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

static void help_with_example(
	struct decoder *decoder, const struct slot *slot, struct finding *finding)
{
	if (slot->field && slot->field->example)
		finding_help(sink_of(decoder), finding, "for example `%s`", slot->field->example);
}

/* A date or a number in quotes: without them it is one. */
static bool is_quoted_value(struct str text)
{
	return text.len > 2 && ((text.ptr[1] >= '0' && text.ptr[1] <= '9') ||
				       str_is(text, "\"true\"") || str_is(text, "\"false\""));
}

struct finding *report_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *found)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is %s", slot->name,
		type_infos[slot->type].wanted, found);
	struct str text = file_text(decoder->file, node);
	bool quoted = file_node(decoder->file, node)->kind == NODE_TEXT && is_quoted_value(text);
	if (quoted)
		finding_help(sink_of(decoder), finding, "leave the quotes out: `%.*s`",
			STR_ARGS(str_slice(text, 1, text.len - 1)));
	else
		help_with_example(decoder, slot, finding);
	return finding;
}

/* ---- words where something else is wanted ---- */

/* A bare word that nothing is called: `critical: yes`, `title: Manager`. */
static bool is_stray_word(struct decoder *decoder, uint32_t node)
{
	struct plan *plan = decoder->plan;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_PATH || at->child || plan->is_library ||
		names_find(plan, NULL, at->name) || schema_plural(&plan->run->schema, at->name))
		return false;
	if (schema_is_reserved(plan_name(plan, at->name)))
		return false;
	for (const struct block *scope = decoder->block; scope; scope = scope->parent)
		if (names_find(plan, scope, at->name))
			return false;
	return true;
}

/* What a word was meant to say, in the spelling of the type; ptr NULL if that cannot be known. */
static struct str meant_by(struct decoder *decoder, const struct slot *slot, struct str word)
{
	static const char *const yes[] = {"yes", "y", "on", "true"}, *const no[] = {"no", "n",
									     "off", "false"};
	struct arena *arena = &decoder->plan->run->sink.arena;
	if (slot->type == TYPE_text || slot->type == TYPE_prose || slot->type == TYPE_zone)
		return str_format(arena, "\"%.*s\"", STR_ARGS(word));
	for (size_t i = 0; slot->type == TYPE_flag && i < sizeof yes / sizeof *yes; i++) {
		if (!str_distance(word, str_from(yes[i]), 0))
			return STR("true");
		if (!str_distance(word, str_from(no[i]), 0))
			return STR("false");
	}
	return (struct str){0};
}

static bool report_stray_word(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct sink *sink = sink_of(decoder);
	struct str word = file_text(decoder->file, node);
	struct span span = file_span(decoder->file, node);
	const struct name_entry *near = names_closest(decoder->plan, word, K_LET);
	if (near) {
		struct str name =
			plan_name(decoder->plan, file_node(near->file, near->let->node)->name);
		struct finding *finding = finding_new(sink, &finding_name_unknown, span,
			"there is nothing called `%.*s`", STR_ARGS(word));
		finding_help(sink, finding, "did you mean `%.*s`?", STR_ARGS(name));
		finding_edit(sink, finding, span, name, false);
		return false;
	}
	if (str_is(word, "TODO")) {
		struct finding *todo = finding_new(sink, &finding_type_mismatch, span,
			"`%s` is still to be written", slot->name);
		help_with_example(decoder, slot, todo);
		return false;
	}
	struct str meant = meant_by(decoder, slot, word);
	struct finding *finding =
		finding_new(sink, &finding_type_mismatch, span, "`%s` wants %s; `%.*s` is a word",
			slot->name, type_infos[slot->type].wanted, STR_ARGS(word));
	if (meant.ptr) {
		finding_help(sink, finding, "write `%.*s`", STR_ARGS(meant));
		finding_edit(sink, finding, span, meant, false);
	} else {
		help_with_example(decoder, slot, finding);
	}
	return false;
}

/* ---- evaluating ---- */

/* The value of an expression; VALUE_NONE if it is wrong, which has been reported then. */
struct value decode_evaluate(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct eval eval = {.plan = decoder->plan,
		.file = decoder->file,
		.block = decoder->block,
		.arena = &decoder->plan->arena,
		.sink = sink_of(decoder)};
	if (is_stray_word(decoder, node)) {
		report_stray_word(decoder, slot, node);
		return (struct value){0};
	}
	struct value value = eval_node(&eval, node);
	/* A comparison of what cannot be compared is reported, and false. */
	return eval.why_absent == ABSENT_KNOWN ? (struct value){0} : value;
}

bool decode_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const struct value *value)
{
	if (value->kind != VALUE_NONE)
		report_mismatch(decoder, slot, node, value_called(value));
	return false;
}

/* ---- text ---- */

struct str decode_quoted(struct plan *plan, const struct file *file, uint32_t node)
{
	struct str text = file_text(file, node);
	if (memchr(text.ptr, '\\', text.len))
		return literal_text(&plan->arena, NULL, file_span(file, node), text);
	return str_slice(text, 1, text.len - 1);
}

bool decode_text(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct str *text = to;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_TEXT) {
		*text = decode_quoted(decoder->plan, decoder->file, node);
		return true;
	}
	if (at->kind == NODE_PROSE) {
		*text = literal_prose(&decoder->plan->arena, file_text(decoder->file, node));
		return true;
	}
	struct value value = decode_evaluate(decoder, slot, node);
	if (value.kind != VALUE_TEXT)
		return decode_mismatch(decoder, slot, node, &value);
	*text = value.text;
	return true;
}

bool decode_prose(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_text(decoder, slot, node, to);
}

bool decode_flag(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = decode_evaluate(decoder, slot, node);
	if (value.kind != VALUE_BOOL)
		return decode_mismatch(decoder, slot, node, &value);
	*(uint8_t *)to = value.truth ? FLAG_TRUE : FLAG_FALSE;
	return true;
}

/* ---- expressions that are kept ---- */

/* Whether it is a condition is checked when every block can be looked into: plan_check_expressions.
 */
bool decode_condition(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	(void)slot;
	*(struct expression *)to = (struct expression){decoder->file, node};
	return decode_check_dots(decoder, node);
}

bool decode_formula(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_condition(decoder, slot, node, to);
}

bool decode_value(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	static bool (*const readers[TYPE_COUNT])(
		struct decoder *, const struct slot *, uint32_t, void *) = {
#define VALUE_TYPE(name, c_type, wanted, doc) [TYPE_##name] = decode_##name,
#define PHRASE(name, base, clauses)
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE
	};
	/* A literal that was reported has no value and needs no second report. */
	if (file_node(decoder->file, node)->kind == NODE_WRONG)
		return false;
	return readers[slot->type](decoder, slot, node, to);
}
