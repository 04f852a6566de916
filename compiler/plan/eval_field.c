/* Decoded fields as values: one reader for the C shape of each value type. */
#include "compiler/plan/eval_parts.h"

#include <assert.h>

/* ---- quantities ---- */

static struct result quantity_of(struct quantity quantity)
{
	if (!quantity.set)
		return (struct result){0};
	return (struct result){.kind = VALUE_QUANTITY,
		.fits = true,
		.exact = ratio_of(quantity.n),
		.quantity = quantity};
}

static struct result read_quantity(
	const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return quantity_of(*(const struct quantity *)at);
}

static struct result read_duration(
	const struct plan *plan, const struct words *words, const void *at)
{
	const struct duration *duration = at;
	(void)plan, (void)words;
	if (duration->unit == DURATION_NONE)
		return (struct result){0};
	return quantity_of(
		(struct quantity){duration->n, UNIT_DURATION_FIRST + (unit_t)duration->unit, true});
}

static struct result read_amounts(
	const struct plan *plan, const struct words *words, const void *at)
{
	const struct quantity_range *range = at;
	(void)plan, (void)words;
	return (struct result){
		.kind = range->low.set ? VALUE_RANGE : VALUE_NONE, .amounts = *range};
}

static struct result read_rating(const struct plan *plan, const struct words *words, const void *at)
{
	uint8_t rating = *(const uint8_t *)at;
	(void)plan, (void)words;
	return rating ? number_result(rating, UNIT_NONE) : (struct result){0};
}

/* ---- days ---- */

static struct result read_date(const struct plan *plan, const struct words *words, const void *at)
{
	date_t date = *(const date_t *)at;
	(void)plan, (void)words;
	return (struct result){.kind = date ? VALUE_DATE : VALUE_NONE, .date = date};
}

static struct result read_days(const struct plan *plan, const struct words *words, const void *at)
{
	struct date_range days = *(const struct date_range *)at;
	(void)plan, (void)words;
	return (struct result){
		.kind = days.first ? VALUE_RANGE : VALUE_NONE, .of_days = true, .days = days};
}

static struct result read_time(const struct plan *plan, const struct words *words, const void *at)
{
	struct time_of_day time = *(const struct time_of_day *)at;
	(void)plan, (void)words;
	return (struct result){.kind = time.set ? VALUE_TIME : VALUE_NONE, .time = time};
}

static struct result read_flag(const struct plan *plan, const struct words *words, const void *at)
{
	uint8_t flag = *(const uint8_t *)at;
	(void)plan, (void)words;
	return (struct result){.kind = flag ? VALUE_BOOL : VALUE_NONE, .truth = flag == FLAG_TRUE};
}

/* ---- texts, blocks and words ---- */

static struct result text_of(struct str text)
{
	return (struct result){.kind = text.ptr ? VALUE_TEXT : VALUE_NONE, .text = text};
}

static struct result read_text(const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return text_of(*(const struct str *)at);
}

bool token_has_blank_between(int left, int right)
{
	bool opens = left == LPAREN || left == LBRACKET;
	bool closes = right == RPAREN || right == RBRACKET || right == COMMA;
	bool calls = right == LPAREN && (left == NAME || left == DOTNAME);
	return !opens && !closes && !calls && right != DOTNAME;
}

/* Its tokens in one spacing, so that the layout of the file is no part of it. */
static struct str expression_text(const struct plan *plan, const struct expression *expression)
{
	struct arena *arena = &((struct plan *)(uintptr_t)plan)->arena;
	const struct file *file = expression->file;
	struct token_range range = file_expression(file, expression->node);
	struct out out = {0};
	int last = LPAREN;
	for (uint32_t i = range.first; i <= range.last; i++) {
		const struct token *token = &file->tokens.items[i];
		if (token->flags & TOKEN_SKIPPED)
			continue;
		if (out.len && token_has_blank_between(last, token->kind))
			out_char(&out, ' ');
		out_str(&out, file_token_text(file, i));
		last = token->kind;
	}
	struct str text = str_copy(arena, out_view(&out));
	out_free(&out);
	return text;
}

/* A condition is no value: what can be asked of it is whether there is one. */
static struct result read_expression(
	const struct plan *plan, const struct words *words, const void *at)
{
	const struct expression *expression = at;
	(void)words;
	if (!expression->node)
		return (struct result){0};
	return text_of(expression_text(plan, expression));
}

static struct result block_of(struct block *block)
{
	return (struct result){.kind = block ? VALUE_BLOCK : VALUE_NONE, .block = block};
}

static struct result read_ref(const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return block_of(((const struct ref *)at)->block);
}

static struct result read_place(const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return block_of(((const struct field_ref *)at)->ref.block);
}

