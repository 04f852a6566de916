/* What paths yield: the types of fields, figures, children and clauses along them. */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

static const struct word_info status_words[] = {
	{"", ""},
	{"not_judged", "not started, or nothing is due yet"},
	{"unknown", "no usable reading"},
	{"done", "reached"},
	{"missed", "not reached in time"},
	{"on_track", "as expected by now, or better"},
	{"watch", "somewhat short of what was expected by now"},
	{"behind", "well short of what was expected by now"},
};
const struct words words_tracked_status = {
	"status", status_words, sizeof status_words / sizeof *status_words};

static struct sink *sink_of(const struct typing *typing)
{
	return &typing->plan->run->sink;
}

/* ---- fields ---- */

static struct static_type type_of_shape(enum value_type type)
{
	static const struct static_type types[TYPE_COUNT] = {
		[TYPE_text] = {.shape = SHAPE_TEXT},
		[TYPE_zone] = {.shape = SHAPE_TEXT},
		[TYPE_prose] = {.shape = SHAPE_TEXT},
		[TYPE_rule_name] = {.shape = SHAPE_TEXT},
		[TYPE_setting_name] = {.shape = SHAPE_TEXT},
		[TYPE_column] = {.shape = SHAPE_TEXT},
		[TYPE_date] = {.shape = SHAPE_DATE},
		[TYPE_date_start] = {.shape = SHAPE_DATE},
		[TYPE_range] = {.shape = SHAPE_DAYS},
		[TYPE_period] = {.shape = SHAPE_DAYS},
		[TYPE_time] = {.shape = SHAPE_TIME},
		[TYPE_flag] = {.shape = SHAPE_TRUTH},
		[TYPE_duration] = {.shape = SHAPE_QUANTITY, .units = UNITS_DURATION},
		[TYPE_cadence] = {.shape = SHAPE_QUANTITY, .units = UNITS_DURATION},
		[TYPE_number] = {.shape = SHAPE_QUANTITY, .units = UNITS_ONE},
		[TYPE_rating] = {.shape = SHAPE_QUANTITY, .units = UNITS_ONE},
		[TYPE_percent] = {.shape = SHAPE_QUANTITY,
			.units = UNITS_ONE,
			.unit = UNIT_PERCENT},
		[TYPE_money] = {.shape = SHAPE_QUANTITY, .units = UNITS_MONEY},
		[TYPE_amount] = {.shape = SHAPE_QUANTITY},
		[TYPE_share] = {.shape = SHAPE_QUANTITY},
		[TYPE_setting] = {.shape = SHAPE_QUANTITY},
		[TYPE_amount_range] = {.shape = SHAPE_AMOUNTS},
		[TYPE_name] = {.shape = SHAPE_WORD},
		[TYPE_word] = {.shape = SHAPE_WORD},
		[TYPE_kind] = {.shape = SHAPE_WORD},
		[TYPE_currency] = {.shape = SHAPE_WORD},
		[TYPE_unit] = {.shape = SHAPE_WORD},
		[TYPE_ref] = {.shape = SHAPE_BLOCK},
		[TYPE_place] = {.shape = SHAPE_BLOCK},
	};
	return types[type_infos[type].base ? type_infos[type].base : type];
}

static struct static_type field_type(const struct field_info *field)
{
	struct static_type type = type_of_shape(field->type);
	type.list = field->list && !is_owner_field(field);
	type.kinds = field->refs ? field->refs : K_ANY;
	type.words = field->words;
	return type;
}

static struct static_type clause_type(const struct clause_info *clause)
{
	struct static_type type = type_of_shape(clause->type);
	type.kinds = clause->refs ? clause->refs : K_ANY;
	type.words = clause->words;
	return type;
}

/* A block that is known says more than its kind: the unit of an amount, the block that it refers
 * to. */
