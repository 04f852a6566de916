/* The example of a reseller as of 2026-05-15: what its agenda and its tables say. */
#include "tests/unit/test_agenda.h"

#include "runtime/base/csv.h"

#include <stdlib.h>

/* Cells by their place: the columns are a promise. */
enum {
	C_SEQ,
	C_REVIEW,
	C_SESSION_DATE,
	C_START_MIN,
	C_MINUTES,
	C_BLOCK,
	C_KIND,
	C_ID,
	C_ITEM,
	C_PARTY,
	C_OWNER,
	C_COUNTERPART,
	C_STATE,
	C_BASIS,
	C_UNIT,
	C_TARGET,
	C_TARGET_DATE,
	C_EXPECTED,
	C_ACTUAL,
	C_ACTUAL_DATE,
	C_DATA_AGE_DAYS,
	C_PACE_PCT,
	C_GAP,
	C_PROJECTION,
	C_DUE,
	C_DAYS_LATE,
	C_CARRIED,
	C_ASK,
	C_RULE,
	C_SOURCE,
	C_DECISION,
	C_OWNER_NEXT,
	C_DUE_NEXT,
	C_NOTES,
	COLUMNS
};
static const char header[] =
	"seq,review,session_date,start_min,minutes,block,kind,id,item,party,owner,counterpart,"
	"state,"
	"basis,unit,target,target_date,expected,actual,actual_date,data_age_days,pace_pct,gap,"
	"projection,due,days_late,carried,ask,rule,source,decision,owner_next,due_next,notes";

struct table {
	struct arena arena;
	uint32_t n, n_columns;
	struct str *rows[64];
};

static void read_table(struct table *table, struct str text)
{
	struct csv csv;
	struct csv_record record;
	*table = (struct table){0};
	arena_init(&table->arena);
	csv_init(&csv, text, ',');
	while (csv_next(&csv, &record)) {
		assert_true(table->n < 64);
		assert_true(!table->n || record.n == table->n_columns);
		table->n_columns = record.n;
		struct str *row = arena_array(&table->arena, struct str, record.n);
		for (uint32_t i = 0; i < record.n; i++)
			row[i] = str_copy(&table->arena, record.cells[i]);
		table->rows[table->n++] = row;
	}
	csv_free(&csv);
}

static const struct str *find_row(const struct table *table, const char *block, const char *id)
{
	for (uint32_t i = 1; i < table->n; i++)
		if (str_is(table->rows[i][C_BLOCK], block) && str_is(table->rows[i][C_ID], id))
			return table->rows[i];
	fail_msg("no row %s in %s", id, block);
	return NULL;
}

static void expect_cells(const struct str *row, const char *const (*cells)[COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++)
		if ((*cells)[i])
			expect_text(row[i], (*cells)[i]);
}
#define CELLS(row, ...) expect_cells(row, &(const char *const[COLUMNS]){__VA_ARGS__})

static void load_example(struct fixture *fixture, struct emit_input *input)
{
	const char *reason = NULL;
	run_init(&fixture->run, may(15));
	assert_true(run_load_path(&fixture->run, "examples/reseller/plan.pbp", &reason));
	sink_finish(&fixture->run.sink, &fixture->run.sources);
	track(fixture);
	sink_finish(&fixture->run.sink, &fixture->run.sources);
	*input = (struct emit_input){.plan = fixture->plan,
		.tracked = fixture->tracked,
		.findings = &fixture->run.sink,
		.stem = STR("plan")};
}

static void expect_blocks(const struct table *table)
{
	static const char *const expected[][2] = {
		{"session", "operating"},
		{"session", "oyelaran"},
		{"session", "raman"},
		{"session", "feld"},
		{"session", "bakker"},
		{"session", "haddad"},
		{"session", "penrose"},
		{"wins", ""},
		{"actions_due", "booth_answer"},
		{"missed_milestones", "connector.release"},
		{"behind_goals", "response"},
		{"behind_goals", "capture"}, /* weight 10; gap share 100% and 19.4% */
		{"fired_triggers", "connector_slips"},
		{"watch_goals", "sourced"},
		{"watch_goals", "wholesale_leads"}, /* weight 30, 15 */
		{"root_causes_due", "response"},
		{"claims_closing", "campaign_money"},
		{"overdue", NULL},
		{"overdue", NULL},
		/* Due within 14 days of 2026-05-15: weight 10, 0, 0, 0. Then a session. */
		{"next", "response_rota"},
		{"next", "booth"},
		{"next", "case_published"},
		{"next", "case_study"},
		{"next", "operating"},
		{"commitments", ""},
		{"commitments", ""},
		{"commitments", ""},
	};
	enum { N = sizeof expected / sizeof *expected };
	for (uint32_t i = 1; i < table->n && i <= N; i++) {
		expect_text(table->rows[i][C_BLOCK], expected[i - 1][0]);
		if (expected[i - 1][1])
			expect_text(table->rows[i][C_ID], expected[i - 1][1]);
	}
	assert_int_equal(table->n, N + 1);
}

