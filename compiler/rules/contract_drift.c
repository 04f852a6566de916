#include "compiler/rules/amended_shared.h"
#include "compiler/rules/past_shared.h"

#define SIGNED(seal)                                                                               \
	"update joint { status: active }\n"                                                        \
	"\n"                                                                                       \
	"signoff acme {\n"                                                                         \
	"  by:   omar\n"                                                                           \
	"  on:   2026-01-08\n"                                                                     \
	"  seal: \"" seal "\"\n"                                                                   \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"signoff brightline {\n"                                                                   \
	"  by:   ana\n"                                                                            \
	"  on:   2026-01-09\n"                                                                     \
	"  seal: \"" seal "\"\n"                                                                   \
	"}\n"

#define OTHER_SEAL "pbp1:5f1c0e62d34ab7719988aa0b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f"

struct check_of {
	struct rule_check *check;
	char seal[SEAL_MAX];
};

static void help_to_see(struct check_of *at, struct finding *finding)
{
	finding_help(at->check->sink, finding,
		"restore what was signed, or have both sides approve an amendment that carries "
		"`seal: \"%s\"`",
		at->seal);
	finding_help(at->check->sink, finding,
		"`pbp diff OLD NEW` lists what differs from the signed version, such as a revision "
		"of git");
}

/* A seal that none can be compared with. True if it was one. */
static bool report_unreadable(
	struct check_of *at, const struct block *block, enum seal_state state, struct str stated)
{
	struct rule_check *check = at->check;
	if (state != SEAL_FOREIGN && state != SEAL_MALFORMED)
		return false;
	struct span span = block_field_span(block, "seal");
	struct finding *finding =
		state == SEAL_FOREIGN
			? rule_report(check, block, span,
				  "`%.*s` is a seal of another version than `pbp1`",
				  STR_ARGS(stated))
			: rule_report(check, block, span,
				  "this is no seal: one is `pbp1:` and 64 hexadecimal digits");
	finding_help(check->sink, finding,
		state == SEAL_FOREIGN
			? "sign anew with this version, or check with the one that made it"
			: "copy it whole from what was signed; `pbp seal` prints that of the plan "
			  "as it is");
	return true;
}

static void label_others(struct check_of *at, struct finding *finding,
	const struct signoff_block *first, struct str stated)
{
	const struct plan *plan = at->check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *other = plan_signoff(plan, i);
		if (other != first && str_equal(other->seal, stated))
			finding_label(at->check->sink, finding,
				block_field_span(&other->block, "seal"), "signed by %.*s%s%s",
				STR_ARGS(other->by.block ? rules_name(at->check, other->by.block)
							 : STR("somebody")),
				other->on ? " on " : "",
				other->on ? date_text(other->on).text : "");
	}
}

static void report_drift(struct check_of *at, const struct signoff_block *signoff)
{
	struct rule_check *check = at->check;
	struct finding *finding =
		rule_report(check, &signoff->block, block_field_span(&signoff->block, "seal"),
			"the contract of %.*s is not what %.*s signed",
			STR_ARGS(block_called(check->plan, &check->plan->frame->block)),
			STR_ARGS(signoff->block.of ? rules_name(check, signoff->block.of)
						   : STR("the party")));
	if (signoff->by.block && signoff->on)
		finding_caret(check->sink, finding, "signed by %.*s on %s",
			STR_ARGS(rules_name(check, signoff->by.block)),
			date_text(signoff->on).text);
	label_others(at, finding, signoff, signoff->seal);
	help_to_see(at, finding);
}

/* True if something was told. */
static bool check_amended(struct check_of *at, const struct amendment_block *amendment)
{
	struct rule_check *check = at->check;
	const struct block *block = &amendment->block;
	enum seal_state state = seal_compare(amendment->seal, at->seal);
	if (state == SEAL_GOOD)
		return false;
	if (report_unreadable(at, block, state, amendment->seal))
		return true;
	struct finding *finding = rule_report(check, block, block_field_span(block, "seal"),
		"the contract of %.*s is not what %.*s left it as",
		STR_ARGS(block_called(check->plan, &check->plan->frame->block)),
		STR_ARGS(block_called(check->plan, block)));
	help_to_see(at, finding);
	return true;
}

/* ---- with the signed version at hand: fact by fact ---- */

static void report_gone(struct check_of *at, const struct fact *old)
{
	const struct block *frame = &at->check->plan->frame->block;
	struct finding *finding = rule_report(at->check, frame, block_span(frame),
		"%.*s was taken out of the contract", STR_ARGS(old->key));
	finding_help(
		at->check->sink, finding, "put it back, or have both sides approve an amendment");
}

