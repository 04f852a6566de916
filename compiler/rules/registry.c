#include "compiler/rules/rule.h"

#define X(name) extern const struct rule rule_##name;
#include "build/gen/rules.def"
#undef X

#define X(name) &rule_##name,
const struct rule *const rules[] = {
#include "build/gen/rules.def"
};
#undef X

const uint32_t rules_n = sizeof rules / sizeof *rules;
