#include "compiler/renew/parts.h"

#include "compiler/format/format.h"

#include <stdlib.h>

/* ---- which files ---- */

static bool is_own_file(const struct file_use *use)
{
	return !use->plan && !use->is_std && !use->again;
}

static void fold(struct renewing *renewing, const struct file *file)
{
	map_put(&renewing->folded, file->source->id, NULL);
}

/* A library of nothing but who and what there is serves the next plan as it stands; the text of any
   other becomes part of the new file. */
static void fold_files_of(struct renewing *renewing, const struct block *block)
{
	for (const struct part *part = &block->part; part; part = part->next)
		if (!part->is_base && (part->is_update || !kind_stays((enum kind)block->kind)))
			fold(renewing, part->file);
}

static bool imports_folded(const struct renewing *renewing, const struct file *file)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 1; i < plan->uses.n; i++)
		if (plan->uses.items[i].importer == file && is_own_file(&plan->uses.items[i]) &&
			file_is_folded(renewing, plan->uses.items[i].file))
			return true;
	return false;
}

static void find_folded(struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	fold(renewing, plan->file);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		fold_files_of(renewing, plan->blocks.items[i]);
	for (uint32_t i = 0; i < plan->templates.n; i++)
		fold_files_of(renewing, plan->templates.items[i]);
	/* importers come before what they import */
	for (uint32_t i = plan->uses.n; i-- > 1;)
		if (is_own_file(&plan->uses.items[i]) &&
			imports_folded(renewing, plan->uses.items[i].file))
			fold(renewing, plan->uses.items[i].file);
}

/* ---- imports ---- */

static void put_import(struct out *out, const struct renewing *renewing, const struct file *file,
	const char *alias_word, struct str alias)
{
	out_text(out, "import ");
	out_str(out, renewing_path(renewing, file->source->canonical));
	out_printf(out, "%s%.*s\n", alias_word, STR_ARGS(alias));
}

static void put_imports(struct out *out, const struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 1; i < plan->uses.n; i++) {
		const struct file_use *use = &plan->uses.items[i];
		if (!use->importer || !use->import_node || !file_is_folded(renewing, use->importer))
			continue;
		const struct node *node = file_node(use->importer, use->import_node);
		bool is_named = node->name != 0;
		if (use->is_std) {
			out_str(out, file_text(use->importer, use->import_node));
			out_char(out, '\n');
		} else if (use->plan || !file_is_folded(renewing, use->file)) {
			put_import(out, renewing, use->plan ? use->plan->file : use->file,
				is_named ? " as " : "",
				is_named ? plan_name(plan, node->name) : STR(""));
		}
	}
	put_import(out, renewing, plan->file, " as ", renewing->alias);
}

/* A name for the old plan that nothing else has. */
static struct str free_alias(const struct renewing *renewing)
{
	const struct shift *shift = &renewing->shift;
	struct str label = shift_label(renewing->arena, shift->was, shift->from);
	const char *letter = label.len && label.ptr[0] == 'f' ? "" : "y";
	struct str alias = str_format(renewing->arena, "%s%.*s", letter, STR_ARGS(label));
	for (uint32_t word = intern_find(&renewing->plan->run->intern, alias); word;
		word = intern_find(&renewing->plan->run->intern, alias))
		alias = str_format(renewing->arena, "%.*s_plan", STR_ARGS(alias));
	return alias;
}

/* ---- blocks ---- */

static void index_block(struct renewing *renewing, struct block *block)
{
	uint64_t key = (uint64_t)block->part.file->source->id << 32 | block->part.node;
	bool added;
	if (!block_is_at_own_place(block))
		return;
	uint32_t *place = map_put(&renewing->block_at, key, &added);
	if (!added)
		return;
	vec_push(&renewing->own, block);
	*place = renewing->own.n;
}

static void index_template(struct renewing *renewing, struct block *block)
{
	index_block(renewing, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		index_template(renewing, child);
}

/* What a block takes over from a template has the template's text: that is the template's. */
static void index_blocks(struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 0; i < plan->templates.n; i++)
		index_template(renewing, plan->templates.items[i]);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		index_block(renewing, plan->blocks.items[i]);
}

