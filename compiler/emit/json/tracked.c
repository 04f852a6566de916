#include "compiler/emit/json/parts.h"

static void put_decimal(struct json_writer *json, const char *key, struct decimal value)
{
	struct out text = {0};
	decimal_print(&text, value);
	json_put_number(json, key, out_view(&text));
	out_free(&text);
}

static void put_figure(struct json_writer *json, const char *key, struct figure figure)
{
	if (figure.has)
		put_decimal(json, key, figure.shown);
}

static void put_status(struct json_writer *json, const char *key, enum status status)
{
	if (status != STATUS_NONE)
		json_put_text(json, key, status_word(status));
}

static void put_ref(struct json_plan *maker, const char *key, const struct block *block)
{
	if (block)
		json_put_str(&maker->json, key,
			block->name ? block_path(maker->plan, block)
				    : block_called(maker->plan, block));
}

/* ---- goals and metrics ---- */

static void put_reading(struct json_writer *json, const struct goal_figures *figures)
{
	if (!figures->has_reading)
		return;
	put_decimal(json, "actual", figures->actual_shown);
	date_put_json(json, "actual_date", figures->reading_date);
	json_put_int(json, "age_days", figures->age);
	if (figures->has_sample)
		put_decimal(json, "sample", figures->sample);
	json_put_bool(json, "stale", figures->stale);
	date_put_json(json, "fresh_through", figures->fresh_through);
}

static void put_goal(struct json_plan *maker, const struct tracked_goal *goal)
{
	struct json_writer *json = &maker->json;
	const struct goal_figures *figures = &goal->figures;
	json_put_object(json, "tracked");
	put_status(json, "status", figures->status);
	put_status(json, "rolled_up", goal->rolled_up);
	json_put_str(json, "unit", unit_text(maker->plan, goal->unit, true));
	put_reading(json, figures);
	put_figure(json, "expected", figures->expected);
	put_figure(json, "attainment_pct", figures->attainment);
	put_figure(json, "progress_pct", figures->progress);
	put_figure(json, "pace_pct", figures->pace);
	put_figure(json, "gap", figures->gap);
	put_figure(json, "projection", figures->projection);
	put_figure(json, "run_rate", figures->run_rate);
	put_figure(json, "required_rate", figures->required_rate);
	put_figure(json, "current_rate", figures->current_rate);
	put_figure(json, "factor", figures->factor);
	if (trend_word(figures->trend))
		json_put_text(json, "trend", trend_word(figures->trend));
	if (goal->input.form != FORM_TARGET) {
		json_put_int(json, "steps_met", figures->steps_met);
		json_put_int(json, "steps_due", figures->steps_due);
	}
	json_put_bool(json, "owes_cause",
		!figures->overflowed && goal_owes_cause(maker->input->tracked, goal));
	json_put_end(json);
}

static void put_metric(struct json_plan *maker, const struct metric_block *metric)
{
	const struct tracked *tracked = maker->input->tracked;
	struct point point;
	if (!tracked_metric_latest(tracked, metric, tracked->as_of, &point))
		return;
	json_put_object(&maker->json, "tracked");
	put_decimal(&maker->json, "latest", point.value);
	date_put_json(&maker->json, "date", point.date);
	json_put_end(&maker->json);
}

/* ---- dated work ---- */

static const char *state_word(enum item_state state)
{
	switch (state) {
	case ITEM_NONE:
		break;
	case ITEM_DONE:
		return "done";
	case ITEM_MISSED:
		return "missed";
	case ITEM_DUE:
		return "due";
	}
	return "none";
}

static void put_item(struct json_plan *maker, const struct tracked_item *item)
{
	struct json_writer *json = &maker->json;
	json_put_object(json, "tracked");
	json_put_text(json, "state", state_word(item->figures.state));
	date_put_json(json, "due", item->due);
	date_put_json(json, "done", item->done);
	date_put_json(json, "forecast", item->forecast);
	json_put_int(json, "days_late", item->figures.days_late);
	date_put_json(json, "lands", item->lands);
	put_ref(maker, "waits_for", item->waits_for);
	if (item->has_slack)
		json_put_int(json, "slack_days", item->slack);
	json_put_end(json);
}

static void put_initiative(struct json_plan *maker, const struct tracked_initiative *initiative)
{
	struct json_writer *json = &maker->json;
	json_put_object(json, "tracked");
	put_status(json, "execution", initiative->execution);
	put_status(json, "value", initiative->value);
	json_put_int(json, "items", initiative->n_items);
	json_put_int(json, "done", initiative->n_done);
	date_put_json(json, "starts", initiative->starts);
	date_put_json(json, "lands", initiative->lands);
	put_ref(maker, "waits_for", initiative->waits_for);
	if (initiative->has_slack)
		json_put_int(json, "slack_days", initiative->slack);
	json_put_end(json);
}

static void put_objective(struct json_plan *maker, const struct objective_block *objective)
{
	enum status status = tracked_objective_status(maker->input->tracked, objective);
	if (status == STATUS_NONE)
		return;
	json_put_object(&maker->json, "tracked");
	put_status(&maker->json, "status", status);
	json_put_end(&maker->json);
}

void json_tracked(struct json_plan *maker, const struct block *block)
{
	const struct tracked *tracked = maker->input->tracked;
	const void *as_kind = block;
	if (!tracked)
		return;
	const struct tracked_goal *goal =
		block->kind == KIND_goal ? tracked_goal_of(tracked, as_kind) : NULL;
	const struct tracked_initiative *initiative =
		block->kind == KIND_initiative ? tracked_initiative_of(tracked, as_kind) : NULL;
	const struct tracked_item *item = tracked_item_of(tracked, block);
	if (goal)
		put_goal(maker, goal);
	else if (initiative)
		put_initiative(maker, initiative);
	else if (block->kind == KIND_metric)
		put_metric(maker, as_kind);
	else if (block->kind == KIND_objective)
		put_objective(maker, as_kind);
	else if (item)
		put_item(maker, item);
}

/* ---- sessions ---- */

void json_sessions(struct json_plan *maker)
{
	const struct tracked *tracked = maker->input->tracked;
	struct json_writer *json = &maker->json;
	json_put_array(json, "sessions");
	for (uint32_t i = 0; tracked && i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		json_put_object(json, NULL);
		put_ref(maker, "review", &session->review->block);
		date_put_json(json, "planned", session->day.planned);
		date_put_json(json, "held", session->day.held);
		if (session->record)
			date_put_json(json, "record", session->record->block.date);
		json_put_end(json);
	}
	json_put_end(json);
}
