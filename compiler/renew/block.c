/* A block of the new plan: the old one's text with its fields moved, trimmed and marked. */
#include "compiler/renew/parts.h"

#include "compiler/plan/eval.h"
#include "compiler/plan/viewers.h"

struct block *renewing_block(
	const struct renewing *renewing, const struct file *file, uint32_t node)
{
	const uint32_t *place =
		map_get(&renewing->block_at, (uint64_t)file->source->id << 32 | node);
	return place ? renewing->own.items[*place - 1] : NULL;
}

static bool is_list(const struct file *file, uint32_t node)
{
	return file_node(file, node)->kind == NODE_LIST;
}

/* ---- fields ---- */

/* Takes items out that name what stays behind, and waivers that have ended; true if none is left.
 */
static bool lose_items(
	const struct renewing *renewing, struct rewrite *rewrite, uint32_t field, bool are_waivers)
{
	const struct file *file = rewrite->file;
	uint32_t n = 0, n_gone = 0;
	for (uint32_t at = file_node(file, field)->child; at; at = file_node(file, at)->next) {
		uint32_t item = is_list(file, at) ? file_node(file, at)->child : at;
		for (; item; item = is_list(file, at) ? file_node(file, item)->next : 0) {
			n++;
			if (!carry_is_gone(&renewing->carried, file, item) &&
				!(are_waivers && has_ended(renewing, file, item)))
				continue;
			n_gone++;
			rewrite_remove_item(rewrite, item);
		}
	}
	return n_gone && n_gone == n;
}

/* ---- values that are worked out from what stays behind ---- */

static void put_moved(struct out *out, const struct renewing *renewing, date_t day,
	date_t (*move)(const struct shift *shift, date_t date))
{
	date_t to = move ? move(&renewing->shift, day) : day;
	date_print(out, to ? to : day);
}