static struct result read_ref_or_text(
	const struct plan *plan, const struct words *words, const void *at)
{
	const struct ref_or_text *either = at;
	(void)plan, (void)words;
	return either->ref.block ? block_of(either->ref.block) : text_of(either->text);
}

static struct result word_of(uint32_t word)
{
	return (struct result){.kind = word ? VALUE_WORD : VALUE_NONE, .word = word};
}

static struct result read_name(const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return word_of(*(const uint32_t *)at);
}

static struct result named(const struct plan *plan, struct str word)
{
	return word_of(word.len ? intern_id(&plan->run->intern, word) : 0);
}

static struct result read_word(const struct plan *plan, const struct words *words, const void *at)
{
	return named(plan, str_from(words->items[*(const uint8_t *)at].word));
}

static struct result read_kind(const struct plan *plan, const struct words *words, const void *at)
{
	uint8_t kind = *(const uint8_t *)at;
	(void)words;
	return kind ? named(plan, str_from(kind_infos[kind].name)) : (struct result){0};
}

static struct result read_unit(const struct plan *plan, const struct words *words, const void *at)
{
	unit_t unit = *(const unit_t *)at;
	(void)words;
	return unit == UNIT_PERCENT ? named(plan, STR("percent"))
				    : named(plan, unit_text(plan, unit, false));
}

static struct result read_changed(
	const struct plan *plan, const struct words *words, const void *at)
{
	(void)plan, (void)words;
	return value_result(at);
}

/* `words` are those of an enumeration. */
static struct result (*const readers[TYPE_COUNT])(
	const struct plan *plan, const struct words *words, const void *at) = {
	[TYPE_text] = read_text,
	[TYPE_zone] = read_text,
	[TYPE_prose] = read_text,
	[TYPE_name] = read_name,
	[TYPE_date] = read_date,
	[TYPE_date_start] = read_date,
	[TYPE_range] = read_days,
	[TYPE_period] = read_days,
	[TYPE_time] = read_time,
	[TYPE_duration] = read_duration,
	[TYPE_number] = read_quantity,
	[TYPE_percent] = read_quantity,
	[TYPE_money] = read_quantity,
	[TYPE_amount] = read_quantity,
	[TYPE_share] = read_quantity,
	[TYPE_amount_range] = read_amounts,
	[TYPE_flag] = read_flag,
	[TYPE_rating] = read_rating,
	[TYPE_word] = read_word,
	[TYPE_ref] = read_ref,
	[TYPE_ref_or_text] = read_ref_or_text,
	[TYPE_place] = read_place,
	[TYPE_condition] = read_expression,
	[TYPE_formula] = read_expression,
	[TYPE_currency] = read_unit,
	[TYPE_unit] = read_unit,
	[TYPE_kind] = read_kind,
	[TYPE_rule_name] = read_text,
	[TYPE_setting_name] = read_text,
	[TYPE_column] = read_text,
	[TYPE_setting] = read_quantity,
	[TYPE_cadence] = read_duration,
	[TYPE_changed] = read_changed,
};

struct result shape_result(
	const struct plan *plan, enum value_type type, const struct words *words, const void *at)
{
	enum value_type plain = type_infos[type].base ? type_infos[type].base : type;
	assert(readers[plain]);
	return readers[plain](plan, words, at);
}

/* ---- fields ---- */

static bool is_any(const struct field_info *field)
{
	return field >= any_fields && field < any_fields + any_fields_n;
}

const void *field_at(const struct block *block, const struct field_info *field)
{
	return (is_any(field) ? (const char *)block_any(block) : (const char *)block) +
	       field->offset;
}

bool field_stated(const struct block *block, const struct field_info *field)
{
	return (is_any(field) ? block_any(block)->given : block->given) >> field->index & 1;
}

struct value field_value(
	struct eval *eval, const struct block *block, const struct field_info *field)
{
	const void *at = field_at(block, field);
	if (!field_stated(block, field))
		return (struct value){0};
	if (!field->list) {
		struct result result = shape_result(eval->plan, field->type, field->words, at);
		return result_value(eval, &result, 0);
	}
	const struct list *list = at;
	if (list->all)
		return (struct value){.kind = VALUE_ALL};
	struct value *items = arena_array(eval->arena, struct value, list->n);
	uint32_t n = 0;
	for (uint32_t i = 0; i < list->n; i++) {
		const char *item = (const char *)list->items + i * type_infos[field->type].size;
		struct result result = shape_result(eval->plan, field->type, field->words, item);
		items[n] = result_value(eval, &result, 0);
		n += items[n].kind != VALUE_NONE;
	}
	return (struct value){.kind = VALUE_LIST, .list = {items, n}};
}
