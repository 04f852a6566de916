#include "compiler/plan/smart.h"

const struct smart_letter_info smart_letters[SMART_LETTERS] = {
	[SMART_S] = {'S', "specific",
		"Is this the outcome both want? Do both read it the same way?"},
	[SMART_M] = {'M', "measurable",
		"Does the metric show what is meant? Are the entered figures true?"},
	[SMART_A] = {'A', "assignable and achievable",
		"Authority and time? Will it be reached? Is the evidence sound?"},
	[SMART_R] = {'R', "relevant and realistic",
		"Is it worth it for each side? Does the market allow it?"},
	[SMART_T] = {'T', "timed", "Is the date an honest one?"},
};

const char *smart_state_word(enum smart_state state)
{
	switch (state) {
	case SMART_HOLDS:
		return "holds";
	case SMART_FAILS:
		return "fails";
	case SMART_WAIVED:
		return "waived";
	}
	return "";
}

void smart_count(const struct smart_verdict *verdict, enum smart_letter letter, uint32_t *n,
	uint32_t *n_hold)
{
	*n = *n_hold = 0;
	for (uint32_t i = 0; i < verdict->n; i++) {
		*n += verdict->checks[i].letter == letter;
		*n_hold += verdict->checks[i].letter == letter &&
			   verdict->checks[i].state == SMART_HOLDS;
	}
}
