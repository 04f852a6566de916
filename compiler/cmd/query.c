#include "compiler/cmd/query.h"

#include "compiler/plan/query.h"
#include <string.h>
#include <unistd.h>

enum { DEFAULT_COLUMNS_MAX = 6, LEFT_OUT_SHOWN_MAX = 3 };

/* ---- the answer of one plan after the other ---- */

struct asking {
	struct analysis *analysis;
	const struct options *options;
	struct query query;
	struct query_columns columns; /* of the kind at hand */
	enum kind kind;		      /* what the columns are for; KIND_NONE: there are none */
	struct plan *plan;
	const struct tracked *tracked;
	struct answer *answer;
	bool missed_day;
	uint32_t n_left_out; /* plans in which the question means nothing */
	struct str left_out[LEFT_OUT_SHOWN_MAX];
};

/* An empty list is as good as none. */
static struct answer_cell value_cell(struct value value)
{
	if (value.kind == VALUE_LIST && !value.list.n)
		value.kind = VALUE_NONE;
	return (struct answer_cell){.value = value};
}

static bool add_row(void *context, const struct value *value)
{
	struct asking *asking = context;
	struct answer *answer = asking->answer;
	uint32_t n = answer->n_columns;
	struct answer_row row = {.plan = asking->plan,
		.cells = arena_array(&asking->plan->arena, struct answer_cell, n)};
	uint32_t at = 0;
	if (answer->has_plans)
		row.cells[at++] = value_cell(
			(struct value){.kind = VALUE_BLOCK, .block = &asking->plan->frame->block});
	row.cells[at++] = value_cell(*value);
	if (value->kind == VALUE_BLOCK && at < n) {
		row.cells[at++] =
			value_cell((struct value){.kind = VALUE_TEXT, .text = value->block->title});
		for (uint32_t i = 0; at < n; i++)
			row.cells[at++] = value_cell(query_column(asking->plan, asking->tracked,
				&asking->columns, i, value->block, &asking->missed_day));
	}
	vec_push(&answer->rows, row);
	return true;
}

/* "it.owner" is shown as "owner"; but a person's field `title` is not the title of its block. */
static struct str column_name(struct str text)
{
	bool is_plain = str_starts(text, "it.") && !str_is(text, "it.title");
	return is_plain ? str_slice(text, 3, text.len) : text;
}

/* Reads the columns: those asked for, else what the kind has. False after a report. */
static bool choose_columns(struct asking *asking)
{
	struct run *run = &asking->analysis->run;
	struct str text = asking->options->columns
				  ? str_from(asking->options->columns)
				  : query_default_columns(&run->arena, asking->kind);
	return !text.len || query_parse_columns(run, text, &asking->columns);
}

static void name_columns(struct asking *asking)
{
	struct answer *answer = asking->answer;
	const struct file *file = asking->columns.file;
	uint32_t n = answer->has_plans + 1u + (asking->kind ? 1 + asking->columns.nodes.n : 0);
	answer->columns = arena_array(&asking->analysis->run.arena, struct answer_column, n);
	answer->n_columns = 0;
	if (answer->has_plans)
		answer->columns[answer->n_columns++].name = STR("plan");
	answer->columns[answer->n_columns++].name =
		asking->kind ? str_from(kind_infos[asking->kind].name) : STR("value");
	if (!asking->kind)
		return;
	answer->columns[answer->n_columns++].name = STR("title");
	for (uint32_t i = 0; i < asking->columns.nodes.n; i++) {
		struct answer_column *column = &answer->columns[answer->n_columns];
		column->name = column_name(source_slice(
			file->source, file_expression_span(file, asking->columns.nodes.items[i])));
		for (uint32_t k = 0; k < answer->n_columns; k++) /* no two keys are the same */
			column->is_left_out |= str_equal(answer->columns[k].name, column->name);
		answer->n_columns++;
	}
}

