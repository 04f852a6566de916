/* Any bytes as a plan: read, judged on a day, checked by every rule, printed, written. Nothing may
 * crash or hang. */
#include "tests/fuzz/whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct out all = {0};
	/* A folder that does not exist: a plan under test reads no file of this machine. */
	struct whole whole = {.folder = "/nonexistent", .as_of = date_make(2026, 5, 15)};
	whole_run((struct str){(const char *)data, size}, &whole, &all);
	out_free(&all);
	return 0;
}
