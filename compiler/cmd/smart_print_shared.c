#include "compiler/cmd/smart_print.h"

#include "compiler/emit/json/parts.h"
#include "runtime/base/utf8.h"
#include <string.h>

enum { WIDTH = 120, NAMES_AT = 15 /* column of what does not hold */ };

static bool is_open(const struct smart_check *check, enum smart_letter letter)
{
	return check->letter == letter && check->state != SMART_HOLDS;
}

static size_t name_width(const struct smart_check *check)
{
	return strlen(check->rule->name) + (check->state == SMART_WAIVED ? strlen(" (waived)") : 0);
}

/* How wide the column of names is: that of the longest one and a comma. */
static size_t names_width(const struct smart_verdict *verdict)
{
	size_t width = 0;
	for (uint32_t i = 0; i < verdict->n; i++) {
		const struct smart_check *check = &verdict->checks[i];
		if (check->state != SMART_HOLDS && name_width(check) + 1 > width)
			width = name_width(check) + 1;
	}
	return width;
}

static void put_letter(struct out *out, const struct smart_verdict *verdict,
	enum smart_letter letter, size_t width)
{
	const struct smart_letter_info *info = &smart_letters[letter];
	size_t asked = strlen(info->questions), left = 0;
	uint32_t n, n_hold, last = UINT32_MAX;
	bool beside = NAMES_AT + width + 2 + asked <= WIDTH;
	smart_count(verdict, letter, &n, &n_hold);
	for (uint32_t i = 0; i < verdict->n; i++)
		if (is_open(&verdict->checks[i], letter))
			last = i;
	out_printf(out, "  %c  %2u of %-2u", info->letter, n_hold, n);
	bool asked_yet = false;
	for (uint32_t i = 0; i < verdict->n; i++) {
		const struct smart_check *check = &verdict->checks[i];
		if (!is_open(check, letter))
			continue;
		if (asked_yet)
			out_repeat(out, ' ', NAMES_AT);
		else
			out_text(out, "  ");
		out_printf(out, "%s%s%s", check->rule->name,
			check->state == SMART_WAIVED ? " (waived)" : "", i == last ? "" : ",");
		left = width - name_width(check) - (i != last);
		if (beside && !asked_yet) {
			out_repeat(out, ' ', left + 2);
			out_text(out, info->questions);
		}
		asked_yet = true;
		out_char(out, '\n');
	}
	if (asked_yet && beside)
		return;
	if (asked_yet)
		out_repeat(out, ' ', NAMES_AT);
	else
		out_repeat(out, ' ', 2 + (beside && width ? width + 2 : 0));
	out_printf(out, "%s\n", info->questions);
}

/* Where each check that does not hold was seen. */
static void put_evidence(
	struct out *out, struct sources *sources, const struct smart_verdict *verdict)
{
	for (uint32_t i = 0; i < verdict->n; i++) {
		const struct finding *finding = verdict->checks[i].finding;
		if (!finding)
			continue;
		out_text(out, "  ");
		if (finding->span.source) {
			struct place place =
				source_place(sources, finding->span.source, finding->span.start);
			render_escaped(out, sources_get(sources, finding->span.source)->path);
			out_printf(out, ":%u:%u: ", place.line, place.column);
		}
		out_printf(out, "%s: ", verdict->checks[i].rule->name);
		render_escaped(out, finding->message);
		out_char(out, '\n');
	}
}

void smart_print(struct out *out, struct plan *plan, const struct smart_verdict *verdict)
{
	size_t width = names_width(verdict);
	render_escaped(out, block_called(plan, &verdict->goal->block));
	out_printf(out, ": %u of %u decidable checks hold; only people can answer the questions\n",
		verdict->n_hold, verdict->n);
	for (int letter = 0; letter < SMART_LETTERS; letter++)
		put_letter(out, verdict, (enum smart_letter)letter, width);
	if (verdict->n_hold < verdict->n)
		out_text(out, "What does not hold:\n");
	put_evidence(out, &plan->run->sources, verdict);
}

/* ---- as JSON ---- */

void smart_print_json(
	struct out *out, struct plan *plan, const struct smart_verdict *const *verdicts, uint32_t n)
{
	struct json_writer json = {.out = out};
	json_put_object(&json, NULL);
	json_put_int(&json, "version", 1);
	if (plan->run->as_of)
		json_put_text(&json, "as_of", date_text(plan->run->as_of).text);
	else
		json_put_null(&json, "as_of");
	json_put_array(&json, "goals");
	for (uint32_t i = 0; i < n; i++)
		json_verdict(&json, plan, verdicts[i]);
	json_put_end(&json);
	json_put_end(&json);
}