static void writes_the_agenda_of_the_example(void **state)
{
	struct fixture fixture;
	struct emit_input input;
	struct table table;
	struct out out = {0};
	(void)state;
	load_example(&fixture, &input);
	input.session = agenda_pick(fixture.tracked, NULL, DATE_NONE);
	agenda_write(&fixture.run.arena, &input, &out);
	assert_true(str_starts(out_view(&out), header));
	read_table(&table, out_view(&out));
	assert_int_equal(table.n_columns, COLUMNS);
	expect_blocks(&table);

	int minutes = 0;
	for (uint32_t i = 1; i < table.n; i++) {
		const struct str *row = table.rows[i];
		bool empty = str_is(row[C_BLOCK], "commitments");
		assert_int_equal(atoi(row[C_SEQ].ptr), i);
		expect_text(row[C_REVIEW], "operating");
		expect_text(row[C_SESSION_DATE], "2026-05-19");
		if (!empty)
			assert_int_equal(atoi(row[C_START_MIN].ptr), minutes);
		minutes += empty ? 0 : atoi(row[C_MINUTES].ptr);
		for (int k = empty ? C_ID : C_DECISION; k < COLUMNS; k++)
			assert_int_equal(row[k].len, 0);
	}
	assert_int_equal(minutes, 30); /* 11 questions: eight have 3 minutes, three have 2 */
	expect_text(find_row(&table, "root_causes_due", "response")[C_MINUTES], "3");
	expect_text(find_row(&table, "claims_closing", "campaign_money")[C_MINUTES], "2");
	assert_true(str_starts(table.rows[8][C_ITEM], "Van der Meer Foods"));
	CELLS(table.rows[8], [C_KIND] = "win", [C_PARTY] = "brightwater", [C_OWNER] = "bakker",
		[C_BASIS] = "Signed order", [C_ACTUAL_DATE] = "2026-05-08", [C_ASK] = "");
	arena_free(&table.arena);
	out_free(&out);
	drop(&fixture);
}