/* Puts the question to one plan; the columns are those of the first plan's kind. */
static bool ask_plan(struct asking *asking)
{
	enum kind kind;
	if (!query_check(asking->plan, &asking->query, &kind))
		return false;
	if (!asking->answer->columns) {
		asking->kind = kind;
		if (kind && !choose_columns(asking))
			return false;
		name_columns(asking);
	}
	if (kind && !query_check_columns(asking->plan, &asking->columns, kind))
		return false;
	return query_run(asking->plan, asking->tracked, &asking->query, add_row, asking,
		&asking->missed_day);
}

/* Of the kind's own columns the first few stay in which some block has a value. */
static void drop_empty(struct answer *answer)
{
	uint32_t first = answer->has_plans + 2u, kept = 0;
	for (uint32_t i = 0; i < answer->n_columns; i++) {
		struct answer_column *column = &answer->columns[i];
		bool any = i < first;
		for (uint32_t k = 0; !any && k < answer->rows.n; k++)
			any = answer->rows.items[k].cells[i].value.kind != VALUE_NONE;
		column->is_left_out = !any;
	}
	for (uint32_t i = first; i < answer->n_columns; i++)
		if (!answer->columns[i].is_left_out && ++kept > DEFAULT_COLUMNS_MAX)
			answer->columns[i].is_left_out = true;
}

/* A name may be known in some of the plans only. */
static void leave_out(struct asking *asking, uint32_t first)
{
	struct sink *sink = &asking->analysis->run.sink;
	if (asking->n_left_out < LEFT_OUT_SHOWN_MAX)
		asking->left_out[asking->n_left_out] =
			str_format(&asking->analysis->run.arena, "%.*s (%.*s)",
				STR_ARGS(plan_name(asking->plan, asking->plan->frame->block.name)),
				STR_ARGS(sink->items.items[first]->message));
	asking->n_left_out++;
}

/* Plans in which it means nothing are left out as long as it means something in another one; if it
   means nothing in any, the first says why. */
static bool ask_all(struct asking *asking, uint32_t n_asked)
{
	struct run *run = &asking->analysis->run;
	uint32_t kept = run->sink.items.n;
	for (uint32_t i = 0; i < run->plans.n; i++) {
		uint32_t before = run->sink.items.n, n_rows = asking->answer->rows.n;
		asking->plan = run->plans.items[i];
		asking->tracked = asking->analysis->tracked.items[i];
		if (!asking->plan->frame || ask_plan(asking))
			continue;
		/* what can be read and not be calculated is no answer at all */
		if (asking->answer->rows.n > n_rows || run->sink.items.n == before)
			return false;
		leave_out(asking, before);
		/* of the reports one stays: the first that says what may have been meant */
		struct finding *report = run->sink.items.items[before];
		if (before > kept && report->helps && !run->sink.items.items[kept]->helps)
			run->sink.items.items[kept] = report;
		run->sink.items.n = kept + 1;
	}
	if (asking->n_left_out < n_asked)
		run->sink.items.n = kept;
	return asking->n_left_out < n_asked;
}

static bool ask(struct asking *asking)
{
	struct run *run = &asking->analysis->run;
	uint32_t n_asked = 0;
	for (uint32_t i = 0; i < run->plans.n; i++)
		n_asked += run->plans.items[i]->frame != NULL;
	asking->answer->has_plans = n_asked > 1;
	if (!n_asked) {
		complain("there is no `plan` block in these files, so there is nothing to ask");
		return false;
	}
	if (!ask_all(asking, n_asked))
		return false;
	if (!asking->options->columns && asking->kind)
		drop_empty(asking->answer);
	return true;
}

/* What the answer does not show. */
static void complain_missing(const struct asking *asking)
{
	uint32_t n = asking->n_left_out;
	for (uint32_t i = 0; i < n && i < LEFT_OUT_SHOWN_MAX; i++)
		complain("left out: plan %.*s", STR_ARGS(asking->left_out[i]));
	if (n > LEFT_OUT_SHOWN_MAX)
		complain("left out: %u more plans", n - LEFT_OUT_SHOWN_MAX);
	if (asking->missed_day)
		complain("without a day what is tracked has no value: `--as-of 2026-05-15`");
	if (asking->options->columns && !asking->kind)
		complain("--columns shows fields of blocks, and these are none");
	if (!asking->answer->rows.n)
		complain("nothing in the plan answers that");
}

