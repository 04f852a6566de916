#include "runtime/values/decimal.h"

#include <assert.h>

__extension__ typedef unsigned __int128 uint128;

static const int64_t powers_of_ten[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

struct decimal decimal_of(int64_t whole)
{
	return (struct decimal){.coefficient = whole};
}

/* value / 10^scale as a decimal with as many decimals as possible: zeros at the end are dropped
   only as far as it takes to fit. False if it does not fit without them either. */
static bool fit(int128 value, int scale, struct decimal *result)
{
	while ((scale > DECIMAL_SCALE_MAX || value != (int64_t)value) && scale > 0 &&
		value % 10 == 0) {
		value /= 10;
		scale--;
	}
	if (scale > DECIMAL_SCALE_MAX || value != (int64_t)value)
		return false;
	*result = (struct decimal){(int64_t)value, (uint8_t)scale};
	return true;
}

/* The coefficient with `scale` decimals, which are no fewer than `a` has. 64 bits times 10^9 fit in
 * 128. */
static int128 widen(struct decimal a, uint8_t scale)
{
	return (int128)a.coefficient * powers_of_ten[scale - a.scale];
}

struct decimal decimal_trim(struct decimal a)
{
	while (a.scale > 0 && a.coefficient % 10 == 0) {
		a.coefficient /= 10;
		a.scale--;
	}
	return a;
}

bool decimal_rescale(struct decimal a, uint8_t scale, struct decimal *result)
{
	assert(scale <= DECIMAL_SCALE_MAX);
	while (a.scale > scale) {
		if (a.coefficient % 10 != 0)
			return false;
		a.coefficient /= 10;
		a.scale--;
	}
	int128 value = widen(a, scale);
	if (value != (int64_t)value)
		return false;
	*result = (struct decimal){(int64_t)value, scale};
	return true;
}

static uint8_t common_scale(struct decimal a, struct decimal b)
{
	return a.scale > b.scale ? a.scale : b.scale;
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *result)
{
	uint8_t scale = common_scale(a, b);
	return fit(widen(a, scale) + widen(b, scale), scale, result);
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *result)
{
	uint8_t scale = common_scale(a, b);
	return fit(widen(a, scale) - widen(b, scale), scale, result);
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *result)
{
	return fit((int128)a.coefficient * b.coefficient, a.scale + b.scale, result);
}

bool decimal_divide(struct decimal a, struct decimal b, struct decimal *result)
{
	if (b.coefficient == 0)
		return false;
	uint8_t scale = common_scale(a, b);
	struct ratio quotient = ratio_make(widen(a, scale), widen(b, scale));
	/* Reduced, it ends within 9 decimals exactly if the divisor divides 10^9. */
	if (powers_of_ten[DECIMAL_SCALE_MAX] % quotient.den != 0)
		return false;
	int decimals = 0;
	while (powers_of_ten[decimals] % quotient.den != 0)
		decimals++;
	int128 value;
	return !__builtin_mul_overflow(
		       quotient.num, powers_of_ten[decimals] / quotient.den, &value) &&
	       fit(value, decimals, result);
}

bool decimal_negate(struct decimal a, struct decimal *result)
{
	return fit(-(int128)a.coefficient, a.scale, result);
}

int decimal_compare(struct decimal a, struct decimal b)
{
	uint8_t scale = common_scale(a, b);
	int128 left = widen(a, scale), right = widen(b, scale);
	return (left > right) - (left < right);
}

int decimal_sign(struct decimal a)
{
	return (a.coefficient > 0) - (a.coefficient < 0);
}

bool decimal_is_whole(struct decimal a)
{
	return a.coefficient % powers_of_ten[a.scale] == 0;
}

bool decimal_whole(struct decimal a, int64_t *result)
{
	if (!decimal_is_whole(a))
		return false;
	*result = a.coefficient / powers_of_ten[a.scale];
	return true;
}

/* ---- spelling ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Moves *i over digits with single separators between them; false if there is no digit at the start
   or behind a separator. */
static bool skip_digits(struct str text, size_t *i, bool commas)
{
	size_t at = *i;
	for (;;) {
		if (at == text.len || !is_digit(text.ptr[at]))
			return false;
		while (at < text.len && is_digit(text.ptr[at]))
			at++;
		*i = at;
		if (at == text.len || (text.ptr[at] != '_' && !(commas && text.ptr[at] == ',')))
			return true;
		at++;
	}
}

/* A comma belongs to a number only where it ends a group of three: one to three digits, then
   exactly three behind each comma. */
static bool groups_are_right(struct str whole)
{
	size_t group = 0;
	bool any_comma = false, any_underscore = false;
	for (size_t i = 0; i < whole.len; i++) {
		char c = whole.ptr[i];
		any_underscore |= c == '_';
		if (c != ',') {
			group++;
			continue;
		}
		if (any_comma ? group != 3 : group > 3)
			return false;
		any_comma = true;
		group = 0;
	}
	return !any_comma || (group == 3 && !any_underscore);
}

/* The power of ten that a letter at the end stands for, 0 if there is none. */
static int magnitude(struct str text)
{
	switch (text.len ? text.ptr[text.len - 1] : '\0') {
	case 'k':
		return 3;
	case 'M':
		return 6;
	case 'B':
		return 9;
	}
	return 0;
}

/* Where the whole part and the decimals of a literal lie. */
struct shape {
	struct str whole, fraction;
	bool negative;
	int magnitude;
};

static enum decimal_error read_shape(struct str text, struct shape *shape)
{
	*shape = (struct shape){.magnitude = magnitude(text)};
	if (shape->magnitude)
		text.len--;
	size_t i = 0;
	if (text.len && text.ptr[0] == '-') {
		shape->negative = true;
		i++;
	}
	size_t from = i;
	if (!skip_digits(text, &i, true))
		return DECIMAL_MALFORMED;
	shape->whole = str_slice(text, from, i);
	shape->fraction = str_slice(text, i, i);
	if (i < text.len && text.ptr[i] == '.') {
		from = ++i;
		if (!skip_digits(text, &i, true))
			return DECIMAL_MALFORMED;
		shape->fraction = str_slice(text, from, i);
	}
	if (i < text.len)
		return DECIMAL_MALFORMED;
	for (i = 0; i < shape->fraction.len; i++)
		if (shape->fraction.ptr[i] == ',')
			return DECIMAL_GROUPING; /* 1.234,56 */
	return groups_are_right(shape->whole) ? DECIMAL_OK : DECIMAL_GROUPING;
}

/* Appends the digits of `text` to *value; false if they do not fit. A negative number grows
   downwards, so that the least 64-bit integer can be read. */
static bool append_digits(struct str text, bool negative, int64_t *value)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			continue;
		int64_t digit = text.ptr[i] - '0';
		if (__builtin_mul_overflow(*value, 10, value) ||
			__builtin_add_overflow(*value, negative ? -digit : digit, value))
			return false;
	}
	return true;
}

