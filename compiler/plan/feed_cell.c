#include "compiler/plan/feed.h"
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* ---- dates ---- */

/* The token at the start of `text` as a part of a form; 0 if it is none, else its length. */
static size_t read_token(struct str text, struct date_part *part)
{
	char c = text.ptr[0];
	size_t n = 1;
	while (n < text.len && text.ptr[n] == c)
		n++;
	*part = (struct date_part){.digits = (uint8_t)n};
	if (c == 'Y' && (n == 4 || n == 2))
		part->kind = n == 4 ? DATE_PART_YEAR : DATE_PART_YEAR_SHORT;
	else if (c == 'M' && n <= 4)
		part->kind = n <= 2 ? DATE_PART_MONTH : DATE_PART_MONTH_NAME;
	else if (c == 'D' && n <= 2)
		part->kind = DATE_PART_DAY;
	else
		return 0;
	return n;
}

/* A time of day ends a form: cells may have one or not, so it is left out together with the sign
 * before it. */
static bool begins_time(struct str text)
{
	if (text.ptr[0] != ' ' && text.ptr[0] != 'T')
		return false;
	return text.len > 1 && (text.ptr[1] == 'h' || text.ptr[1] == 'H');
}

bool date_form_read(struct str text, struct date_form *form)
{
	uint32_t seen[DATE_PART_DAY + 1] = {0};
	*form = (struct date_form){0};
	text = str_trim(text);
	while (text.len && !begins_time(text)) {
		struct date_part part;
		size_t len = read_token(text, &part);
		if (!len) {
			if (is_letter(text.ptr[0]) || is_digit(text.ptr[0]))
				return false;
			part = (struct date_part){
				.kind = DATE_PART_LITERAL, .literal = text.ptr[0]};
			len = 1;
		}
		if (form->n == sizeof form->parts / sizeof *form->parts)
			return false;
		form->parts[form->n++] = part;
		seen[part.kind]++;
		text = str_slice(text, len, text.len);
	}
	return seen[DATE_PART_YEAR] + seen[DATE_PART_YEAR_SHORT] == 1 &&
	       seen[DATE_PART_MONTH] + seen[DATE_PART_MONTH_NAME] == 1 && seen[DATE_PART_DAY] == 1;
}

/* A month's English name at the start of `*rest`, short or whole; 0 if there is none. */
static int take_month_name(struct str *rest)
{
	static const char *const names[] = {"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december"};
	size_t len = 0;
	while (len < rest->len && is_letter(rest->ptr[len]))
		len++;
	for (int month = 0; month < 12; month++) {
		const char *name = names[month];
		size_t n = strlen(name), same = 0;
		while (same < len && same < n && lower(rest->ptr[same]) == name[same])
			same++;
		if (same != len || (len != 3 && len != n && !(month == 8 && len == 4)))
			continue;
		size_t dot = len < rest->len && rest->ptr[len] == '.' && len != n;
		*rest = str_slice(*rest, len + dot, rest->len);
		return month + 1;
	}
	return 0;
}

/* A number of at least `least` and at most `most` digits; -1 if there is none. */
static int take_digits(struct str *rest, size_t least, size_t most)
{
	size_t n = 0;
	int value = 0;
	while (n < rest->len && n < most && is_digit(rest->ptr[n]))
		value = value * 10 + (rest->ptr[n++] - '0');
	*rest = str_slice(*rest, n, rest->len);
	return n >= least ? value : -1;
}

/* What may stand behind a day: a time, which a feed does not read. */
static bool is_time(struct str rest)
{
	size_t at = 0;
	bool has_colon = false;
	if (!rest.len)
		return true;
	if (rest.ptr[at] == ',')
		at++;
	if (at == rest.len || (rest.ptr[at] != ' ' && rest.ptr[at] != 'T'))
		return false;
	at++;
	if (at == rest.len || !is_digit(rest.ptr[at]))
		return false;
	for (; at < rest.len; at++) {
		char c = rest.ptr[at];
		has_colon |= c == ':';
		if (!is_digit(c) && !is_letter(c) && !strchr(":.+- ", c))
			return false;
	}
	return has_colon;
}

static bool match_part(const struct date_form *form, uint8_t i, struct str *rest, struct civil *day)
{
	const struct date_part *part = &form->parts[i];
	bool runs_on = (i > 0 && form->parts[i - 1].kind != DATE_PART_LITERAL) ||
		       (i + 1 < form->n && form->parts[i + 1].kind != DATE_PART_LITERAL);
	size_t least = runs_on ? part->digits : 1;
	switch ((enum date_part_kind)part->kind) {
	case DATE_PART_LITERAL:
		if (!rest->len || rest->ptr[0] != part->literal)
			return false;
		*rest = str_slice(*rest, 1, rest->len);
		return true;
	case DATE_PART_YEAR:
		day->year = take_digits(rest, 4, 4);
		return day->year > 0;
	case DATE_PART_YEAR_SHORT:
		day->year = take_digits(rest, 2, 2);
		if (day->year < 0)
			return false;
		day->year += 2000;
		return true;
	case DATE_PART_MONTH:
		day->month = take_digits(rest, least, runs_on ? part->digits : 2);
		return day->month > 0;
	case DATE_PART_MONTH_NAME:
		day->month = take_month_name(rest);
		return day->month > 0;
	case DATE_PART_DAY:
		day->day = take_digits(rest, least, runs_on ? part->digits : 2);
		return day->day > 0;
	}
	return false;
}

