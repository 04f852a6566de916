/*
 * Texts of the normal form that seals and differences are made of: they tell nothing of how a file
 * is written, and two that mean different things are never the same.
 */
#ifndef COMPILER_PLAN_NORMAL_H
#define COMPILER_PLAN_NORMAL_H

#include "compiler/plan/plan.h"

/* "sourced", "crm_link.connector"; of the standard library "std.metrics.win_rate", and so of a file
   whose name only another file's tells apart: "emea.leads". */
struct str normal_name(struct plan *plan, const struct block *block);
/* "USD", "days", "%"; of a declared unit its name, whatever its plural is. */
struct str normal_unit(const struct plan *plan, unit_t unit);
/* The condition or formula of a block's field in one spacing, numbers and texts in one spelling,
   names as they are from the plan's top and the value of a `let` in place of its name. */
struct str normal_expression(
	struct plan *plan, struct block *block, const struct expression *expression);

#endif
