#include "compiler/rules/rules_shared.h"

#define PIPELINE(at)                                                                               \
	"review pipeline \"Pipeline call\" {\n"                                                    \
	"  type:      operational\n"                                                               \
	"  every:     1 week on friday from 2026-01-16\n"                                          \
	"  at:        " at "\n"                                                                    \
	"  attendees: [priya, dana, lee]\n"                                                        \
	"  covers:    [sourced]\n"                                                                 \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static const struct rule_setting settings[] = {
	{"cadence.not_succinct", 60, RULE_MINUTES, "longest operational review"},
	{"cadence.not_succinct.people", 8, UNIT_NONE, "most attendees of an operational review"},
	{0}};

/* Minutes of a duration; -1 if it has a part of one or is longer than a day. */
static int64_t minutes(struct duration duration)
{
	int64_t factor = duration.unit == DURATION_MINUTE ? 1
			 : duration.unit == DURATION_HOUR ? 60
							  : 0;
	struct decimal product;
	int64_t n;
	if (!factor || !decimal_multiply(duration.n, decimal_of(factor), &product) ||
		!decimal_whole(product, &n))
		return -1;
	return n;
}

static void check_review(struct rule_check *check, const struct review_block *review)
{
	const struct block *block = &review->block;
	int64_t most = rule_setting(check, "cadence.not_succinct", NULL);
	int64_t people = rule_setting(check, "cadence.not_succinct.people", NULL);
	struct duration lasts = review->at.lasting;
	int64_t n = lasts.unit ? minutes(lasts) : 0;
	bool is_open = !lasts.unit && rules_is_whole(block);
	bool is_long = lasts.unit && (n < 0 || n > most);
	bool is_large = review->attendees.n > people;
	struct out what = {0};
	if (is_open)
		out_text(&what, "does not say how long it lasts");
	if (is_long)
		out_printf(&what, "lasts more than %lld minutes", (long long)most);
	if (is_large)
		out_printf(
			&what, "%shas %u attendees", what.len ? " and " : "", review->attendees.n);
	if (what.len) {
		struct finding *finding = rule_report(check, block,
			block_field_span(block, is_open || is_long ? "at" : "attendees"),
			"%.*s %.*s", STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(out_view(&what)));
		if (is_large && (is_open || is_long))
			finding_label(check->sink, finding, block_field_span(block, "attendees"),
				"%u people; %lld at most", review->attendees.n, (long long)people);
		finding_help(check->sink, finding,
			is_large && !is_open && !is_long
				? "keep it to those who own goals or clear what is stuck"
				: "an operational review clears what is stuck; 30 minutes are "
				  "enough:");
		if (is_open || is_long)
			finding_code(check->sink, finding, "at: %02u:%02u for 30 minutes",
				review->at.value.set ? review->at.value.hour : 10U,
				review->at.value.set ? review->at.value.minute : 0U);
	}
	out_free(&what);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_review].n; i++)
		if (plan_review(check->plan, i)->type == review_type_operational)
			check_review(check, plan_review(check->plan, i));
}

const struct rule rule_cadence_not_succinct = {
	.info = {.name = "cadence.not_succinct",
		.summary = "An operational review is long, large or open-ended",
		.explanation =
			"A meeting that happens every two weeks all year survives only if it is "
			"short. An operational review says how long it lasts (`at: 10:00 for 30 "
			"minutes`), lasts at most an hour and has at most 8 attendees: those who "
			"own goals and those who can clear the way. What needs more time belongs "
			"into a quarterly review.",
		.bad = PIPELINE("10:00 for 90 minutes"),
		.good = PIPELINE("10:00 for 30 minutes"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
