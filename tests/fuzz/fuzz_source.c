/* Any bytes as a plan: read, judged on a day, checked by every rule, printed. Nothing may crash or hang. */
#include "compiler/diag/render.h"
#include "compiler/plan/project.h"
#include "compiler/rules/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct run run;
	struct out out = {0};
	struct level_overrides none = {0};
	struct render_options options = {.as_of = "2026-05-15", .color = true};
	run_init(&run, date_make(2026, 5, 15));
	/* A folder that does not exist: a plan under test reads no file of this machine. */
	run_load_text(&run, "fuzz.pbp", "/nonexistent", (struct str){(const char *)data, size});
	for (uint32_t i = 0; i < run.plans.n; i++) {
		struct plan *plan = run.plans.items[i];
		if (!plan->frame)
			continue;
		struct tracked *tracked = plan_track(plan, run.as_of);
		rules_run(plan, tracked, &none);
		tracked_free(tracked);
	}
	sink_finish(&run.sink, &run.sources);
	render_text(&out, &run.sink, &run.sources, &options);
	out_free(&out);
	run_free(&run);
	return 0;
}
