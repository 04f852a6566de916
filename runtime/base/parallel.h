/*
 * Work on several threads. Whoever calls it waits for all of them, so no thread outlives a call;
 * what the threads share is the caller's to guard.
 */
#ifndef RUNTIME_BASE_PARALLEL_H
#define RUNTIME_BASE_PARALLEL_H

#include <stdint.h>

/* Runs work(context, 0) .. work(context, n - 1), each on a thread of its own, the first on the
   caller's, and returns when all have. Where the system gives no more threads, the caller's does
   the rest one after the other: no work may wait for another. */
void parallel_run(uint32_t n, void (*work)(void *context, uint32_t i), void *context);

#endif
