/* What the kind and the state of each block say about how it goes on. */
#include "compiler/renew/carry_parts.h"

uint64_t carry_block_key(const struct block *block)
{
	return (uint64_t)(uintptr_t)block;
}

uint64_t carry_node_key(const struct file *file, uint32_t node)
{
	return (uint64_t)file->source->id << 32 | node;
}

enum carry carry_of(const struct carried *carried, const struct block *block)
{
	const uint32_t *how = map_get(&carried->how, carry_block_key(block));
	return how ? (enum carry) * how : CARRY_LEFT;
}

bool carry_is_frozen(const struct carried *carried, const struct file *file, uint32_t node)
{
	return map_get(&carried->frozen, carry_node_key(file, node)) != NULL;
}

bool carry_is_gone(const struct carried *carried, const struct file *file, uint32_t node)
{
	return map_get(&carried->gone, carry_node_key(file, node)) != NULL;
}

bool kind_stays(enum kind kind)
{
	const kinds_t staying = K(project) | K(party) | K(person) | K(priority) | K(calendar) |
				K(unit) | K(rate) | K(term) | K(tier) | K(objective) | K(segment) |
				K(product) | K(region) | K(fact) | K(metric) | K(rule);
	return staying >> kind & 1;
}

/* ---- what is finished ---- */

/* What is noted for a later day has not happened yet. */
static bool has_come(const struct carried *carried, date_t day)
{
	return day && day <= carried->tracked->as_of;
}

static bool is_done(const struct carried *carried, const struct block *block)
{
	const struct tracked_item *item = tracked_item_of(carried->tracked, block);
	return item && item->figures.state == ITEM_DONE;
}

static bool is_initiative_over(
	const struct carried *carried, const struct initiative_block *initiative)
{
	const struct tracked_initiative *tracked =
		tracked_initiative_of(carried->tracked, initiative);
	bool is_said = initiative->state.value == work_state_done ||
		       initiative->state.value == work_state_cancelled;
	return (is_said && initiative->state.on <= carried->tracked->as_of) ||
	       (tracked && tracked->execution == STATUS_DONE);
}

static bool is_action_over(const struct carried *carried, const struct action_block *action)
{
	return has_come(carried, action->done) || has_come(carried, action->dropped.value);
}

/* A deal whose day of decision has passed: the CRM knows how it ended. */
static bool is_deal_over(const struct carried *carried, const struct deal_block *deal)
{
	return deal->closes && deal->closes < carried->tracked->as_of;
}

static const struct contingency_block *contingency_of(const struct block *block)
{
	return block && block->kind == KIND_contingency ? (const void *)block : NULL;
}

/* Those of a plan B that nobody had to start are as ready as it is. */
static enum carry action_carry(const struct carried *carried, const struct action_block *action)
{
	const struct contingency_block *contingency = contingency_of(action->block.parent);
	if (is_action_over(carried, action))
		return CARRY_LEFT;
	return contingency && !has_come(carried, contingency->activated) ? CARRY_MOVED
									 : CARRY_RECORD;
}

/* Plan B that was started is work: over, or owed. */
static enum carry contingency_carry(
	const struct carried *carried, const struct contingency_block *contingency)
{
	if (!has_come(carried, contingency->activated))
		return CARRY_MOVED;
	for (const struct block *child = contingency->block.first_child; child;
		child = child->next_sibling)
		if (child->kind == KIND_action && !is_action_over(carried, (const void *)child))
			return CARRY_RECORD;
	return CARRY_LEFT;
}

/* What was to be looked at by now, and was not, is owed on the day it was. */
static enum carry assumption_carry(
	const struct carried *carried, const struct assumption_block *assumption)
{
	bool is_overdue =
		assumption->recheck_by && assumption->recheck_by < carried->tracked->as_of;
	if (has_come(carried, assumption->broken))
		return CARRY_LEFT;
	return is_overdue ? CARRY_RECORD : CARRY_MOVED;
}

static enum carry unless(bool is_over, enum carry carry)
{
	return is_over ? CARRY_LEFT : carry;
}

