/* How far long work has got: on a terminal, after a second, and gone in the end. */
#include "tests/unit/unit.h"

#include "compiler/cmd/cmd.h"
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int terminal, saved;
static char said[4096];

/* Standard error becomes `fd`. */
static void say_to(int fd)
{
	saved = dup(STDERR_FILENO);
	assert_true(saved >= 0 && dup2(fd, STDERR_FILENO) >= 0);
}

static void say_as_before(void)
{
	dup2(saved, STDERR_FILENO);
	close(saved);
}

/* What has come to the terminal since. */
static const char *heard(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	size_t len = 0;
	while (len + 1 < sizeof said && poll(&ready, 1, 50) > 0 && ready.revents & POLLIN) {
		ssize_t n = read(fd, said + len, sizeof said - 1 - len);
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	said[len] = '\0';
	return said;
}

static void a_terminal_sees_one_line(void **state)
{
	int slave;
	struct progress progress;
	(void)state;
	assert_int_equal(openpty(&terminal, &slave, NULL, NULL, NULL), 0);
	say_to(slave);
	progress_begin(&progress, "reading", "file", 1);
	progress_step(&progress, true);
	say_as_before();
	assert_string_equal(heard(terminal), ""); /* not before a second */

	say_to(slave);
	progress_next(&progress, "checking", "plan", 1002003);
	progress.began -= 1001;
	for (int i = 0; i < 1999; i++)
		progress_step(&progress, false);
	progress_step(&progress, true);
	progress_step(&progress, true); /* not again at once */
	say_as_before();
	const char *line = heard(terminal);
	assert_int_equal(line[0], '\r');
	assert_int_equal(strncmp(line + 1, "checking 2,000 of 1,002,003 plans ", 34), 0);
	assert_null(strchr(line + 1, '\r'));
	assert_null(strchr(line, '\n'));
	size_t width = strlen(line) - 1;

	say_to(slave);
	progress_end(&progress);
	progress_end(&progress);
	say_as_before();
	line = heard(terminal);
	assert_int_equal(line[0], '\r');
	assert_true(strspn(line + 1, " ") >= width);
	assert_string_equal(line + 1 + strspn(line + 1, " "), "\r");
	close(slave);
	close(terminal);
}

static void what_is_no_terminal_sees_nothing(void **state)
{
	int ends[2];
	struct progress progress;
	(void)state;
	assert_int_equal(pipe(ends), 0);
	say_to(ends[1]);
	progress_begin(&progress, "checking", "plan", 2);
	progress.began -= 5000;
	progress_step(&progress, true);
	progress_end(&progress);
	say_as_before();
	assert_string_equal(heard(ends[0]), "");
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_sees_one_line),
		cmocka_unit_test(what_is_no_terminal_sees_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
