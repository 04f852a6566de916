/* The seven status words and their order. */
#include "runtime/track/parts.h"

const char *status_word(enum status status)
{
	switch (status) {
	case STATUS_NONE:
		return "";
	case STATUS_NOT_JUDGED:
		return "not_judged";
	case STATUS_UNKNOWN:
		return "unknown";
	case STATUS_DONE:
		return "done";
	case STATUS_MISSED:
		return "missed";
	case STATUS_ON_TRACK:
		return "on_track";
	case STATUS_WATCH:
		return "watch";
	case STATUS_BEHIND:
		return "behind";
	}
	return "";
}

const char *status_phrase(enum status status)
{
	switch (status) {
	case STATUS_NOT_JUDGED:
		return "not judged yet";
	case STATUS_ON_TRACK:
		return "on track";
	case STATUS_NONE:
	case STATUS_UNKNOWN:
	case STATUS_DONE:
	case STATUS_MISSED:
	case STATUS_WATCH:
	case STATUS_BEHIND:
		break;
	}
	return status_word(status);
}

const char *trend_word(enum trend trend)
{
	switch (trend) {
	case TREND_NONE:
		break;
	case TREND_RISING:
		return "rising";
	case TREND_LEVEL:
		return "level";
	case TREND_FALLING:
		return "falling";
	}
	return NULL;
}

/* Unknown ranks above watch, because nobody can say that it is not worse. */
int status_badness(enum status status)
{
	switch (status) {
	case STATUS_NONE:
		return 0;
	case STATUS_DONE:
		return 1;
	case STATUS_NOT_JUDGED:
		return 2;
	case STATUS_ON_TRACK:
		return 3;
	case STATUS_WATCH:
		return 4;
	case STATUS_UNKNOWN:
		return 5;
	case STATUS_BEHIND:
		return 6;
	case STATUS_MISSED:
		return 7;
	}
	return 0;
}

enum status status_worst(enum status a, enum status b)
{
	return status_badness(b) > status_badness(a) ? b : a;
}

/* share >= percent / 100 */
static bool share_reaches(struct ratio share, struct decimal percent)
{
	struct ratio whole = ratio_of(percent);
	return ratio_compare(share, ratio_make(whole.num, whole.den * 100)) >= 0;
}

enum status status_of_share(struct ratio share, const struct track_settings *settings)
{
	if (share_reaches(share, settings->on_track))
		return STATUS_ON_TRACK;
	return share_reaches(share, settings->watch) ? STATUS_WATCH : STATUS_BEHIND;
}
