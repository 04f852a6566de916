#include "compiler/diag/finding.h"

/* Beginnings that several examples share. */
#define TWO_PARTIES                                                                                \
	"party acme \"Acme\" { role: vendor }\n"                                                   \
	"party brightline \"Brightline\" { role: partner }\n"

#define A_PLAN                                                                                     \
	"plan joint \"Joint plan\" {\n"                                                            \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"}\n"                                                                                      \
	"\n" TWO_PARTIES

#define A_MEASURED_PLAN                                                                            \
	A_PLAN "\n"                                                                                \
	       "metric revenue \"Sourced revenue\" {\n"                                            \
	       "  means:  \"Orders that Brightline brought\"\n"                                    \
	       "  unit:   USD\n"                                                                   \
	       "  kind:   flow\n"                                                                  \
	       "  better: more\n"                                                                  \
	       "}\n"

/* 130 brackets from ten: a few more than may be nested. */
#define OVER_THE_LIMIT(ten) ten ten ten ten ten ten ten ten ten ten ten ten ten

#define FINDING(id, ...)                                                                           \
	const struct rule_info finding_##id = {.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},  \
		.always = true,                                                                    \
		.name = __VA_ARGS__};
#include "grammar/findings/syntax.def"

#include "grammar/findings/name.def"

#include "grammar/findings/type.def"

#include "grammar/findings/feed.def"
#undef FINDING

#define FINDING(id, ...) &finding_##id,
const struct rule_info *const finding_infos[] = {
#include "grammar/findings/syntax.def"

#include "grammar/findings/name.def"

#include "grammar/findings/type.def"

#include "grammar/findings/feed.def"
};
#undef FINDING

const uint32_t finding_infos_n = sizeof finding_infos / sizeof *finding_infos;
