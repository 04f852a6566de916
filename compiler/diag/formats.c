#include "compiler/diag/render.h"

#include <string.h>

#define X(name) extern const struct finding_format finding_format_##name;
#include "build/gen/finding_formats.def"
#undef X

const struct finding_format *const finding_formats[] = {
#define X(name) &finding_format_##name,
#include "build/gen/finding_formats.def"
#undef X
};
const uint32_t finding_formats_n = sizeof finding_formats / sizeof *finding_formats;

const struct finding_format *finding_format_find(const char *name)
{
	for (uint32_t i = 0; i < finding_formats_n; i++)
		if (!strcmp(finding_formats[i]->name, name))
			return finding_formats[i];
	return NULL;
}
