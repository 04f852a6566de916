#include "compiler/plan/contract.h"
#include "compiler/plan/facts.h"

#include "compiler/cmd/cmd.h"
#include "compiler/cmd/signatures.h"
#include "compiler/format/format.h"
#include "runtime/base/file.h"
#include <string.h>

struct sealing {
	struct plan *plan;
	struct arena *arena;
	const struct options *options;
	struct facts facts;
	char seal[SEAL_MAX];
};

/* ---- what it covers ---- */

static void put_count(struct out *out, uint32_t n, const char *one, const char *many)
{
	out_printf(out, "%u %s", n, n == 1 ? one : many);
}

/* "covers 312 facts: 8 goals, 5 initiatives" */
static void print_covered(struct out *out, const struct facts *facts)
{
	uint32_t counts[KIND_COUNT] = {0}, n = 0;
	const struct block *last = NULL;
	bool any = false;
	for (uint32_t i = 0; i < facts->items.n; i++) {
		const struct fact *fact = &facts->items.items[i];
		if (!fact->is_sealed)
			continue;
		n++;
		counts[fact->block->kind] += fact->block != last;
		last = fact->block;
	}
	out_text(out, "covers ");
	put_count(out, n, "fact", "facts");
	for (int kind = 1; kind < KIND_COUNT; kind++) {
		if (!counts[kind])
			continue;
		out_text(out, any ? ", " : ": ");
		put_count(out, counts[kind], kind_infos[kind].name, kind_infos[kind].plural);
		any = true;
	}
	out_char(out, '\n');
}

static const char *state_of(struct str stated, const char *seal)
{
	switch (seal_compare(stated, seal)) {
	case SEAL_GOOD:
		return "of this content";
	case SEAL_DIFFERS:
		return "of other content";
	case SEAL_FOREIGN:
		return "of another version of seals";
	case SEAL_MALFORMED:
		return "no seal";
	}
	return "";
}

/* ---- who signed what ---- */

/* False if this content is not what was last agreed, or a signature is not good. */
static bool print_signatures(struct out *out, const struct sealing *sealing)
{
	const struct plan *plan = sealing->plan;
	const struct amendment_block *last = amendment_that_seals(plan);
	bool all_good = true;
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		out_text(out, "signoff ");
		render_escaped(
			out, signoff->block.of ? block_path(plan, signoff->block.of) : STR("?"));
		if (signoff->by.block) {
			out_text(out, " by ");
			render_escaped(out, block_path(plan, signoff->by.block));
		}
		if (signoff->on)
			out_printf(out, " on %s", date_text(signoff->on).text);
		bool is_amended = !signoff_stands(signoff, last) &&
				  seal_compare(signoff->seal, sealing->seal) == SEAL_DIFFERS;
		out_printf(out, ": %s\n",
			is_amended ? "amended since" : state_of(signoff->seal, sealing->seal));
		if (!signoff->signature.len)
			continue;
		const char *wrong =
			signature_wrong(sealing->plan, signoff, sealing->options->signers);
		out_text(out, "  signature ");
		render_escaped(out, signoff->signature);
		out_printf(out, ": %s", wrong ? wrong : "good, by the key of ");
		const struct person_block *by = block_as_person(signoff->by.block);
		if (!wrong && by)
			render_escaped(
				out, by->email.len ? by->email : block_path(plan, &by->block));
		out_char(out, '\n');
		all_good &= !wrong;
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		if (!amendment->seal.len)
			continue;
		out_text(out, "amendment ");
		render_escaped(out, block_path(plan, &amendment->block));
		out_printf(out, ": %s%s\n", state_of(amendment->seal, sealing->seal),
			amendment_is_approved(plan, amendment) ? "" : ", and not approved");
	}
	return contract_is_agreed(plan, sealing->seal) && all_good;
}

/* ---- writing a sign-off ---- */

static const struct block *named_block(
	const struct plan *plan, enum kind kind, const char *name, const char *what)
{
	for (uint32_t i = 0; i < plan->of_kind[kind].n; i++)
		if (str_is(block_path(plan, plan->of_kind[kind].items[i]), name))
			return plan->of_kind[kind].items[i];
	complain("the plan has no %s `%s`", what, name);
	return NULL;
}

static const struct signoff_block *signoff_of(const struct plan *plan, const struct block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++)
		if (plan_signoff(plan, i)->block.of == party)
			return plan_signoff(plan, i);
	return NULL;
}