static bool print_answer(const struct answer *answer, const struct options *options)
{
	struct out out = {0};
	switch (options->table) {
	case TABLE_TEXT:
		answer_print_table(&out, answer, terminal_width(STDOUT_FILENO));
		break;
	case TABLE_CSV:
		answer_print_csv(&out, answer, options->bom);
		break;
	case TABLE_JSON:
		answer_print_json(&out, answer);
		break;
	}
	bool printed = print_all(STDOUT_FILENO, out_view(&out));
	out_free(&out);
	return printed;
}

/* Findings of the plan are `check`'s business; errors make the answer doubtful, which is said. */
static void drop_findings(struct sink *sink)
{
	uint32_t n = sink_count(sink, LEVEL_ERROR);
	if (n)
		complain("the plan has %u error%s; `pbp check` shows %s", n, n == 1 ? "" : "s",
			n == 1 ? "it" : "them");
	sink->items.n = 0;
}

/* While names are wrong nobody can tell what the party may see. */
static bool is_sure(const struct run *run, const char *audience)
{
	for (uint32_t i = 0; i < run->plans.n; i++) {
		const struct plan *plan = run->plans.items[i];
		if (!plan->frame || (!plan->has_mistakes && plan->audience))
			continue;
		if (plan->has_mistakes)
			complain("%.*s is not asked: while names in it are wrong, nobody can tell "
				 "what %s may see",
				STR_ARGS(plan->file->source->path), audience);
		return false;
	}
	return true;
}

static int answer_query(struct analysis *analysis, const struct options *options, const char *text)
{
	struct answer answer = {0};
	struct asking asking = {.analysis = analysis, .options = options, .answer = &answer};
	struct run *run = &analysis->run;
	if (options->audience && !is_sure(run, options->audience))
		return EXIT_UNABLE;
	drop_findings(&run->sink);
	bool good = query_parse(run, str_from(text), &asking.query) && ask(&asking);
	if (!good && run->sink.items.n)
		analysis_print(analysis, options, STDERR_FILENO);
	if (good)
		good = print_answer(&answer, options);
	if (good)
		complain_missing(&asking);
	vec_free(&asking.columns.nodes);
	vec_free(&answer.rows);
	return good ? EXIT_CLEAN : EXIT_UNABLE;
}

static int run_query(struct options *options)
{
	struct analysis analysis;
	if (!options->paths.n || !*options->paths.items[0]) {
		complain("say what to ask: pbp query 'goals where status == behind'");
		return EXIT_UNABLE;
	}
	const char *text = options->paths.items[0];
	for (uint32_t i = 1; i < options->paths.n; i++)
		options->paths.items[i - 1] = options->paths.items[i];
	options->paths.n--;
	options->without_rules = true;
	bool loaded = analysis_run(&analysis, options);
	int code = answer_query(&analysis, options, text);
	analysis_free(&analysis);
	return loaded ? code : EXIT_UNABLE;
}

const struct command command_query = {
	.name = "query",
	.takes = "QUESTION [PATH...]",
	.summary = "answer a question in the language's own conditions",
	.details = "A question is a collection, `initiatives where owner.of == brightline`, or a "
		   "calculation, `sum(funds.amount)`.\n"
		   "Collections are the plural of a kind or a field with several values: "
		   "`goals`, `goals.owner`, `webinar.milestones`.\n"
		   "Of each block its name, its title and its first fields are shown, or what "
		   "--columns names: `--columns 'owner, window, budget, it.with'`. In a column "
		   "`judged` is the block of the row:\n"
		   "`pbp query people --columns 'count(goals where owner == judged)'`.\n"
		   "Of several plans those that do not know a name in the question are left out, "
		   "which is said.\n"
		   "In JSON a number with a unit is {\"value\": 12.50, \"unit\": \"USD\"}, always "
		   "exact; in CSV the unit has a column of its own.\n"
		   "The exit code is 0 also if nothing answers, 2 if the question means nothing.",
	.options = OF_QUERY,
	.run = run_query,
};
