#include "compiler/rules/rules_shared.h"

#define MAILING(leads)                                                                             \
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
	"initiative letters \"Letters to 3,000 shops\" {\n"                                        \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  serves:      [meetings]\n"                                                              \
	"  area:        operations\n"                                                              \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  effort:      15 days\n"                                                                 \
	"  contributes: " leads " to meetings\n"                                                   \
	"\n"                                                                                       \
	"  funnel {\n"                                                                             \
	"    contacts:  3,000\n"                                                                   \
	"    response:  2%\n"                                                                      \
	"    qualified: 50%\n"                                                                     \
	"  }\n"                                                                                    \
	"}\n"

enum step { STEP_RESPONSE, STEP_QUALIFIED, STEP_OPPORTUNITY, STEP_WIN, STEPS };

static const char *const step_fields[STEPS] = {"response", "qualified", "to_opportunity", "win"};

struct chain { /* what a funnel multiplies to, up to a stage */
	struct ratio result;
	struct out text; /* "6,000 x 2% x 30%" */
	uint32_t n;	 /* rates */
	bool fits;
};

static const struct quantity *rate_at(const struct funnel_block *funnel, enum step step)
{
	const struct quantity *const rates[STEPS] = {
		&funnel->response, &funnel->qualified, &funnel->to_opportunity, &funnel->win};
	return rates[step];
}

/* The stage after which things of a unit are counted: leads when they are qualified, deals and
   customers when they are won. Other things come at the end, and so does money. */
static enum step step_of(const struct plan *plan, unit_t unit)
{
	static const struct {
		const char *unit;
		enum step step;
	} known[] = {{"contact", STEP_RESPONSE}, {"response", STEP_RESPONSE},
		{"lead", STEP_QUALIFIED}, {"opportunity", STEP_OPPORTUNITY}};
	const struct unit_block *block = plan_declared_unit(plan, unit);
	for (size_t i = 0; block && i < sizeof known / sizeof *known; i++)
		if (str_is(plan_name(plan, block->block.name), known[i].unit))
			return known[i].step;
	return STEP_WIN;
}

static struct chain multiply(
	const struct plan *plan, const struct funnel_block *funnel, enum step last)
{
	struct chain chain = {.result = ratio_of(funnel->contacts.n), .fits = true};
	decimal_print_grouped(&chain.text, funnel->contacts.n);
	for (enum step step = 0; step <= last; step++) {
		const struct quantity *rate = rate_at(funnel, step);
		struct ratio share;
		if (!rate->set)
			continue;
		chain.fits &= ratio_multiply(ratio_of(rate->n), ratio_make(1, 100), &share) &&
			      ratio_multiply(chain.result, share, &chain.result);
		out_text(&chain.text, " x ");
		quantity_print(plan, &chain.text, *rate);
		chain.n++;
	}
	return chain;
}

/* False if the funnel does not say what it comes to in this unit. */
static bool gives(const struct plan *plan, const struct funnel_block *funnel, unit_t unit,
	struct chain *chain)
{
	*chain = multiply(plan, funnel, step_of(plan, unit));
	if (!unit_is_currency(unit))
		return chain->fits && chain->n;
	if (!funnel->value.set || funnel->value.unit != unit)
		return false;
	out_text(&chain->text, " x ");
	quantity_print(plan, &chain->text, funnel->value);
	return chain->fits && chain->n &&
	       ratio_multiply(chain->result, ratio_of(funnel->value.n), &chain->result);
}

static struct finding *report(struct rule_check *check, const struct initiative_block *initiative,
	const struct funnel_block *funnel, const struct phrase_contribution *contribution,
	const struct chain *chain)
{
	const struct plan *plan = check->plan;
	const struct block *block = &initiative->block;
	struct quantity result = contribution->value;
	uint8_t scale = result.n.scale;
	if (!ratio_round(chain->result, scale, ROUND_DOWN, &result.n))
		return NULL;
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "contributes", contribution->node),
		"the funnel of %.*s gives %.*s; it contributes %.*s",
		STR_ARGS(block_called(plan, block)), STR_ARGS(quantity_text(plan, result)),
		STR_ARGS(quantity_text(plan, contribution->value)));
	finding_label(check->sink, finding, block_field_span(&funnel->block, "contacts"),
		"%.*s = %.*s", STR_ARGS(out_view(&chain->text)),
		STR_ARGS(quantity_text(plan, result)));
	finding_help(check->sink, finding,
		"contact more, contribute what the rates give, or say what is different about "
		"them:");
	finding_code(check->sink, finding, "contributes: %.*s to %.*s",
		STR_ARGS(quantity_text(plan, result)),
		STR_ARGS(rules_ref_text(check, block, "contributes", &contribution->to)));
	return finding;
}

/* One wrong rate makes all contributions short: one finding names them. */
static void check_funnel(struct rule_check *check, const struct initiative_block *initiative,
	const struct funnel_block *funnel)
{
	const struct block *block = &initiative->block;
	struct finding *finding = NULL;
	for (uint32_t i = 0; i < initiative->contributes.n; i++) {
		const struct phrase_contribution *at = &initiative->contributes.items[i];
		struct chain chain;
		if (!at->value.set)
			continue;
		if (gives(check->plan, funnel, at->value.unit, &chain) &&
			ratio_compare(chain.result, ratio_of(at->value.n)) < 0) {
			if (finding)
				finding_label(check->sink, finding,
					rules_value_span(block, "contributes", at->node),
					"neither is this: %.*s", STR_ARGS(out_view(&chain.text)));
			else
				finding = report(check, initiative, funnel, at, &chain);
		}
		out_free(&chain.text);
	}
}

static bool can_judge(const struct funnel_block *funnel)
{
	for (enum step step = 0; step < STEPS; step++)
		if (block_has(&funnel->block, step_fields[step]) && !rate_at(funnel, step)->set)
			return false;
	return funnel->contacts.set && !funnel->block.broken;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_funnel].n; i++) {
		const struct funnel_block *funnel = plan_funnel(plan, i);
		const struct block *parent = funnel->block.parent;
		if (parent && parent->kind == KIND_initiative && can_judge(funnel))
			check_funnel(check, (const void *)parent, funnel);
	}
}

const struct rule rule_achievable_funnel_short = {
	.info = {.name = "achievable.funnel_short",
		.summary = "A funnel gives less than its initiative contributes",
		.explanation =
			"Contacts times the rates of the funnel is what a campaign can bring; a "
			"promise above it rests on rates that nobody stated. Leads are counted "
			"after `qualified`, deals and customers after `win`, money is the deals "
			"times `value`; a rate that is not stated is left out. Contact more, "
			"contribute less, or correct a rate that has become better.",
		.bad = MAILING("45 leads"),
		.good = MAILING("30 leads"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
