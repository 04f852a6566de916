/*
 * Exact numbers: a 64-bit integer and a count of decimals (0 to 9), and fractions of two 128-bit
 * integers. Nothing here is ever a binary floating-point number. A result that does not fit is
 * refused (false), never wrapped and never rounded.
 */
#ifndef RUNTIME_VALUES_DECIMAL_H
#define RUNTIME_VALUES_DECIMAL_H

#include "runtime/base/out.h"
#include "runtime/base/str.h"
#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 int128;

enum { DECIMAL_SCALE_MAX = 9 };

struct decimal {
	int64_t coefficient; /* value = coefficient / 10^scale */
	uint8_t scale;	     /* 0..9 */
};

/* An exact fraction, reduced, with a positive denominator. Expected values and paces are such. */
struct ratio {
	int128 num, den;
};

enum decimal_error {
	DECIMAL_OK,
	DECIMAL_MALFORMED,   /* not a number at all */
	DECIMAL_GROUPING,    /* 25,00 or 1,2345 or 1.234,56 */
	DECIMAL_TOO_PRECISE, /* more than 9 decimals, after the magnitude: 1.2345k has one */
	DECIMAL_TOO_LARGE,   /* does not fit 64 bits */
};

struct decimal decimal_of(int64_t whole);
/* Reads a literal of the language: 25000 25,000 25_000 2.5 25k 1.2M 3B, optional leading '-'.
   Decimals are kept as written: 2.50 has two. *result is written only for DECIMAL_OK. */
enum decimal_error decimal_parse(struct str text, struct decimal *result);
/* Drops trailing zeros of the fraction: 2.50 -> 2.5. */
struct decimal decimal_trim(struct decimal a);
/* The same value with exactly `scale` decimals; false if it would lose digits or not fit. */
bool decimal_rescale(struct decimal a, uint8_t scale, struct decimal *result);
/* Sum and difference have as many decimals as the longer one; zeros at the end are dropped only
   if that makes it fit. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *result);
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *result);
/* Exact product with the decimals of both; zeros at the end are dropped only to make it fit. */
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *result);
/* Exact quotient with no more decimals than it needs, or false (division by zero, or not
   representable in 9 decimals). */
bool decimal_divide(struct decimal a, struct decimal b, struct decimal *result);
bool decimal_negate(struct decimal a, struct decimal *result);
int decimal_compare(struct decimal a, struct decimal b); /* -1, 0, 1 */
int decimal_sign(struct decimal a);
bool decimal_is_whole(struct decimal a);
/* Whole part as an integer; false if there is a fraction. */
bool decimal_whole(struct decimal a, int64_t *result);

struct ratio ratio_of(struct decimal a);
/* num/den reduced, den made positive; den must not be 0, and neither the least 128-bit integer. */
struct ratio ratio_make(int128 num, int128 den);
/* Checked; false on overflow of 128 bits, or a division by zero. Arguments must be reduced, as
   all results are. */
bool ratio_add(struct ratio a, struct ratio b, struct ratio *result);
bool ratio_subtract(struct ratio a, struct ratio b, struct ratio *result);
bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *result);
bool ratio_divide(struct ratio a, struct ratio b, struct ratio *result);
/* Exact even where cross products need more than 128 bits. */
int ratio_compare(struct ratio a, struct ratio b);
int ratio_sign(struct ratio a);

enum rounding {
	ROUND_NEAREST, /* ties up, toward plus infinity */
	ROUND_DOWN,    /* toward minus infinity */
	ROUND_UP,      /* toward plus infinity */
};
/* The nearest decimal with `scale` decimals; false if it does not fit. */
bool ratio_round(struct ratio a, uint8_t scale, enum rounding rounding, struct decimal *result);

/* Plain digits with the scale's decimals: -1234.50 (CSV, JSON). */
void decimal_print(struct out *out, struct decimal a);
/* With a comma every three digits: 1,234.50 (for people and for source text). */
void decimal_print_grouped(struct out *out, struct decimal a);
/* A percentage of one decimal, cut toward minus infinity: 0.8411.. -> 84.1, -0.2703.. -> -27.1.
   False if it does not fit. */
bool ratio_percent(struct ratio a, struct decimal *result);

#endif
