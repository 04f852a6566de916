#include "compiler/rules/rules_shared.h"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->signatures.n; i++) {
		const struct signature_of *of = &plan->signatures.items[i];
		const struct block *block = &of->signoff->block;
		if (!of->wrong)
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "signed"),
				"the signature of %.*s does not hold: %s",
				STR_ARGS(block->of ? rules_name(check, block->of) : STR("a party")),
				of->wrong);
		if (of->signoff->by.block)
			finding_label(
				check->sink, finding, block_field_span(block, "by"), "who signed");
		finding_label(check->sink, finding, block_field_span(block, "seal"),
			"what was to be signed");
		finding_help(check->sink, finding,
			"`pbp seal PLAN | head -n 1 >seal.txt` and `ssh-keygen -Y sign -n pbp -f "
			"KEY seal.txt` make one; the key stands in `allowed_signers` behind the "
			"person's address, or their name in the plan if they have none");
	}
}

const struct rule rule_contract_signature = {
	.info = {.name = "contract.signature",
		.summary = "A signature file is not of the seal, or not by who signed",
		.explanation =
			"A sign-off may name a file with an SSH signature over its seal, so that a "
			"company can prove with a key it already has that it was theirs. "
			"ssh-keygen verifies it against the keys that `allowed_signers`, at the "
			"root of the project, has for the person. A signature by another key, of "
			"another seal or out of a file that is not there proves nothing.",
		.bad = "# nora.sig was made with a key that allowed_signers does not have.\n"
		       "signoff acme {\n"
		       "  by:     omar\n"
		       "  on:     2026-01-08\n"
		       "  seal:   \"" EXAMPLE_SEAL "\"\n"
		       "  signed: \"nora.sig\"\n"
		       "}\n",
		.good = "# omar.sig was made with the key that allowed_signers has for him.\n"
			"signoff acme {\n"
			"  by:     omar\n"
			"  on:     2026-01-08\n"
			"  seal:   \"" EXAMPLE_SEAL "\"\n"
			"  signed: \"omar.sig\"\n"
			"}\n",
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},
		.example_needs_files = true},
	.check = check_plan,
};
