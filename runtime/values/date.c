#include "runtime/values/date.h"

#include <assert.h>

enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_100_YEARS = 36524, DAYS_OF_4_YEARS = 1461 };

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days of the months from March up to, not including, the month that is `months` after it. Counted
   from March the lengths repeat as 31 30 31 30 31 and the day that comes and goes is the last of
   the year. */
static int days_from_march(int months)
{
	return (153 * months + 2) / 5;
}

date_t date_make(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > date_days_in_month(year, month))
		return DATE_NONE;
	int march_year = month > 2 ? year : year - 1;
	int days = march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400;
	/* 0001-01-01 is 306 days after 0000-03-01. */
	return days + days_from_march((month + 9) % 12) + day - 306;
}

struct civil date_civil(date_t date)
{
	assert(date >= DATE_MIN && date <= DATE_MAX);
	int days = date + 305; /* since 0000-03-01 */
	int centuries_of_4 = days / DAYS_OF_400_YEARS;
	days %= DAYS_OF_400_YEARS;
	/* The last century of four, and the last year of four, is a day longer: that day is not the
	 * next one's. */
	int centuries = days / DAYS_OF_100_YEARS - days / (DAYS_OF_400_YEARS - 1);
	days -= centuries * DAYS_OF_100_YEARS;
	int years_of_4 = days / DAYS_OF_4_YEARS;
	days %= DAYS_OF_4_YEARS;
	int years = days / 365 - days / (DAYS_OF_4_YEARS - 1);
	days -= years * 365;
	int months = (5 * days + 2) / 153;
	int year = centuries_of_4 * 400 + centuries * 100 + years_of_4 * 4 + years;
	return (struct civil){
		.year = months < 10 ? year : year + 1,
		.month = months < 10 ? months + 3 : months - 9,
		.day = days - days_from_march(months) + 1,
	};
}

enum weekday date_weekday(date_t date)
{
	assert(date >= DATE_MIN && date <= DATE_MAX);
	return (enum weekday)((date - 1) % 7); /* 0001-01-01 is a Monday */
}

date_t date_add(date_t date, int64_t days)
{
	if (date == DATE_NONE || days < DATE_MIN - (int64_t)date || days > DATE_MAX - (int64_t)date)
		return DATE_NONE;
	return (date_t)(date + days);
}

date_t date_add_months(date_t date, int64_t months)
{
	enum { MONTHS_MAX = 9999 * 12 };
	if (date == DATE_NONE || months < -MONTHS_MAX || months > MONTHS_MAX)
		return DATE_NONE;
	struct civil civil = date_civil(date);
	int count = civil.year * 12 + civil.month - 1 + (int)months;
	if (count < 12)
		return DATE_NONE;
	int year = count / 12, month = count % 12 + 1;
	int last = date_days_in_month(year, month);
	return date_make(year, month, civil.day < last ? civil.day : last);
}

/* The number that `n` digits from `at` spell, -1 if one of them is no digit. */
static int digits(struct str text, size_t at, size_t n)
{
	int value = 0;
	for (size_t i = at; i < at + n; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return -1;
		value = value * 10 + (text.ptr[i] - '0');
	}
	return value;
}

date_t date_parse(struct str text)
{
	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
		return DATE_NONE;
	return date_make(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

void date_print(struct out *out, date_t date)
{
	out_text(out, date_text(date).text);
}

static void put_digits(char *to, int n, int value)
{
	for (int i = n - 1; i >= 0; i--, value /= 10)
		to[i] = (char)('0' + value % 10);
}

struct date_text date_text(date_t date)
{
	if (date < DATE_MIN || date > DATE_MAX)
		return (struct date_text){"none"};
	struct civil civil = date_civil(date);
	struct date_text text = {"0000-00-00"};
	put_digits(text.text, 4, civil.year);
	put_digits(text.text + 5, 2, civil.month);
	put_digits(text.text + 8, 2, civil.day);
	return text;
}

bool date_range_has(struct date_range range, date_t date)
{
	return range.first != DATE_NONE && range.first <= date && date <= range.last;
}
