/*
 * Bytes as a plan: they choose, kind by kind and field by field, what the schema allows, so that
 * what is written is right in its syntax and mostly in its types, with references among its blocks,
 * the edges of time and of 64 bits, children, updates, likes, templates, lets, readings and
 * conditions. The plan then goes through all that the program does with one; some go through it
 * twice, and the second time must give the same bytes.
 *
 *     fuzz_plan --print FILE    also prints the plan that an input stands for
 */
#include "tests/fuzz/schema_plan.h"

#include "tests/fuzz/whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* What is done with the plan: the first bytes choose it. */
static struct whole choose(struct maker *maker, bool *twice)
{
	static const date_t days[] = {
		739751, 739751, 739751, 739751, 739630, 739900, DATE_NONE, DATE_MIN, DATE_MAX};
	static const char *const audiences[] = {"", "", "", "party0", "party1"};
	struct whole whole = {.folder = "/nonexistent"};
	whole.as_of = PICK(maker, days);
	whole.profile = (enum profile)pick(maker, 4);
	uint32_t way = take(maker);
	*twice = way % 8 == 7;
	whole.audience = str_from(audiences[way / 8 % (sizeof audiences / sizeof *audiences)]);
	return whole;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct maker maker = maker_of(data, size);
	struct out first = {0}, second = {0};
	bool twice;
	struct whole whole = choose(&maker, &twice);
	write_plan(&maker);
	whole_run(out_view(&maker.out), &whole, &first);
	if (twice) {
		whole_run(out_view(&maker.out), &whole, &second);
		demand(str_equal(out_view(&first), out_view(&second)),
			"the same plan gave something else");
	}
	out_free(&first);
	out_free(&second);
	out_free(&maker.out);
	return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	if (*argc < 3 || strcmp((*argv)[1], "--print") != 0)
		return 0;
	for (int i = 2; i < *argc; i++) {
		struct file_bytes bytes;
		const char *reason;
		if (file_read((*argv)[i], 1 << 20, &bytes, &reason) != FILE_OK)
			continue;
		struct maker maker = maker_of((const uint8_t *)bytes.data, bytes.len);
		bool twice;
		choose(&maker, &twice);
		write_plan(&maker);
		fwrite(maker.out.data, 1, maker.out.len, stdout);
		fflush(stdout); /* what follows may crash */
		out_free(&maker.out);
		file_release(&bytes);
	}
	return 0;
}
