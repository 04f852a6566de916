/*
 * Runs two commands in turn, N times each, and prints the medians of the time they took by the
 * clock on the wall, in microseconds: "first second". In turn, so that whatever else the machine
 * does slows both. Their output is thrown away.
 *
 * usage: walled N COMMAND ARGUMENT... -- COMMAND ARGUMENT...
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;
	return x < y ? -1 : x > y;
}

static long now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* -1 if the command could not be run. */
static long run(char **command)
{
	int status;
	long began = now();
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0)
			execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) ||
		WEXITSTATUS(status) == 127)
		return -1;
	return now() - began;
}

int main(int argc, char **argv)
{
	static long times[2][RUNS_MAX];
	int n = argc > 2 ? atoi(argv[1]) : 0, parting = 2;
	while (parting < argc && strcmp(argv[parting], "--") != 0)
		parting++;
	if (n < 1 || n > RUNS_MAX || parting + 1 >= argc) {
		fprintf(stderr, "usage: walled N COMMAND ARGUMENT... -- COMMAND ARGUMENT...\n");
		return 2;
	}
	argv[parting] = NULL;
	for (int i = 0; i < n; i++) {
		times[0][i] = run(argv + 2);
		times[1][i] = run(argv + parting + 1);
		if (times[0][i] < 0 || times[1][i] < 0) {
			fprintf(stderr, "walled: a command could not be run\n");
			return 2;
		}
	}
	for (int k = 0; k < 2; k++)
		qsort(times[k], (size_t)n, sizeof times[k][0], by_size);
	printf("%ld %ld\n", times[0][n / 2], times[1][n / 2]);
	return 0;
}
