/* Pieces of the new text: paths from where it lies, and comments. */
#include "compiler/renew/parts.h"

struct str renewing_path(const struct renewing *renewing, struct str file)
{
	struct str folder = renewing->folder;
	struct out out = {0};
	size_t same = 0;
	for (size_t i = 0; i <= folder.len && i < file.len; i++) {
		char at = i < folder.len ? folder.ptr[i] : '/';
		if (at != file.ptr[i])
			break;
		if (at == '/')
			same = i + 1;
	}
	out_char(&out, '"');
	for (size_t i = same; i < folder.len; i++)
		if (i == same || folder.ptr[i] == '/')
			out_text(&out, "../");
	for (size_t i = same; i < file.len; i++) {
		if (file.ptr[i] == '"' || file.ptr[i] == '\\')
			out_char(&out, '\\');
		out_char(&out, file.ptr[i]);
	}
	out_char(&out, '"');
	struct str path = str_copy(renewing->arena, out_view(&out));
	out_free(&out);
	return path;
}

struct str as_comment(struct arena *arena, struct str text)
{
	enum { WIDTH = 96 };
	struct out out = {0};
	size_t column = 0;
	while (text.len) {
		const char *blank = memchr(text.ptr, ' ', text.len);
		size_t len = blank ? (size_t)(blank - text.ptr) : text.len;
		if (column && column + 1 + len > WIDTH)
			column = 0;
		out_text(&out, column ? " " : out.len ? "\n# " : "# ");
		column += len + 1;
		out_str(&out, str_slice(text, 0, len));
		text = str_slice(text, len + 1, text.len);
	}
	out_char(&out, '\n');
	struct str comment = str_copy(arena, out_view(&out));
	out_free(&out);
	return comment;
}