static void writes_the_figures_of_the_example(void **state)
{
	struct fixture fixture;
	struct emit_input input;
	struct table table;
	struct out out = {0};
	(void)state;
	load_example(&fixture, &input);
	input.session = agenda_pick(fixture.tracked, NULL, DATE_NONE);
	input.bom = true;
	agenda_write(&fixture.run.arena, &input, &out);
	assert_true(str_starts(out_view(&out), "\xEF\xBB\xBFseq,"));
	read_table(&table, out_view(&out));
	CELLS(find_row(&table, "missed_milestones", "connector.release"), [C_KIND] = "milestone",
		[C_ITEM] = "ERP connector GA", [C_PARTY] = "halyard", [C_OWNER] = "moreau",
		[C_COUNTERPART] = "penrose", [C_STATE] = "missed", [C_DUE] = "2026-04-30",
		[C_DAYS_LATE] = "43", [C_CARRIED] = "1",
		[C_ASK] = "Milestone 'ERP connector GA' is 15 days late (43 by its forecast of "
			  "2026-06-12) and has no root cause: who leads it, by when?",
		[C_RULE] = "tracking.missed_without_cause", [C_TARGET] = "", [C_EXPECTED] = "",
		[C_PACE_PCT] = "");
	CELLS(find_row(&table, "behind_goals", "capture"), [C_STATE] = "behind",
		[C_BASIS] = "straight line, not agreed", [C_UNIT] = "USD", [C_TARGET] = "25000",
		[C_TARGET_DATE] = "2026-06-30", [C_EXPECTED] = "12363", [C_ACTUAL] = "7500",
		[C_ACTUAL_DATE] = "2026-05-15", [C_DATA_AGE_DAYS] = "0", [C_PACE_PCT] = "60.6",
		[C_GAP] = "4863", [C_PROJECTION] = "15167", [C_DUE] = "", [C_DAYS_LATE] = "",
		[C_CARRIED] = "0", [C_RULE] = "tracking.behind_without_action",
		[C_SOURCE] = "Halyard CRM, partner view",
		[C_ASK] = "Goal 'Win 25k USD of Capture ARR in the second quarter' is behind, "
			  "7,500 of 12,363 USD expected on 2026-05-15, pace 60.6%, and no open "
			  "action is to help it: which action, by whom, by when?");
	CELLS(find_row(&table, "behind_goals", "response"), [C_STATE] = "behind",
		[C_OWNER] = "bakker", [C_BASIS] = "kept: at most 4 business_hours",
		[C_UNIT] = "business_hours", [C_TARGET] = "4", [C_EXPECTED] = "",
		[C_ACTUAL] = "6.5", [C_ACTUAL_DATE] = "2026-04-30", [C_DATA_AGE_DAYS] = "15",
		[C_PACE_PCT] = "0.0", [C_RULE] = "",
		[C_ASK] =
			"Goal 'Answer new leads within 4 business hours' is behind, 0 of 2 months "
			"met, 6.5 business_hours on "
			"2026-04-30: is action 'Set up a rota for first responses', due on "
			"2026-05-22, enough?");
	CELLS(find_row(&table, "watch_goals", "sourced"), [C_STATE] = "watch",
		[C_BASIS] = "increments", [C_EXPECTED] = "156813", [C_ACTUAL] = "131900",
		[C_PACE_PCT] = "84.1", [C_GAP] = "24913", [C_PROJECTION] = "454209",
		[C_CARRIED] = "0");
	CELLS(find_row(&table, "watch_goals", "wholesale_leads"), [C_UNIT] = "leads",
		[C_EXPECTED] = "114.5", [C_ACTUAL] = "92.0", [C_PACE_PCT] = "80.3",
		[C_GAP] = "22.5");
	CELLS(find_row(&table, "root_causes_due", "response"), [C_STATE] = "no_cause",
		[C_RULE] = "tracking.behind_twice_without_cause");
	CELLS(find_row(&table, "fired_triggers", "connector_slips"), [C_KIND] = "risk",
		[C_STATE] = "fired", [C_OWNER] = "moreau", [C_COUNTERPART] = "feld",
		[C_RULE] = "risk.trigger_fired",
		[C_BASIS] = "not has connector.release.done and today > 2026-04-30",
		[C_ASK] =
			"The trigger of risk 'Connector slips past 30 April' holds: is contingency "
			"'File-import bridge kit for "
			"first 5 customers' activated or declined?");
	CELLS(find_row(&table, "claims_closing", "campaign_money"), [C_STATE] = "closing",
		[C_DUE] = "2026-05-19", [C_OWNER] = "haddad", [C_COUNTERPART] = "raman",
		[C_ACTUAL] = "7300", [C_UNIT] = "USD", [C_ACTUAL_DATE] = "2026-04-04",
		[C_RULE] = "funding.claim_closing");
	CELLS(find_row(&table, "overdue", "e_invoicing"), [C_DAYS_LATE] = "14",
		[C_RULE] = "risk.recheck_overdue");
	CELLS(find_row(&table, "overdue", "capture_pitch"), [C_DAYS_LATE] = "35",
		[C_RULE] = "enablement.incomplete");
	CELLS(find_row(&table, "actions_due", "booth_answer"), [C_STATE] = "due",
		[C_DUE] = "2026-05-19", [C_DAYS_LATE] = "0", [C_CARRIED] = "0",
		[C_BASIS] = "agreed in Operating review on 2026-05-05");
	arena_free(&table.arena);
	out_free(&out);
	drop(&fixture);
}

/* ---- all files of the format ---- */

extern const struct format format_csv;

static struct str file_of(const struct emit_file *files, const char *path)
{
	for (; files; files = files->next)
		if (str_is(files->path, path))
			return out_view(&files->bytes);
	fail_msg("no file %s", path);
	return (struct str){0};
}

static void free_files(struct emit_file *files)
{
	for (; files; files = files->next)
		out_free(&files->bytes);
}

static uint32_t column_of(const struct table *table, const char *name)
{
	for (uint32_t i = 0; i < table->n_columns; i++)
		if (str_is(table->rows[0][i], name))
			return i;
	fail_msg("no column %s", name);
	return 0;
}

static void expect_cell(
	const struct table *table, const char *id, const char *column, const char *text)
{
	for (uint32_t i = 1; i < table->n; i++)
		if (str_is(table->rows[i][0], id)) {
			expect_text(table->rows[i][column_of(table, column)], text);
			return;
		}
	fail_msg("no row %s", id);
}

