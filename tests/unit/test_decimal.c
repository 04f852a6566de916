#include "tests/unit/unit.h"

#include "runtime/values/decimal.h"
#include <stdio.h>

static const int128 tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
	1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
	1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000};

static struct decimal number(const char *text)
{
	struct decimal result;
	if (decimal_parse(str_from(text), &result) != DECIMAL_OK)
		fail_msg("%s is not read", text);
	return result;
}

static struct ratio fraction(const char *num, const char *den)
{
	struct ratio result;
	assert_true(ratio_divide(ratio_of(number(num)), ratio_of(number(den)), &result));
	return result;
}

static void assert_shows(struct decimal a, const char *text)
{
	struct out out = {0};
	decimal_print(&out, a);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
}

static void assert_ratio(struct ratio a, int64_t num, int64_t den)
{
	assert_true(a.num == num);
	assert_true(a.den == den);
}

static void test_parse(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t coefficient;
		uint8_t scale;
	} rows[] = {
		{"0", 0, 0},
		{"25000", 25000, 0},
		{"25,000", 25000, 0},
		{"1,234,567", 1234567, 0},
		{"25_000", 25000, 0},
		{"1_0_0", 100, 0},
		{"2.5", 25, 1},
		{"2.50", 250, 2},
		{"1,234.500", 1234500, 3},
		{"-12.5", -125, 1},
		{"-0.000000001", -1, 9},
		{"25k", 25000, 0},
		{"1.2M", 1200000, 0},
		{"3B", 3000000000, 0},
		{"1.2345k", 12345, 1},
		{"1.0000000001k", 10000000001, 7},
		{"0.000000000000000001B", 1, 9},
		{"007", 7, 0},
		{"9223372036854775807", INT64_MAX, 0},
		{"-9223372036854775808", INT64_MIN, 0},
		{"9.223372036854775807B", INT64_MAX, 9},
		{"0000000000000000000000000000001", 1, 0},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct decimal result = number(rows[i].text);
		if (result.coefficient != rows[i].coefficient || result.scale != rows[i].scale)
			fail_msg("%s is read as %lld with %d decimals", rows[i].text,
				(long long)result.coefficient, result.scale);
	}
}

static void test_parse_errors(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum decimal_error error;
	} rows[] = {
		{"", DECIMAL_MALFORMED},
		{"-", DECIMAL_MALFORMED},
		{"k", DECIMAL_MALFORMED},
		{"x", DECIMAL_MALFORMED},
		{"+5", DECIMAL_MALFORMED},
		{"--5", DECIMAL_MALFORMED},
		{".5", DECIMAL_MALFORMED},
		{"5.", DECIMAL_MALFORMED},
		{"5.k", DECIMAL_MALFORMED},
		{"5kk", DECIMAL_MALFORMED},
		{"5 k", DECIMAL_MALFORMED},
		{"5m", DECIMAL_MALFORMED},
		{"1.2.3", DECIMAL_MALFORMED},
		{"1e5", DECIMAL_MALFORMED},
		{"_1", DECIMAL_MALFORMED},
		{"1_", DECIMAL_MALFORMED},
		{"1__0", DECIMAL_MALFORMED},
		{"1._5", DECIMAL_MALFORMED},
		{",000", DECIMAL_MALFORMED},
		{"1,", DECIMAL_MALFORMED},
		{"1,,000", DECIMAL_MALFORMED},
		{"12.5%", DECIMAL_MALFORMED},
		{"25,00", DECIMAL_GROUPING},
		{"1,2345", DECIMAL_GROUPING},
		{"1,23,456", DECIMAL_GROUPING},
		{"1234,567", DECIMAL_GROUPING},
		{"1,000,00.5", DECIMAL_GROUPING},
		{"1.234,56", DECIMAL_GROUPING},
		{"1_000,000", DECIMAL_GROUPING},
		{"1,000_000", DECIMAL_GROUPING},
		{"25,00k", DECIMAL_GROUPING},
		{"0.1234567891", DECIMAL_TOO_PRECISE},
		{"1.0000000000", DECIMAL_TOO_PRECISE},
		{"1.1234567891234k", DECIMAL_TOO_PRECISE},
		{"9223372036854775808", DECIMAL_TOO_LARGE},
		{"-9223372036854775809", DECIMAL_TOO_LARGE},
		{"99999999999999999999999999999999999999999999", DECIMAL_TOO_LARGE},
		{"9223372036854775807.0", DECIMAL_TOO_LARGE},
		{"9.3B", DECIMAL_OK},
		{"9300000000B", DECIMAL_TOO_LARGE},
		{"-9300000000B", DECIMAL_TOO_LARGE},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct decimal result = {123, 4};
		enum decimal_error error = decimal_parse(str_from(rows[i].text), &result);
		if (error != rows[i].error)
			fail_msg("\"%s\" gives error %d", rows[i].text, error);
		if (error != DECIMAL_OK)
			assert_int_equal(result.coefficient, 123);
	}
}

