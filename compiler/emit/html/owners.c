#include "compiler/emit/html/html.h"

/* Owners on the page's day, by block order: asked once, because every person is compared with all.
 */
static const struct person_block **owners_by_order(struct page *page)
{
	const struct person_block **owners =
		arena_array(page->arena, const struct person_block *, page->n_orders);
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		owners[block->order] = block_owner_on(block, page->as_of);
	}
	return owners;
}

struct load {
	struct page *page;
	const struct person_block **owners;
	struct decimal weight; /* of all goals */
};

static struct decimal weight_of(const struct goal_block *goal)
{
	return goal->weight.set ? goal->weight.n : decimal_of(1);
}

static struct decimal sum_weights(const struct load *load, const struct person_block *person)
{
	struct decimal sum = decimal_of(0), result;
	for (uint32_t i = 0; i < load->page->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(load->page->plan, i);
		if (person && load->owners[goal->block.order] != person)
			continue;
		if (decimal_add(sum, weight_of(goal), &result))
			sum = result;
	}
	return sum;
}

enum { OWNED_NAMED = 20 };

static uint32_t count_owned(
	const struct load *load, const struct person_block *person, enum kind kind)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < load->page->plan->of_kind[kind].n; i++)
		n += load->owners[load->page->plan->of_kind[kind].items[i]->order] == person;
	return n;
}

static void write_owned(const struct load *load, const struct person_block *person, enum kind kind)
{
	uint32_t n = count_owned(load, person, kind);
	if (n > OWNED_NAMED) {
		html_int(load->page, n);
		return;
	}
	for (uint32_t i = 0; i < load->page->plan->of_kind[kind].n; i++) {
		const struct block *block = load->page->plan->of_kind[kind].items[i];
		if (load->owners[block->order] != person)
			continue;
		html_raw(load->page, "<p>");
		html_link(load->page, block);
		html_raw(load->page, "</p>");
	}
}

static void write_also(const struct load *load, const struct person_block *person)
{
	static const struct {
		enum kind kind;
		const char *one, *many;
	} kinds[] = {
		{KIND_milestone, "milestone", "milestones"},
		{KIND_activity, "activity", "activities"},
		{KIND_action, "action", "actions"},
		{KIND_commitment, "commitment", "commitments"},
		{KIND_enablement, "enablement", "enablements"},
		{KIND_fund, "fund", "funds"},
		{KIND_risk, "risk", "risks"},
		{KIND_contingency, "contingency", "contingencies"},
		{KIND_assumption, "assumption", "assumptions"},
		{KIND_roadblock, "roadblock", "roadblocks"},
		{KIND_metric, "metric", "metrics"},
	};
	bool any = false;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		uint32_t n = count_owned(load, person, kinds[k].kind);
		if (n == 0)
			continue;
		html_raw(load->page, any ? ", " : "");
		html_count(load->page, n, kinds[k].one, kinds[k].many);
		any = true;
	}
}

static void write_absence(struct page *page, const struct person_block *person)
{
	for (uint32_t i = 0; i < person->away.n; i++) {
		html_raw(page, "<p>away ");
		html_range(page, person->away.items[i]);
		html_raw(page, "</p>");
	}
	if (person->joined) {
		html_raw(page, "<p>from ");
		html_date(page, person->joined);
		html_raw(page, "</p>");
	}
	if (person->leaves) {
		html_raw(page, "<p>until ");
		html_date(page, person->leaves);
		html_raw(page, "</p>");
	}
	if (person->backup.block) {
		html_raw(page, "<p>backup ");
		html_link(page, person->backup.block);
		html_raw(page, "</p>");
	}
}

static void write_person(const struct load *load, const struct person_block *person)
{
	struct page *page = load->page;
	html_raw(page, "<tr");
	html_anchor(page, &person->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &person->block));
	if (person->title.ptr) {
		html_raw(page, "<small>");
		html_plan_text(page, person->title);
		html_raw(page, "</small>");
	}
	html_raw(page, "</th><td>");
	write_owned(load, person, KIND_goal);
	html_raw(page, "</td><td class=\"n\">");
	struct decimal own = sum_weights(load, person);
	if (decimal_sign(own) > 0) {
		decimal_print_grouped(page->out, own);
		html_raw(page, " of ");
		decimal_print_grouped(page->out, load->weight);
	}
	html_raw(page, "</td><td>");
	write_owned(load, person, KIND_initiative);
	html_raw(page, "</td><td>");
	write_also(load, person);
	html_raw(page, "</td><td>");
	write_absence(page, person);
	html_raw(page, "</td></tr>\n");
}

static void write_escalation(struct page *page, const struct party_block *party)
{
	if (party->escalation.n == 0)
		return;
	html_raw(page, "<p>When something is stuck: ");
	for (uint32_t i = 0; i < party->escalation.n; i++) {
		const struct phrase_escalation *step = &party->escalation.items[i];
		if (!step->value.block)
			continue;
		html_raw(page, i ? ", then " : "");
		html_link(page, step->value.block);
		html_raw(page, " after ");
		html_duration(page, step->after);
	}
	html_raw(page, ".</p>\n");
}

/* People of one party; `party` NULL: those whose party is not known. */
static void write_people(const struct load *load, const struct party_block *party)
{
	const struct plan *plan = load->page->plan;
	uint32_t n = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		n += person_party(plan_person(plan, i)) == party;
	if (n == 0)
		return;
	html_raw(load->page, "<h3 dir=\"auto\">");
	html_text(load->page,
		party ? html_block_title(load->page, &party->block) : STR("People of no party"));
	html_raw(load->page, "</h3>\n");
	html_table_begin(load->page, "-People and what they answer for",
		"Person|Goals|#Goal weight|Initiatives|Also owns|Days and backup");
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		if (person_party(plan_person(plan, i)) == party)
			write_person(load, plan_person(plan, i));
	html_table_end(load->page);
	if (party)
		write_escalation(load->page, party);
}

/* ---- hand-overs ---- */

static void write_hand_over(struct page *page, const struct block *block, struct owners owners)
{
	for (uint32_t i = 0; i < owners.n; i++) {
		const struct phrase_owner *owner = &owners.items[i];
		if (!owner->value.block)
			continue;
		html_raw(page, "<tr><th scope=\"row\">");
		html_kind_link(page, block);
		html_raw(page, "</th><td>");
		html_link(page, owner->value.block);
		html_raw(page, "</td><td>");
		html_date(page, owner->from);
		html_raw(page, "</td><td>");
		html_date(page, owner->until);
		html_raw(page, "</td></tr>\n");
	}
}

static void write_hand_overs(struct page *page)
{
	bool any = false;
	html_raw(page, "<h3>Hand-overs</h3>\n");
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		struct owners owners = block_owners(block);
		if (owners.from != block || owners.n < 2)
			continue;
		if (!any)
			html_table_begin(page, "-Owners one after the other",
				"What|Owner|First day|Last day");
		any = true;
		write_hand_over(page, block, owners);
	}
	if (any)
		html_table_end(page);
	else
		html_none(page, "No hand-over is planned.");
}

void html_owners(struct page *page)
{
	struct load load = {.page = page, .owners = owners_by_order(page)};
	load.weight = sum_weights(&load, NULL);
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_party].n; i++)
		write_people(&load, plan_party(page->plan, i));
	write_people(&load, NULL);
	write_hand_overs(page);
}
