/*
 * What the files of this folder share among themselves: adding durations, rounding for print, the
 * grid of steps. Nobody else includes it.
 */
#ifndef RUNTIME_TRACK_PARTS_H
#define RUNTIME_TRACK_PARTS_H

#include "runtime/track/track.h"

/* `date` plus a refresh or a grace; a length that is not whole or shorter than a day counts as its
   longest number of days. DATE_NONE past the end of time or without a length. */
date_t track_later(struct duration length, date_t date, const struct calendar *calendar);

bool sample_too_small(const struct goal_input *input, bool has_sample, struct decimal sample);
/* On track, watch or behind: the share against the thresholds, compared exactly. */
enum status status_of_share(struct ratio share, const struct track_settings *settings);

/* Checked sums that remember: once one does not fit, *overflowed is true and the result is
 * meaningless. */
struct ratio ratio_plus(struct ratio a, struct ratio b, bool *overflowed);
struct ratio ratio_minus(struct ratio a, struct ratio b, bool *overflowed);
struct ratio ratio_times(struct ratio a, struct ratio b, bool *overflowed);
/* b must not be 0. */
struct ratio ratio_over(struct ratio a, struct ratio b, bool *overflowed);

/* Fill a figure and what is printed of it, or leave it without a value and set figures->overflowed.
 */
void figure_amount(struct goal_figures *figures, struct figure *figure, struct ratio exact,
	bool overflowed, uint8_t scale);
void figure_percent(
	struct goal_figures *figures, struct figure *figure, struct ratio exact, bool overflowed);
void figure_factor(
	struct goal_figures *figures, struct figure *figure, struct ratio exact, bool overflowed);

/* A value as amounts are printed; as it is written if it does not fit with so many decimals. */
struct decimal amount_shown(struct decimal value, uint8_t scale);

/* elapsed, length and remaining on `date`. */
void figures_days(struct goal_figures *figures, const struct goal_input *input, date_t date);

/* The step of this kind that holds the day; first DATE_NONE if the calendar has none. */
struct date_range step_days(const struct calendar *calendar, enum period_kind kind, date_t date);
/* The longest kind of period among the rows; without one the shortest that is not shorter than
 * refresh. */
enum period_kind step_kind(const struct calendar *calendar, const struct reading_row *rows,
	uint32_t n, struct duration refresh);
/* The day one step later: the last day of a step leads to the last day of the next. */
date_t step_later(const struct calendar *calendar, enum period_kind kind, date_t date);

void goal_judge_kept(const struct goal_input *input, struct goal_figures *figures);

#endif
