/*
 * Any bytes as the CSV file of a feed. The first byte chooses how the plan declares the feed. The file lies in a folder
 * of its own, because a feed is read from the disk.
 */
#include "compiler/plan/tracked.h"

#include "compiler/plan/project.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const declarations[] = {
	"date: column(\"Date\")  value: column(\"Value\")",
	"date: column(\"Date\") as \"MM/DD/YYYY\"  value: column(\"Value\")  decimal: comma  separator: \";\"",
	"date: column(\"Date\") as \"D MMM YY\"  count: true  where: column(\"Stage\") == \"Won\" or column(\"Value\") > 5",
	"date: column(\"Date\") as \"DD.MM.YYYY\"  value: column(\"Value\")  separator: \"\\t\"  complete_to: 2026-05-15",
};

static const char plan_text[] =
	"plan p \"P\" { between: [a, b]  period: 2026-01-01 .. 2026-12-31  currency: USD }\n"
	"party a \"A\" { role: vendor }\nparty b \"B\" { role: reseller }\nperson ann \"Ann\" { of: a }\n"
	"metric m \"M\" { means: \"Sales.\"  unit: money  kind: flow }\n"
	"goal g \"G\" { owner: ann  metric: m  target: 100 USD by 2026-12-31 }\n";

/* The folder of this process: made by the first write, removed after each run. */
static struct str folder_of_process(struct arena *arena)
{
	return str_format(arena, "/tmp/pbp-fuzz-feed-%d", (int)getpid());
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct run run;
	if (!size)
		return 0;
	run_init(&run, date_make(2026, 5, 15));
	struct str folder = folder_of_process(&run.arena);
	struct str path = str_format(&run.arena, "%.*s/f.csv", STR_ARGS(folder));
	if (file_write(path.ptr, (struct str){(const char *)data + 1, size - 1}))
		abort();
	const char *declared = declarations[data[0] % (sizeof declarations / sizeof *declarations)];
	struct str text = str_format(
		&run.arena, "%sfeed f \"F\" { file: \"f.csv\"  into: g  %s }\n", plan_text, declared);
	run_load_text(&run, "fuzz.pbp", folder.ptr, text);
	for (uint32_t i = 0; i < run.plans.n; i++)
		tracked_free(plan_track(run.plans.items[i], run.as_of));
	sink_finish(&run.sink, &run.sources);
	unlink(path.ptr);
	rmdir(folder.ptr);
	run_free(&run);
	return 0;
}