static date_t match_form(struct str cell, const struct date_form *form)
{
	struct civil day = {0};
	for (uint8_t i = 0; i < form->n; i++)
		if (!match_part(form, i, &cell, &day))
			return DATE_NONE;
	return is_time(cell) ? date_make(day.year, day.month, day.day) : DATE_NONE;
}

date_t feed_cell_date(struct str cell, const struct date_form *form)
{
	static const struct date_form with_name = {
		.parts = {{.kind = DATE_PART_DAY, .digits = 1},
			{.kind = DATE_PART_LITERAL, .literal = ' '},
			{.kind = DATE_PART_MONTH_NAME, .digits = 3},
			{.kind = DATE_PART_LITERAL, .literal = ' '},
			{.kind = DATE_PART_YEAR, .digits = 4}},
		.n = 5};
	cell = str_trim(cell);
	if (form)
		return match_form(cell, form);
	if (cell.len >= 10 && is_time(str_slice(cell, 10, cell.len))) {
		date_t date = date_parse(str_slice(cell, 0, 10));
		if (date)
			return date;
	}
	return match_form(cell, &with_name);
}

/* ---- numbers ---- */

static const struct currency_sign {
	const char *sign;  /* longer ones first */
	const char *codes; /* what it may stand for */
} currency_signs[] = {
	{"US$", "USD"},
	{"CA$", "CAD"},
	{"AU$", "AUD"},
	{"NZ$", "NZD"},
	{"HK$", "HKD"},
	{"NT$", "TWD"},
	{"MX$", "MXN"},
	{"A$", "AUD"},
	{"C$", "CAD"},
	{"S$", "SGD"},
	{"R$", "BRL"},
	{"$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP"},
	{"\u20ac", "EUR"},
	{"\u00a3", "GBP EGP"},
	{"\u00a5", "JPY CNY"},
	{"\u20b9", "INR"},
	{"\u20a9", "KRW"},
	{"\u20aa", "ILS"},
	{"\u20ba", "TRY"},
	{"z\u0142", "PLN"},
	{"K\u010d", "CZK"},
	{"kr.", "DKK SEK NOK ISK"},
	{"kr", "SEK NOK DKK ISK"},
	{"Fr.", "CHF"},
	{"Rs.", "INR PKR LKR"},
	{"Rs", "INR PKR LKR"},
};

struct cell_number {
	struct str rest;
	unit_t unit;
	bool is_negative, has_sign, has_currency;
	const char *wrong;
};

static const char *const spaces[] = {" ", "\u00a0", "\u202f", "\u2009"};

static bool take_start(struct str *rest, const char *text)
{
	if (!str_starts(*rest, text))
		return false;
	*rest = str_slice(*rest, strlen(text), rest->len);
	return true;
}

static bool take_end(struct str *rest, const char *text)
{
	if (!str_ends(*rest, text))
		return false;
	*rest = str_slice(*rest, 0, rest->len - strlen(text));
	return true;
}

static bool take_either(struct cell_number *number, const char *text)
{
	return take_start(&number->rest, text) || take_end(&number->rest, text);
}

static bool take_space(struct cell_number *number)
{
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (take_either(number, spaces[i]))
			return true;
	return take_either(number, "\t");
}

/* Money of the metric's own currency only: a feed does not change currencies. */
static void note_currency(struct cell_number *number, bool is_same)
{
	if (number->has_currency)
		number->wrong = "is not a number";
	else if (!unit_is_currency(number->unit))
		number->wrong = "is an amount of money, and the metric is not in money";
	else if (!is_same)
		number->wrong = "is in another currency than the metric";
	number->has_currency = true;
}

static bool take_currency_sign(struct cell_number *number)
{
	for (size_t i = 0; i < sizeof currency_signs / sizeof *currency_signs; i++) {
		if (!take_either(number, currency_signs[i].sign))
			continue;
		const char *code = unit_is_currency(number->unit)
					   ? currency_infos[number->unit - UNIT_CURRENCY_FIRST].code
					   : "";
		note_currency(number, strstr(currency_signs[i].codes, code) != NULL);
		return true;
	}
	return false;
}

static bool take_currency_code(struct cell_number *number)
{
	struct str *rest = &number->rest;
	if (rest->len < 3)
		return false;
	struct str first = str_slice(*rest, 0, 3),
		   last = str_slice(*rest, rest->len - 3, rest->len);
	unit_t unit = unit_currency(first);
	if (unit)
		*rest = str_slice(*rest, 3, rest->len);
	else if ((unit = unit_currency(last)))
		*rest = str_slice(*rest, 0, rest->len - 3);
	if (unit)
		note_currency(number, unit == number->unit);
	return unit != UNIT_NONE;
}