static void report_new(struct check_of *at, const struct fact *fact)
{
	struct rule_check *check = at->check;
	struct finding *finding = rule_report(check, fact->block, block_span(fact->block),
		"%.*s was added to the contract", STR_ARGS(block_called(check->plan, fact->block)));
	finding_help(check->sink, finding,
		"take it out, or have both sides approve an amendment that names it");
}

static void report_changed(
	struct check_of *at, const struct past_plan *past, const struct change *change)
{
	struct rule_check *check = at->check;
	const struct fact *fact = change->after;
	struct str was = fact_shown(past->plan, &check->sink->arena, change->before);
	struct span span =
		fact->info ? block_field_span(fact->block, fact->field) : block_span(fact->block);
	struct str called = block_called(check->plan, fact->block);
	struct finding *finding =
		*fact->field
			? rule_report(check, fact->block, span,
				  "`%s` of %.*s is not what was signed", fact->field,
				  STR_ARGS(called))
			: rule_report(check, fact->block, span,
				  "what stands in %.*s is not what was signed", STR_ARGS(called));
	finding_caret(check->sink, finding, "signed as %.*s", STR_ARGS(was));
	finding_help(check->sink, finding,
		"restore it, or have both sides approve an amendment that names it");
}

/* True if something was told. */
static bool check_facts(
	struct check_of *at, const struct past_plan *past, const struct facts *facts)
{
	struct changes changes = {0};
	struct amendments amendments;
	bool told = false;
	changes_find(&changes, &past->facts, facts);
	amendments_find(&amendments, at->check->plan, true);
	for (uint32_t i = 0; i < changes.items.n; i++) {
		const struct change *change = &changes.items.items[i];
		bool is_sealed = (change->before && change->before->is_sealed) ||
				 (change->after && change->after->is_sealed);
		if (!is_sealed || amendments_naming(&amendments, change))
			continue;
		if (!change->after)
			report_gone(at, change->before);
		else if (!change->before)
			report_new(at, change->after);
		else
			report_changed(at, past, change);
		told = true;
	}
	vec_free(&changes.items);
	amendments_free(&amendments);
	return told;
}

/* Each content that was signed, since the amendment if there is one, and is not this one is told of
   once. True if something was told. */
static bool check_signed(struct check_of *at, const struct amendment_block *amendment)
{
	const struct plan *plan = at->check->plan;
	bool told = false;
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		bool is_told = false;
		for (uint32_t k = 0; k < i; k++)
			is_told |= signoff_stands(plan_signoff(plan, k), amendment) &&
				   str_equal(plan_signoff(plan, k)->seal, signoff->seal);
		enum seal_state state = seal_compare(signoff->seal, at->seal);
		if (is_told || !signoff->seal.len || state == SEAL_GOOD ||
			!signoff_stands(signoff, amendment))
			continue;
		if (!report_unreadable(at, &signoff->block, state, signoff->seal))
			report_drift(at, signoff);
		told = true;
	}
	return told;
}

static void check_plan(struct rule_check *check)
{
	struct check_of at = {.check = check};
	struct facts facts = {0};
	struct plan *plan = check->plan;
	/* what an audience sees is less than what was signed; and what could not be read was
	 * reported */
	if (!plan->of_kind[KIND_signoff].n || plan->run->audience.len || plan->is_broken ||
		plan->has_mistakes)
		return;
	facts_make(&facts, plan, &check->sink->arena);
	seal_make(at.seal, &facts);
	const struct past_plan *past = past_plan_of(plan->run->past, plan);
	const struct amendment_block *amendment = amendment_that_seals(plan);
	bool told = past && check_facts(&at, past, &facts);
	told = told || (amendment && check_amended(&at, amendment)) || check_signed(&at, amendment);
	if (!told)
		amended_check(check, &facts, past);
	vec_free(&facts.items);
}

const struct rule rule_contract_drift = {
	.info = {.name = "contract.drift",
		.summary = "The contract is not what was signed",
		.explanation =
			"A plan that two companies signed is a contract: a target, a date, an "
			"owner or an amount that is changed afterwards by one of them is not "
			"agreed. "
			"The seal in a `signoff` is a hash of the contract as it was then. Restore "
			"what was signed, or write an `amendment` that says what changes and why, "
			"have "
			"both sides approve it, and give it the new seal. What the amendment says "
			"that something was and is now has to be so. Layout, comments, order, "
			"notes and progress never change a seal.",
		.bad = SIGNED(OTHER_SEAL),
		.good = SIGNED(EXAMPLE_SEAL) "\n"
					     "# A comment, a note and progress are no part of it.\n"
					     "update roll_out { state: active on 2026-01-12 }\n",
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
