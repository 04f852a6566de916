#include "compiler/emit/html/html.h"

/*
 * The judgement letter by letter. The program decides only what can be decided from the plan and
 * never says that a goal is a good one: beside each letter stand the questions that only people can
 * answer.
 */

static const struct smart_verdict *verdict_on(
	const struct page *page, const struct goal_block *goal)
{
	const struct smart_verdicts *verdicts = page->input->verdicts;
	for (uint32_t i = 0; verdicts && i < verdicts->n; i++)
		if (verdicts->items[i].goal == goal)
			return &verdicts->items[i];
	return NULL;
}

/* What does not hold, each with what was seen. */
static void write_open(
	struct page *page, const struct smart_verdict *verdict, enum smart_letter letter)
{
	bool any = false;
	for (uint32_t i = 0; i < verdict->n; i++) {
		const struct smart_check *check = &verdict->checks[i];
		if (check->letter != letter || check->state == SMART_HOLDS)
			continue;
		html_raw(page, any ? "<li>" : "<ul><li>");
		any = true;
		html_text(page, check->finding->message);
		html_rawf(page, " <small><code>%s</code>%s</small></li>", check->rule->name,
			check->state == SMART_WAIVED ? " waived" : "");
	}
	html_raw(page, any ? "</ul>" : "Nothing");
}

/* What holds, by the names of the checks. */
static void write_held(
	struct page *page, const struct smart_verdict *verdict, enum smart_letter letter)
{
	uint32_t n, n_hold;
	const char *before = " <small>";
	smart_count(verdict, letter, &n, &n_hold);
	html_rawf(page, "%u of %u", n_hold, n);
	for (uint32_t i = 0; i < verdict->n; i++) {
		const struct smart_check *check = &verdict->checks[i];
		if (check->letter != letter || check->state != SMART_HOLDS)
			continue;
		html_rawf(page, "%s%s", before, check->rule->name);
		before = ", ";
	}
	html_raw(page, n_hold ? "</small>" : "");
}

void html_goal_verdict(struct page *page, const struct goal_block *goal)
{
	const struct smart_verdict *verdict = verdict_on(page, goal);
	if (!verdict) {
		html_none(page, "It was not judged.");
		return;
	}
	html_rawf(page,
		"<p>%u of %u decidable checks hold; only people can answer the questions.</p>\n",
		verdict->n_hold, verdict->n);
	html_table_begin(page, "-The judgement letter by letter",
		"Letter|Checks that hold|What does not hold|Questions for people");
	for (int letter = 0; letter < SMART_LETTERS; letter++) {
		const struct smart_letter_info *info = &smart_letters[letter];
		html_rawf(page, "<tr><th scope=\"row\">%c <small>%s</small></th><td>", info->letter,
			info->meaning);
		write_held(page, verdict, (enum smart_letter)letter);
		html_raw(page, "</td><td>");
		write_open(page, verdict, (enum smart_letter)letter);
		html_rawf(page, "</td><td>%s</td></tr>\n", info->questions);
	}
	html_table_end(page);
}