enum decimal_error decimal_parse(struct str text, struct decimal *result)
{
	struct shape shape;
	enum decimal_error error = read_shape(text, &shape);
	if (error)
		return error;
	size_t decimals = 0;
	for (size_t i = 0; i < shape.fraction.len; i++)
		decimals += is_digit(shape.fraction.ptr[i]);
	/* 1.2345k has one decimal: what counts is the number, not its spelling. */
	if (decimals > (size_t)(DECIMAL_SCALE_MAX + shape.magnitude))
		return DECIMAL_TOO_PRECISE;
	int scale = (int)decimals - shape.magnitude;
	int64_t value = 0;
	if (!append_digits(shape.whole, shape.negative, &value) ||
		!append_digits(shape.fraction, shape.negative, &value))
		return DECIMAL_TOO_LARGE;
	if (scale < 0 && __builtin_mul_overflow(value, powers_of_ten[-scale], &value))
		return DECIMAL_TOO_LARGE;
	*result = (struct decimal){value, (uint8_t)(scale > 0 ? scale : 0)};
	return DECIMAL_OK;
}

static void print(struct out *out, struct decimal a, bool grouped)
{
	uint64_t left = a.coefficient < 0 ? 0 - (uint64_t)a.coefficient : (uint64_t)a.coefficient;
	char text[40];
	char *at = text + sizeof(text);
	for (int written = 0; left || written <= a.scale; written++) {
		int position = written - a.scale;
		if (position == 0 && a.scale)
			*--at = '.';
		else if (grouped && position > 0 && position % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + left % 10);
		left /= 10;
	}
	if (a.coefficient < 0)
		*--at = '-';
	out_bytes(out, at, (size_t)(text + sizeof(text) - at));
}

