/* Lines of the dashboard, put together piece by piece and cut where the terminal ends. */
#ifndef COMPILER_EMIT_STATUS_LINE_H
#define COMPILER_EMIT_STATUS_LINE_H

#include "compiler/emit/status/status.h"

struct status_line {
	struct out *out;
	uint32_t width, used; /* columns */
	bool color;
};

/* Plain text, or as much of it as fits; a text that is cut ends in an ellipsis. Control characters
   are shown escaped. */
void status_line_text(struct status_line *line, struct str text);
void status_line_printf(struct status_line *line, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A text in exactly so many columns, or in what is left of the line. */
void status_line_cell(struct status_line *line, struct str text, uint32_t columns);
/* Blanks up to that column, at least one. */
void status_line_to(struct status_line *line, uint32_t column);
/* "▼ behind" in its colour, `columns` wide; 0: as wide as it is. */
void status_line_word(struct status_line *line, enum status status, uint32_t columns);
void status_line_bold(struct status_line *line, struct str text);
void status_line_end(struct status_line *line);

/* How wide a text is once control characters are escaped. */
uint32_t shown_width(struct str text);
const char *status_symbol(enum status status);

#endif
