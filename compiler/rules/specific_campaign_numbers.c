#include "compiler/rules/terms_shared.h"

#define CAMPAIGN(rates)                                                                            \
	"goal meetings \"Meet 4 shops a month\" {\n"                                               \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    4 leads\n"                                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"term qualified_lead { means: \"A shop that has agreed to a meeting.\" }\n"                \
	"\n"                                                                                       \
	"initiative letters \"Letters to 3,000 shops\" {\n"                                        \
	"  owner:       mona\n"                                                                    \
	"  with:        lee\n"                                                                     \
	"  serves:      [meetings]\n"                                                              \
	"  area:        marketing\n"                                                               \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  effort:      15 days\n"                                                                 \
	"  contributes: 30 leads to meetings\n" rates "}\n"                                        \
	"\n"                                                                                       \
	"enablement letter_kit \"Letters kit\" {\n"                                                \
	"  type:      collateral\n"                                                                \
	"  owner:     mona\n"                                                                      \
	"  audience:  [acme, brightline]\n"                                                        \
	"  due:       2026-02-27\n"                                                                \
	"  via:       \"Partner portal\"\n"                                                        \
	"  needed_by: letters\n"                                                                   \
	"}\n"

#define FUNNEL                                                                                     \
	"\n"                                                                                       \
	"  funnel {\n"                                                                             \
	"    contacts:  3,000\n"                                                                   \
	"    response:  2%\n"                                                                      \
	"    qualified: 50%\n"                                                                     \
	"  }\n"

static const struct funnel_block *funnel_of(const struct block *initiative)
{
	for (const struct block *at = initiative->first_child; at; at = at->next_sibling)
		if (at->kind == KIND_funnel)
			return (const void *)at;
	return NULL;
}

/* What a contribution counts has a term, be it the unit or what the goal's metric is called. Money
   is money. */
static bool has_term(const struct rule_check *check, const struct term_words *terms,
	const struct phrase_contribution *contribution)
{
	const struct plan *plan = check->plan;
	const struct block *to = contribution->to.block;
	const struct unit_block *unit = plan_declared_unit(plan, contribution->value.unit);
	if (!unit || !to || to->kind != KIND_goal)
		return true;
	const struct metric_block *metric = goal_metric((const void *)to);
	return terms_in(terms, plan_name(plan, unit->block.name)) ||
	       terms_in(terms, unit->block.title) || terms_in(terms, to->title) || !metric ||
	       terms_in(terms, metric->block.title) || terms_in(terms, metric->means);
}

static void report_funnel(struct rule_check *check, const struct initiative_block *initiative,
	const struct funnel_block *funnel)
{
	const struct block *block = &initiative->block;
	const char *missing = !funnel				       ? "funnel"
			      : !block_has(&funnel->block, "contacts") ? "number of contacts"
								       : "response rate";
	struct finding *finding = rule_report(check, block, block_field_span(block, "contributes"),
		"%.*s says what it brings and not from what: it has no %s",
		STR_ARGS(block_called(check->plan, block)), missing);
	if (funnel)
		finding_label(check->sink, finding, block_span(&funnel->block), "no %s", missing);
	finding_help(check->sink, finding,
		"say how many are contacted, how many of them answer and how many of those "
		"count:");
	finding_code(check->sink, finding,
		"funnel {\n"
		"  contacts:  TODO\n"
		"  response:  TODO\n"
		"  qualified: TODO\n"
		"}");
}

static void report_term(struct rule_check *check, const struct initiative_block *initiative,
	const struct phrase_contribution *contribution)
{
	const struct plan *plan = check->plan;
	const struct block *block = &initiative->block;
	const struct unit_block *unit = plan_declared_unit(plan, contribution->value.unit);
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "contributes", contribution->node),
		"nothing says what counts as a %.*s that %.*s brings",
		STR_ARGS(plan_name(plan, unit->block.name)), STR_ARGS(block_called(plan, block)));
	finding_help(check->sink, finding, "say what both sides count:");
	finding_code(check->sink, finding, "term %.*s { means: \"TODO\" }",
		STR_ARGS(plan_name(plan, unit->block.name)));
}

static void check_initiative(struct rule_check *check, const struct term_words *terms,
	const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	const struct funnel_block *funnel = funnel_of(block);
	if (initiative->area != area_marketing || !initiative->contributes.n ||
		rules_is_cancelled(block) || !rules_is_whole(block))
		return;
	bool has_numbers = funnel && block_has(&funnel->block, "contacts") &&
			   block_has(&funnel->block, "response");
	if (!has_numbers && (!funnel || rules_is_whole(&funnel->block))) {
		report_funnel(check, initiative, funnel);
		return;
	}
	for (uint32_t i = 0; i < initiative->contributes.n; i++) {
		if (has_term(check, terms, &initiative->contributes.items[i]))
			continue;
		report_term(check, initiative, &initiative->contributes.items[i]);
		return;
	}
}

static void check_plan(struct rule_check *check)
{
	struct term_words terms = {0};
	terms_find(&terms, check->plan);
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_initiative].n; i++)
		check_initiative(check, &terms, plan_initiative(check->plan, i));
	terms_free(&terms);
}

const struct rule rule_specific_campaign_numbers = {
	.info = {.name = "specific.campaign_numbers",
		.summary = "A campaign says what it brings and not from what",
		.explanation =
			"A campaign that promises 40 leads is judged by what both sides call a "
			"lead and by how many people it reaches. State a `funnel` with the number "
			"of contacts and the rates to expect, and a `term` for what is counted, "
			"so that nobody counts business cards at the end.",
		.bad = CAMPAIGN(""),
		.good = CAMPAIGN(FUNNEL),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
