/* Goals: what was reached is where the next one begins; what is to be reached is for people to say.
 */
#include "compiler/renew/parts.h"

#include "compiler/plan/viewers.h"

static void put_rows(const struct renewing *renewing, struct out *out, const struct rows *rows)
{
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		out_text(out, i ? ", " : "; on the way ");
		out_str(out, str_one_line(renewing->arena, file_text(row->file, row->node)));
	}
}

/* "In 2026: 31 deals on 2026-06-30; the target was 50 deals by 2026-12-31; on the way 2026-Q1: 27
   deals." */
static struct str looking_back(
	const struct renewing *renewing, const struct tracked_goal *was, const struct point *read)
{
	const struct plan *plan = renewing->plan;
	const struct goal_block *goal = was->goal;
	struct out out = {0};
	out_text(&out, "In ");
	if (renewing->shift.was.kind)
		period_print(&out, renewing->shift.was);
	else
		out_text(&out, "the plan before");
	out_text(&out, ": ");
	if (read) {
		quantity_print(plan, &out, (struct quantity){read->value, was->unit, true});
		out_printf(&out, " on %s", date_text(read->date).text);
	} else {
		out_text(&out, "nothing was read");
	}
	out_text(&out, "; the target was ");
	quantity_print(plan, &out, goal->target.value);
	if (goal->target.by)
		out_printf(&out, " by %s", date_text(goal->target.by).text);
	for (const struct block *child = goal->block.first_child; child;
		child = child->next_sibling)
		if (child->kind == KIND_increments)
			put_rows(renewing, &out,
				&((const struct rows_block *)(const void *)child)->rows);
	out_char(&out, '.');
	struct str text = as_comment(renewing->arena, out_view(&out));
	out_free(&out);
	return text;
}

/* "31 deals on 2026-06-30", "131,900 USD for 2026": what was read last. */
static struct str beginning(
	const struct renewing *renewing, const struct tracked_goal *was, const struct point *read)
{
	bool is_flow = goal_metric(was->goal)->kind == metric_kind_flow;
	struct out out = {0};
	quantity_print(renewing->plan, &out, (struct quantity){read->value, was->unit, true});
	bool is_whole = goal_days(renewing->plan, was->goal).first == renewing->shift.from.first;
	if (!is_flow) {
		out_printf(&out, " on %s", date_text(read->date).text);
	} else if (is_whole && renewing->shift.was.kind) {
		out_text(&out, " for ");
		period_print(&out, renewing->shift.was);
	}
	struct str text = str_copy(renewing->arena, out_view(&out));
	out_free(&out);
	return text;
}

static uint64_t key_of(const struct block *block)
{
	return (uint64_t)(uintptr_t)block;
}

static void note_restricted(
	struct renewing *renewing, const struct block *target, const struct block *readings)
{
	if (target && block_viewers(readings).n)
		map_put(&renewing->restricted, key_of(target), NULL);
}

void find_restricted(struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_readings].n; i++) {
		const struct block *readings = plan->of_kind[KIND_readings].items[i];
		note_restricted(renewing, readings->of, readings);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++) {
		const struct feed_block *feed = plan_feed(plan, i);
		note_restricted(renewing, feed->into.block, &feed->block);
	}
}

/* Readings that are left to one side, of a goal that all see: the new plan may not tell them. */
static bool hides_readings(const struct renewing *renewing, const struct goal_block *goal)
{
	const struct block *metric = goal->metric.block;
	bool is_restricted = map_get(&renewing->restricted, key_of(&goal->block)) ||
			     (metric && map_get(&renewing->restricted, key_of(metric)));
	return is_restricted && !block_viewers(&goal->block).n;
}

void rewrite_goal(struct renewing *renewing, struct rewrite *rewrite, const struct goal_block *goal)
{
	const struct file *file = rewrite->file;
	uint32_t node = goal->block.part.node;
	const struct tracked_goal *was = tracked_goal_of(renewing->goals, goal);
	const uint32_t before[] = {
		own_field(file, node, "baseline"), own_field(file, node, "prior")};
	bool has_target = goal->target.value.set;
	struct out added = {0};
	struct point read;
	if (!was || !goal_metric(goal))
		return;
	bool was_read =
		!hides_readings(renewing, goal) && tracked_goal_final(renewing->goals, was, &read);
	/* what a flow that is kept up is read at is a step's, not the year's */
	bool is_level = goal_metric(goal)->kind == metric_kind_level;
	bool begins_anew = has_target || (is_level && (before[0] || before[1]));
	if (was_read && begins_anew) {
		struct str text = beginning(renewing, was, &read);
		uint32_t same = before[is_level ? 0 : 1], other = before[is_level ? 1 : 0];
		if (same)
			rewrite_replace(rewrite, file_value_span(file, same), text);
		else
			out_printf(&added, "%s: %.*s\n", is_level ? "baseline" : "prior",
				STR_ARGS(text));
		if (other)
			rewrite_remove(rewrite, other);
	}
	if (has_target)
		out_str(&added, looking_back(renewing, was, was_read ? &read : NULL));
	rewrite_add_fields(rewrite, node, str_copy(renewing->arena, out_view(&added)));
	out_free(&added);
}
