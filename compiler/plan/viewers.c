#include "compiler/plan/viewers.h"

/* What a block is about so wholly that who does not see the one does not see the other. */
static const struct block *carrier_of(const struct block *block)
{
	switch ((enum kind)block->kind) {
	case KIND_readings:
		return block->of;
	case KIND_feed:
		return ((const struct feed_block *)(const void *)block)->into.block;
	case KIND_session:
		return ((const struct session_block *)(const void *)block)->of.block;
	case KIND_request:
		return ((const struct request_block *)(const void *)block)->of.block;
	case KIND_root_cause:
		return ((const struct root_cause_block *)(const void *)block)->of.block;
	default:
		return NULL;
	}
}

struct viewers block_viewers(const struct block *block)
{
	for (const struct block *at = block; at; at = at->parent) {
		const struct any *any = block_any(at);
		if (any->only_for.n)
			return (struct viewers){any->only_for.items, any->only_for.n, at};
		const struct block *carrier = carrier_of(at);
		if (carrier && block_viewers(carrier).n)
			return block_viewers(carrier);
	}
	return (struct viewers){0};
}

bool viewers_have(struct viewers viewers, const struct block *party)
{
	for (uint32_t i = 0; i < viewers.n; i++)
		if (viewers.items[i].block == party)
			return true;
	return viewers.n == 0;
}

bool viewers_see(struct viewers these, struct viewers those)
{
	if (!those.n)
		return true;
	for (uint32_t i = 0; i < these.n; i++)
		if (!viewers_have(those, these.items[i].block))
			return false;
	return these.n > 0;
}