/* What its kind and its own state say. */
static enum carry own_carry(const struct carried *carried, const struct block *block)
{
	const void *of = block;
	switch ((enum kind)block->kind) {
	case KIND_initiative:
		return unless(is_initiative_over(carried, of), CARRY_OPEN);
	case KIND_milestone:
	case KIND_activity:
	case KIND_dependency:
	case KIND_enablement:
	case KIND_commitment:
		return unless(is_done(carried, block), CARRY_OPEN);
	case KIND_action:
		return action_carry(carried, of);
	case KIND_roadblock:
		return unless(has_come(carried, ((const struct roadblock_block *)of)->cleared),
			CARRY_RECORD);
	case KIND_root_cause:
		return unless(has_come(carried, ((const struct root_cause_block *)of)->closed),
			CARRY_RECORD);
	case KIND_deal:
		return unless(is_deal_over(carried, of), CARRY_RECORD);
	case KIND_risk:
		return unless(
			has_come(carried, ((const struct risk_block *)of)->closed), CARRY_MOVED);
	case KIND_assumption:
		return assumption_carry(carried, of);
	case KIND_contingency:
		return contingency_carry(carried, of);
	case KIND_plan:
	case KIND_goal:
	case KIND_incentive:
	case KIND_funnel:
	case KIND_fund:
	case KIND_request:
	case KIND_resource:
	case KIND_review:
	case KIND_feed:
		return CARRY_MOVED;
	default:
		return kind_stays((enum kind)block->kind) ? CARRY_KEPT : CARRY_LEFT;
	}
}

bool kind_is_left(enum kind kind)
{
	const kinds_t left = K(session) | K(win) | K(decision) | K(feedback) | K(increments) |
			     K(readings) | K(signoff) | K(amendment);
	return left >> kind & 1;
}

/* A template is never finished: what is like it is. */
static enum carry template_carry(const struct block *block)
{
	enum kind kind = (enum kind)block->kind;
	return kind_is_left(kind) ? CARRY_LEFT : kind_stays(kind) ? CARRY_KEPT : CARRY_MOVED;
}

/* What is owed goes on without what it stood in. */
enum carry carry_in(enum carry own, const struct carried *carried, const struct block *block)
{
	bool needs_parent = own != CARRY_RECORD && block->parent;
	return needs_parent && carry_of(carried, block->parent) == CARRY_LEFT ? CARRY_LEFT : own;
}

void put_carry(struct carried *carried, const struct block *block, enum carry carry)
{
	*map_put(&carried->how, carry_block_key(block), NULL) = carry;
}

static void decide_template(struct carried *carried, const struct block *block)
{
	put_carry(carried, block, carry_in(template_carry(block), carried, block));
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		decide_template(carried, child);
}

/* ---- fields ---- */

bool carry_keeps_field(
	const struct carried *carried, const struct block *block, const struct field_info *info)
{
	struct str name = str_from(info->name);
	bool is_own = info->kind == block->kind;
	switch (carry_of(carried, block)) {
	case CARRY_LEFT:
		return false;
	case CARRY_KEPT:
		return true;
	case CARRY_RECORD: /* the session it came from stays behind */
		return !(block->kind == KIND_action && is_own && str_is(name, "from"));
	case CARRY_MOVED:
	case CARRY_OPEN:
	case CARRY_MODEL:
		break;
	}
	if (block->kind == KIND_feed)
		return !str_is(name, "complete_to");
	if (block->kind == KIND_action)
		return !is_own ||
		       (!str_is(name, "done") && !str_is(name, "dropped") && !str_is(name, "from"));
	if (block->kind == KIND_goal && is_own &&
		(str_is(name, "target") || str_is(name, "evidence")))
		return false; /* of another year */
	if (block->kind == KIND_plan && is_own && str_is(name, "renews"))
		return false;
	return info->life != PROGRESS;
}

/* ---- all of them ---- */

void carry_decide(struct carried *carried, struct plan *plan, const struct tracked *tracked)
{
	*carried = (struct carried){.plan = plan, .tracked = tracked};
	for (uint32_t i = 0; i < plan->templates.n; i++)
		decide_template(carried, plan->templates.items[i]);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		put_carry(carried, block,
			block->is_std ? CARRY_KEPT
				      : carry_in(own_carry(carried, block), carried, block));
	}
	carry_settle(carried);
}

void carry_free(struct carried *carried)
{
	map_free(&carried->how);
	map_free(&carried->gone);
	map_free(&carried->frozen);
	map_free(&carried->own_at);
}
