/* A block of the new plan: the old one's text with its fields moved, trimmed and marked. */
#include "compiler/renew/parts.h"

#include "compiler/plan/refs.h"

struct block *renewing_block(
	const struct renewing *renewing, const struct file *file, uint32_t node)
{
	const uint32_t *place =
		map_get(&renewing->block_at, (uint64_t)file->source->id << 32 | node);
	return place ? renewing->own.items[*place - 1] : NULL;
}

/* ---- what came to its end ---- */

/* The day that a clause states; DATE_NONE: it states none in digits. */
static date_t clause_day(const struct renewing *renewing, const struct file *file, uint32_t node,
	enum clause_word word, uint32_t *clause)
{
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		const struct node *its = file_node(file, at);
		if (its->kind != NODE_CLAUSE || its->op != word)
			continue;
		const struct node *value = file_node(file, its->child);
		*clause = at;
		if (value->kind == NODE_DATE)
			return date_parse(file_text(file, its->child));
		if (value->kind != NODE_PERIOD)
			return DATE_NONE;
		struct date_range days = period_days(
			renewing->shift.calendar, period_parse(file_text(file, its->child)));
		return word == CLAUSE_from ? days.first : days.last;
	}
	return DATE_NONE;
}

bool has_ended(const struct renewing *renewing, const struct file *file, uint32_t item)
{
	uint32_t clause;
	date_t until = clause_day(renewing, file, item, CLAUSE_until, &clause);
	return until && until < renewing->shift.to.first;
}

static bool is_list(const struct file *file, uint32_t node)
{
	return file_node(file, node)->kind == NODE_LIST;
}

/* Who has taken over by the first day is simply the owner. */
static void trim_owner(const struct renewing *renewing, struct rewrite *rewrite, uint32_t item)
{
	const struct file *file = rewrite->file;
	uint32_t clause;
	date_t from = clause_day(renewing, file, item, CLAUSE_from, &clause);
	if (from && from <= renewing->shift.to.first)
		rewrite_replace(rewrite, file_span(file, clause), STR(""));
}

static void trim_owners(const struct renewing *renewing, struct rewrite *rewrite, uint32_t field)
{
	const struct file *file = rewrite->file;
	uint32_t value = file_node(file, field)->child;
	uint32_t first = is_list(file, value) ? file_node(file, value)->child : value;
	bool some_stay = false;
	for (uint32_t at = first; at; at = file_node(file, at)->next)
		some_stay |= !has_ended(renewing, file, at);
	for (uint32_t at = first; at; at = file_node(file, at)->next) {
		if (some_stay && has_ended(renewing, file, at))
			rewrite_remove_item(rewrite, at);
		else
			trim_owner(renewing, rewrite, at);
	}
}

/* ---- names ---- */

struct naming {
	const struct renewing *renewing;
	struct rewrite *rewrite;
};

/* What stood in something that stays behind is named without it; and so is what came from a file
   that is part of the new one. */
static void shorten_name(void *context, const struct found_ref *ref)
{
	const struct naming *naming = context;
	const struct renewing *renewing = naming->renewing;
	struct str text = source_slice(ref->file->source, ref->span);
	const char *dot = memchr(text.ptr, '.', text.len);
	if (ref->file != naming->rewrite->file || !ref->to || !dot)
		return;
	size_t len = (size_t)(dot - text.ptr);
	struct str first = str_slice(text, 0, len);
	const struct block *parent = ref->to->parent;
	bool is_out = parent && carry_of(&renewing->carried, parent) == CARRY_LEFT &&
		      str_equal(first, plan_name(renewing->plan, parent->name));
	const struct file *file = ref->to->part.file;
	for (uint32_t i = 0; i < renewing->plan->uses.n && !is_out; i++) {
		const struct file_use *use = &renewing->plan->uses.items[i];
		is_out = use->file == file && !use->plan && !use->is_std &&
			 file_is_folded(renewing, file) &&
			 str_equal(first, plan_name(renewing->plan, use->alias)) &&
			 ref->to->name != use->alias;
	}
	if (is_out)
		rewrite_replace(naming->rewrite,
			(struct span){ref->span.source, ref->span.start, (uint32_t)len + 1},
			STR(""));
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

static void move_field(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, const struct field_info *info, uint32_t field)
{
	struct str name = str_from(info->name);
	bool is_rhythm =
		block->kind == KIND_review && (str_is(name, "on") || str_is(name, "every"));
	bool was_known =
		block->kind == KIND_goal && (str_is(name, "baseline") || str_is(name, "prior"));
	if (info->type == TYPE_owner)
		trim_owners(renewing, rewrite, field);
	else if (info->kind == block->kind && !was_known && block->kind != KIND_feed)
		rewrite_dates(renewing, rewrite, field,
			info->type == TYPE_range ? PERIOD_WHOLE : PERIOD_LAST_DAY,
			is_rhythm		  ? shift_meeting
			: info->type == TYPE_date ? shift_workday
						  : shift_date);
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
}

/* ---- marks ---- */

static struct str tags_text(const struct renewing *renewing, const struct block *block)
{
	const struct any *any = block_any(block);
	struct out out = {0};
	out_text(&out, "tags: [" CARRIED_TAG);
	for (uint32_t i = 0; i < any->tags.n; i++)
		if (!str_is(plan_name(renewing->plan, any->tags.items[i]), CARRIED_TAG))
			out_printf(&out, ", %.*s",
				STR_ARGS(plan_name(renewing->plan, any->tags.items[i])));
	out_text(&out, "]\n");
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
	if (tags)
		rewrite_remove(rewrite, tags);
	rewrite_add_fields(rewrite, node, tags_text(renewing, block));
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

/* What updates have said of something that is carried as it stands. */
static void add_updates(const struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t node)
{
	struct out out = {0};
	for (const struct part *part = block->part.next; part; part = part->next) {
		for (uint32_t at = file_node(part->file, part->node)->child; at && part->is_update;
			at = file_node(part->file, at)->next) {
			if (file_node(part->file, at)->kind != NODE_FIELD ||
				at == own_field(part->file, part->node, "from"))
				continue; /* the session stays behind */
			out_str(&out, file_text(part->file, at));
			out_char(&out, '\n');
		}
	}
	rewrite_add_fields(rewrite, node, str_copy(renewing->arena, out_view(&out)));
	out_free(&out);
}

static void rewrite_members(struct renewing *renewing, struct rewrite *rewrite,
	const struct block *block, uint32_t node)
{
	const struct file *file = rewrite->file;
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		uint8_t kind = file_node(file, at)->kind;
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
	if (carry == CARRY_LEFT) {
		rewrite_remove(rewrite, node);
		return;
	}
	struct naming naming = {renewing, rewrite};
	refs_each(renewing->plan, block, shorten_name, &naming);
	rewrite_members(renewing, rewrite, block, node);
	if (block->kind == KIND_plan)
		rewrite_frame(renewing, rewrite, node);
	if (block->kind == KIND_goal && !block->is_template)
		rewrite_goal(renewing, rewrite, (const void *)block);
	if (carry == CARRY_RECORD)
		add_updates(renewing, rewrite, block, node);
	if (carry == CARRY_RECORD || carry == CARRY_OPEN)
		mark(renewing, rewrite, block, node);
}
