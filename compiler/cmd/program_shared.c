#include "compiler/cmd/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child. */
static void become(const char *const *arguments, int in, int out)
{
	int null = open("/dev/null", O_WRONLY);
	if (null < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
		_exit(PROGRAM_MISSING);
	setenv("LC_ALL", "C", 1);
	/* git: whatever a repository says, nothing is fetched and nobody is asked */
	setenv("GIT_ALLOW_PROTOCOL", "none", 1);
	setenv("GIT_NO_LAZY_FETCH", "1", 1);
	setenv("GIT_TERMINAL_PROMPT", "0", 1);
	execvp(arguments[0], (char *const *)(uintptr_t)arguments);
	_exit(PROGRAM_MISSING);
}

/* What lies beyond the limit is left unread, and the program ends for want of a reader. */
static void read_all(int in, struct out *out)
{
	char chunk[1 << 14];
	while (out->len <= PROGRAM_OUTPUT_MAX) {
		ssize_t n = read(in, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		out_bytes(out, chunk, (size_t)n);
	}
}

/* A pipe that holds the input already: so little never fills one. */
static int input_pipe(struct str input)
{
	int ends[2];
	if (input.len > PROGRAM_INPUT_MAX || pipe(ends))
		return -1;
	bool good = !input.len || write(ends[1], input.ptr, input.len) == (ssize_t)input.len;
	close(ends[1]);
	if (good)
		return ends[0];
	close(ends[0]);
	return -1;
}

static int wait_for(pid_t child)
{
	int state = 0;
	while (waitpid(child, &state, 0) < 0)
		if (errno != EINTR)
			return PROGRAM_MISSING;
	return WIFEXITED(state) ? WEXITSTATUS(state) : PROGRAM_MISSING;
}

int program_run(const char *const *arguments, struct str input, struct out *out)
{
	int ends[2], in = input_pipe(input);
	if (in < 0)
		return PROGRAM_MISSING;
	if (pipe(ends)) {
		close(in);
		return PROGRAM_MISSING;
	}
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		become(arguments, in, ends[1]);
	}
	close(in);
	close(ends[1]);
	if (child > 0)
		read_all(ends[0], out);
	close(ends[0]);
	return child > 0 ? wait_for(child) : PROGRAM_MISSING;
}
