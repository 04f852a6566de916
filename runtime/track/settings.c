/* The settings of tracking, and durations added to dates. */
#include "runtime/track/parts.h"

struct track_settings track_settings_default(void)
{
	return (struct track_settings){
		.on_track = decimal_of(90),
		.watch = decimal_of(75),
		.first_part = decimal_of(10),
		.grace = {decimal_of(5), DURATION_BUSINESS_DAY},
		.cause_within = {decimal_of(2), DURATION_BUSINESS_DAY},
		.soon = {decimal_of(14), DURATION_DAY},
	};
}

static date_t later(struct duration length, date_t date, const struct calendar *const *calendars,
	uint32_t n_calendars)
{
	if (date == DATE_NONE || length.unit == DURATION_NONE)
		return DATE_NONE;
	date_t exact = duration_add(length, date, calendars, n_calendars);
	if (exact != DATE_NONE)
		return exact;
	/* Readings and duties have whole days: what is refreshed every few hours is due the next
	 * day. */
	int64_t days = duration_days_at_most(length);
	return date_add(date, days > 0 ? days : 1);
}

date_t track_later(struct duration length, date_t date, const struct calendar *calendar)
{
	return later(length, date, &calendar, 1);
}

date_t cause_due_by(date_t due, const struct track_settings *settings,
	const struct calendar *const *calendars, uint32_t n_calendars)
{
	return later(settings->cause_within, due, calendars, n_calendars);
}
