/*
 * Forecasts along `after` a second time: milestones and activities by chance, whose finishes are
 * raised until no rule of the order asks for more, in no order at all.
 */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/plan/tracked.h"

enum { N_PLANS = 1500, ITEMS_MAX = 14 };

#define FRAME                                                                                      \
	"plan joint \"Joint plan\" { between: [acme, brightline]  period: 2026-01-01 .. "          \
	"2026-12-31  currency: USD }\n"                                                            \
	"party acme \"Acme\" { role: vendor }\n"                                                   \
	"party brightline \"Brightline\" { role: partner }\n"                                      \
	"person lee \"Lee Park\" { of: acme }\n"

struct item {
	bool is_activity;
	date_t first, due, done, forecast;
	uint32_t after; /* a bit for each earlier item */
	date_t lands;
};

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static struct item some_item(uint64_t *seed, uint32_t n_before, date_t as_of)
{
	date_t start = date_make(2026, 1, 10) + (date_t)chance(seed, 250);
	struct item item = {.is_activity = chance(seed, 2) == 0, .first = start};
	item.due = start + (item.is_activity ? (date_t)chance(seed, 40) : 0);
	if (!chance(seed, 4))
		item.done = as_of - (date_t)chance(seed, 60);
	else if (!chance(seed, 3))
		item.forecast = item.due + (date_t)chance(seed, 60) - 20;
	for (uint32_t i = 0; i < n_before; i++)
		if (!chance(seed, 3))
			item.after |= 1u << i;
	return item;
}

/* What its own dates and those of the items before it ask for now. */
static date_t asked(const struct item *items, uint32_t at, date_t as_of)
{
	const struct item *item = &items[at];
	date_t last = DATE_NONE, lands;
	for (uint32_t i = 0; i < at; i++)
		if (item->after >> i & 1 && items[i].lands > last)
			last = items[i].lands;
	if (item->done)
		return item->done;
	bool said = item->forecast >= as_of;
	lands = said ? item->forecast : item->due > as_of ? item->due : as_of;
	if (!last)
		return lands;
	date_t asks = last; /* a date comes no earlier than what it waits for */
	if (item->is_activity && said)
		asks = last + 1;
	else if (item->is_activity) /* a window begins the day after, and keeps its length */
		asks = (last + 1 > item->first ? last + 1 : item->first) + item->due - item->first;
	return asks > lands ? asks : lands;
}

static void land(struct item *items, uint32_t n, date_t as_of)
{
	bool moved = true;
	while (moved) {
		moved = false;
		for (uint32_t i = n; i-- > 0;) {
			date_t lands = asked(items, i, as_of);
			moved |= lands != items[i].lands;
			items[i].lands = lands;
		}
	}
}

static void put_item(struct out *out, const struct item *items, uint32_t at)
{
	const struct item *item = &items[at];
	out_printf(out, "%s i%u \"Item %u\" { owner: lee  ",
		item->is_activity ? "activity" : "milestone", at, at);
	if (item->is_activity)
		out_printf(out, "window: %s .. %s", date_text(item->first).text,
			date_text(item->due).text);
	else
		out_printf(out, "due: %s", date_text(item->due).text);
	if (item->done)
		out_printf(out, "  done: %s", date_text(item->done).text);
	if (item->forecast)
		out_printf(out, "  forecast: %s", date_text(item->forecast).text);
	const char *before = "  after: [";
	for (uint32_t i = 0; i < at; i++) {
		if (!(item->after >> i & 1))
			continue;
		out_printf(out, "%si%u", before, i);
		before = ", ";
	}
	out_text(out, item->after ? "] }\n" : " }\n");
}

static const struct tracked_item *find(
	const struct plan *plan, const struct tracked *tracked, uint32_t at)
{
	struct out name = {0};
	out_printf(&name, "i%u", at);
	const struct tracked_item *found = NULL;
	for (uint32_t i = 0; i < plan->blocks.n && !found; i++)
		if (str_equal(plan_name(plan, plan->blocks.items[i]->name), out_view(&name)))
			found = tracked_item_of(tracked, plan->blocks.items[i]);
	out_free(&name);
	assert_non_null(found);
	return found;
}

static void check_plan(struct item *items, uint32_t n, date_t as_of)
{
	struct out text = {0};
	struct run run;
	out_text(&text, FRAME);
	for (uint32_t i = n; i-- > 0;) /* what others wait for may stand behind them */
		put_item(&text, items, i);
	run_init(&run, as_of);
	run_load_text(&run, "plan.pbp", ".", out_view(&text));
	struct plan *plan = run.plans.items[0];
	struct tracked *tracked = plan_track(plan, as_of);
	land(items, n, as_of);
	for (uint32_t i = 0; i < n; i++) {
		date_t lands = find(plan, tracked, i)->lands;
		if (lands != items[i].lands)
			fail_msg("i%u lands on %s, not on %s, as of %s:\n%.*s", i,
				date_text(lands).text, date_text(items[i].lands).text,
				date_text(as_of).text, STR_ARGS(out_view(&text)));
	}
	tracked_free(tracked);
	run_free(&run);
	out_free(&text);
}

static void test_forecasts_by_chance(void **state)
{
	(void)state;
	uint64_t seed = 20260430;
	for (int i = 0; i < N_PLANS; i++) {
		struct item items[ITEMS_MAX];
		uint32_t n = 2 + chance(&seed, ITEMS_MAX - 2);
		date_t as_of = date_make(2026, 2, 1) + (date_t)chance(&seed, 200);
		for (uint32_t k = 0; k < n; k++)
			items[k] = some_item(&seed, k, as_of);
		for (uint32_t k = 0; k < n; k++)
			items[k].lands = DATE_NONE;
		check_plan(items, n, as_of);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_forecasts_by_chance)};
	return cmocka_run_group_tests_name("forecasts, twice", tests, NULL, NULL);
}
