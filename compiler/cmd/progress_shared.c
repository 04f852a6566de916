/* "checking 350 of 2,000 plans" on a terminal, while one waits. */
#include "compiler/cmd/cmd.h"

#include <time.h>
#include <unistd.h>

enum { WAIT_FIRST = 1000, WAIT_BETWEEN = 100, WIDTH_MAX = 72 };

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *doing, const char *what, uint32_t n)
{
	*progress = (struct progress){.is_on = isatty(STDERR_FILENO), .began = milliseconds()};
	progress_next(progress, doing, what, n);
}

void progress_next(struct progress *progress, const char *doing, const char *what, uint32_t n)
{
	progress->doing = doing;
	progress->what = what;
	progress->n = n;
	atomic_store(&progress->done, 0);
}

/* 2,000 */
static void put_number(struct out *out, uint32_t n)
{
	if (n >= 1000) {
		put_number(out, n / 1000);
		out_printf(out, ",%03u", n % 1000);
	} else {
		out_printf(out, "%u", n);
	}
}

static void show(const struct progress *progress, uint32_t done)
{
	struct out line = {0};
	out_printf(&line, "\r%s ", progress->doing);
	put_number(&line, done);
	out_text(&line, " of ");
	put_number(&line, progress->n);
	out_printf(&line, " %s%s", progress->what, progress->n == 1 ? "" : "s");
	while (line.len < WIDTH_MAX)
		out_char(&line, ' ');
	print_all(STDERR_FILENO, out_view(&line));
	out_free(&line);
}

void progress_step(struct progress *progress, bool may_show)
{
	uint32_t done = atomic_fetch_add(&progress->done, 1) + 1;
	if (!may_show || !progress->is_on)
		return;
	int64_t now = milliseconds();
	if (now - progress->began < WAIT_FIRST || now - progress->shown < WAIT_BETWEEN)
		return;
	show(progress, done);
	progress->shown = now;
}

void progress_end(struct progress *progress)
{
	struct out line = {0};
	if (!progress->shown)
		return;
	out_printf(&line, "\r%*s\r", WIDTH_MAX, "");
	print_all(STDERR_FILENO, out_view(&line));
	out_free(&line);
	progress->shown = 0;
}
