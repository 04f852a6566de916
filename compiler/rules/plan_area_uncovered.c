#include "compiler/rules/rules_shared.h"

#define ACADEMY(area)                                                                              \
	"# without: initiative academy\n"                                                          \
	"\n"                                                                                       \
	"initiative academy \"Retail academy\" {\n"                                                \
	"  owner:  dana\n"                                                                         \
	"  with:   mona\n"                                                                         \
	"  serves: [first_orders, sellers, answers]\n"                                             \
	"  area:   " area "\n"                                                                     \
	"  window: 2026-02-02 .. 2026-10-30\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"

static const struct rule_setting settings[] = {
	{"plan.area_uncovered", 180, RULE_DAYS, "longest plan that may leave an area out"}, {0}};

static void check_plan(struct rule_check *check)
{
	static const enum area areas[] = {
		area_marketing, area_sales, area_product, area_enablement};
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct out missing = {0};
	bool covered[area_count] = {false};
	if (plan->is_broken ||
		rules_plan_days(plan) <= rule_setting(check, "plan.area_uncovered", NULL))
		return;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (block_has(&initiative->block, "area") && !initiative->area)
			return; /* it may be the one that is missing */
		covered[initiative->area] |= !rules_is_cancelled(&initiative->block);
	}
	for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
		if (!covered[areas[i]])
			out_printf(&missing, "%s%s", missing.len ? ", " : "",
				enum_word(&words_area, (uint8_t)areas[i]));
	if (missing.len) {
		struct finding *finding = rule_report(check, frame, block_span(frame),
			"no initiative of %.*s is in %.*s", STR_ARGS(block_called(plan, frame)),
			STR_ARGS(out_view(&missing)));
		finding_help(check->sink, finding,
			"add the work; an initiative says where it belongs with `area`. What is "
			"not "
			"needed is left out with `allow` and its reason");
	}
	out_free(&missing);
}

const struct rule rule_plan_area_uncovered = {
	.info = {.name = "plan.area_uncovered",
		.summary = "No initiative in marketing, sales, product or enablement",
		.explanation =
			"Partner business needs demand, sellers who work it, something that fits "
			"together, and people who know how: marketing, sales, product and "
			"enablement. A plan of a year that has no work in one of them mostly "
			"forgot it. Where it is left out on purpose, a waiver says so. Plans of "
			"up to 180 days may concentrate on less.",
		.bad = ACADEMY("operations"),
		.good = ACADEMY("enablement"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