struct writing {
	struct renewing *renewing;
	struct rewrite rewrite; /* of the file at hand */
	struct out *out, heading;
	struct out owed; /* what is carried as it stands */
};

static void put_heading(struct writing *writing)
{
	out_char(writing->out, '\n');
	out_str(writing->out, out_view(&writing->heading));
	out_text(writing->out, writing->heading.len ? "\n" : "");
	writing->heading.len = 0;
}

static void put_owed(struct writing *writing, uint32_t node)
{
	rewrite_block(writing->renewing, &writing->rewrite, node);
	out_char(&writing->owed, '\n');
	rewrite_print(&writing->owed, &writing->rewrite, node);
}

/* Looks for what is owed in something that stays behind. */
static void put_owed_in(struct writing *writing, uint32_t node)
{
	const struct file *file = writing->rewrite.file;
	const struct block *block = renewing_block(writing->renewing, file, node);
	enum carry carry = block ? carry_of(&writing->renewing->carried, block) : CARRY_LEFT;
	if (carry == CARRY_RECORD) {
		put_owed(writing, node);
		return;
	}
	if (block)
		writing->renewing->renewed->left[block->kind]++;
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next)
		if (file_node(file, at)->kind == NODE_BLOCK)
			put_owed_in(writing, at);
}

/* Counts, in something that goes on, what does not. */
static void look_within(struct writing *writing, uint32_t node)
{
	const struct file *file = writing->rewrite.file;
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		const struct block *block = file_node(file, at)->kind == NODE_BLOCK
						    ? renewing_block(writing->renewing, file, at)
						    : NULL;
		if (block && (carry_of(&writing->renewing->carried, block) == CARRY_LEFT ||
				     is_lifted(writing->renewing, block)))
			put_owed_in(writing, at);
		else if (block)
			look_within(writing, at);
	}
}

static void put_block(struct writing *writing, uint32_t node)
{
	struct renewing *renewing = writing->renewing;
	const struct block *block = renewing_block(renewing, writing->rewrite.file, node);
	enum carry carry = block ? carry_of(&renewing->carried, block) : CARRY_LEFT;
	if (carry == CARRY_LEFT || carry == CARRY_RECORD) {
		put_owed_in(writing, node);
		return;
	}
	put_heading(writing);
	renewing->within_model = carry == CARRY_MODEL;
	if (carry == CARRY_MODEL) {
		const struct file *file = writing->rewrite.file;
		rewrite_insert(&writing->rewrite,
			file->tokens.items[file_node(file, node)->first].start, STR("template "));
		renewing->renewed->left[block->kind]++;
	}
	rewrite_block(renewing, &writing->rewrite, node);
	rewrite_print(writing->out, &writing->rewrite, node);
	renewing->within_model = false;
	look_within(writing, node);
}

static const struct value *let_value_of(
	const struct plan *plan, const struct file *file, uint32_t node)
{
	static const struct value none;
	for (uint32_t i = 0; i < plan->lets.n; i++)
		if (plan->lets.items[i]->file == file && plan->lets.items[i]->node == node)
			return &plan->lets.items[i]->value;
	return &none;
}

static void put_let(struct writing *writing, uint32_t node)
{
	const struct renewing *renewing = writing->renewing;
	const struct file *file = writing->rewrite.file;
	if (carry_is_gone(&renewing->carried, file, node))
		return;
	put_heading(writing);
	if (carry_is_frozen(&renewing->carried, file, node))
		rewrite_replace(&writing->rewrite,
			file_expression_span(file, file_node(file, node)->child),
			frozen_text(
				renewing, let_value_of(renewing->plan, file, node), shift_date));
	else
		rewrite_dates(
			renewing, &writing->rewrite, node, PERIOD_LAST_DAY, false, shift_date);
	rewrite_print(writing->out, &writing->rewrite, node);
}

