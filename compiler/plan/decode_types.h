/*
 * The readers of value types, one for each VALUE_TYPE row of grammar/schema/types.def: each turns
 * one expression into the type's C shape at `to`, or reports what is wrong with it and returns
 * false.
 */
#ifndef COMPILER_PLAN_DECODE_TYPES_H
#define COMPILER_PLAN_DECODE_TYPES_H

#include "compiler/plan/decode.h"
#include "compiler/plan/eval.h"

/* The value of an expression; VALUE_NONE if it is wrong, which has been reported then. */
struct value decode_evaluate(struct decoder *decoder, const struct slot *slot, uint32_t node);
/* False; reports a value of another type than the slot's, if there is one. */
bool decode_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const struct value *value);

#define VALUE_TYPE(name, c_type, wanted, doc)                                                      \
	bool decode_##name(                                                                        \
		struct decoder *decoder, const struct slot *slot, uint32_t node, void *to);
#define PHRASE(name, base, clauses)
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE

/* Reports what was meant as the range `a .. b`. */
void report_range(struct decoder *decoder, const struct slot *slot, struct span span, struct str a,
	struct str b);

#endif
