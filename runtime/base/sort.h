/*
 * Sorting of arrays that people wrote in order, as most are. Owns nothing.
 */
#ifndef RUNTIME_BASE_SORT_H
#define RUNTIME_BASE_SORT_H

#include <stddef.h>

/* As qsort, but n items in order cost n comparisons and no memory; n may be 0. */
void sort_items(
	void *items, size_t n, size_t size, int (*compare)(const void *left, const void *right));

#endif
