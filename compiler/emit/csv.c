#include "compiler/emit/agenda/agenda.h"
#include "compiler/emit/csv/tables.h"

/* The agenda of the session that was asked for, else of the next one; none is left without a file.
 */
static void emit_agenda(
	struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	struct emit_input chosen = *input;
	if (!input->tracked)
		return;
	if (!chosen.session)
		chosen.session = agenda_pick(input->tracked, NULL, DATE_NONE);
	if (!chosen.session)
		return;
	struct str path = str_format(arena, "%.*s.agenda.csv", STR_ARGS(input->stem));
	agenda_write(arena, &chosen, &emit_file_add(arena, files, path)->bytes);
}

static void emit(struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	emit_agenda(arena, input, files);
	for (uint32_t i = 0; i < csv_tables_n; i++) {
		struct str path =
			str_format(arena, "%.*s/%s.csv", STR_ARGS(input->stem), csv_tables[i].name);
		struct emit_file *file = emit_file_add(arena, files, path);
		struct csv_writer csv = csv_writer_begin(&file->bytes, input->bom);
		csv_tables[i].write(input, &csv);
	}
}

static void emit_portfolio(
	struct arena *arena, const struct portfolio *portfolio, struct emit_file **files)
{
	csv_portfolio(portfolio, &emit_file_add(arena, files, STR("portfolio.csv"))->bytes);
}

const struct format format_csv = {
	.name = "csv",
	.summary = "the agenda of the next session, and goals, milestones, actions, commitments "
		   "and findings as tables",
	.emit = emit,
	.emit_portfolio = emit_portfolio,
};
