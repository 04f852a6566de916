#include "compiler/emit/html/html.h"

/*
 * The verdict letter by letter. The program decides only what can be decided from the plan and
 * never says that a goal is a good one: beside each letter stand the questions that only people can
 * answer.
 */
enum { RULES_MAX = 12 };

static const struct letter {
	const char *letter, *meaning, *questions;
	const char *rules[RULES_MAX];
} letters[] = {
	{"S", "specific", "Is this the outcome both want? Do both read it the same way?",
		{"specific.no_scope", "specific.duplicate_goal", "specific.placeholder"}},
	{"M", "measurable", "Does the metric show what is meant? Are the entered figures true?",
		{"measurable.no_target", "measurable.no_change", "measurable.wrong_direction",
			"measurable.no_baseline", "measurable.flow_with_baseline",
			"measurable.increments", "measurable.increments_order",
			"measurable.increments_not_cumulative", "measurable.increments_miss_target",
			"measurable.vanity", "measurable.lagging_unpaired"}},
	{"A", "assignable", "Does the owner have the authority and the time?",
		{"ownership.not_a_person", "ownership.gap", "ownership.overlap",
			"ownership.outsider", "ownership.not_there", "ownership.no_counterpart",
			"ownership.counterpart_same_side"}},
	{"A", "achievable", "Will it be reached? Is the evidence sound?",
		{"achievable.no_evidence", "achievable.steep", "achievable.contributions_short",
			"achievable.funnel_short", "achievable.over_capacity"}},
	{"R", "relevant", "Is it worth it for each side?",
		{"relevant.no_objective", "relevant.one_sided_objective",
			"relevant.no_initiative"}},
	{"R", "realistic", "Does the market allow it?",
		{"funding.no_means", "funding.overdrawn", "funding.unconfirmed"}},
	{"T", "timed", "Is the date an honest one?",
		{"timed.no_date", "timed.past_at_signoff", "timed.too_late_to_count",
			"cadence.not_covered"}},
};

static bool letter_has(const struct letter *letter, struct str rule)
{
	for (size_t i = 0; i < RULES_MAX && letter->rules[i]; i++)
		if (str_is(rule, letter->rules[i]))
			return true;
	return false;
}

/* Checks on work and money count for a goal through the initiatives that serve it. */
static bool concerns(const struct block *block, const struct goal_block *goal)
{
	for (const struct block *b = block; b; b = b->parent) {
		if (b == &goal->block || b == goal->metric.block || b == goal->objective.block)
			return true;
		if (b->kind != KIND_initiative)
			continue;
		const struct initiative_block *initiative = (const void *)b;
		for (uint32_t i = 0; i < initiative->serves.n; i++)
			if (initiative->serves.items[i].block == &goal->block)
				return true;
	}
	return false;
}

static bool write_letter_findings(
	struct page *page, const struct letter *letter, const struct goal_block *goal)
{
	bool any = false;
	for (uint32_t i = 0; i < page->n_findings; i++) {
		const struct page_finding *found = &page->findings[i];
		if (!letter_has(letter, found->finding->name) || !concerns(found->block, goal))
			continue;
		html_raw(page, any ? "<br>" : "");
		html_plan_text(page, found->finding->message);
		any = true;
	}
	const struct any *fields = block_any(&goal->block);
	for (uint32_t i = 0; i < fields->allow.n; i++) {
		struct str rule = fields->allow.items[i].value;
		if (!letter_has(letter, rule))
			continue;
		html_raw(page, any ? "<br>" : "");
		html_raw(page, "not applied until ");
		html_date(page, fields->allow.items[i].until);
		html_raw(page, ": ");
		html_text(page, rule);
		any = true;
	}
	return any;
}

void html_goal_verdict(struct page *page, const struct goal_block *goal)
{
	html_table_begin(
		page, "-Letter by letter", "Letter|What the check finds|Questions for people");
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		html_rawf(page, "<tr><th scope=\"row\">%s <span>%s</span></th><td>",
			letters[i].letter, letters[i].meaning);
		if (!write_letter_findings(page, &letters[i], goal))
			html_raw(page, "nothing missing");
		html_rawf(page, "</td><td>%s</td></tr>\n", letters[i].questions);
	}
	html_table_end(page);
}
