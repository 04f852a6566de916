#include "compiler/emit/emit.h"

#define X(name) extern const struct format format_##name;
#include "build/gen/formats.def"
#undef X

const struct format *const formats[] = {
#define X(name) &format_##name,
#include "build/gen/formats.def"
#undef X
};
const uint32_t formats_n = sizeof formats / sizeof *formats;

struct emit_file *emit_file_add(struct arena *arena, struct emit_file **files, struct str path)
{
	struct emit_file *file = arena_new(arena, struct emit_file);
	file->path = path;
	while (*files)
		files = &(*files)->next;
	*files = file;
	return file;
}
