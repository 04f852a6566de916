/*
 * Any bytes in the one layout: formatting reads like what it was made from, is refused for no text,
 * and changes nothing the second time. A diff of both is made as well.
 */
#include "compiler/format/format.h"
#include "compiler/source/source.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *what, struct str once, struct str twice)
{
	fprintf(stderr, "%s\n---- once\n%.*s\n---- twice\n%.*s\n", what, STR_ARGS(once),
		STR_ARGS(twice));
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct out once = {0}, twice = {0}, diff = {0};
	struct str text = {size ? (const char *)data : "", size};
	enum format_result first = format_text(&once, text);
	if (first == FORMAT_REFUSED)
		die("refused", text, text);
	if (first != FORMAT_TOO_LARGE) {
		enum format_result second = format_text(&twice, out_view(&once));
		/* A carriage return at the end of a comment is a mistake that goes with the blanks
		 * there. */
		if (second != first && !(first == FORMAT_BROKEN && second == FORMAT_GOOD))
			die("read otherwise the second time", out_view(&once), out_view(&twice));
		if (!str_equal(out_view(&once), out_view(&twice)))
			die("changed the second time", out_view(&once), out_view(&twice));
		format_diff(&diff, "a", "b", text, out_view(&once));
		if ((diff.len == 0) != str_equal(text, out_view(&once)))
			die("the diff is wrong", text, out_view(&diff));
	}
	out_free(&once);
	out_free(&twice);
	out_free(&diff);
	return 0;
}
