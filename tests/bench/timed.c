/*
 * Runs a command N times and prints "median-CPU-microseconds peak-KiB". Its output is thrown away.
 *
 * usage: timed N COMMAND ARGUMENT...
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

static long microseconds(struct timeval t)
{
	return (long)t.tv_sec * 1000000 + (long)t.tv_usec;
}

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;
	return x < y ? -1 : x > y;
}

/* Microseconds of CPU, -1 if the command could not be run. */
static long run(char **command, long *peak)
{
	struct rusage usage;
	int status;
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0)
			execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
		WEXITSTATUS(status) == 127)
		return -1;
	if (usage.ru_maxrss > *peak)
		*peak = usage.ru_maxrss;
	return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

int main(int argc, char **argv)
{
	static long times[RUNS_MAX];
	long peak = 0;
	int n = argc > 2 ? atoi(argv[1]) : 0;
	if (n < 1 || n > RUNS_MAX) {
		fprintf(stderr, "usage: timed N COMMAND ARGUMENT...\n");
		return 2;
	}
	for (int i = 0; i < n; i++)
		if ((times[i] = run(argv + 2, &peak)) < 0)
			return 2;
	qsort(times, (size_t)n, sizeof *times, by_size);
	printf("%ld %ld\n", times[n / 2], peak);
	return 0;
}
