#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"root_cause till_late \"Course on tills a week late\" {\n"                                 \
	"  of:      roll_out.first_calls\n"                                                        \
	"  opened:  2026-02-02\n"                                                                  \
	"  owner:   dana\n"                                                                        \
	"  problem: \"Calls planned for January were made in February.\"\n"                        \
	"  why:     [\"The list had no owner\", \"The plan named none\"]\n"                        \
	"  escaped: \"Nobody counted the calls.\"\n"                                               \
	"  verify:  \"Twenty calls in each of two weeks\"\n" middle "\n"                           \
	"  action name_owner \"Name an owner of the list\" {\n"                                    \
	"    owner: dana\n"                                                                        \
	"    due:   2026-02-13\n"                                                                  \
	"    done:  2026-02-12\n"                                                                  \
	"  }\n"                                                                                    \
	"}\n"

static const struct rule_setting settings[] = {
	{"tracking.cause_open", 30, RULE_DAYS, "how long a root cause may stay open"}, {0}};

static bool has_work_ahead(const struct block *cause, date_t as_of)
{
	for (const struct block *at = cause->first_child; at; at = at->next_sibling) {
		const struct action_block *action = (const void *)at;
		if (at->kind == KIND_action &&
			(at->broken || !action->due ||
				(action->due >= as_of && action_is_open(action, as_of))))
			return true;
	}
	return false;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	int64_t limit = rule_setting(check, "tracking.cause_open", NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(plan, i);
		const struct block *block = &cause->block;
		if (!cause->opened || as_of - cause->opened <= limit ||
			block_has(block, "closed") || !rules_is_whole(block) ||
			has_work_ahead(block, as_of))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "opened"),
				"%.*s has been open for %.*s and has no action ahead",
				STR_ARGS(block_called(plan, block)),
				STR_ARGS(rules_days(check, as_of - cause->opened)));
		finding_caret(check->sink, finding, "opened");
		if (block_has(block, "verify"))
			finding_label(check->sink, finding, block_field_span(block, "verify"),
				"what is to show that it is solved");
		finding_help(check->sink, finding,
			"agree on the next action, or close it if the check was met:");
		finding_code(check->sink, finding, "closed: %s", date_text(as_of).text);
		note_day(check, finding);
	}
}

const struct rule rule_tracking_cause_open = {
	.info = {.name = "tracking.cause_open",
		.summary = "A root cause has been open for a month and nothing is done about it",
		.explanation =
			"A cause that was found and not removed comes back. Within a month either "
			"its actions are done and the check in `verify` was met, so it is "
			"`closed`, "
			"or something is still to be done, so an open `action` has a date ahead. "
			"If the check was not met, the chain of whys was too short: add to it and "
			"agree on another action.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("  closed:  2026-03-02\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
