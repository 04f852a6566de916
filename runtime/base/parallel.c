#include "runtime/base/parallel.h"
#include "runtime/base/vec.h"
#include <pthread.h>
#include <stdbool.h>

/* As much as a program's first thread has, whatever limit the shell has set. */
enum { STACK_SIZE = 8 << 20 };

struct job {
	pthread_t thread;
	bool has_thread;
	void (*work)(void *context, uint32_t i);
	void *context;
	uint32_t i;
};

static void *run_job(void *argument)
{
	const struct job *job = argument;
	job->work(job->context, job->i);
	return NULL;
}

static void start(struct job *job)
{
	pthread_attr_t attributes;
	if (pthread_attr_init(&attributes) != 0)
		return;
	job->has_thread = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0 &&
			  pthread_create(&job->thread, &attributes, run_job, job) == 0;
	pthread_attr_destroy(&attributes);
}

void parallel_run(uint32_t n, void (*work)(void *context, uint32_t i), void *context)
{
	VEC(struct job) jobs = {0};
	vec_reserve(&jobs, n); /* threads keep pointers into it */
	for (uint32_t i = 0; i < n; i++)
		vec_push(&jobs, ((struct job){.work = work, .context = context, .i = i}));
	for (uint32_t i = 1; i < n; i++)
		start(&jobs.items[i]);
	for (uint32_t i = 0; i < n; i++)
		if (!jobs.items[i].has_thread)
			run_job(&jobs.items[i]);
	for (uint32_t i = 0; i < n; i++)
		if (jobs.items[i].has_thread)
			pthread_join(jobs.items[i].thread, NULL);
	vec_free(&jobs);
}
