/*
 * Any bytes as the CSV file of a feed. The first byte chooses how the plan declares the feed and
 * what it fills. The file lies in a folder of its own, because a feed is read from the disk.
 */
#include "tests/fuzz/whole.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const declarations[] = {
	"date: column(\"Date\")  value: column(\"Value\")",
	"date: column(\"Date\") as \"MM/DD/YYYY\"  value: column(\"Value\")  decimal: comma  "
	"separator: \";\"",
	"date: column(\"Date\") as \"D MMM YY\"  count: true  where: column(\"Stage\") == \"Won\" "
	"or column(\"Value\") > 5",
	"date: column(\"Date\") as \"DD.MM.YYYY\"  value: column(\"Value\")  separator: \"\\t\"  "
	"complete_to: 2026-05-15",
	"date: column(\"Date\")  value: column(\"Value\")  sample: column(\"Stage\")  where: "
	"column(\"Date\") in [\"2026-05-01\", \"2026-05-02\"] or has column(\"Value\")",
};

static const char *const filled[] = {"flow", "level", "kept", "sales", "share"};

static const char plan_text[] =
	"plan p \"P\" { between: [a, b]  period: 2026-01-01 .. 2026-12-31  currency: USD }\n"
	"party a \"A\" { role: vendor }\nparty b \"B\" { role: reseller }\n"
	"person ann \"Ann\" { of: a }\n"
	"metric sales \"M\" { means: \"Sales.\"  unit: money  kind: flow  refresh: 1 week }\n"
	"metric share \"S\" { means: \"Share.\"  unit: percent  kind: level  minimum_sample: 5 }\n"
	"goal flow \"F\" { owner: ann  metric: sales  target: 100 USD by 2026-12-31 }\n"
	"goal level \"L\" { owner: ann  metric: share  target: 5% by 2026-12-31\n"
	"  baseline: 9% on 2025-12-31 }\n"
	"goal kept \"K\" { owner: ann  metric: sales  at_least: 10 USD }\n"
	"readings flow { 2026-01: 5 USD\n2026-02-15: 9 USD }\n";

/* The folder of this process: made by the first write, removed after each run. */
static struct str folder_of_process(struct arena *arena)
{
	return str_format(arena, "/tmp/pbp-fuzz-feed-%d", (int)getpid());
}

#define OF(items, n) ((items)[(n) % (sizeof(items) / sizeof *(items))])

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct out all = {0};
	if (!size)
		return 0;
	arena_init(&arena);
	struct str folder = folder_of_process(&arena);
	struct str path = str_format(&arena, "%.*s/f.csv", STR_ARGS(folder));
	struct whole whole = {.folder = folder.ptr, .as_of = date_make(2026, 5, 15)};
	if (file_write(path.ptr, (struct str){(const char *)data + 1, size - 1}))
		abort();
	struct str text = str_format(&arena, "%sfeed f \"F\" { file: \"f.csv\"  into: %s  %s }\n",
		plan_text, OF(filled, data[0] / 16), OF(declarations, data[0] % 16));
	whole_run(text, &whole, &all);
	unlink(path.ptr);
	rmdir(folder.ptr);
	out_free(&all);
	arena_free(&arena);
	return 0;
}