void decimal_print(struct out *out, struct decimal a)
{
	print(out, a, false);
}

void decimal_print_grouped(struct out *out, struct decimal a)
{
	print(out, a, true);
}

/* ---- fractions ---- */

static uint128 magnitude_of(int128 a)
{
	return a < 0 ? 0 - (uint128)a : (uint128)a;
}

static int trailing_zeros(uint128 a)
{
	uint64_t low = (uint64_t)a;
	return low ? __builtin_ctzll(low) : 64 + __builtin_ctzll((uint64_t)(a >> 64));
}

/* The same for numbers that fit in one register, as nearly all do. */
static uint64_t gcd_short(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* Greatest common divisor by halving; of 0 and a it is a. Division of 128 bits is far slower than
 * shifting. */
static uint128 gcd(uint128 a, uint128 b)
{
	if (a == 0 || b == 0)
		return a | b;
	if (a == 1 || b == 1)
		return 1;
	if ((a | b) >> 64 == 0)
		return gcd_short((uint64_t)a, (uint64_t)b);
	int shift = trailing_zeros(a | b);
	a >>= trailing_zeros(a);
	while (b != 0) {
		b >>= trailing_zeros(b);
		if (a > b) {
			uint128 swap = a;
			a = b;
			b = swap;
		}
		b -= a;
	}
	return a << shift;
}

/* The divisor that the two have in common, as a positive number of 128 bits. One of them is a
   denominator, so it is no larger than that. */
static int128 common_divisor(int128 a, int128 den)
{
	assert(den > 0);
	return (int128)gcd(magnitude_of(a), (uint128)den);
}

struct ratio ratio_of(struct decimal a)
{
	return ratio_make(a.coefficient, powers_of_ten[a.scale]);
}

struct ratio ratio_make(int128 num, int128 den)
{
	assert(den != 0);
	uint128 top = magnitude_of(num), bottom = magnitude_of(den);
	uint128 divisor = gcd(top, bottom);
	if (divisor != 1) {
		top /= divisor;
		bottom /= divisor;
	}
	/* Only the least integer of 128 bits has no positive counterpart. */
	assert(top >> 127 == 0 && bottom >> 127 == 0);
	int128 reduced = (int128)top;
	return (struct ratio){(num < 0) != (den < 0) ? -reduced : reduced, (int128)bottom};
}

/* Most divisors that two numbers have in common are 1. */
static int128 divided(int128 a, int128 divisor)
{
	return divisor == 1 ? a : a / divisor;
}

/* a + b or a - b. What the denominators have in common is divided out before anything is
   multiplied; what can cancel afterwards divides that common part (Knuth, The Art of Computer
   Programming, 4.5.1). */
static bool sum(struct ratio a, struct ratio b, bool minus, struct ratio *result)
{
	int128 common = common_divisor(a.den, b.den);
	int128 left, right, num, den;
	if (__builtin_mul_overflow(a.num, divided(b.den, common), &left) ||
		__builtin_mul_overflow(b.num, divided(a.den, common), &right))
		return false;
	if (minus ? __builtin_sub_overflow(left, right, &num)
		  : __builtin_add_overflow(left, right, &num))
		return false;
	int128 rest = common_divisor(num, common);
	if (__builtin_mul_overflow(divided(a.den, common), divided(b.den, rest), &den))
		return false;
	*result = (struct ratio){divided(num, rest), den};
	return true;
}

bool ratio_add(struct ratio a, struct ratio b, struct ratio *result)
{
	return sum(a, b, false, result);
}

bool ratio_subtract(struct ratio a, struct ratio b, struct ratio *result)
{
	return sum(a, b, true, result);
}

/* Both are reduced; with what crosses divided out first, the product is reduced and overflows only
   if it is too large itself. */
bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *result)
{
	int128 down = common_divisor(a.num, b.den), up = common_divisor(b.num, a.den);
	int128 num, den;
	if (__builtin_mul_overflow(divided(a.num, down), divided(b.num, up), &num) ||
		__builtin_mul_overflow(divided(a.den, up), divided(b.den, down), &den))
		return false;
	*result = (struct ratio){num, den};
	return true;
}

