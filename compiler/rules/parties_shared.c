#include "compiler/rules/parties_shared.h"

bool parties_are_known(const struct rule_check *check)
{
	const struct plan_block *frame = check->plan->frame;
	for (uint32_t i = 0; i < frame->between.n; i++)
		if (!parties_at(check->plan, i))
			return false;
	return frame->between.n && rules_has_all(check, &frame->block, "between", frame->between.n);
}

bool party_is_third(const struct plan *plan, const struct party_block *party)
{
	if (plan->frame->between.n < 3)
		return false;
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *at = parties_at(plan, i);
		if (at == party)
			return false;
		if (at && party_is_vendor_side(at) == party_is_vendor_side(party))
			return true;
	}
	return false;
}

const struct party_block *party_owning(const struct plan *plan, const struct block *block)
{
	return person_party(block_owner_on(block, block_life(plan, block).first));
}

struct str viewers_text(const struct rule_check *check, struct viewers viewers)
{
	struct out out = {0};
	for (uint32_t i = 0; i < viewers.n; i++)
		if (viewers.items[i].block)
			out_printf(&out, "%s%.*s", out.len ? " and " : "",
				STR_ARGS(rules_name(check, viewers.items[i].block)));
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}
