/*
 * Bytes on their way out: every writer (text, HTML, CSV, JSON) appends here, and one call at the
 * end puts the whole into a file or on a stream. Zeroed it is empty.
 */
#ifndef RUNTIME_BASE_OUT_H
#define RUNTIME_BASE_OUT_H

#include "runtime/base/str.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct out {
	char *data;
	size_t len, cap;
};

void out_bytes(struct out *out, const void *bytes, size_t len);
void out_char(struct out *out, char c);
void out_text(struct out *out, const char *text); /* NUL-terminated */
void out_str(struct out *out, struct str s);
void out_int(struct out *out, int64_t value);
void out_repeat(struct out *out, char c, size_t n);
void out_printf(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_vprintf(struct out *out, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* What has been written so far; valid until the next write. */
struct str out_view(const struct out *out);
void out_free(struct out *out);

#endif