/* The text with the sign-off in place of the party's old one, else behind all. */
static struct str signed_text(const struct sealing *sealing, const struct source *source,
	const struct signoff_block *old, struct str signoff)
{
	struct out out = {0}, laid_out = {0};
	struct str text = {source->text, source->len};
	struct span span = {source->id, source->len, 0};
	if (old)
		span = file_span(old->block.part.file, old->block.part.node);
	out_str(&out, str_slice(text, 0, span.start));
	bool crlf = memmem(text.ptr, text.len, "\r\n", 2) != NULL;
	const char *newline = crlf ? "\r\n" : "\n";
	if (!old && text.len && text.ptr[text.len - 1] != '\n')
		out_text(&out, newline);
	if (!old)
		out_text(&out, newline);
	for (size_t i = 0; i < signoff.len; i++) {
		if (signoff.ptr[i] == '\n' && crlf)
			out_char(&out, '\r');
		out_char(&out, signoff.ptr[i]);
	}
	out_text(&out, old ? "" : newline);
	out_str(&out, str_slice(text, span.start + span.len, text.len));
	bool was_laid_out =
		format_text(&laid_out, text) == FORMAT_GOOD && str_equal(out_view(&laid_out), text);
	laid_out.len = 0;
	if (was_laid_out && format_text(&laid_out, out_view(&out)) == FORMAT_GOOD) {
		out.len = 0;
		out_str(&out, out_view(&laid_out));
	}
	struct str signed_one = str_copy(sealing->arena, out_view(&out));
	out_free(&out);
	out_free(&laid_out);
	return signed_one;
}

static bool write_signoff(const struct sealing *sealing)
{
	const struct options *options = sealing->options;
	const struct plan *plan = sealing->plan;
	if (!options->by || !options->on) {
		complain("a sign-off says who signs and when: --by PERSON --on DATE");
		return false;
	}
	const struct block *party = named_block(plan, KIND_party, options->write_to, "party");
	const struct block *person =
		party ? named_block(plan, KIND_person, options->by, "person") : NULL;
	if (!person)
		return false;
	const struct party_block *of = person_party((const void *)person);
	if (!of || &of->block != party) {
		complain("%s is not of %s", options->by, options->write_to);
		return false;
	}
	const struct signoff_block *old = signoff_of(plan, party);
	const struct source *source = old ? old->block.part.file->source : plan->file->source;
	struct str signoff = str_format(sealing->arena,
		"signoff %s {\n  by:   %s\n  on:   %s\n  seal: \"%s\"\n}", options->write_to,
		options->by, date_text(options->on).text, sealing->seal);
	const char *reason =
		file_write(source->canonical.ptr, signed_text(sealing, source, old, signoff));
	if (reason)
		complain("%.*s cannot be written: %s", STR_ARGS(source->path), reason);
	else
		complain("%s has signed, in %.*s", options->write_to, STR_ARGS(source->path));
	return !reason;
}

/* ---- the command ---- */

static int seal_plan(struct sealing *sealing)
{
	struct out out = {0};
	bool good = true;
	sealing->facts.only_sealed = true;
	facts_make(&sealing->facts, sealing->plan, sealing->arena);
	seal_make(sealing->seal, &sealing->facts);
	if (sealing->options->write_to)
		good = write_signoff(sealing);
	if (good && sealing->options->shows_form) {
		seal_print_form(&out, &sealing->facts);
	} else if (good) {
		out_printf(&out, "%s\n", sealing->seal);
		print_covered(&out, &sealing->facts);
	}
	bool is_signed = sealing->options->shows_form || sealing->options->write_to ||
			 print_signatures(&out, sealing);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	vec_free(&sealing->facts.items);
	if (!good || !printed)
		return EXIT_UNABLE;
	return sealing->options->verify && !is_signed ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int run_seal(struct options *options)
{
	struct analysis analysis;
	int code = EXIT_UNABLE;
	options->without_rules = true;
	options->as_of = DATE_NONE; /* nothing in a seal hangs on the day */
	if (analysis_run(&analysis, options)) {
		int64_t i = analysis_only_plan(&analysis);
		struct sealing sealing = {.options = options, .arena = &analysis.run.arena};
		sealing.plan = i < 0 ? NULL : analysis.run.plans.items[i];
		if (i < 0 || sealing.plan->has_mistakes) {
			analysis_print_why(&analysis, options);
			if (i >= 0)
				complain("with mistakes in it nobody can tell what a plan says, so "
					 "it is not sealed");
		} else {
			code = seal_plan(&sealing);
		}
	}
	analysis_free(&analysis);
	return code;
}

const struct command command_seal = {
	.name = "seal",
	.takes = "[PLAN]",
	.summary = "print the seal of what is signed, or sign",
	.details = "The seal is a hash of the contract in one normal form: layout, comments, the "
		   "order of blocks and fields, files, notes\n"
		   "and progress do not change it; any field of the contract does. Left out are "
		   "risks, contingencies, assumptions,\n"
		   "facts, actions, and what is `only_for` some. --show prints the normal form: a "
		   "line a fact.\n"
		   "  pbp seal --write acme --by omar --on 2026-01-10 plan.pbp",
	.options = OF_SEAL,
	.run = run_seal,
};
