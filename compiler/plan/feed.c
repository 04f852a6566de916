/* Feeds: from a CSV file to dated rows. */
#include "compiler/plan/feed_parts.h"

#include "compiler/plan/eval.h"
#include <string.h>

enum { EVAL_ROWS_A_TURN = 4096, FREE_STEPS = 64 };

static const char not_a_date[] = "is not a date";

/* ---- how the feed says it is written ---- */

static bool read_separator(struct feeding *feeding, char *separator)
{
	struct str stated = feeding->feed->separator;
	*separator = ',';
	if (!stated.ptr)
		return true;
	if (stated.len == 1 && csv_is_separator(stated.ptr[0])) {
		*separator = stated.ptr[0];
		return true;
	}
	struct finding *finding = finding_new(feed_sink(feeding), &finding_type_mismatch,
		block_field_span(&feeding->feed->block, "separator"), "`separator` wants one sign");
	finding_help(
		feed_sink(feeding), finding, "write `separator: \";\"`, or `\"\\t\"` for a tab");
	return false;
}

static bool read_form(struct feeding *feeding)
{
	struct str form = feeding->feed->date.as;
	feeding->has_form = form.ptr != NULL;
	if (!form.ptr || date_form_read(form, &feeding->form))
		return true;
	struct finding *finding = finding_new(feed_sink(feeding), &finding_type_mismatch,
		block_field_span(&feeding->feed->block, "date"),
		"`%.*s` does not say how a date is written", STR_ARGS(form));
	finding_help(feed_sink(feeding), finding,
		"use YYYY or YY, MM, M or MMM (Jan), DD or D, once each: `as \"MM/DD/YYYY\"`");
	return false;
}

/* ---- the header ---- */

/* A row that ends before the cell is shown at its last one. */
void feed_reject(struct feeding *feeding, const struct column *column, const char *reason)
{
	const struct csv *csv = &feeding->csv;
	struct feed_rows *result = feeding->result;
	int32_t at = column ? column->at : 0;
	if (result->n_rejected++ >= FEED_REJECTED_MAX)
		return;
	uint32_t i = at >= 0 && (uint32_t)at < csv->starts.n ? (uint32_t)at : csv->starts.n - 1;
	struct str cell = feeding->record.cells[i];
	if (result->rejected.n < FEED_BAD_ROWS_SHOWN && !feeding->stream.buffer)
		feeding->bad[result->rejected.n] = (struct span){feeding->source,
			(uint32_t)(csv->starts.items[i] - feeding->text.ptr), (uint32_t)cell.len};
	struct feed_rejected rejected = {.line = feeding->record.line,
		.column = column ? str_copy(&result->arena, column->name) : (struct str){0},
		.cell = str_copy(&result->arena,
			str_slice(cell, 0, cell.len < CELL_SHOWN ? cell.len : CELL_SHOWN)),
		.reason = reason};
	vec_push(&result->rejected, rejected);
}

static bool read_header(struct feeding *feeding)
{
	if (!feed_next_record(feeding)) {
		feed_report_file(feeding, "is empty", "");
		return false;
	}
	feeding->n_header = feeding->record.n;
	feeding->header = arena_array(&feeding->arena, struct str, feeding->n_header);
	for (uint32_t i = 0; i < feeding->n_header; i++)
		feeding->header[i] = str_copy(&feeding->arena, str_trim(feeding->record.cells[i]));
	return true;
}

static struct str header_candidate(const void *context, uint32_t i)
{
	return ((const struct feeding *)context)->header[i];
}

static void list_header(const struct feeding *feeding, struct out *out)
{
	enum { SHOWN = 20 };
	for (uint32_t i = 0; i < feeding->n_header && i < SHOWN; i++)
		out_printf(out, "%s`%.*s`", i ? ", " : "", STR_ARGS(feeding->header[i]));
	if (feeding->n_header > SHOWN)
		out_printf(out, " and %u more", feeding->n_header - SHOWN);
}

static void report_column(const struct feeding *feeding, struct str name, struct span span)
{
	struct sink *sink = feed_sink(feeding);
	struct finding *finding = finding_new(sink, &finding_feed_missing_column, span,
		"%.*s has no column `%.*s`", STR_ARGS(feeding->shown), STR_ARGS(name));
	int near = closest_word(name, feeding->n_header, header_candidate, feeding);
	if (near >= 0) {
		finding_help(sink, finding, "did you mean `column(\"%.*s\")`?",
			STR_ARGS(feeding->header[near]));
		return;
	}
	struct out columns = {0};
	list_header(feeding, &columns);
	finding_help(sink, finding, "its columns are %.*s", STR_ARGS(out_view(&columns)));
	out_free(&columns);
}