/* What a file begins with speaks of that file. */
static void put_items(struct writing *writing, const struct file *file)
{
	uint32_t first = file_node(file, file->root)->child;
	writing->rewrite = (struct rewrite){.file = file};
	writing->heading.len = 0;
	for (uint32_t at = first; at; at = file_node(file, at)->next) {
		size_t before = writing->heading.len;
		if (at != first && rewrite_heading(&writing->heading, file, at) && before) {
			/* nothing of the section before goes on */
			struct str now = str_copy(writing->renewing->arena,
				str_slice(out_view(&writing->heading), before, SIZE_MAX));
			writing->heading.len = 0;
			out_str(&writing->heading, now);
		}
		if (file_node(file, at)->kind == NODE_LET)
			put_let(writing, at);
		if (file_node(file, at)->kind == NODE_BLOCK)
			put_block(writing, at);
	}
	rewrite_free(&writing->rewrite);
}

/* ---- the whole ---- */

static void put_head(struct out *out, const struct renewing *renewing)
{
	const struct shift *shift = &renewing->shift;
	struct str name = renewing->plan->file->source->path;
	for (const char *slash; (slash = memchr(name.ptr, '/', name.len));)
		name = str_slice(name, (size_t)(slash - name.ptr) + 1, name.len);
	struct out text = {0};
	out_printf(&text,
		"Follows %.*s, which ran from %s to %s. Targets, increments and what else is for "
		"people to decide are left out: `pbp check` asks for them.",
		STR_ARGS(str_one_line(renewing->arena, name)), date_text(shift->from.first).text,
		date_text(shift->from.last).text);
	out_str(out, as_comment(renewing->arena, out_view(&text)));
	out_char(out, '\n');
	out_free(&text);
}

static void put_owed_section(struct writing *writing)
{
	enum { HEADING_WIDTH = 97 };
	struct out *out = writing->out;
	if (!writing->owed.len)
		return;
	out_text(out, "\n# ---- Carried over ");
	out_repeat(out, '-', HEADING_WIDTH - (sizeof "# ---- Carried over " - 1));
	out_char(out, '\n');
	out_str(out, out_view(&writing->owed));
}

/* What updates in files that are part of the new one say of who and what there is. */
static void put_updates(struct out *out, const struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (carry_of(&renewing->carried, block) != CARRY_KEPT)
			continue;
		for (const struct part *part = block->part.next; part; part = part->next) {
			if (!part->is_update || !file_is_folded(renewing, part->file))
				continue;
			out_printf(out, "\nupdate %.*s {\n", STR_ARGS(block_path(plan, block)));
			for (uint32_t at = file_node(part->file, part->node)->child; at;
				at = file_node(part->file, at)->next) {
				out_str(out, file_text(part->file, at));
				out_char(out, '\n');
			}
			out_text(out, "}\n");
		}
	}
}

static void put_text(struct renewing *renewing, struct out *out)
{
	struct writing writing = {.renewing = renewing, .out = out};
	const struct plan *plan = renewing->plan;
	put_head(out, renewing);
	put_imports(out, renewing);
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (is_own_file(&plan->uses.items[i]) &&
			file_is_folded(renewing, plan->uses.items[i].file))
			put_items(&writing, plan->uses.items[i].file);
	put_updates(out, renewing);
	put_owed_section(&writing);
	out_free(&writing.heading);
	out_free(&writing.owed);
}

static void lay_out(struct renewed *renewed, struct str text)
{
	struct out out = {0};
	switch (format_text(&out, text)) {
	case FORMAT_GOOD:
		renewed->text = str_copy(&renewed->arena, out_view(&out));
		break;
	case FORMAT_TOO_LARGE:
		renewed->reason = "it would be larger than a file may be";
		break;
	case FORMAT_BROKEN:
	case FORMAT_REFUSED:
		renewed->reason = "what was made of it cannot be read; this is a mistake in pbp, "
				  "please report it with the plan";
	}
	out_free(&out);
}

