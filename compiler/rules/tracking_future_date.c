#include "compiler/rules/tracking_shared.h"

#include <string.h>

#define EXAMPLE(middle)                                                                            \
	"milestone fair_stand \"Stand at the retail fair\" {\n"                                    \
	"  due:           2026-04-17\n"                                                            \
	"  owner:         lee\n" middle "}\n"

/* ---- what is said to have happened ---- */

/* The fields that say so; each begins with its day. */
static bool says_it_happened(const char *field)
{
	static const char *const fields[] = {"done", "kept", "delivered", "confirmed", "closed"};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!strcmp(field, fields[i]))
			return true;
	return false;
}

static date_t day_of(const struct block *block, const struct field_info *field)
{
	date_t day;
	memcpy(&day, (const char *)block + field->offset, sizeof day);
	return day;
}

static void report_date(struct rule_check *check, const struct block *block,
	const struct field_info *field, date_t day)
{
	struct finding *finding = rule_report(check, block, block_field_span(block, field->name),
		"%.*s is said to be %s on %s, which is %.*s ahead",
		STR_ARGS(block_called(check->plan, block)), field->name, date_text(day).text,
		STR_ARGS(rules_days(check, day - check->tracked->as_of)));
	if (schema_field(&check->plan->run->schema, (enum kind)block->kind,
		    intern_id(&check->plan->run->intern, STR("forecast"))))
		finding_help(check->sink, finding,
			"until then write when it is expected, with `forecast`");
	else
		finding_help(check->sink, finding, "leave it out until then, or correct the day");
	note_day(check, finding);
}

static void check_kind(struct rule_check *check, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	const struct plan *plan = check->plan;
	for (uint8_t f = 0; f < info->n_fields; f++) {
		const struct field_info *field = &info->fields[f];
		bool is_date =
			field->type == TYPE_date || type_infos[field->type].base == TYPE_date;
		if (field->list || !is_date || !says_it_happened(field->name))
			continue;
		for (uint32_t i = 0; i < plan->of_kind[kind].n; i++) {
			const struct block *block = plan->of_kind[kind].items[i];
			date_t day = day_of(block, field);
			if (day > check->tracked->as_of)
				report_date(check, block, field, day);
		}
	}
}

/* ---- readings ---- */

/* The rows of one block are one finding, at the first of them. */
static void check_readings(struct rule_check *check, const struct readings_block *readings)
{
	const struct block *of = readings->block.of;
	const struct row *first = NULL;
	date_t as_of = check->tracked->as_of;
	uint32_t n = 0;
	for (uint32_t i = 0; i < readings->rows.n; i++) {
		const struct row *row = &readings->rows.items[i];
		if (!row->days.first || row->days.last <= as_of || row->days.last < row->days.first)
			continue;
		n++;
		if (!first || row->days.last < first->days.last)
			first = row;
	}
	if (!n || !of)
		return;
	struct str called = block_called(check->plan, of);
	bool has_begun = first->period.kind != PERIOD_NONE && first->days.first <= as_of;
	struct finding *finding;
	if (n == 1)
		finding = rule_report(check, of, rules_row_key(first),
			has_begun ? "a reading of %.*s is for a period that is not over"
				  : "a reading of %.*s lies ahead",
			STR_ARGS(called));
	else
		finding = rule_report(check, of, rules_row_key(first),
			"%u readings of %.*s lie ahead", n, STR_ARGS(called));
	finding_caret(check->sink, finding, "ends on %s, not used until then",
		date_text(first->days.last).text);
	if (has_begun)
		finding_help(check->sink, finding,
			"write what is known by now as the row of a day, `%s:`, for a flow the "
			"total since its start",
			date_text(as_of).text);
	else
		finding_help(check->sink, finding, "correct the day, or leave it out until then");
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		check_kind(check, (enum kind)kind);
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_readings].n; i++)
		check_readings(check, plan_readings(check->plan, i));
}

const struct rule rule_tracking_future_date = {
	.info = {.name = "tracking.future_date",
		.summary = "A reading or something said to be done lies after the as-of day",
		.explanation =
			"What has not happened yet cannot be read or done: such a day is a slip of "
			"the pen or a wish, and reports leave it out. Correct it. What is expected "
			"has fields of its own: `forecast`, `promised` and `due` may lie ahead. A "
			"figure for half a month is the row of a day, not of the month. Rows that "
			"a feed holds for later are not used and not reported.",
		.bad = EXAMPLE("  done:          2026-04-15\n"
			       "  accepted_when: \"Both names stand on it.\"\n"
			       "  proof:         \"Photo of 15 April\"\n"),
		.good = EXAMPLE("  forecast:      2026-04-15\n"
				"  accepted_when: \"Both names stand on it.\"\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