/* The sign that a header of one column is full of; 0: it is one column. */
static char other_separator(const struct feeding *feeding)
{
	if (feeding->n_header != 1)
		return 0;
	for (const char *sign = ";\t|,"; *sign; sign++)
		if (*sign != feeding->csv.separator &&
			memchr(feeding->header[0].ptr, *sign, feeding->header[0].len))
			return *sign;
	return 0;
}

/* Said once, not for each column that is missing because of it. */
static bool report_separator(const struct feeding *feeding)
{
	char sign = other_separator(feeding);
	if (!sign || str_equal(feeding->header[0], feeding->feed->date.value))
		return false;
	const char *written = sign == '\t' ? "\\t" : (char[2]){sign, '\0'};
	struct out columns = {0};
	struct finding *finding = finding_new(feed_sink(feeding), &finding_feed_missing_column,
		feeding->at, "%.*s has one column only", STR_ARGS(feeding->shown));
	list_header(feeding, &columns);
	finding_help(feed_sink(feeding), finding,
		"that is %.*s: its cells are separated otherwise:", STR_ARGS(out_view(&columns)));
	out_free(&columns);
	finding_code(feed_sink(feeding), finding, "separator: \"%s\"", written);
	return true;
}

static bool find_column(const struct feeding *feeding, struct column *column, struct span span)
{
	column->at = -1;
	for (uint32_t i = 0; i < feeding->n_header; i++) {
		if (!str_equal(feeding->header[i], column->name))
			continue;
		if (column->at >= 0) {
			finding_new(feed_sink(feeding), &finding_feed_missing_column, span,
				"%.*s has two columns `%.*s`: nobody can say which one is meant",
				STR_ARGS(feeding->shown), STR_ARGS(column->name));
			return false;
		}
		column->at = (int32_t)i;
	}
	if (column->at < 0)
		report_column(feeding, column->name, span);
	return column->at >= 0;
}

static bool find_field_column(const struct feeding *feeding, struct column *column,
	const char *field, const struct phrase_column_as *phrase)
{
	*column = (struct column){.name = phrase->value, .at = -1};
	if (!phrase->value.ptr)
		return true;
	return find_column(
		feeding, column, block_node_span(&feeding->feed->block, field, phrase->node));
}

/* The columns that a condition speaks of: column("Stage"). */
static bool find_where_columns(struct feeding *feeding, uint32_t at)
{
	const struct file *file = feeding->feed->where.file;
	const struct node *node = file_node(file, at);
	bool good = true;
	uint32_t argument = node->kind == NODE_CALL ? file_node(file, node->child)->next : 0;
	if (argument && file_node(file, argument)->kind == NODE_TEXT &&
		str_is(plan_name(feeding->plan, file_node(file, node->child)->name), "column")) {
		struct eval eval = {.plan = feeding->plan, .file = file, .arena = &feeding->arena};
		struct value name = eval_node(&eval, argument);
		if (name.kind != VALUE_TEXT || feeding->n_where == WHERE_COLUMNS_MAX)
			return true;
		struct column *column = &feeding->where[feeding->n_where++];
		*column = (struct column){.name = name.text};
		return find_column(feeding, column, file_span(file, at));
	}
	for (uint32_t child = node->child; child; child = file_node(file, child)->next)
		good &= find_where_columns(feeding, child);
	return good;
}

static bool find_columns(struct feeding *feeding)
{
	const struct feed_block *feed = feeding->feed;
	if (report_separator(feeding))
		return false;
	bool good = find_field_column(feeding, &feeding->date, "date", &feed->date);
	good &= find_field_column(feeding, &feeding->value, "value", &feed->value);
	good &= find_field_column(feeding, &feeding->sample, "sample", &feed->sample);
	if (feed->where.node)
		good &= find_where_columns(feeding, feed->where.node);
	return good;
}

/* ---- rows ---- */

static struct str cell_at(const struct feeding *feeding, int32_t at)
{
	if (at < 0 || (uint32_t)at >= feeding->record.n)
		return STR("");
	return str_trim(feeding->record.cells[at]);
}

static struct str where_cell(const void *context, struct str name)
{
	const struct feeding *feeding = context;
	for (uint32_t i = 0; i < feeding->n_where; i++)
		if (str_equal(feeding->where[i].name, name))
			return cell_at(feeding, feeding->where[i].at);
	for (uint32_t i = 0; i < feeding->n_header; i++)
		if (str_equal(feeding->header[i], name))
			return cell_at(feeding, (int32_t)i);
	return (struct str){0};
}