static bool take_sign(struct cell_number *number)
{
	bool minus = take_either(number, "-") || take_either(number, "\u2212");
	bool brackets = !minus && number->rest.len > 2 && number->rest.ptr[0] == '(' &&
			take_end(&number->rest, ")") && take_start(&number->rest, "(");
	bool plus = !minus && !brackets && take_start(&number->rest, "+");
	if (!minus && !brackets && !plus)
		return false;
	if (number->has_sign)
		number->wrong = "is not a number";
	number->has_sign = true;
	number->is_negative = minus || brackets;
	return true;
}

static bool take_percent(struct cell_number *number)
{
	if (!take_end(&number->rest, "%"))
		return false;
	if (number->unit != UNIT_PERCENT)
		number->wrong = "is a percentage, and the metric is not in percent";
	return true;
}

/* The sign of thousands at `at`, as one byte, and its length; 0 if there is none. */
static size_t group_sign(struct str digits, size_t at, bool decimal_comma, char *sign)
{
	struct str rest = str_slice(digits, at, digits.len);
	*sign = decimal_comma ? '.' : ',';
	if (rest.ptr[0] == *sign)
		return 1;
	*sign = '\'';
	if (str_starts(rest, "'"))
		return 1;
	if (str_starts(rest, "\u2019"))
		return strlen("\u2019");
	*sign = ' ';
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (str_starts(rest, spaces[i]))
			return strlen(spaces[i]);
	return 0;
}

struct groups { /* 1,234,567 and 12,34,567: what stands between the signs of thousands */
	char sign;
	uint32_t n;	 /* signs so far */
	uint32_t digits; /* since the last sign */
	bool has_twos, has_threes;
};

static bool end_group(struct groups *groups, bool is_last)
{
	if (!groups->n)
		return is_last || (groups->digits >= 1 && groups->digits <= 3);
	if (is_last)
		return groups->digits == 3;
	groups->has_twos |= groups->digits == 2;
	groups->has_threes |= groups->digits == 3;
	return (groups->digits == 2 || groups->digits == 3) &&
	       !(groups->has_twos && groups->has_threes);
}

/* The whole part, up to the sign of decimals; *at moves there. */
static const char *read_whole(struct str digits, bool decimal_comma, size_t *at, int64_t *value)
{
	struct groups groups = {0};
	char point = decimal_comma ? ',' : '.', sign;
	while (*at < digits.len && digits.ptr[*at] != point) {
		char c = digits.ptr[*at];
		if (is_digit(c)) {
			if (__builtin_mul_overflow(*value, 10, value) ||
				__builtin_add_overflow(*value, c - '0', value))
				return "is too large";
			groups.digits++;
			++*at;
			continue;
		}
		size_t len = group_sign(digits, *at, decimal_comma, &sign);
		if (!len || (groups.n && sign != groups.sign))
			return "is not a number";
		if (!end_group(&groups, false))
			return "has its thousands grouped in an unusual way";
		groups.sign = sign;
		groups.n++;
		groups.digits = 0;
		*at += len;
	}
	return end_group(&groups, true) ? NULL : "has its thousands grouped in an unusual way";
}

static const char *read_digits(struct str digits, bool decimal_comma, struct decimal *number)
{
	size_t at = 0, n_digits;
	int64_t value = 0;
	const char *wrong = read_whole(digits, decimal_comma, &at, &value);
	if (wrong)
		return wrong;
	n_digits = at;
	*number = (struct decimal){0};
	struct str fraction = at < digits.len ? str_slice(digits, at + 1, digits.len) : STR("");
	n_digits += fraction.len;
	while (fraction.len > DECIMAL_SCALE_MAX && fraction.ptr[fraction.len - 1] == '0')
		fraction.len--;
	for (size_t i = 0; i < fraction.len; i++)
		if (!is_digit(fraction.ptr[i]))
			return "is not a number";
	if (fraction.len > DECIMAL_SCALE_MAX)
		return "has more than 9 decimals";
	for (size_t i = 0; i < fraction.len; i++)
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_add_overflow(value, fraction.ptr[i] - '0', &value))
			return "is too large";
	*number = (struct decimal){value, (uint8_t)fraction.len};
	return n_digits ? NULL : "is not a number";
}

const char *feed_cell_number(
	struct str cell, bool decimal_comma, unit_t unit, struct decimal *number)
{
	struct cell_number taken = {.rest = str_trim(cell), .unit = unit};
	while (taken.rest.len && !is_digit(taken.rest.ptr[0]) &&
		(take_space(&taken) || take_sign(&taken) || take_currency_sign(&taken) ||
			take_currency_code(&taken))) {
	}
	while (taken.rest.len && !is_digit(taken.rest.ptr[taken.rest.len - 1]) &&
		(take_space(&taken) || take_percent(&taken) || take_sign(&taken) ||
			take_currency_sign(&taken) || take_currency_code(&taken))) {
	}
	const char *wrong = read_digits(taken.rest, decimal_comma, number);
	if (wrong || taken.wrong)
		return wrong ? wrong : taken.wrong;
	if (taken.is_negative)
		number->coefficient = -number->coefficient;
	return NULL;
}
