/* Paths, written from where the new file lies. */
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
