#include "tests/unit/unit.h"

#include "tests/unit/eval_world.h"
#include <string.h>

static const char base[] =
	"plan joint \"Joint plan\" {\n"
	"  between: [acme, brightline]\n"
	"  period: 2026-01-01 .. 2026-12-31\n"
	"  currency: USD\n"
	"  calendar: days\n"
	"}\n"
	"calendar days { holidays: [2026-05-01] }\n"
	"party acme \"Acme\" { role: vendor }\n"
	"party brightline \"Brightline\" { role: reseller }\n"
	"person omar \"Omar\" { of: acme  level: executive }\n"
	"person priya \"Priya\" { of: acme }\n"
	"person dana \"Dana\" { of: brightline  away: [2026-05-11 .. 2026-05-20] }\n"
	"person lee \"Lee\" { of: brightline  capacity: 2 days per week }\n"
	"term sourced { means: \"Brought by the partner\" }\n"
	"unit lead \"Lead\" { many: \"leads\"  whole: true }\n"
	"metric revenue \"Revenue\" { means: \"Orders\"  unit: money  kind: flow  better: more  "
	"refresh: 1 month }\n"
	"metric win_rate \"Win rate\" { means: \"Won\"  unit: percent  kind: level  better: more "
	"}\n"
	"metric quiet \"Quiet\" { means: \"Nothing yet\"  unit: lead  kind: flow }\n"
	"goal sourced \"Sourced\" {\n"
	"  owner: priya  with: dana  metric: revenue  scope: all\n"
	"  target: 600,000 USD by 2026-12-31  prior: 400,000 USD for 2025  weight: 3\n"
	"  increments { 2026-04: 100,000 USD  2026-12: 600,000 USD }\n"
	"}\n"
	"goal rate \"Rate\" { owner: dana  metric: win_rate  target: 40% by 2026-12-31  baseline: "
	"24% on 2025-12-31 }\n"
	"goal silent \"Silent\" { owner: lee  metric: quiet  target: 50 leads by 2026-12-31 }\n"
	"readings sourced { 2026-01: 30,000 USD  2026-02: 30,000 USD  2026-03: 10,000 USD  "
	"2026-04: 5,000.50 USD }\n"
	"readings win_rate { 2026-04-30: 30% }\n"
	"fund mdf \"Fund\" { of: acme  owner: priya  amount: 48,000 USD  window: 2026-01-01 .. "
	"2026-12-31 }\n"
	"initiative webinars \"Webinars\" {\n"
	"  owner: lee until 2026-04-30, dana from 2026-05-01\n"
	"  serves: [sourced, rate]  area: marketing  window: 2026-02-01 .. 2026-11-30\n"
	"  budget: 18,000 USD from mdf  effort: 10 days  tags: [retail, q3]\n"
	"  gate: decided on 2026-02-10 by omar\n"
	"  milestone speakers \"Speakers\" { due: start + 19 days  done: 2026-02-18 }\n"
	"  milestone first_one \"First\" { due: 2026-03-19  owner: dana }\n"
	"  milestone last_one \"Last\" { due: end - 1 week  forecast: 2026-12-24 }\n"
	"}\n"
	"initiative portal \"Portal\" { owner: priya  serves: [silent]  area: operations  window: "
	"2026-Q2 }\n"
	"request booth \"Booth\" { of: mdf  pays: webinars  asked: 9,000 USD  approved: 7,000 USD "
	"on 2026-02-10 by omar }\n"
	"request mailing \"Mailing\" { of: mdf  pays: webinars  asked: 3,000 USD  approved: "
	"2,500.25 USD }\n"
	"request talk \"Talk\" { of: mdf  pays: portal  asked: 1,000 USD }\n"
	"review weekly \"Weekly\" { type: operational  every: 1 week on monday from 2026-01-05  "
	"at: 10:00  attendees: [dana, lee] }\n"
	"risk leave \"They leave\" { owner: omar  likelihood: 3  impact: 4  response: mitigate  "
	"trigger: sourced.gap > 1 USD }\n";

void world_make(struct world *world, const char *more)
{
	struct out text = {0};
	run_init(&world->run, date_make(2026, 5, 15));
	out_text(&text, base);
	out_text(&text, more);
	run_load_text(&world->run, "plan.pbp", "/nonexistent", out_view(&text));
	out_free(&text);
	assert_int_equal(world->run.plans.n, 1);
	world->plan = world->run.plans.items[0];
	world->tracked = plan_track(world->plan, world->run.as_of);
}