bool ratio_divide(struct ratio a, struct ratio b, struct ratio *result)
{
	int128 den = b.num, num = b.den;
	if (den == 0 || (den < 0 && __builtin_sub_overflow((int128)0, den, &den)))
		return false;
	if (b.num < 0)
		num = -num;
	return ratio_multiply(a, (struct ratio){num, den}, result);
}

struct split {
	int128 whole, rest; /* 0 <= rest < den */
};

static struct split split(int128 num, int128 den)
{
	struct split parts = {num / den, num % den};
	if (parts.rest < 0) {
		parts.rest += den;
		parts.whole--;
	}
	return parts;
}

static int compare(int128 a, int128 b)
{
	return (a > b) - (a < b);
}

/* Across products can be too large, so the whole parts are compared, then what is left; a smaller
   fraction has the larger reciprocal, so each step swaps the two and turns them over. */
int ratio_compare(struct ratio a, struct ratio b)
{
	assert(a.den > 0 && b.den > 0);
	int128 left, right;
	if (!__builtin_mul_overflow(a.num, b.den, &left) &&
		!__builtin_mul_overflow(b.num, a.den, &right))
		return compare(left, right);
	for (;;) {
		struct split x = split(a.num, a.den), y = split(b.num, b.den);
		if (x.whole != y.whole)
			return compare(x.whole, y.whole);
		if (x.rest == 0 || y.rest == 0)
			return compare(x.rest, y.rest);
		struct ratio swap = {a.den, x.rest};
		a = (struct ratio){b.den, y.rest};
		b = swap;
	}
}

int ratio_sign(struct ratio a)
{
	return compare(a.num, 0);
}

/* The next decimal of rest / den: the whole part of 10 * rest / den, and what is left in *rest. The
   product may need 131 bits, so it is built by doubling and reduced at each step; rest < den <
   2^127. */
static int next_digit(uint128 *rest, uint128 den)
{
	uint128 left = 0;
	int digit = 0;
	if (den < UINT64_MAX / 10) {
		uint64_t ten_times = (uint64_t)*rest * 10;
		*rest = ten_times % (uint64_t)den;
		return (int)(ten_times / (uint64_t)den);
	}
	for (int bit = 3; bit >= 0; bit--) {
		left *= 2;
		digit *= 2;
		if (left >= den) {
			left -= den;
			digit++;
		}
		if (!(10 >> bit & 1))
			continue;
		left += *rest;
		if (left >= den) {
			left -= den;
			digit++;
		}
	}
	*rest = left;
	return digit;
}

bool ratio_round(struct ratio a, uint8_t scale, enum rounding rounding, struct decimal *result)
{
	assert(a.den > 0 && scale <= DECIMAL_SCALE_MAX);
	struct split parts = split(a.num, a.den);
	int128 value = parts.whole;
	if (value != (int64_t)value)
		return false;
	uint128 rest = (uint128)parts.rest, den = (uint128)a.den;
	for (int i = 0; i < scale; i++)
		value = value * 10 + next_digit(&rest, den);
	/* So far it is cut downwards. */
	switch (rounding) {
	case ROUND_NEAREST:
		value += rest * 2 >= den;
		break;
	case ROUND_DOWN:
		break;
	case ROUND_UP:
		value += rest != 0;
		break;
	}
	if (value != (int64_t)value)
		return false;
	*result = (struct decimal){(int64_t)value, scale};
	return true;
}

/* Cut downwards, so that nothing reaches 100% or the next status by rounding. A thousandth of the
   value is a tenth of a percent. */
bool ratio_percent(struct ratio a, struct decimal *result)
{
	struct decimal thousandths;
	if (!ratio_round(a, 3, ROUND_DOWN, &thousandths))
		return false;
	*result = (struct decimal){thousandths.coefficient, 1};
	return true;
}