static void look_into(struct typing *typing, const struct block *block,
	const struct field_info *field, struct static_type *type)
{
	if (field->list || block->decoding != DECODING_DONE || !field_stated(block, field))
		return;
	struct result result =
		shape_result(typing->plan, field->type, field->words, field_at(block, field));
	struct static_type found = result_type(&result);
	if (found.shape == type->shape && type->shape == SHAPE_BLOCK)
		type->block = found.block;
	else if (found.shape == type->shape && found.units == UNITS_ONE) {
		type->units = UNITS_ONE;
		type->unit = found.unit;
	}
}

/* ---- figures ---- */

static struct static_type in_unit_of(const struct block *block)
{
	const struct metric_block *metric = NULL;
	struct static_type type = {.shape = SHAPE_QUANTITY, .units = UNITS_ANY};
	if (block && block->kind == KIND_metric)
		metric = (const void *)block;
	else if (block && block->kind == KIND_goal)
		metric = goal_metric((const void *)block);
	if (metric && metric->unit) {
		type.units = UNITS_ONE;
		type.unit = metric->unit;
	}
	return type;
}

static struct static_type figure_type(enum tracked_figure figure, const struct block *block)
{
	switch (figure) {
	case FIGURE_LATEST:
	case FIGURE_EXPECTED:
	case FIGURE_GAP:
	case FIGURE_PROJECTION:
		return in_unit_of(block);
	case FIGURE_ATTAINMENT:
	case FIGURE_PACE:
		return (struct static_type){
			.shape = SHAPE_QUANTITY, .units = UNITS_ONE, .unit = UNIT_PERCENT};
	case FIGURE_STATUS:
		return (struct static_type){.shape = SHAPE_WORD, .words = &words_tracked_status};
	case FIGURE_NONE:
		break;
	}
	return (struct static_type){0};
}

/* ---- one step ---- */

/* A path as far as it has been followed. */
struct along {
	struct static_type type;
	enum value_type phrase; /* whose clauses may be asked for next; TYPE_NONE: none */
	bool wrong;		/* reported */
};

static void report_day(struct typing *typing, uint32_t node)
{
	struct str word = plan_name(typing->plan, file_node(typing->file, node)->name);
	struct finding *finding = finding_new(sink_of(typing), &finding_type_mismatch,
		name_span(typing->file, node),
		"a feed's condition reads rows; `%.*s` has a value on a day only", STR_ARGS(word));
	finding_help(sink_of(typing), finding, "rows are compared by `column(\"...\")`");
}

static struct along member_step(
	struct typing *typing, const struct static_type *at, enum kind kind, uint32_t name)
{
	struct along next = {0};
	struct block *block = at->block && at->block->kind == kind ? at->block : NULL;
	struct member member = member_find(typing->plan, kind, file_node(typing->file, name)->name);
	switch (member.kind) {
	case MEMBER_FIELD:
		next.type = field_type(member.field);
		next.phrase = member.field->type;
		if (block)
			look_into(typing, block, member.field, &next.type);
		break;
	case MEMBER_DATE:
		next.type.shape = SHAPE_DATE;
		break;
	case MEMBER_TRACKED:
		next.type = figure_type(member.figure, block);
		next.wrong = typing->feed;
		break;
	case MEMBER_CHILDREN:
		next.type = (struct static_type){
			.shape = SHAPE_BLOCK, .list = true, .kinds = (kinds_t)1 << member.children};
		break;
	case MEMBER_NONE:
		break;
	}
	return next;
}

/* What two kinds of blocks call by one name; unknown where they disagree. */
static struct static_type merge(const struct static_type *a, const struct static_type *b)
{
	struct static_type both = *a;
	if (a->shape != b->shape || a->list != b->list)
		return (struct static_type){0};
	both.kinds |= b->kinds;
	both.block = NULL;
	if (a->words != b->words)
		both.words = NULL;
	if (a->units != b->units || a->unit != b->unit)
		both.units = UNITS_ANY;
	return both;
}

