#include "compiler/emit/html/html.h"

struct member { /* of a person: what they own on the page's day; of a party: its people */
	const struct block *block;
	const struct member *next;
};

struct load {
	struct page *page;
	const struct member **members; /* by the order of the person or party */
	const struct member *unplaced; /* people of no party */
	struct decimal weight;	       /* of all goals */
};

static void add_member(struct page *page, const struct member **first, const struct block *block)
{
	struct member *member = arena_new(page->arena, struct member);
	*member = (struct member){.block = block, .next = *first};
	*first = member;
}

/* Of each kind in the order of the plan, because the last is put before the others first. */
static void find_members(struct load *load)
{
	struct page *page = load->page;
	const struct plan *plan = page->plan;
	load->members = arena_array(page->arena, const struct member *, page->n_orders);
	for (size_t kind = 0; kind < KIND_COUNT; kind++)
		for (uint32_t i = plan->of_kind[kind].n; i-- > 0;) {
			const struct block *block = plan->of_kind[kind].items[i];
			const struct person_block *owner = block_owner_on(block, page->as_of);
			if (owner)
				add_member(page, &load->members[owner->block.order], block);
		}
	for (uint32_t i = plan->of_kind[KIND_person].n; i-- > 0;) {
		const struct person_block *person = plan_person(plan, i);
		const struct party_block *party = person_party(person);
		add_member(page, party ? &load->members[party->block.order] : &load->unplaced,
			&person->block);
	}
}

static struct decimal weight_of(const struct goal_block *goal)
{
	return goal->weight.set ? goal->weight.n : decimal_of(1);
}

static void add_weight(struct decimal *sum, const struct goal_block *goal)
{
	struct decimal result;
	if (decimal_add(*sum, weight_of(goal), &result))
		*sum = result;
}

static struct decimal weight_of_all(const struct plan *plan)
{
	struct decimal sum = decimal_of(0);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		add_weight(&sum, plan_goal(plan, i));
	return sum;
}

static struct decimal weight_of_own(const struct member *owned)
{
	struct decimal sum = decimal_of(0);
	for (; owned; owned = owned->next)
		if (owned->block->kind == KIND_goal)
			add_weight(&sum, (const struct goal_block *)(const void *)owned->block);
	return sum;
}

enum { OWNED_NAMED = 20 };

static uint32_t count_owned(const struct member *owned, enum kind kind)
{
	uint32_t n = 0;
	for (; owned; owned = owned->next)
		n += owned->block->kind == kind;
	return n;
}

static void write_owned(struct page *page, const struct member *owned, enum kind kind)
{
	uint32_t n = count_owned(owned, kind);
	if (n > OWNED_NAMED) {
		html_int(page, n);
		return;
	}
	for (; owned; owned = owned->next) {
		if (owned->block->kind != kind)
			continue;
		html_raw(page, "<p>");
		html_link(page, owned->block);
		html_raw(page, "</p>");
	}
}

static void write_also(struct page *page, const struct member *owned)
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
		uint32_t n = count_owned(owned, kinds[k].kind);
		if (n == 0)
			continue;
		html_raw(page, any ? ", " : "");
		html_count(page, n, kinds[k].one, kinds[k].many);
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
	const struct member *owned = load->members[person->block.order];
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
	write_owned(page, owned, KIND_goal);
	html_raw(page, "</td><td class=\"n\">");
	struct decimal own = weight_of_own(owned);
	if (decimal_sign(own) > 0) {
		decimal_print_grouped(page->out, own);
		html_raw(page, " of ");
		decimal_print_grouped(page->out, load->weight);
	}
	html_raw(page, "</td><td>");
	write_owned(page, owned, KIND_initiative);
	html_raw(page, "</td><td>");
	write_also(page, owned);
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
	const struct member *first = party ? load->members[party->block.order] : load->unplaced;
	if (!first)
		return;
	html_raw(load->page, "<h3 dir=\"auto\">");
	html_text(load->page,
		party ? html_block_title(load->page, &party->block) : STR("People of no party"));
	html_raw(load->page, "</h3>\n");
	html_table_begin(load->page, "-People and what they answer for",
		"Person|Goals|#Goal weight|Initiatives|Also owns|Days and backup");
	for (; first; first = first->next)
		write_person(load, (const struct person_block *)(const void *)first->block);
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
	struct load load = {.page = page, .weight = weight_of_all(page->plan)};
	find_members(&load);
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_party].n; i++)
		write_people(&load, plan_party(page->plan, i));
	write_people(&load, NULL);
	write_hand_overs(page);
}