/* Holidays that end with the old period, and rates of before the new one. */
static void find_dated(struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	date_t next = renewing->shift.to.first;
	for (uint32_t i = 0; i < plan->of_kind[KIND_calendar].n; i++) {
		const struct calendar_block *calendar = plan_calendar(plan, i);
		date_t last = DATE_NONE;
		for (uint32_t k = 0; k < calendar->holidays.n; k++)
			last = calendar->holidays.items[k] > last ? calendar->holidays.items[k]
								  : last;
		if (last && last < next)
			vec_push(&renewing->renewed->dated, &calendar->block);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_rate].n; i++)
		if (plan_rate(plan, i)->of.on && plan_rate(plan, i)->of.on < next)
			vec_push(&renewing->renewed->dated, &plan_rate(plan, i)->block);
}

/* What two sides agree on in figures, and nobody is asked for because it stands there. */
static void find_same(struct renewing *renewing)
{
	const kinds_t kinds = K(goal) | K(fund) | K(incentive) | K(resource);
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		bool has_amount = kinds >> block->kind & 1 &&
				  (block->kind != KIND_goal || goal_is_kept((const void *)block)) &&
				  (block->kind != KIND_resource || block_has(block, "amount"));
		if (has_amount && !block->is_std && goes_on(renewing, block))
			vec_push(&renewing->renewed->same, block);
	}
}

struct str renewed_name(const struct shift *shift, struct arena *arena, struct str was)
{
	struct str name = shift_years(shift, arena, was);
	if (!str_equal(name, was))
		return name;
	return str_format(arena, "%.*s_%.*s", STR_ARGS(was),
		STR_ARGS(shift_label(arena, shift->is, shift->to)));
}

void renew_plan(struct renewed *renewed, const struct shift *shift, const struct tracked *goals,
	const struct tracked *work, struct str folder)
{
	struct plan *plan = (struct plan *)(uintptr_t)work->plan;
	struct renewing renewing = {.plan = plan,
		.goals = goals,
		.work = work,
		.folder = folder,
		.shift = *shift,
		.arena = &renewed->arena,
		.renewed = renewed};
	struct out text = {0};
	*renewed = (struct renewed){0};
	arena_init(&renewed->arena);
	renewing.alias = free_alias(&renewing);
	carry_decide(&renewing.carried, plan, work);
	index_blocks(&renewing);
	find_names(&renewing);
	find_restricted(&renewing);
	find_folded(&renewing);
	if (renewing.clash) {
		renewed->reason = str_format(&renewed->arena,
			"%.*s stands in two of its files, and the new plan is one file; give one "
			"another name first",
			STR_ARGS(block_called(plan, renewing.clash)))
					  .ptr;
	} else {
		put_text(&renewing, &text);
		lay_out(renewed, out_view(&text));
	}
	find_leavers(&renewing);
	find_dated(&renewing);
	find_same(&renewing);
	out_free(&text);
	vec_free(&renewing.own);
	vec_free(&renewing.new_names);
	map_free(&renewing.names);
	map_free(&renewing.restricted);
	map_free(&renewing.block_at);
	map_free(&renewing.folded);
	carry_free(&renewing.carried);
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *left = a, *right = b;
	return left->start < right->start ? -1 : left->start > right->start;
}

void renewed_cut(struct renewed *renewed, const struct span *spans, uint32_t n)
{
	struct out out = {0};
	uint32_t at = 0;
	if (!n)
		return;
	struct span *sorted = arena_array(&renewed->arena, struct span, n);
	memcpy(sorted, spans, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare_spans);
	for (uint32_t i = 0; i < n; i++) {
		if (sorted[i].start < at)
			continue;
		out_str(&out, str_slice(renewed->text, at, sorted[i].start));
		at = sorted[i].start + sorted[i].len;
	}
	out_str(&out, str_slice(renewed->text, at, renewed->text.len));
	lay_out(renewed, out_view(&out));
	out_free(&out);
}

void renewed_free(struct renewed *renewed)
{
	vec_free(&renewed->leavers);
	vec_free(&renewed->dated);
	vec_free(&renewed->late);
	vec_free(&renewed->same);
	arena_free(&renewed->arena);
}