/* A condition is no value that could be compared. */
static void check_no_condition(struct typing *typing, enum value_type phrase, uint32_t name)
{
	enum value_type plain = type_infos[phrase].base ? type_infos[phrase].base : phrase;
	if ((plain != TYPE_condition && plain != TYPE_formula) || typing->stated || typing->silent)
		return;
	struct str word = plan_name(typing->plan, file_node(typing->file, name)->name);
	finding_new(sink_of(typing), &finding_type_mismatch, name_span(typing->file, name),
		"`%.*s` is a condition of its own; only `has %.*s` can ask for it", STR_ARGS(word),
		STR_ARGS(word));
}

static struct along block_step(struct typing *typing, const struct static_type *at, uint32_t name)
{
	struct along next = {0};
	uint32_t word = file_node(typing->file, name)->name, n = 0;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (!(at->kinds >> kind & 1) ||
			member_find(typing->plan, (enum kind)kind, word).kind == MEMBER_NONE)
			continue;
		struct along one = member_step(typing, at, (enum kind)kind, name);
		if (n++) {
			next.type = merge(&next.type, &one.type);
			next.phrase = next.phrase == one.phrase ? next.phrase : TYPE_NONE;
			next.wrong |= one.wrong;
		} else {
			next = one;
		}
	}
	if (n && !next.wrong) {
		check_no_condition(typing, next.phrase, name);
		return next;
	}
	if (!typing->silent && n)
		report_day(typing, name);
	else if (!typing->silent)
		report_no_member(typing->plan, typing->file, name, at->kinds);
	return (struct along){.wrong = true};
}

static struct along step(struct typing *typing, const struct along *along, uint32_t name)
{
	const struct static_type *at = &along->type;
	const struct clause_info *clause =
		clause_find(typing->plan, along->phrase, file_node(typing->file, name)->name);
	struct str word = plan_name(typing->plan, file_node(typing->file, name)->name);
	struct along next = {0};
	if (clause)
		next.type = clause_type(clause);
	else if (at->shape == SHAPE_BLOCK)
		next = block_step(typing, at, name);
	else if (at->shape == SHAPE_DAYS && (str_is(word, "start") || str_is(word, "end")))
		next.type.shape = SHAPE_DATE;
	else if (at->shape != SHAPE_UNKNOWN) {
		struct out found = {0};
		type_print(typing->plan, &found, at);
		if (!typing->silent)
			finding_new(sink_of(typing), &finding_type_mismatch,
				name_span(typing->file, name), "%.*s has nothing called `%.*s`",
				STR_ARGS(out_view(&found)), STR_ARGS(word));
		out_free(&found);
		return (struct along){.wrong = true};
	}
	next.type.list |= at->list;
	return next;
}

/* ---- heads ---- */

static struct static_type let_type(struct typing *typing, struct let *let)
{
	enum { ITEMS_LOOKED_AT = 16 }; /* so that naming a long list often costs little */
	struct value value = let_value(typing->plan, let);
	struct result result = value_result(&value);
	let->used = true;
	if (value.kind != VALUE_LIST || !value.list.n)
		return result_type(&result);
	struct result first = value_result(&value.list.items[0]);
	struct static_type type = result_type(&first);
	for (uint32_t i = 1; i < value.list.n && i < ITEMS_LOOKED_AT; i++) {
		struct result item = value_result(&value.list.items[i]);
		struct static_type other = result_type(&item);
		type = merge(&type, &other);
	}
	type.list = true;
	return type;
}

/* `start` and `end` need an initiative around them. */
static bool has_window(const struct typing *typing)
{
	for (const struct block *at = typing->home; at; at = at->parent)
		if (at->kind == KIND_initiative)
			return true;
	return !typing->home && (typing->home_kinds & (K(initiative) | K(milestone) | K(activity) |
							      K(action) | K(funnel)));
}

