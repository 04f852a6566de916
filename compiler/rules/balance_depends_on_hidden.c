#include "compiler/plan/refs.h"
#include "compiler/rules/parties_shared.h"

#define DISCOUNT(only_for)                                                                         \
	"resource discount_pool \"Discount pool\" {\n"                                             \
	"  type:       credit\n"                                                                   \
	"  by:         acme\n"                                                                     \
	"  amount:     20,000 USD\n"                                                               \
	"  confirmed:  2026-01-12 by omar\n"                                                       \
	"  substitute: \"List price\"\n" only_for "}\n"                                            \
	"\n"                                                                                       \
	"initiative offers \"Offers to 20 shops\" {\n"                                             \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  needs:  [discount_pool]\n"                                                              \
	"}\n"

struct look {
	struct rule_check *check;
	struct viewers viewers; /* of the block at hand */
};

static void report(const struct look *look, const struct found_ref *ref, struct viewers hidden)
{
	struct rule_check *check = look->check;
	struct str names = viewers_text(check, hidden);
	struct finding *finding = rule_report(check, ref->block, ref->span,
		"%.*s refers to %.*s, which only %.*s sees",
		STR_ARGS(block_called(check->plan, ref->block)),
		STR_ARGS(block_called(check->plan, ref->to)), STR_ARGS(names));
	finding_caret(check->sink, finding, "refers to it");
	finding_label(check->sink, finding, block_field_span(hidden.from, "only_for"),
		"only for %.*s", STR_ARGS(names));
	if (look->viewers.n)
		finding_label(check->sink, finding,
			block_field_span(look->viewers.from, "only_for"), "for others");
	finding_help(check->sink, finding,
		"take the name out here, or show to the other side what it stands for; what only "
		"%.*s needs can be `only_for: %.*s` as well",
		STR_ARGS(names), STR_ARGS(names));
}

static void visit(void *context, const struct found_ref *ref)
{
	const struct look *look = context;
	struct viewers hidden = ref->to ? block_viewers(ref->to) : (struct viewers){0};
	if (hidden.n && !viewers_see(look->viewers, hidden))
		report(look, ref, hidden);
}

static bool hides_anything(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (block_any(plan->blocks.items[i])->only_for.n)
			return true;
	return false;
}

static void check_plan(struct rule_check *check)
{
	struct plan *plan = check->plan;
	if (!hides_anything(plan))
		return;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		struct block *block = plan->blocks.items[i];
		struct look look = {check, block_viewers(block)};
		if (!block->is_std)
			refs_each(check->plan, block, visit, &look);
	}
}

const struct rule rule_balance_depends_on_hidden = {
	.info = {.name = "balance.depends_on_hidden",
		.summary = "A block that all may see refers to one that only one party sees",
		.explanation =
			"What the other side gets is made without the blocks that are `only_for` "
			"somebody else, and without everything that could only be worked out from "
			"them. A joint block that names a hidden one would then have a hole, or "
			"give it away. Both are for the same party, or neither names the other.",
		.bad = DISCOUNT("  only_for:   acme\n"),
		.good = DISCOUNT(""),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