static void test_print(void **state)
{
	(void)state;
	static const struct {
		struct decimal value;
		const char *plain, *grouped;
	} rows[] = {
		{{0, 0}, "0", "0"},
		{{0, 2}, "0.00", "0.00"},
		{{5, 2}, "0.05", "0.05"},
		{{-5, 1}, "-0.5", "-0.5"},
		{{999, 0}, "999", "999"},
		{{1000, 0}, "1000", "1,000"},
		{{-123450, 2}, "-1234.50", "-1,234.50"},
		{{123456789, 0}, "123456789", "123,456,789"},
		{{1234567, 6}, "1.234567", "1.234567"},
		{{INT64_MIN, 0}, "-9223372036854775808", "-9,223,372,036,854,775,808"},
		{{INT64_MIN, 9}, "-9223372036.854775808", "-9,223,372,036.854775808"},
		{{INT64_MAX, 0}, "9223372036854775807", "9,223,372,036,854,775,807"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct out out = {0};
		decimal_print(&out, rows[i].value);
		out_char(&out, ' ');
		decimal_print_grouped(&out, rows[i].value);
		out_char(&out, '\0');
		char expected[80];
		assert_true(snprintf(expected, sizeof(expected), "%s %s", rows[i].plain,
				    rows[i].grouped) < (int)sizeof(expected));
		assert_string_equal(out.data, expected);
		out_free(&out);
	}
}

static void test_scale(void **state)
{
	(void)state;
	struct decimal result;
	assert_shows(decimal_trim(number("2.500")), "2.5");
	assert_shows(decimal_trim(number("100")), "100");
	assert_shows(decimal_trim(number("0.000")), "0");
	assert_true(decimal_rescale(number("2.5"), 3, &result));
	assert_shows(result, "2.500");
	assert_true(decimal_rescale(number("2.500"), 1, &result));
	assert_shows(result, "2.5");
	assert_false(decimal_rescale(number("2.55"), 1, &result));
	assert_false(decimal_rescale(number("9223372036854775807"), 1, &result));
	assert_true(decimal_is_whole(number("-12.000")));
	assert_false(decimal_is_whole(number("-12.001")));
	int64_t whole;
	assert_true(decimal_whole(number("-12.000"), &whole));
	assert_int_equal(whole, -12);
	assert_false(decimal_whole(number("0.5"), &whole));
}

static void test_arithmetic(void **state)
{
	(void)state;
	struct decimal result;
	assert_true(decimal_add(number("0.1"), number("0.2"), &result));
	assert_shows(result, "0.3");
	assert_true(decimal_add(number("1.50"), number("2"), &result));
	assert_shows(result, "3.50");
	assert_true(decimal_subtract(number("59500"), number("59500.25"), &result));
	assert_shows(result, "-0.25");
	assert_true(decimal_multiply(number("12.5"), number("-0.08"), &result));
	assert_shows(result, "-1.000");
	/* 10 decimals, the last of which is a zero. */
	assert_true(decimal_multiply(number("0.00002"), number("0.00005"), &result));
	assert_shows(result, "0.000000001");
	assert_false(decimal_multiply(number("0.00002"), number("0.00003"), &result));
	assert_true(decimal_divide(number("10.00"), number("4"), &result));
	assert_shows(result, "2.5");
	assert_true(decimal_divide(number("-1"), number("512"), &result));
	assert_shows(result, "-0.001953125");
	assert_true(decimal_divide(number("0.3"), number("0.4"), &result));
	assert_shows(result, "0.75");
	assert_true(decimal_divide(number("600"), number("3"), &result));
	assert_shows(result, "200");
	assert_false(decimal_divide(number("1"), number("3"), &result));
	assert_false(decimal_divide(number("1"), number("1024"), &result));
	assert_false(decimal_divide(number("1"), number("0.00"), &result));
	assert_true(decimal_negate(number("-2.5"), &result));
	assert_shows(result, "2.5");
}

static void test_does_not_fit(void **state)
{
	(void)state;
	struct decimal most = decimal_of(INT64_MAX), least = decimal_of(INT64_MIN), result;
	assert_false(decimal_add(most, decimal_of(1), &result));
	assert_false(decimal_subtract(least, decimal_of(1), &result));
	assert_false(decimal_add(most, number("0.1"), &result));
	assert_true(decimal_add(most, number("0.000000000"), &result));
	assert_shows(result, "9223372036854775807");
	assert_false(decimal_negate(least, &result));
	assert_false(decimal_divide(least, decimal_of(-1), &result));
	assert_false(decimal_multiply(most, decimal_of(2), &result));
	assert_true(decimal_multiply(least, decimal_of(1), &result));
	assert_false(decimal_multiply(least, least, &result));
	assert_false(decimal_divide(most, number("0.000000001"), &result));
}

static void test_compare(void **state)
{
	(void)state;
	assert_int_equal(decimal_compare(number("2.50"), number("2.5")), 0);
	assert_int_equal(decimal_compare(number("2.49"), number("2.5")), -1);
	assert_int_equal(decimal_compare(number("-2.49"), number("-2.5")), 1);
	assert_int_equal(decimal_compare(decimal_of(INT64_MAX), number("9223372036.854775807")), 1);
	assert_int_equal(decimal_compare(decimal_of(INT64_MIN), (struct decimal){1, 9}), -1);
	assert_int_equal(decimal_sign(number("-0.1")), -1);
	assert_int_equal(decimal_sign(number("0.0")), 0);
	assert_int_equal(decimal_sign(number("0.1")), 1);
}

/* A linear congruential generator, so that a failure can be repeated. */
static uint64_t random_bits(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 1 ^ *seed >> 33;
}

static struct decimal random_decimal(uint64_t *seed)
{
	int width = (int)(random_bits(seed) % 64);
	int64_t value = (int64_t)(random_bits(seed) >> width);
	struct decimal result = {random_bits(seed) % 2 ? value : -value,
		(uint8_t)(random_bits(seed) % (DECIMAL_SCALE_MAX + 1))};
	if (random_bits(seed) % 4 == 0)
		result.coefficient = result.coefficient / 10000 * 10000;
	return result;
}

/* True if the exact value / 10^scale was refused rightly, or given back exactly. */
static bool is_exact(int128 value, int scale, bool given, struct decimal result)
{
	if (given)
		return result.scale <= scale && result.scale <= DECIMAL_SCALE_MAX &&
		       result.coefficient * tens[scale - result.scale] == value;
	while (scale > 0 && value % 10 == 0) {
		value /= 10;
		scale--;
	}
	return scale > DECIMAL_SCALE_MAX || value > INT64_MAX || value < INT64_MIN;
}

/* Division as on paper: the whole part, then up to nine decimals while something is left. */
static bool is_quotient(struct decimal a, struct decimal b, bool given, struct decimal result)
{
	int128 top = a.coefficient * tens[9 - a.scale], bottom = b.coefficient * tens[9 - b.scale];
	bool negative = (top < 0) != (bottom < 0);
	top = top < 0 ? -top : top;
	bottom = bottom < 0 ? -bottom : bottom;
	int128 quotient = top / bottom, rest = top % bottom;
	int scale = 0;
	for (; rest != 0 && scale < 9; scale++) {
		rest *= 10;
		quotient = quotient * 10 + rest / bottom;
		rest %= bottom;
	}
	if (negative)
		quotient = -quotient;
	bool fits = rest == 0 && quotient <= INT64_MAX && quotient >= INT64_MIN;
	return given ? fits && result.coefficient == quotient && result.scale == scale : !fits;
}

static void test_random_decimals(void **state)
{
	(void)state;
	uint64_t seed = 20260515;
	unsigned given_n = 0, refused_n = 0;
	for (int i = 0; i < 20000; i++) {
		struct decimal a = random_decimal(&seed), b = random_decimal(&seed), r = {0};
		int128 x = a.coefficient * tens[9 - a.scale], y = b.coefficient * tens[9 - b.scale];
		bool given = decimal_add(a, b, &r);
		bool right = is_exact(x + y, 9, given, r);
		given = decimal_subtract(a, b, &r);
		right &= is_exact(x - y, 9, given, r);
		given = decimal_multiply(a, b, &r);
		right &= is_exact(
			(int128)a.coefficient * b.coefficient, a.scale + b.scale, given, r);
		given_n += given;
		refused_n += !given;
		right &= decimal_compare(a, b) == (x > y) - (x < y);
		if (b.coefficient) {
			given = decimal_divide(a, b, &r);
			right &= is_quotient(a, b, given, r);
		}
		if (!right)
			fail_msg("pair %d: %lld/10^%d, %lld/10^%d", i, (long long)a.coefficient,
				a.scale, (long long)b.coefficient, b.scale);
	}
	assert_true(given_n > 1000 && refused_n > 1000);
}

static void test_print_and_parse(void **state)
{
	(void)state;
	uint64_t seed = 7;
	for (int i = 0; i < 5000; i++) {
		struct decimal a = random_decimal(&seed), b;
		struct out out = {0};
		if (i % 2)
			decimal_print(&out, a);
		else
			decimal_print_grouped(&out, a);
		assert_int_equal(decimal_parse(out_view(&out), &b), DECIMAL_OK);
		assert_int_equal(b.coefficient, a.coefficient);
		assert_int_equal(b.scale, a.scale);
		out_free(&out);
	}
}

static void test_ratio_basics(void **state)
{
	(void)state;
	struct ratio result;
	assert_ratio(ratio_make(6, -8), -3, 4);
	assert_ratio(ratio_make(0, -5), 0, 1);
	assert_ratio(ratio_make((int128)3 << 100, (int128)9 << 100), 1, 3);
	assert_ratio(ratio_make((int128)5 << 90, -((int128)1 << 92)), -5, 4);
	assert_ratio(ratio_of(number("-2.50")), -5, 2);
	assert_true(ratio_add(ratio_make(1, 6), ratio_make(1, 10), &result));
	assert_ratio(result, 4, 15);
	assert_true(ratio_subtract(ratio_make(1, 6), ratio_make(2, 3), &result));
	assert_ratio(result, -1, 2);
	assert_true(ratio_multiply(ratio_make(-4, 9), ratio_make(3, 8), &result));
	assert_ratio(result, -1, 6);
	assert_true(ratio_divide(ratio_make(2, 3), ratio_make(-4, 9), &result));
	assert_ratio(result, -3, 2);
	assert_false(ratio_divide(ratio_make(2, 3), ratio_make(0, 1), &result));
	assert_int_equal(ratio_sign(ratio_make(-1, 3)), -1);
	assert_int_equal(ratio_sign(ratio_make(0, 3)), 0);
	assert_int_equal(ratio_sign(ratio_make(1, 3)), 1);
}

static void test_ratio_overflow(void **state)
{
	(void)state;
	const int128 big = (int128)1 << 100;
	const int128 most = ((int128)1 << 126) - 1 + ((int128)1 << 126);
	struct ratio result;
	/* The products overflow, the reduced result does not. */
	assert_true(ratio_multiply(ratio_make(big, 3), ratio_make(3, big), &result));
	assert_ratio(result, 1, 1);
	assert_true(ratio_add(ratio_make(1, big), ratio_make(3, big), &result));
	assert_true(result.num == 1 && result.den == (int128)1 << 98);
	assert_false(ratio_multiply(ratio_make(big, 1), ratio_make(big, 1), &result));
	assert_false(ratio_multiply(ratio_make(1, big), ratio_make(1, big), &result));
	assert_false(ratio_add(ratio_make(most, 1), ratio_make(1, 1), &result));
	assert_false(ratio_subtract(ratio_make(-most, 1), ratio_make(2, 1), &result));
	assert_false(ratio_add(ratio_make(1, most), ratio_make(1, most - 1), &result));
	assert_false(ratio_add(ratio_make(most, 1), ratio_make(1, 3), &result));
	assert_false(ratio_add(ratio_make(1, big), ratio_make(1, big - 1), &result));
	assert_false(ratio_add(ratio_make(1, big), ratio_make(1, INT64_MAX), &result));
	assert_true(ratio_divide(ratio_make(most, 1), ratio_make(-most, 1), &result));
	assert_ratio(result, -1, 1);
}

static struct ratio random_ratio(uint64_t *seed)
{
	int64_t num = (int64_t)(random_bits(seed) >> (33 + random_bits(seed) % 31));
	int64_t den = 1 + (int64_t)(random_bits(seed) >> (33 + random_bits(seed) % 31));
	return ratio_make(random_bits(seed) % 2 ? num : -num, den);
}

static int128 plain_gcd(int128 a, int128 b)
{
	while (b != 0) {
		int128 rest = a % b;
		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

/* Numbers of 31 bits, so that everything can be multiplied across. */
static void test_random_ratios(void **state)
{
	(void)state;
	uint64_t seed = 42;
	for (int i = 0; i < 10000; i++) {
		struct ratio a = random_ratio(&seed), b = random_ratio(&seed);
		struct ratio sum, difference, product, quotient;
		assert_true(plain_gcd(a.num, a.den) == 1 && a.den > 0);
		assert_true(ratio_add(a, b, &sum) && ratio_subtract(a, b, &difference) &&
			    ratio_multiply(a, b, &product));
		int128 den = a.den * b.den;
		bool right =
			sum.num * den == (a.num * b.den + b.num * a.den) * sum.den &&
			difference.num * den == (a.num * b.den - b.num * a.den) * difference.den &&
			product.num * den == a.num * b.num * product.den &&
			plain_gcd(sum.num, sum.den) == 1 &&
			plain_gcd(product.num, product.den) == 1;
		if (b.num != 0) {
			assert_true(ratio_divide(a, b, &quotient));
			right &= quotient.num * a.den * b.num == a.num * b.den * quotient.den &&
				 quotient.den > 0 && plain_gcd(quotient.num, quotient.den) == 1;
		}
		int128 left = a.num * b.den, other = b.num * a.den;
		right &= ratio_compare(a, b) == (left > other) - (left < other);
		if (!right)
			fail_msg("pair %d: %lld/%lld, %lld/%lld", i, (long long)a.num,
				(long long)a.den, (long long)b.num, (long long)b.den);
	}
}

/* Quotients of neighbouring Fibonacci numbers lie in turn above and below the golden section and
   come closer to it: f2/f1 > f4/f3 > ... > f5/f4 > f3/f2. No fractions are harder to tell apart. */
static void test_compare_beyond_128_bits(void **state)
{
	(void)state;
	struct ratio steps[182];
	int128 a = 1, b = 1;
	for (size_t i = 0; i < 182; i++) {
		steps[i] = (struct ratio){b, a};
		int128 next = a + b;
		a = b;
		b = next;
	}
	assert_true(steps[181].num > (int128)1 << 124);
	for (size_t i = 2; i < 182; i++) {
		int expected = i % 2 ? -1 : 1;
		if (ratio_compare(steps[i], steps[i - 1]) != -expected ||
			ratio_compare(steps[i], steps[i - 2]) != expected ||
			ratio_compare(steps[i], steps[i]) != 0)
			fail_msg("step %zu", i);
		struct ratio minus = {-steps[i].num, steps[i].den};
		struct ratio before = {-steps[i - 1].num, steps[i - 1].den};
		if (ratio_compare(minus, before) != expected ||
			ratio_compare(minus, steps[i]) != -1)
			fail_msg("step %zu, negative", i);
	}
	/* One of them divides evenly first. */
	struct ratio above = {((int128)3 << 125) + 1, (int128)1 << 126}, plain = {3, 2};
	assert_int_equal(ratio_compare(above, plain), 1);
	assert_int_equal(ratio_compare(plain, above), -1);
	above.num -= 2;
	assert_int_equal(ratio_compare(above, plain), -1);
	assert_int_equal(ratio_compare(plain, above), 1);
	struct ratio whole = {(int128)1 << 126, 1}, more = {((int128)1 << 126) + 1, 1};
	struct ratio bit_more = {((int128)1 << 126) + 1, ((int128)1 << 126)};
	assert_int_equal(ratio_compare(whole, more), -1);
	assert_int_equal(ratio_compare(bit_more, (struct ratio){1, 1}), 1);
	assert_int_equal(ratio_compare((struct ratio){(int128)3 << 120, 2}, whole), -1);
}

static struct decimal rounded(struct ratio a, uint8_t scale, enum rounding rounding)
{
	struct decimal result;
	assert_true(ratio_round(a, scale, rounding, &result));
	return result;
}

static void test_round(void **state)
{
	(void)state;
	static const struct {
		int64_t num, den;
		uint8_t scale;
		const char *nearest, *down, *up;
	} rows[] = {
		{1, 3, 2, "0.33", "0.33", "0.34"},
		{2, 3, 2, "0.67", "0.66", "0.67"},
		{-1, 3, 2, "-0.33", "-0.34", "-0.33"},
		{-2, 3, 2, "-0.67", "-0.67", "-0.66"},
		{1, 2, 0, "1", "0", "1"},
		{-1, 2, 0, "0", "-1", "0"},
		{5, 2, 0, "3", "2", "3"},
		{-5, 2, 0, "-2", "-3", "-2"},
		{1, 8, 2, "0.13", "0.12", "0.13"},
		{-1, 8, 2, "-0.12", "-0.13", "-0.12"},
		{7, 1, 3, "7.000", "7.000", "7.000"},
		{-7, 1, 0, "-7", "-7", "-7"},
		{1999999999, 2000000000, 9, "1.000000000", "0.999999999", "1.000000000"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ratio a = ratio_make(rows[i].num, rows[i].den);
		assert_shows(rounded(a, rows[i].scale, ROUND_NEAREST), rows[i].nearest);
		assert_shows(rounded(a, rows[i].scale, ROUND_DOWN), rows[i].down);
		assert_shows(rounded(a, rows[i].scale, ROUND_UP), rows[i].up);
	}
	/* Denominators so large that ten times the rest is beyond 128 bits. */
	const int128 huge = ((int128)1 << 126) - 1 + ((int128)1 << 126);
	struct ratio half = ratio_make((int128)1 << 126, huge), ninth = ratio_make(huge / 9, huge);
	assert_shows(rounded(half, 9, ROUND_DOWN), "0.500000000");
	assert_shows(rounded(half, 9, ROUND_UP), "0.500000001");
	assert_shows(rounded(half, 0, ROUND_NEAREST), "1");
	assert_shows(rounded(ninth, 9, ROUND_NEAREST), "0.111111111");
	assert_shows(rounded(ratio_make(huge - 1, huge), 9, ROUND_DOWN), "0.999999999");
	assert_shows(rounded(ratio_make(1 - huge, huge), 9, ROUND_DOWN), "-1.000000000");
	struct decimal result;
	assert_false(ratio_round(ratio_make((int128)1 << 63, 1), 0, ROUND_DOWN, &result));
	assert_false(ratio_round(ratio_make(INT64_MAX, 1), 1, ROUND_DOWN, &result));
	assert_false(ratio_round(ratio_make(huge, 1), 9, ROUND_DOWN, &result));
	assert_true(ratio_round(ratio_make(INT64_MIN, 1), 0, ROUND_DOWN, &result));
	/* Just below the largest number it can be cut down to it, but not rounded up. */
	struct ratio below = ratio_make(((int128)INT64_MAX << 1) + 1, 2);
	assert_shows(rounded(below, 0, ROUND_DOWN), "9223372036854775807");
	assert_false(ratio_round(below, 0, ROUND_UP, &result));
}

static void test_random_rounding(void **state)
{
	(void)state;
	uint64_t seed = 99;
	for (int i = 0; i < 10000; i++) {
		struct ratio a = random_ratio(&seed);
		uint8_t scale = (uint8_t)(random_bits(&seed) % 10);
		int128 scaled = a.num * tens[scale];
		int128 down = scaled / a.den - (scaled % a.den < 0);
		int128 nearest = 2 * scaled + a.den; /* floor(x + 1/2) */
		nearest = nearest / (2 * a.den) - (nearest % (2 * a.den) < 0);
		struct decimal result;
		if (down > INT64_MAX - 1 || down < INT64_MIN) {
			assert_false(ratio_round(a, scale, ROUND_UP, &result));
			continue;
		}
		assert_int_equal(rounded(a, scale, ROUND_DOWN).coefficient, (int64_t)down);
		assert_int_equal(rounded(a, scale, ROUND_NEAREST).coefficient, (int64_t)nearest);
		assert_int_equal(rounded(a, scale, ROUND_UP).coefficient,
			(int64_t)down + (scaled % a.den != 0));
	}
}

static void assert_percent(struct ratio a, const char *text)
{
	struct decimal result;
	assert_true(ratio_percent(a, &result));
	assert_shows(result, text);
}

static void test_percent(void **state)
{
	(void)state;
	assert_percent(fraction("99.96", "100"), "99.9");
	assert_percent(fraction("5.9", "10"), "59.0");
	assert_percent(fraction("649740", "650000"), "99.9");
	assert_percent(fraction("2", "3"), "66.6");
	assert_percent(fraction("0.3", "0.4"), "75.0");
	assert_percent(fraction("67499.99", "90000"), "74.9");
	assert_percent(fraction("4", "7"), "57.1");
	assert_percent(fraction("5", "4"), "125.0");
	assert_percent(fraction("0", "4"), "0.0");
	struct decimal result;
	assert_false(ratio_percent(ratio_of(decimal_of(INT64_MAX)), &result));
}

/* Figures of goals, worked out with the formulas: pace (A - B) / (E - B), expected v0 + (v1 - v0) *
 * part. */
static void test_worked_numbers(void **state)
{
	(void)state;
	struct ratio expected, pace, required, now;
	/* A quarter of 25,000 on day 45 of 91, at 7,500. */
	assert_true(ratio_multiply(ratio_of(number("25k")), ratio_make(45, 91), &expected));
	assert_shows(rounded(expected, 3, ROUND_NEAREST), "12362.637");
	assert_shows(rounded(expected, 0, ROUND_NEAREST), "12363");
	assert_true(ratio_divide(ratio_of(number("7500")), expected, &pace));
	assert_percent(pace, "60.6");
	assert_true(ratio_multiply(pace, ratio_of(number("25000")), &now));
	assert_shows(rounded(now, 0, ROUND_NEAREST), "15167");
	required = ratio_make(17500, 46);
	assert_shows(rounded(required, 2, ROUND_NEAREST), "380.43");
	assert_true(ratio_divide(required, ratio_make(7500, 45), &now));
	assert_shows(rounded(now, 1, ROUND_UP), "2.3");
	/* Falling from 10 to 0 within 365 days, on day 135: with 7, and moved away to 11. */
	assert_true(ratio_multiply(ratio_of(number("-10")), ratio_make(135, 365), &expected));
	assert_true(ratio_divide(ratio_of(number("-3")), expected, &pace));
	assert_percent(pace, "81.1");
	assert_true(ratio_divide(ratio_of(number("1")), expected, &pace));
	assert_percent(pace, "-27.1");
	assert_percent(ratio_make(1, -10), "-10.0");
	assert_true(ratio_add(expected, ratio_of(number("10")), &expected));
	assert_shows(rounded(expected, 1, ROUND_NEAREST), "6.3");
	/* Exactly 75% is not a hair less. */
	assert_int_equal(ratio_compare(fraction("67500", "90000"), ratio_make(75, 100)), 0);
	assert_int_equal(ratio_compare(fraction("67499.99", "90000"), ratio_make(75, 100)), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_errors),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_does_not_fit),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_random_decimals),
		cmocka_unit_test(test_print_and_parse),
		cmocka_unit_test(test_ratio_basics),
		cmocka_unit_test(test_ratio_overflow),
		cmocka_unit_test(test_random_ratios),
		cmocka_unit_test(test_compare_beyond_128_bits),
		cmocka_unit_test(test_round),
		cmocka_unit_test(test_random_rounding),
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_worked_numbers),
	};
	return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
