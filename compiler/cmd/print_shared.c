#include "compiler/cmd/cmd.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool print_all(int stream, struct str text)
{
	while (text.len) {
		ssize_t written = write(stream, text.ptr, text.len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			if (stream != STDERR_FILENO)
				complain("the output cannot be written: %s", strerror(errno));
			return false;
		}
		text = str_slice(text, (size_t)written, text.len);
	}
	return true;
}

void complain(const char *format, ...)
{
	struct out text = {0}, line = {0};
	va_list args;
	va_start(args, format);
	out_vprintf(&text, format, args);
	va_end(args);
	out_text(&line, "pbp: ");
	/* A path may hold anything: what a terminal would obey is shown instead. */
	render_escaped(&line, out_view(&text));
	out_char(&line, '\n');
	print_all(STDERR_FILENO, out_view(&line));
	out_free(&text);
	out_free(&line);
}

/* One byte more than the limit is read, so that it is noticed. */
const char *stdin_read(struct out *text)
{
	char block[65536];
	ssize_t n;
	while (text->len <= SOURCE_SIZE_MAX && (n = read(STDIN_FILENO, block, sizeof block)) != 0) {
		if (n < 0)
			return "it cannot be read";
		out_bytes(text, block, (size_t)n);
	}
	return text->len > SOURCE_SIZE_MAX ? "it is larger than 16 MiB" : NULL;
}

bool read_stdin(struct out *text)
{
	const char *reason = stdin_read(text);
	if (reason)
		complain("standard input: %s", reason);
	return !reason;
}

struct date_text as_of_text(date_t as_of)
{
	return as_of ? date_text(as_of) : (struct date_text){"none"};
}