static struct along head_type(struct typing *typing, const struct head *head, uint32_t path)
{
	struct along along = {0};
	switch (head->kind) {
	case HEAD_IT:
		along.type = (struct static_type){
			.shape = SHAPE_BLOCK, .kinds = typing->it, .block = typing->it_block};
		along.wrong = !typing->it;
		break;
	case HEAD_JUDGED:
		along.type = (struct static_type){
			.shape = SHAPE_BLOCK, .kinds = typing->home_kinds, .block = typing->home};
		along.wrong = !typing->home_kinds;
		break;
	case HEAD_TODAY:
		along.type.shape = SHAPE_DATE;
		break;
	case HEAD_START:
	case HEAD_END:
		along.type.shape = SHAPE_DATE;
		along.wrong = !has_window(typing);
		break;
	case HEAD_ALL:
		along.type.shape = SHAPE_ALL;
		break;
	case HEAD_LET:
		along.type = let_type(typing, head->let);
		break;
	case HEAD_BLOCK:
		if (head->block->decoding == DECODING_FRESH)
			block_decode(typing->plan, head->block);
		along.type = (struct static_type){.shape = SHAPE_BLOCK,
			.kinds = (kinds_t)1 << head->block->kind,
			.block = head->block};
		break;
	case HEAD_COLLECTION:
		along.type = (struct static_type){.shape = SHAPE_BLOCK,
			.list = true,
			.kinds = (kinds_t)1 << head->collection};
		break;
	case HEAD_MEMBER: {
		struct static_type it = {
			.shape = SHAPE_BLOCK, .kinds = typing->it, .block = typing->it_block};
		return block_step(typing, &it, path);
	}
	case HEAD_NONE:
		along.wrong = true;
		break;
	}
	return along;
}

static void report_head(struct typing *typing, const struct head_scope *scope,
	const struct head *head, uint32_t path)
{
	struct span span = file_token_span(typing->file, file_node(typing->file, path)->first);
	if (head->kind == HEAD_NONE)
		report_unknown_name(typing->plan, scope, path);
	else if (head->kind == HEAD_IT || head->kind == HEAD_JUDGED)
		finding_new(sink_of(typing), &finding_type_mismatch, span,
			"`%s` is the block that a condition judges; here is none",
			head->kind == HEAD_IT ? "it" : "judged");
	else if (head->kind == HEAD_START || head->kind == HEAD_END)
		finding_new(sink_of(typing), &finding_type_mismatch, span,
			"`%s` is a day of the initiative around; nothing here stands in one",
			head->kind == HEAD_END ? "end" : "start");
}

/* ---- where ---- */

static void check_where(struct typing *typing, uint32_t where, const struct static_type *list)
{
	struct typing inner = *typing;
	inner.it = list->kinds;
	inner.it_block = NULL;
	inner.loops++;
	if (list->shape == SHAPE_UNKNOWN)
		return;
	if (list->shape != SHAPE_BLOCK)
		typing_mismatch(typing, where, "`where` judges blocks", list);
	else if (inner.loops <= EVAL_LOOPS_MAX)
		typing_truth(&inner, where);
	else if (!typing->silent)
		finding_new(sink_of(typing), &finding_syntax_too_large,
			file_span(typing->file, where),
			"`where` stands inside `where` more than %d deep", EVAL_LOOPS_MAX);
}

struct static_type typing_path(
	struct typing *typing, uint32_t path, bool collection, uint32_t where, kinds_t wanted)
{
	struct head_scope scope = {.file = typing->file,
		.home = typing->home,
		.it = typing->it,
		.wanted = wanted,
		.collections_first = collection};
	struct head head = path_head(typing->plan, &scope, path);
	struct along along = head_type(typing, &head, path);
	if (along.wrong && head.kind != HEAD_MEMBER && !typing->silent)
		report_head(typing, &scope, &head, path);
	if (head.kind == HEAD_TODAY && typing->feed && !typing->silent)
		report_day(typing, path);
	for (uint32_t rest = head.rest;; rest = file_node(typing->file, rest)->next) {
		if (along.wrong)
			return (struct static_type){0};
		if (where && along.type.list) {
			check_where(typing, where, &along.type);
			where = 0;
		}
		if (!rest)
			break;
		along = step(typing, &along, rest);
	}
	if (where && along.type.shape != SHAPE_UNKNOWN)
		typing_mismatch(typing, path, "`where` picks from a collection", &along.type);
	return along.type;
}
