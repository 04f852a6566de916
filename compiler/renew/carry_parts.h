/*
 * What the two steps of deciding who goes on share.
 */
#ifndef COMPILER_RENEW_CARRY_PARTS_H
#define COMPILER_RENEW_CARRY_PARTS_H

#include "compiler/renew/carry.h"

uint64_t carry_block_key(const struct block *block);
uint64_t carry_node_key(const struct file *file, uint32_t node);
void put_carry(struct carried *carried, const struct block *block, enum carry carry);
/* The same, unless it needs what it stands in and that stays behind. */
enum carry carry_in(enum carry own, const struct carried *carried, const struct block *block);
/* What nobody takes over from one plan into the next. */
bool kind_is_left(enum kind kind);
/* Until nothing changes any more. */
void carry_settle(struct carried *carried);

#endif