/* A row whose cells do not stand under their headers says nothing for sure, not even to `where`. */
static bool is_whole(struct feeding *feeding)
{
	const struct csv_record *record = &feeding->record;
	const char *reason = NULL;
	if (record->is_unclosed)
		reason = "a quote in this row is never closed";
	else if (record->has_trailing)
		reason = "text stands behind a closing quote";
	for (uint32_t i = feeding->n_header; i < record->n && !reason; i++)
		if (str_trim(record->cells[i]).len)
			reason = "has more cells than the header";
	if (record->is_too_wide && !reason)
		reason = "has more cells than the header";
	if (reason)
		feed_reject(feeding, NULL, reason);
	return !reason;
}

static bool read_number(
	struct feeding *feeding, const struct column *column, unit_t unit, struct decimal *number)
{
	struct str cell = cell_at(feeding, column->at);
	const char *reason = cell.len ? feed_cell_number(cell, feeding->decimal_comma, unit, number)
				      : "is blank";
	if (!reason && feeding->is_whole_unit && unit && !decimal_is_whole(*number))
		reason = "is no whole number, and its unit comes in whole ones only";
	if (reason)
		feed_reject(feeding, column, reason);
	return !reason;
}

/* What accrued on a day adds up; what is negative is kept by itself, because rules count it. */
static void add_row(struct feeding *feeding, const struct reading_row *row)
{
	struct feed_rows *result = feeding->result;
	struct decimal sum;
	if (feeding->adds_days && decimal_sign(row->value) >= 0) {
		uint32_t *place = map_put(&feeding->by_day, (uint64_t)row->last, NULL);
		struct reading_row *known = *place ? &result->rows.items[*place - 1] : NULL;
		if (known && decimal_add(known->value, row->value, &sum)) {
			known->value = sum;
			return;
		}
		*place = result->rows.n + 1;
	}
	vec_push(&result->rows, *row);
}

static void read_row(struct feeding *feeding)
{
	struct reading_row row = {.value = decimal_of(1)};
	struct str date = cell_at(feeding, feeding->date.at);
	row.first = row.last = feed_cell_date(date, feeding->has_form ? &feeding->form : NULL);
	if (!row.first) {
		feed_reject(feeding, &feeding->date, date.len ? not_a_date : "is blank");
		return;
	}
	if (feeding->value.at >= 0 &&
		!read_number(feeding, &feeding->value, feeding->unit, &row.value))
		return;
	if (feeding->sample.at >= 0) {
		if (!read_number(feeding, &feeding->sample, UNIT_NONE, &row.sample))
			return;
		row.has_sample = true;
	}
	add_row(feeding, &row);
	feeding->result->n_rows++;
	if (row.last > feeding->result->reach)
		feeding->result->reach = row.last;
}

/* A plain condition costs the plan nothing of what its expressions may look at in all, since the
 * file's size bounds it. */
static bool is_wanted(struct feeding *feeding, struct eval *eval)
{
	struct plan *plan = feeding->plan;
	uint64_t before = plan->n_eval_steps;
	bool met = eval_condition(eval, feeding->feed->where.node);
	uint64_t taken = plan->n_eval_steps - before;
	if (!eval_is_spent(eval))
		plan->n_eval_steps -= taken < FREE_STEPS ? taken : FREE_STEPS;
	return met;
}

static void read_rows(struct feeding *feeding)
{
	struct expression where = feeding->feed->where;
	struct eval_columns columns = {where_cell, feeding};
	struct arena arena;
	uint32_t n = 0;
	arena_init(&arena);
	/* Without a sink: what is wrong with the condition itself was reported when it was read. */
	struct eval eval = {
		.plan = feeding->plan, .file = where.file, .columns = &columns, .arena = &arena};
	while (!eval_is_spent(&eval) && feed_next_record(feeding)) {
		if (n++ % EVAL_ROWS_A_TURN == 0) {
			arena_free(&arena);
			arena_init(&arena);
		}
		if (is_whole(feeding) && (!where.node || is_wanted(feeding, &eval)))
			read_row(feeding);
	}
	arena_free(&arena);
}

/* "`Close Date` is not a date of the form MM/DD/YYYY" */
static struct str bad_text(struct feeding *feeding, const struct feed_rejected *bad)
{
	struct arena *arena = &feeding->arena;
	if (!bad->column.ptr)
		return str_from(bad->reason);
	if (bad->reason == not_a_date && feeding->has_form)
		return str_format(arena, "`%.*s` %s of the form %.*s", STR_ARGS(bad->column),
			bad->reason, STR_ARGS(feeding->feed->date.as));
	return str_format(arena, "`%.*s` %s", STR_ARGS(bad->column), bad->reason);
}

/* Slashes and dots are how people write dates in one country or another. */
static bool has_date_signs(struct str cell)
{
	return memchr(cell.ptr, '/', cell.len) || memchr(cell.ptr, '.', cell.len);
}

