#include "compiler/rules/waits_shared.h"

#define WORK(after)                                                                                \
	"initiative crm_link \"ERP connector\" {\n"                                                \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n"                                                                          \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-02-02 .. 2026-04-30\n"                                                     \
	"  effort: 30 days\n" after "}\n"                                                          \
	"\n"                                                                                       \
	"initiative capture \"Capture roll-out\" {\n"                                              \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-05-04 .. 2026-06-26\n"                                                     \
	"  effort: 30 days\n"                                                                      \
	"  after:  crm_link\n"                                                                     \
	"}\n"

static struct str path_of(const struct rule_check *check, const struct block *block)
{
	return block->name || !block->title.ptr ? block_path(check->plan, block)
						: block_called(check->plan, block);
}

static void report(
	struct rule_check *check, const struct waits *waits, const uint32_t *way, uint32_t n)
{
	struct finding *finding = NULL;
	struct out text = {0};
	for (uint32_t i = 0; i < n; i++) {
		const struct wait *wait = &waits->items.items[way[i]];
		if (!wait->field)
			continue;
		out_printf(&text, "%s%.*s waits for %.*s", text.len ? ", " : "",
			STR_ARGS(path_of(check, wait->block)), STR_ARGS(path_of(check, wait->on)));
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct wait *wait = &waits->items.items[way[i]];
		if (!wait->field)
			continue;
		struct span span = block_node_span(wait->says, wait->field, wait->node);
		if (!finding) {
			finding =
				rule_report(check, wait->block, span, "%.*s waits for itself: %.*s",
					STR_ARGS(block_called(check->plan, wait->block)),
					STR_ARGS(out_view(&text)));
			finding_caret(check->sink, finding, "%.*s waits for this",
				STR_ARGS(path_of(check, wait->block)));
			continue;
		}
		finding_label(check->sink, finding, span, "%.*s waits for this",
			STR_ARGS(path_of(check, wait->block)));
	}
	out_free(&text);
	if (finding)
		finding_help(check->sink, finding,
			"take one of them out: what comes first waits for nothing behind it");
}

static void check_plan(struct rule_check *check)
{
	struct waits waits;
	waits_make(&waits, check->plan);
	for (uint32_t circle = 1; circle <= waits.n_circles; circle++) {
		const uint32_t *way;
		uint32_t n = waits_way_around(&waits, circle, &way);
		report(check, &waits, way, n);
	}
	waits_free(&waits);
}

const struct rule rule_dependency_cycle = {
	.info = {.name = "dependency.cycle",
		.summary = "Work waits for itself",
		.explanation =
			"If one thing comes after another that comes after the first, neither ever "
			"begins. `after`, `needs` and what a dependency `affects` lead from work "
			"to "
			"what it waits for; an initiative also waits for its own milestones and "
			"activities to end. The finding shows every place of the circle. Take out "
			"the one that is not meant, or split the work that stands on both sides.",
		.bad = WORK("  after:  capture\n"),
		.good = WORK(""),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
