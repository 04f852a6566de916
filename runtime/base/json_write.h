/*
 * JSON on its way out: commas, indentation and escapes are kept right here, so that a writer only
 * says what it means. Every text comes out as valid UTF-8 (an invalid byte as U+FFFD). Numbers are
 * integers or decimals that somebody else has printed; there are no floats.
 */
#ifndef RUNTIME_BASE_JSON_WRITE_H
#define RUNTIME_BASE_JSON_WRITE_H

#include "runtime/base/out.h"
#include <stdint.h>

enum { JSON_DEPTH_MAX = 60 };

/* Begins as {.out = ...}. What is deeper than `flat` levels stands on one line, 0: nothing does. */
struct json_writer {
	struct out *out;
	uint32_t depth;
	uint32_t flat;
	uint64_t arrays; /* bit per level: closed by `]` */
	uint64_t filled; /* bit per level: something stands in it */
};

/* `key` is NULL in an array and for the outermost value. */
void json_put_object(struct json_writer *json, const char *key);
void json_put_array(struct json_writer *json, const char *key);
/* Closes the innermost; behind the outermost comes a line end. */
void json_put_end(struct json_writer *json);
void json_put_str(struct json_writer *json, const char *key, struct str text);
void json_put_text(struct json_writer *json, const char *key, const char *text);
void json_put_int(struct json_writer *json, const char *key, int64_t value);
void json_put_bool(struct json_writer *json, const char *key, bool value);
void json_put_null(struct json_writer *json, const char *key);
/* A number that is already written as JSON has it, such as an exact decimal: "12.50". */
void json_put_number(struct json_writer *json, const char *key, struct str digits);

#endif