/* A row of a file that is not kept is shown in words: "crm.csv:812345: `Amount` is no number". */
static void show_bad_row(struct feeding *feeding, struct finding *finding, uint32_t i)
{
	const struct feed_rejected *bad = &feeding->result->rejected.items[i];
	struct str text = bad_text(feeding, bad);
	if (!feeding->stream.buffer)
		finding_label(feed_sink(feeding), finding, feeding->bad[i], "%.*s", STR_ARGS(text));
	else
		finding_note(feed_sink(feeding), finding, "%.*s:%u: %.*s: \"%.*s\"",
			STR_ARGS(feeding->shown), bad->line, STR_ARGS(text), STR_ARGS(bad->cell));
}

static void report_bad_rows(struct feeding *feeding)
{
	struct sink *sink = feed_sink(feeding);
	const struct feed_rows *result = feeding->result;
	bool one = result->n_rejected == 1, asks_form = false;
	if (!result->n_rejected)
		return;
	struct finding *finding = finding_new(sink, &finding_feed_bad_row, feeding->at,
		"%u row%s of %.*s cannot be read and %s left out of the figures",
		result->n_rejected, one ? "" : "s", STR_ARGS(feeding->shown), one ? "is" : "are");
	for (uint32_t i = 0; i < result->rejected.n && i < FEED_BAD_ROWS_SHOWN; i++) {
		const struct feed_rejected *bad = &result->rejected.items[i];
		asks_form |= bad->reason == not_a_date && has_date_signs(bad->cell);
		show_bad_row(feeding, finding, i);
	}
	if (result->n_rejected > FEED_BAD_ROWS_SHOWN)
		finding_note(sink, finding,
			"the first %d rows are shown; `pbp build -t csv` lists them all",
			FEED_BAD_ROWS_SHOWN);
	if (asks_form && !feeding->has_form)
		finding_help(sink, finding,
			"say how the dates are written: `date: column(\"%.*s\") as \"MM/DD/YYYY\"`",
			STR_ARGS(feeding->date.name));
}

/* ---- a feed ---- */

static const struct metric_block *feed_metric(const struct feed_block *feed)
{
	struct block *into = feed->into.block;
	if (into && into->kind == KIND_goal)
		return goal_metric((const struct goal_block *)(const void *)into);
	return into && into->kind == KIND_metric ? (const struct metric_block *)(const void *)into
						 : NULL;
}

/* A level has a value on a day, which no number of rows can be. */
static bool is_countable(const struct feeding *feeding, const struct metric_block *metric)
{
	if (feeding->feed->count != FLAG_TRUE || metric->kind == metric_kind_flow)
		return true;
	struct finding *finding = finding_new(feed_sink(feeding), &finding_type_mismatch,
		block_field_span(&feeding->feed->block, "count"),
		"rows are counted for a flow; %.*s is a level",
		STR_ARGS(block_called(feeding->plan, &metric->block)));
	finding_help(feed_sink(feeding), finding,
		"name the column with the value: `value: column(\"TODO\")`");
	return false;
}

static void read_feed(struct feeding *feeding)
{
	const struct feed_block *feed = feeding->feed;
	const struct metric_block *metric = feed_metric(feed);
	char separator;
	if (feed->block.broken || !metric || !metric->kind || !feed->date.value.ptr ||
		(!feed->value.value.ptr && feed->count != FLAG_TRUE))
		return;
	feeding->unit = metric->unit;
	feeding->decimal_comma = feed->decimal == decimal_sign_comma;
	feeding->is_whole_unit = unit_is_whole(feeding->plan, feeding->unit);
	bool good = is_countable(feeding, metric);
	good &= read_separator(feeding, &separator);
	good &= read_form(feeding);
	if (!feed_open(feeding) || !good)
		return;
	feeding->adds_days = feeding->stream.buffer && metric->kind == metric_kind_flow &&
			     !feed->sample.value.ptr;
	csv_init(&feeding->csv, feeding->text, separator);
	if (read_header(feeding) && find_columns(feeding)) {
		read_rows(feeding);
		report_bad_rows(feeding);
		if (feed->complete_to)
			feeding->result->reach = feed->complete_to;
	}
	csv_free(&feeding->csv);
}

void feed_read(struct plan *plan, const struct feed_block *feed, struct feed_rows *rows)
{
	struct feeding feeding = {.plan = plan, .feed = feed, .result = rows};
	*rows = (struct feed_rows){.feed = feed};
	arena_init(&rows->arena);
	arena_init(&feeding.arena);
	read_feed(&feeding);
	feed_close(&feeding);
	map_free(&feeding.by_day);
	arena_free(&feeding.arena);
}

void feed_release(struct feed_rows *rows)
{
	vec_free(&rows->rows);
	vec_free(&rows->rejected);
	arena_free(&rows->arena);
}

void plan_check_feeds(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++) {
		struct feed_rows rows;
		feed_read(plan, plan_feed(plan, i), &rows);
		feed_release(&rows);
	}
}