struct str frozen_text(const struct renewing *renewing, const struct value *value,
	date_t (*move)(const struct shift *shift, date_t date))
{
	struct out out = {0};
	if (value->kind == VALUE_DATE) {
		put_moved(&out, renewing, value->date, move);
	} else if (value->kind == VALUE_RANGE && value->range.low->kind == VALUE_DATE) {
		put_moved(&out, renewing, value->range.low->date, move);
		out_text(&out, " .. ");
		put_moved(&out, renewing, value->range.high->date, move);
	} else {
		value_print(renewing->plan, &out, value);
	}
	struct str text = str_copy(renewing->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void freeze_item(const struct renewing *renewing, struct rewrite *rewrite, uint32_t item,
	const struct value *value, date_t (*move)(const struct shift *shift, date_t date))
{
	const struct file *file = rewrite->file;
	const struct node *node = file_node(file, item);
	if (carry_is_frozen(&renewing->carried, file, item) && value->kind != VALUE_NONE)
		rewrite_replace(rewrite,
			file_expression_span(file, node->kind == NODE_PHRASE ? node->child : item),
			frozen_text(renewing, value, move));
}

static void freeze_items(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, const struct field_info *info, uint32_t field,
	date_t (*move)(const struct shift *shift, date_t date))
{
	const struct file *file = rewrite->file;
	struct eval eval = {.plan = renewing->plan, .arena = renewing->arena};
	struct value value = field_value(&eval, block, info);
	uint32_t first = file_node(file, field)->child;
	if (value.kind != VALUE_LIST) {
		freeze_item(renewing, rewrite, first, &value, move);
		return;
	}
	uint32_t item = is_list(file, first) ? file_node(file, first)->child : first;
	for (uint32_t i = 0; item && i < value.list.n; i++, item = file_node(file, item)->next)
		freeze_item(renewing, rewrite, item, &value.list.items[i], move);
}

/* ---- fields ---- */

static bool is_of_days(enum value_type type)
{
	enum value_type base = type_infos[type].base ? type_infos[type].base : type;
	return base == TYPE_date || base == TYPE_date_start || base == TYPE_range ||
	       base == TYPE_period;
}

static void move_field(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, const struct field_info *info, uint32_t field)
{
	struct str name = str_from(info->name);
	bool is_rhythm =
		block->kind == KIND_review && (str_is(name, "on") || str_is(name, "every"));
	bool was_known =
		block->kind == KIND_goal && (str_is(name, "baseline") || str_is(name, "prior"));
	date_t (*move)(const struct shift *shift, date_t date) = is_rhythm ? shift_meeting
								 : info->type == TYPE_date
									 ? shift_workday
									 : shift_date;
	if (info->type == TYPE_owner) {
		trim_owners(renewing, rewrite, block, field);
	} else if (info->kind == block->kind && !was_known && block->kind != KIND_feed) {
		freeze_items(renewing, rewrite, block, info, field, move);
		rewrite_dates(renewing, rewrite, field,
			info->type == TYPE_range ? PERIOD_WHOLE : PERIOD_LAST_DAY,
			is_of_days(info->type), move);
	}
}

/* A path is written from where the new file lies. */
static void move_path(const struct renewing *renewing, struct rewrite *rewrite,
	const struct feed_block *feed, uint32_t field)
{
	struct str folder = file_folder(rewrite->file->source->canonical);
	struct str path = file_join(renewing->arena, folder, str_copy(renewing->arena, feed->file));
	rewrite_replace(
		rewrite, file_value_span(rewrite->file, field), renewing_path(renewing, path));
}

static void rewrite_field(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t field)
{
	const struct file *file = rewrite->file;
	const struct field_info *info = schema_field(
		&renewing->plan->run->schema, (enum kind)block->kind, file_node(file, field)->name);
	enum carry carry = carry_of(&renewing->carried, block);
	if (!info || !carry_keeps_field(&renewing->carried, block, info) ||
		lose_items(renewing, rewrite, field, info->type == TYPE_waiver))
		rewrite_remove(rewrite, field);
	else if (block->kind == KIND_feed && str_is(str_from(info->name), "file"))
		move_path(renewing, rewrite, (const void *)block, field);
	else if (carry == CARRY_MOVED || carry == CARRY_OPEN)
		move_field(renewing, rewrite, block, info, field);
	else
		freeze_items(renewing, rewrite, block, info, field, NULL);
}

/* ---- marks ---- */

static struct str tags_text(const struct renewing *renewing, const struct block *block)
{
	const struct any *any = block_any(block);
	struct out out = {0};
	out_text(&out, "[" CARRIED_TAG);
	for (uint32_t i = 0; i < any->tags.n; i++)
		if (!str_is(plan_name(renewing->plan, any->tags.items[i]), CARRIED_TAG))
			out_printf(&out, ", %.*s",
				STR_ARGS(plan_name(renewing->plan, any->tags.items[i])));
	out_char(&out, ']');
	struct str text = str_copy(renewing->arena, out_view(&out));
	out_free(&out);
	return text;
}

/* "was due on 2026-04-30", for what gets a new date. */
static struct str old_date(const struct renewing *renewing, const struct block *block)
{
	const struct tracked_item *item = tracked_item_of(renewing->work, block);
	if (item)
		return str_format(renewing->arena, "was due on %s", date_text(item->due).text);
	if (block->kind != KIND_initiative)
		return (struct str){0};
	const struct initiative_block *initiative = (const void *)block;
	const struct tracked_initiative *tracked =
		tracked_initiative_of(renewing->work, initiative);
	struct str end = str_format(
		renewing->arena, "was to end on %s", date_text(initiative->window.last).text);
	if (!tracked || !tracked->n_items)
		return end;
	return str_format(renewing->arena, "%.*s; %u of %u dated parts done", STR_ARGS(end),
		tracked->n_done, tracked->n_items);
}

/* It was late already, and has more time now: somebody should know. */
static void note_late(const struct renewing *renewing, const struct block *block)
{
	const struct tracked_item *item = tracked_item_of(renewing->work, block);
	if (item && item->due < renewing->work->as_of)
		vec_push(&renewing->renewed->late, ((struct late_item){block, item->due}));
}

static void mark(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t node)
{
	const struct file *file = rewrite->file;
	uint32_t tags = own_field(file, node, "tags");
	struct str date = carry_of(&renewing->carried, block) == CARRY_OPEN
				  ? old_date(renewing, block)
				  : (struct str){0};
	struct str all = tags_text(renewing, block);
	if (tags)
		rewrite_replace(rewrite, file_value_span(file, tags), all);
	else
		rewrite_add_fields(
			rewrite, node, str_format(renewing->arena, "tags: %.*s\n", STR_ARGS(all)));
	rewrite_remove_comments(rewrite, node, "# Carried over: ");
	if (date.len)
		rewrite_insert(rewrite, file->tokens.items[file_node(file, node)->first].start,
			as_comment(
				renewing->arena, str_format(renewing->arena, "Carried over: %.*s.",
							 STR_ARGS(date))));
	renewing->renewed->carried[block->kind]++;
	if (date.len)
		note_late(renewing, block);
}

/* ---- the plan block ---- */

static void rewrite_frame(const struct renewing *renewing, struct rewrite *rewrite, uint32_t node)
{
	const struct file *file = rewrite->file;
	const struct node *block = file_node(file, node);
	uint32_t after = own_field(file, node, "currency");
	struct str added = str_format(
		renewing->arena, "status: draft\nrenews: %.*s\n", STR_ARGS(renewing->alias));
	const uint32_t named[] = {block->a, block->b};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (named[i])
			rewrite_replace(rewrite, file_span(file, named[i]),
				shift_years(&renewing->shift, renewing->arena,
					file_text(file, named[i])));
	if (after)
		rewrite_insert_below(rewrite, after, added);
	else
		rewrite_add_fields(rewrite, node, added);
}

/* ---- the block ---- */

/* Whether a field that an update states is to stand in the block itself. */
static bool takes_update(const struct renewing *renewing, const struct block *block,
	const struct part *part, uint32_t at)
{
	const struct node *node = file_node(part->file, at);
	const struct field_info *info = node->kind == NODE_FIELD
						? schema_field(&renewing->plan->run->schema,
							  (enum kind)block->kind, node->name)
						: NULL;
	return info && strcmp(info->name, "tags") != 0 &&
	       carry_keeps_field(&renewing->carried, block, info);
}

/* Who answers and who may see it, which it had from what it stood in. */
static void add_inherited(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t node)
{
	struct viewers viewers = block_viewers(block);
	const struct person_block *owner = block_owner_on(block, renewing->work->as_of);
	struct str own = new_name(renewing, block);
	struct out out = {0};
	if (owner && !block_has(block, "owner") && block->kind == KIND_action)
		out_printf(&out, "owner: %.*s\n",
			STR_ARGS(plan_name(renewing->plan, owner->block.name)));
	for (uint32_t i = 0; i < viewers.n && viewers.from != block; i++)
		if (viewers.items[i].block)
			out_printf(&out, "%s%.*s%s", i ? ", " : "only_for: [",
				STR_ARGS(plan_name(renewing->plan, viewers.items[i].block->name)),
				i + 1 == viewers.n ? "]\n" : "");
	rewrite_add_fields(rewrite, node, str_copy(renewing->arena, out_view(&out)));
	out_free(&out);
	if (block->name && !str_equal(own, plan_name(renewing->plan, block->name)))
		rewrite_replace(
			rewrite, file_span(rewrite->file, file_node(rewrite->file, node)->a), own);
}

/* A field of an update as it stands in the block then. */
static void put_update(struct out *out, const struct renewing *renewing, struct block *block,
	const struct part *part, uint32_t at)
{
	struct rewrite rewrite = {.file = part->file};
	if (!lose_items(renewing, &rewrite, at, false)) {
		rewrite_names(renewing, &rewrite, block);
		rewrite_print(out, &rewrite, at);
	}
	rewrite_free(&rewrite);
}

/* What updates have said of it, and still counts. */
static void add_updates(const struct renewing *renewing, struct rewrite *rewrite,
	struct block *block, uint32_t node)
{
	struct out out = {0};
	for (const struct part *part = block->part.next; part; part = part->next)
		for (uint32_t at = file_node(part->file, part->node)->child; at && part->is_update;
			at = file_node(part->file, at)->next)
			if (takes_update(renewing, block, part, at))
				put_update(&out, renewing, block, part, at);
	rewrite_add_fields(rewrite, node, str_copy(renewing->arena, out_view(&out)));
	out_free(&out);
}

static void rewrite_members(struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t node)
{
	const struct file *file = rewrite->file;
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		uint8_t kind = file_node(file, at)->kind;
		if (kind == NODE_LIKE)
			rewrite_like(renewing, rewrite, at);
		if (kind == NODE_FIELD)
			rewrite_field(renewing, rewrite, block, at);
		if (kind == NODE_BLOCK)
			rewrite_block(renewing, rewrite, at);
	}
}

void rewrite_block(struct renewing *renewing, struct rewrite *rewrite, uint32_t node)
{
	struct block *block = renewing_block(renewing, rewrite->file, node);
	enum carry carry = block ? carry_of(&renewing->carried, block) : CARRY_LEFT;
	bool is_elsewhere = block && is_lifted(renewing, block) && renewing->within_model;
	if (carry == CARRY_LEFT || is_elsewhere) {
		rewrite_remove(rewrite, node);
		return;
	}
	rewrite_names(renewing, rewrite, block);
	rewrite_members(renewing, rewrite, block, node);
	if (block->kind == KIND_plan)
		rewrite_frame(renewing, rewrite, node);
	if (block->kind == KIND_goal && !block->is_template)
		rewrite_goal(renewing, rewrite, (const void *)block);
	if (carry != CARRY_KEPT && carry != CARRY_MODEL) /* updates of these stand by themselves */
		add_updates(renewing, rewrite, block, node);
	if (is_lifted(renewing, block))
		add_inherited(renewing, rewrite, block, node);
	if (carry == CARRY_RECORD || carry == CARRY_OPEN)
		mark(renewing, rewrite, block, node);
}
