/*
 * Files the program carries: the standard library and the assets of the review pack. The build
 * writes the arrays (build/gen/stdlib.c, new.c, manual.c and report.c) from whatever lies in
 * stdlib/, stdlib/new/ and runtime/report/.
 */
#ifndef COMPILER_SOURCE_EMBEDDED_H
#define COMPILER_SOURCE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *name; /* its path below the folder: "metrics.pbp", "icons/late.svg" */
	const char *text; /* a NUL stands behind the last byte */
	size_t len;	  /* bytes, without that NUL */
};

/* In byte order of name. */
extern const struct embedded_file embedded_stdlib[];
extern const size_t embedded_stdlib_n;
extern const struct embedded_file embedded_new[]; /* the templates of `pbp new` */
extern const size_t embedded_new_n;
extern const struct embedded_file embedded_manual[]; /* the manual's prose */
extern const size_t embedded_manual_n;
extern const struct embedded_file embedded_report[];
extern const size_t embedded_report_n;

#endif
