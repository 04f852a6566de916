/* Time zones: the clocks of the C library, which reads the same database, show the same. */
#include "tests/unit/unit.h"

#include "runtime/values/zone.h"
#include <stdlib.h>
#include <time.h>

static struct zone zone_of(const char *rule)
{
	struct zone zone;
	if (!zone_parse(str_from(rule), &zone))
		fail_msg("%s cannot be read", rule);
	return zone;
}

static void check_change(const char *rule, int year, bool summer, const char *day, int32_t at)
{
	struct zone zone = zone_of(rule);
	int32_t seconds;
	date_t date = zone_changes_on(summer ? zone.to_summer : zone.to_standard, year, &seconds);
	assert_string_equal(date_text(date).text, day);
	assert_int_equal(seconds, at);
}

static void test_changes(void **state)
{
	(void)state;
	check_change("CET-1CEST,M3.5.0,M10.5.0/3", 2026, true, "2026-03-29", 2 * 3600);
	check_change("CET-1CEST,M3.5.0,M10.5.0/3", 2026, false, "2026-10-25", 3 * 3600);
	check_change("EST5EDT,M3.2.0,M11.1.0", 2026, true, "2026-03-08", 2 * 3600);
	check_change("EST5EDT,M3.2.0,M11.1.0", 2026, false, "2026-11-01", 2 * 3600);
	/* 50 hours after the fourth Thursday begins, an hour before the last Sunday does */
	check_change("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, true, "2026-03-28", 2 * 3600);
	check_change("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, true, "2026-03-28", 23 * 3600);
}

static void test_parse(void **state)
{
	(void)state;
	struct zone zone = zone_of("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
	assert_int_equal(zone.standard, 10 * 3600 + 1800);
	assert_int_equal(zone.summer, 11 * 3600);
	assert_true(str_is(zone.summer_name, "+11"));
	zone = zone_of("UTC0");
	assert_int_equal(zone.standard, 0);
	static const char *const wrong[] = {"", "CET", "CET-1CEST", "CET-1CEST,M3.5.0",
		"CET-1CEST,M3.5.0,M13.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J60,J300",
		"<CET-1", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-999"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (zone_parse(str_from(wrong[i]), &zone))
			fail_msg("%s was read", wrong[i]);
}

static void test_names(void **state)
{
	(void)state;
	struct zone zone;
	assert_true(zones_n > 400);
	assert_true(zone_find(STR("Europe/Berlin"), &zone));
	assert_int_equal(zone.summer, 7200);
	assert_true(zone_find(STR("Asia/Kolkata"), &zone));
	assert_false(zone_find(STR("europe/berlin"), &zone));
	assert_false(zone_find(STR("Europe/Berlin "), &zone));
	assert_false(zone_find(STR(""), &zone));
	for (uint32_t i = 0; i < zones_n; i++)
		assert_true(zone_find(zone_name(i), &zone));
}

/* Every zone but those whose rule is only what is left of tables (Morocco), at four times of each
   day of two years. */
static void test_clocks(void **state)
{
	(void)state;
	uint32_t n_other = 0;
	for (uint32_t i = 0; i < zones_n; i++) {
		struct zone zone;
		struct str name = zone_name(i);
		zone_find(name, &zone);
		setenv("TZ", name.ptr, 1);
		tzset();
		bool is_same = true;
		for (date_t day = date_make(2040, 1, 1); day < date_make(2042, 1, 1); day++)
			for (int32_t at = 19800; at < 24 * 3600; at += 5 * 3600) {
				int32_t offset = zone_offset(&zone, day, at);
				time_t utc =
					(time_t)(day - date_make(1970, 1, 1)) * 86400 + at - offset;
				struct tm clock;
				localtime_r(&utc, &clock);
				struct civil civil = date_civil(day);
				is_same &= clock.tm_gmtoff == offset &&
					   clock.tm_mday == civil.day && clock.tm_hour == at / 3600;
			}
		n_other += !is_same;
		if (!is_same && n_other > 4)
			fail_msg("%.*s shows something else", STR_ARGS(name));
	}
	unsetenv("TZ");
	tzset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_clocks),
	};
	return cmocka_run_group_tests_name("time zones", tests, NULL, NULL);
}