static void writes_tables(void **state)
{
	struct fixture fixture;
	struct emit_input input;
	struct emit_file *files = NULL;
	struct table table;
	(void)state;
	load_example(&fixture, &input);
	format_csv.emit(&fixture.run.arena, &input, &files);
	assert_true(str_starts(file_of(files, "plan.agenda.csv"), header));
	read_table(&table, file_of(files, "plan/goals.csv"));
	assert_int_equal(table.n, 9);
	expect_cell(&table, "capture", "factor", "2.3");
	expect_cell(&table, "capture", "current_rate", "166.67");
	expect_cell(&table, "capture", "required_rate", "380.43");
	expect_cell(&table, "capture", "agreed", "no");
	expect_cell(&table, "sourced", "agreed", "yes");
	expect_cell(&table, "sourced", "weight", "30");
	expect_cell(&table, "sourced", "prior", "412000");
	expect_cell(&table, "sourced", "run_rate", "356619");
	expect_cell(&table, "sourced", "status", "watch");
	expect_cell(&table, "response", "form", "at_most");
	expect_cell(&table, "response", "steps_met", "0");
	expect_cell(&table, "response", "steps_due", "2");
	expect_cell(&table, "response", "agreed", "");
	expect_cell(&table, "deal_win_rate", "unit", "%");
	expect_cell(&table, "deal_win_rate", "expected", "26.0");
	expect_cell(&table, "deal_win_rate", "sample", "23");
	expect_cell(&table, "deal_win_rate", "fresh_through", "2026-05-21");
	expect_cell(&table, "services", "status", "on_track");
	expect_cell(&table, "services", "gap", "725");
	arena_free(&table.arena);
	read_table(&table, file_of(files, "plan/milestones.csv"));
	expect_cell(&table, "connector.release", "state", "missed");
	expect_cell(&table, "connector.release", "lands", "2026-06-12");
	expect_cell(&table, "connector.release", "root_cause", "");
	expect_cell(&table, "connector.release", "goals", "capture");
	expect_cell(&table, "routing.rule_live", "state", "done");
	expect_cell(&table, "routing.rule_live", "days_late", "20");
	expect_cell(&table, "routing.rule_live", "root_cause", "routing_late");
	expect_cell(&table, "routing.rule_live", "goals", "response; deal_win_rate");
	expect_cell(&table, "kickoff", "file", "plan.pbp");
	expect_cell(&table, "kickoff", "as_of", "2026-05-15");
	arena_free(&table.arena);
	read_table(&table, file_of(files, "plan/actions.csv"));
	expect_cell(&table, "booth_answer", "state", "due");
	expect_cell(&table, "booth_answer", "review", "operating");
	expect_cell(&table, "booth_answer", "session_date", "2026-05-05");
	expect_cell(&table, "booth_answer", "party", "halyard");
	expect_cell(&table, "bridge_kit.ship_kit", "state", "not_due");
	arena_free(&table.arena);
	read_table(&table, file_of(files, "plan/commitments.csv"));
	assert_int_equal(table.n, 5);
	expect_cell(&table, "call_list", "state", "broken");
	expect_cell(&table, "named_seller", "state", "kept");
	arena_free(&table.arena);
	read_table(&table, file_of(files, "plan/findings.csv"));
	assert_int_equal(table.n, 1); /* no rule was run */
	arena_free(&table.arena);
	free_files(files);
	drop(&fixture);
}

static void leaves_figures_out_without_a_day(void **state)
{
	struct fixture fixture;
	struct emit_input input;
	struct emit_file *files = NULL;
	struct table table;
	(void)state;
	load_example(&fixture, &input);
	input.tracked = NULL;
	format_csv.emit(&fixture.run.arena, &input, &files);
	assert_string_equal(files->path.ptr, "plan/goals.csv"); /* no agenda */
	read_table(&table, file_of(files, "plan/goals.csv"));
	expect_cell(&table, "sourced", "target", "540000");
	expect_cell(&table, "sourced", "owner", "bakker");
	expect_cell(&table, "sourced", "expected", "");
	expect_cell(&table, "sourced", "status", "");
	expect_cell(&table, "sourced", "as_of", "");
	arena_free(&table.arena);
	read_table(&table, file_of(files, "plan/milestones.csv"));
	expect_cell(&table, "connector.release", "due", "2026-04-30");
	expect_cell(&table, "connector.release", "state", "");
	arena_free(&table.arena);
	free_files(files);
	drop(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_the_agenda_of_the_example),
		cmocka_unit_test(writes_the_figures_of_the_example),
		cmocka_unit_test(writes_tables),
		cmocka_unit_test(leaves_figures_out_without_a_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
