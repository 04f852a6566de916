/* The state of dated work. */
#include "runtime/track/track.h"

/* A due date is met by work done on that day; what is done late stays done and shows how late it
 * was. */
struct item_figures item_judge(date_t due, date_t done, date_t forecast, date_t as_of)
{
	struct item_figures figures = {ITEM_NONE, 0};
	date_t lands = DATE_NONE;
	if (done != DATE_NONE && done <= as_of) {
		figures.state = ITEM_DONE;
		lands = done;
	} else if (due != DATE_NONE && due < as_of) {
		figures.state = ITEM_MISSED;
		lands = forecast > as_of ? forecast : as_of;
	} else if (due != DATE_NONE) {
		figures.state = ITEM_DUE;
		lands = forecast;
	}
	if (due != DATE_NONE && lands > due)
		figures.days_late = lands - due;
	return figures;
}