void world_free(struct world *world)
{
	tracked_free(world->tracked);
	run_free(&world->run);
}

static void print_list(struct world *world, struct out *out, const struct value *value)
{
	out_char(out, '[');
	for (uint32_t i = 0; i < value->list.n; i++)
		out_printf(out, "%s%s", i ? ", " : "", world_value(world, value->list.items[i]));
	out_char(out, ']');
}

static void print(struct world *world, struct out *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		out_text(out, "nothing");
		break;
	case VALUE_QUANTITY:
		quantity_print(world->plan, out, value->quantity);
		break;
	case VALUE_TEXT:
		out_printf(out, "\"%.*s\"", STR_ARGS(value->text));
		break;
	case VALUE_DATE:
		date_print(out, value->date);
		break;
	case VALUE_PERIOD:
		period_print(out, value->period);
		break;
	case VALUE_TIME:
		out_printf(out, "%02d:%02d", value->time.hour, value->time.minute);
		break;
	case VALUE_BOOL:
		out_text(out, value->truth ? "true" : "false");
		break;
	case VALUE_BLOCK:
		out_str(out, block_path(world->plan, value->block));
		break;
	case VALUE_WORD:
		out_printf(out, "word %.*s", STR_ARGS(plan_name(world->plan, value->word)));
		break;
	case VALUE_RANGE:
		print(world, out, value->range.low);
		out_text(out, " .. ");
		print(world, out, value->range.high);
		break;
	case VALUE_LIST:
		print_list(world, out, value);
		break;
	case VALUE_ALL:
		out_text(out, "all");
		break;
	case VALUE_COLUMN:
		out_printf(out, "column %.*s", STR_ARGS(value->text));
		break;
	}
}

const char *world_value(struct world *world, struct value value)
{
	struct out out = {0};
	print(world, &out, &value);
	struct str text = str_format(&world->run.arena, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
	return text.ptr;
}

const char *world_let(struct world *world, const char *name)
{
	const struct name_entry *entry =
		names_find(world->plan, NULL, intern_find(&world->run.intern, str_from(name)));
	assert_non_null(entry);
	assert_non_null(entry->let);
	return world_value(world, let_value(world->plan, entry->let));
}

struct block *world_block(struct world *world, const char *name)
{
	const struct name_entry *entry =
		names_find(world->plan, NULL, intern_find(&world->run.intern, str_from(name)));
	while (entry && (!entry->block || entry->block->kind == KIND_term))
		entry = names_next(world->plan, entry);
	assert_non_null(entry);
	return entry->block;
}

const char *world_findings(struct world *world)
{
	struct out out = {0};
	sink_finish(&world->run.sink, &world->run.sources);
	for (uint32_t i = 0; i < world->run.sink.items.n; i++)
		out_printf(&out, "%s%.*s", i ? " " : "",
			STR_ARGS(world->run.sink.items.items[i]->name));
	struct str names = str_format(&world->run.arena, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
	return names.ptr;
}

const char *world_messages(struct world *world)
{
	struct out out = {0};
	world_findings(world);
	for (uint32_t i = 0; i < world->run.sink.items.n; i++)
		out_printf(&out, "%.*s\n", STR_ARGS(world->run.sink.items.items[i]->message));
	struct str messages = str_format(&world->run.arena, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
	return messages.ptr;
}

static bool is_reported(const struct world_wrong *wrong, const char *form)
{
	struct world world = {0};
	struct out text = {0};
	const char *slot = strchr(form, '@');
	out_bytes(&text, form, (size_t)(slot - form));
	out_text(&text, wrong->expression);
	out_text(&text, slot + 1);
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	const char *found = world_findings(&world), *messages = world_messages(&world);
	bool good = !strcmp(found, wrong->finding) && strstr(messages, wrong->message);
	if (!good)
		print_error("%s: %s\n%s\n", wrong->expression, found, messages);
	out_free(&text);
	world_free(&world);
	return good;
}

size_t world_count_unreported(const struct world_wrong *table, size_t n, const char *form)
{
	size_t n_unreported = 0;
	for (size_t i = 0; i < n; i++)
		n_unreported += !is_reported(&table[i], form);
	return n_unreported;
}
