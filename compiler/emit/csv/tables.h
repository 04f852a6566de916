/*
 * The plan as tables in long form, a row for each block, for spreadsheets and other programs.
 * Writes what the plan and the tracked plan hold; without a day the figures are empty. Columns are
 * only ever added behind the last one.
 */
#ifndef COMPILER_EMIT_CSV_TABLES_H
#define COMPILER_EMIT_CSV_TABLES_H

#include "compiler/emit/csv/write.h"
#include "compiler/emit/emit.h"

struct csv_table {
	const char *name; /* of the file: "goals" */
	void (*write)(const struct emit_input *input, struct csv_writer *csv);
};
extern const struct csv_table csv_tables[];
extern const uint32_t csv_tables_n;

void csv_goals(const struct emit_input *input, struct csv_writer *csv);
void csv_milestones(const struct emit_input *input, struct csv_writer *csv);
void csv_actions(const struct emit_input *input, struct csv_writer *csv);
void csv_commitments(const struct emit_input *input, struct csv_writer *csv);
void csv_findings(const struct emit_input *input, struct csv_writer *csv);
void csv_rejected_rows(const struct emit_input *input, struct csv_writer *csv);

/* A row for each plan. */
void csv_portfolio(const struct portfolio *portfolio, struct out *out);

/* ---- cells that several tables have ---- */
/* The id of a block; an empty cell for NULL or one without a name. */
void csv_ref(struct csv_writer *csv, const struct plan *plan, const struct block *block);
/* Ids of a list, separated by "; ". */
void csv_refs(struct csv_writer *csv, const struct plan *plan, const struct ref *refs, uint32_t n);
/* The owner on the as-of day, and that person's party. Without a day the first that is named. */
void csv_owner(struct csv_writer *csv, const struct emit_input *input, const struct block *block);
void csv_party(struct csv_writer *csv, const struct emit_input *input, const struct block *block);
/* Three cells: file, line, as-of day. */
void csv_where(struct csv_writer *csv, const struct emit_input *input, const struct block *block);

#endif
