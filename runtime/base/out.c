#include "runtime/base/out.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { OUT_MIN = 256 };

/* Makes room for `more` bytes behind what is there. */
static void reserve(struct out *out, size_t more)
{
	if (more <= out->cap - out->len)
		return;
	if (more > PTRDIFF_MAX - out->len)
		memory_exhausted();
	size_t need = out->len + more;
	size_t cap = out->cap > need / 2 ? out->cap * 2 : need;
	if (cap < OUT_MIN)
		cap = OUT_MIN;
	out->data = memory_resize(out->data, cap);
	out->cap = cap;
}

void out_bytes(struct out *out, const void *bytes, size_t len)
{
	if (!len)
		return;
	reserve(out, len);
	memcpy(out->data + out->len, bytes, len);
	out->len += len;
}

void out_char(struct out *out, char c)
{
	reserve(out, 1);
	out->data[out->len++] = c;
}

void out_text(struct out *out, const char *text)
{
	out_bytes(out, text, strlen(text));
}

void out_str(struct out *out, struct str s)
{
	out_bytes(out, s.ptr, s.len);
}

void out_int(struct out *out, int64_t value)
{
	char digits[20];
	unsigned at = sizeof digits;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		digits[--at] = '-';
	out_bytes(out, digits + at, sizeof digits - at);
}

void out_repeat(struct out *out, char c, size_t n)
{
	if (!n)
		return;
	reserve(out, n);
	memset(out->data + out->len, c, n);
	out->len += n;
}

void out_vprintf(struct out *out, const char *format, va_list args)
{
	va_list again;

	reserve(out, 64);
	size_t room = out->cap - out->len;
	va_copy(again, args);
	int len = vsnprintf(out->data + out->len, room, format, args);
	assert(len >= 0);
	if ((size_t)len >= room) {
		/* vsnprintf also writes a NUL. */
		reserve(out, (size_t)len + 1);
		vsnprintf(out->data + out->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	out->len += (size_t)len;
}

void out_printf(struct out *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	out_vprintf(out, format, args);
	va_end(args);
}

struct str out_view(const struct out *out)
{
	return (struct str){out->data ? out->data : "", out->len};
}

void out_free(struct out *out)
{
	memory_release(out->data);
	*out = (struct out){0};
}
