#include "compiler/emit/agenda/agenda.h"

#include "compiler/cmd/cmd.h"

static const struct review_block *find_review(const struct plan *plan, const char *name)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++) {
		const struct review_block *review = plan_review(plan, i);
		if (review->block.name && str_is(plan_name(plan, review->block.name), name))
			return review;
	}
	return NULL;
}

/* NULL after saying why there is no such session. */
static const struct tracked_session *find_session(
	const struct plan *plan, const struct tracked *tracked, const struct options *options)
{
	const struct review_block *review =
		options->review ? find_review(plan, options->review) : NULL;
	if (options->review && !review) {
		complain("the plan has no review `%s`", options->review);
		return NULL;
	}
	const struct tracked_session *session = agenda_pick(tracked, review, options->on);
	if (!session && options->on)
		complain("no session is planned on %s", date_text(options->on).text);
	else if (!session)
		complain("no session is planned on %s or later", date_text(tracked->as_of).text);
	return session;
}

static bool print_agenda(struct analysis *analysis, uint32_t i, const struct options *options)
{
	struct emit_input input = {.plan = analysis->run.plans.items[i],
		.tracked = analysis->tracked.items[i],
		.findings = &analysis->run.sink,
		.bom = options->bom};
	input.session = find_session(input.plan, input.tracked, options);
	if (!input.session)
		return false;
	struct out out = {0};
	agenda_write(&analysis->run.arena, &input, &out);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed;
}

static int run_agenda(struct options *options)
{
	struct analysis analysis;
	int code = EXIT_UNABLE;
	if (!options->as_of) {
		complain("an agenda needs a day: --as-of DATE");
		return code;
	}
	if (analysis_run(&analysis, options)) {
		int64_t plan = analysis_only_plan(&analysis);
		if (plan < 0)
			analysis_print_why(&analysis, options);
		else if (print_agenda(&analysis, (uint32_t)plan, options))
			code = analysis_exit(&analysis, options);
		if (code == EXIT_FINDINGS)
			complain("the plan has findings that make this end with code 1; `pbp "
				 "check` shows them");
	}
	analysis_free(&analysis);
	return code;
}

const struct command command_agenda = {
	.name = "agenda",
	.takes = "[PLAN]",
	.summary = "print the agenda of the next session as CSV",
	.details = "Without --review and --on it is the next session on or after the day of "
		   "--as-of. Figures are those of that\n"
		   "day, owners those of the session's day. What is `only_for` a party is left out "
		   "unless all who attend are of\n"
		   "it, or --audience names it.",
	.options = OF_AGENDA,
	.run = run_agenda,
};
