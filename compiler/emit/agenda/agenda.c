#include "compiler/emit/agenda/parts.h"
#include "compiler/emit/csv/write.h"

#include <stdarg.h>

/* ---- which session ---- */

/* A record of a day to come says that the session is off; one of today that it is over. */
static bool is_still_ahead(const struct tracked *tracked, const struct tracked_session *session)
{
	if (session->day.held < tracked->as_of)
		return false;
	return !session->record ||
	       (session->day.held > tracked->as_of && !session->record->not_held.ptr);
}

const struct tracked_session *agenda_pick(
	const struct tracked *tracked, const struct review_block *review, date_t date)
{
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		if (review && session->review != review)
			continue;
		if (date ? session->day.held == date || session->day.planned == date
			 : is_still_ahead(tracked, session))
			return session;
	}
	return NULL;
}

bool agenda_is_past(const struct agenda_maker *maker, const struct tracked_session *session)
{
	return session->review == maker->session->review &&
	       session->day.held < maker->session->day.held &&
	       session->day.held <= maker->tracked->as_of &&
	       !(session->record && session->record->not_held.ptr);
}

int32_t agenda_carried(const struct agenda_maker *maker, date_t since)
{
	int32_t n = 0;
	for (uint32_t i = 0; i < maker->tracked->sessions.n; i++) {
		const struct tracked_session *session = &maker->tracked->sessions.items[i];
		n += session->day.held > since && agenda_is_past(maker, session);
	}
	return n;
}

static date_t previous_session(const struct agenda_maker *maker)
{
	date_t previous = DATE_NONE;
	for (uint32_t i = 0; i < maker->tracked->sessions.n; i++)
		if (agenda_is_past(maker, &maker->tracked->sessions.items[i]))
			previous = maker->tracked->sessions.items[i].day.held;
	return previous;
}

/* ---- words ---- */

struct str agenda_title(const struct agenda_maker *maker, const struct block *block)
{
	if (block->title.len)
		return block->title;
	if (block->name)
		return plan_name(maker->plan, block->name);
	if (block->of)
		return agenda_title(maker, block->of);
	return str_from(kind_infos[block->kind].name);
}

struct str agenda_called(struct agenda_maker *maker, const struct block *block)
{
	struct out out = {0};
	const char *kind = kind_infos[block->kind].name;
	out_char(&out, (char)(*kind - 'a' + 'A'));
	for (const char *c = kind + 1; *c; c++)
		out_char(&out, *c == '_' ? ' ' : *c);
	out_text(&out, " '");
	out_str(&out, agenda_title(maker, block));
	out_char(&out, '\'');
	struct str called = str_copy(maker->arena, out_view(&out));
	out_free(&out);
	return called;
}

struct str agenda_days(struct agenda_maker *maker, int32_t n)
{
	return str_format(maker->arena, n == 1 ? "%d day" : "%d days", n);
}

struct str agenda_amount(const struct agenda_maker *maker, struct decimal n, unit_t unit)
{
	return quantity_text(maker->plan, (struct quantity){n, unit, true});
}

struct date_text agenda_date(date_t date)
{
	return date ? date_text(date) : (struct date_text){0};
}

struct str agenda_person(const struct agenda_maker *maker, const struct person_block *person)
{
	return person ? plan_name(maker->plan, person->block.name) : (struct str){0};
}

/* ---- rows ---- */

#define AS(kind) ((const struct kind##_block *)(const void *)block)

static const struct person_block *counterpart_of(
	const struct agenda_maker *maker, const struct block *block)
{
	switch (block->kind) {
	case KIND_goal:
		return block_as_person(AS(goal)->with.block);
	case KIND_initiative:
		return block_as_person(AS(initiative)->with.block);
	case KIND_deal:
		return block_as_person(AS(deal)->with.block);
	case KIND_dependency:
		return block_as_person(AS(dependency)->to.block);
	case KIND_person:
		return block_as_person(AS(person)->backup.block);
	case KIND_request:
		block = AS(request)->of.block;
		return block ? block_owner_on(block, maker->session->day.held) : NULL;
	case KIND_risk:
		block = AS(risk)->contingency.block;
		return block ? block_owner_on(block, maker->session->day.held) : NULL;
	case KIND_root_cause:
		block = AS(root_cause)->of.block;
		return block ? counterpart_of(maker, block) : NULL;
	}
	return block->parent ? counterpart_of(maker, block->parent) : NULL;
}

static struct str place_of(const struct agenda_maker *maker, const struct block *block)
{
	struct sources *sources = &maker->plan->run->sources;
	struct span span = block_span(block);
	struct place place = source_place(sources, span.source, span.start);
	const struct source *source = sources_get(sources, span.source);
	if (!source)
		return (struct str){0};
	return str_format(maker->arena, "%.*s:%u", STR_ARGS(plan_source_path(maker->plan, source)),
		place.line);
}

struct agenda_row *agenda_add(struct agenda_maker *maker, const char *kind)
{
	vec_push(&maker->agenda->rows, ((struct agenda_row){.block = maker->block,
					       .kind = kind,
					       .age = -1,
					       .days_late = -1,
					       .carried = -1}));
	return &maker->agenda->rows.items[maker->agenda->rows.n - 1];
}

struct agenda_row *agenda_add_block(struct agenda_maker *maker, const struct block *block)
{
	struct agenda_row *row = agenda_add(maker, kind_infos[block->kind].name);
	const struct person_block *owner = block_answering_on(block, maker->session->day.held);
	const struct party_block *party = person_party(owner);
	if (block->kind == KIND_commitment)
		party = block_as_party(AS(commitment)->by.block);
	if (block->name)
		row->id = block_path(maker->plan, block);
	row->item = agenda_title(maker, block);
	row->owner = agenda_person(maker, owner);
	row->counterpart = agenda_person(maker, counterpart_of(maker, block));
	if (party)
		row->party = plan_name(maker->plan, party->block.name);
	row->source = place_of(maker, block);
	map_put(&maker->listed, (uint64_t)(uintptr_t)block, NULL);
	return row;
}

static const char *item_state_word(const struct tracked_item *item)
{
	switch (item->figures.state) {
	case ITEM_NONE:
		return "not_due";
	case ITEM_DONE:
		return "done";
	case ITEM_DUE:
		return "due";
	case ITEM_MISSED:
		break;
	}
	return item->block->kind == KIND_milestone ? "missed" : "overdue";
}

struct agenda_row *agenda_add_item(struct agenda_maker *maker, const struct tracked_item *item)
{
	struct agenda_row *row = agenda_add_block(maker, item->block);
	row->state = str_from(item_state_word(item));
	row->due = item->due;
	row->days_late = item->figures.days_late;
	row->carried = agenda_carried(maker, item->due);
	return row;
}

void agenda_ask(struct agenda_maker *maker, struct agenda_row *row, const char *rule,
	const char *format, ...)
{
	va_list args;
	va_start(args, format);
	row->ask = str_vformat(maker->arena, format, args);
	row->rule = rule;
	va_end(args);
}

/* ---- lists ---- */

static bool is_one_of(const struct ref *refs, uint32_t n, const struct party_block *party)
{
	for (uint32_t i = 0; i < n; i++)
		if (party && refs[i].block == &party->block)
			return true;
	return false;
}

/* What is `only_for` some parties does not come before the others: everybody at the table gets the
 * agenda. One for an audience is made of a plan without what is not for it. */
bool agenda_is_for_all(const struct agenda_maker *maker, const struct block *block)
{
	const struct review_block *review = maker->session->review;
	if (maker->plan->audience)
		return true;
	for (const struct block *at = block; at; at = at->parent) {
		const struct any *any = block_any(at);
		for (uint32_t i = 0; any->only_for.n && i < review->attendees.n; i++) {
			const struct person_block *person =
				block_as_person(review->attendees.items[i].block);
			if (!is_one_of(any->only_for.items, any->only_for.n, person_party(person)))
				return false;
		}
	}
	return true;
}

bool agenda_is_listed(const struct agenda_maker *maker, const struct block *block)
{
	return map_get(&maker->listed, (uint64_t)(uintptr_t)block) != NULL;
}

void agenda_list_add(
	struct agenda_maker *maker, struct agenda_list *list, const struct block *block)
{
	if (agenda_is_for_all(maker, block))
		vec_push(&list->blocks, block);
}

void agenda_list_sort(struct agenda_maker *maker, struct agenda_list *list)
{
	order_sort(maker->plan, maker->tracked, list->blocks.items, list->blocks.n);
}

/* ---- the whole ---- */

enum {
	OPERATIONAL = 1 << review_type_operational,
	CHECKPOINT = 1 << review_type_checkpoint,
	QUARTERLY = 1 << review_type_quarterly,
	EXECUTIVE = 1 << review_type_executive,
	PLANNING = 1 << review_type_planning,
	DAILY_WORK = OPERATIONAL | CHECKPOINT | EXECUTIVE | PLANNING,
	EVERY_TYPE = DAILY_WORK | QUARTERLY
};

/* In the order in which they are talked about; a type of review takes the rows that name it. */
static const struct {
	const char *name;
	unsigned types;
	void (*fill)(struct agenda_maker *maker);
} blocks[] = {
	{"session", EVERY_TYPE, agenda_session},
	{"last_commitments", QUARTERLY, agenda_last_commitments},
	{"goals", QUARTERLY, agenda_goals},
	{"wins", DAILY_WORK, agenda_wins},
	{"actions_due", DAILY_WORK, agenda_actions},
	{"missed_milestones", DAILY_WORK, agenda_milestones},
	{"behind_goals", DAILY_WORK, agenda_behind},
	{"unknown_goals", DAILY_WORK, agenda_unknown},
	{"roadblocks", DAILY_WORK, agenda_roadblocks},
	{"fired_triggers", DAILY_WORK, agenda_triggers},
	{"watch_goals", DAILY_WORK, agenda_watch},
	{"root_causes_due", EVERY_TYPE, agenda_causes},
	{"claims_closing", DAILY_WORK, agenda_claims},
	{"enablement_gaps", CHECKPOINT, agenda_enablement},
	{"unconfirmed_resources", CHECKPOINT, agenda_resources},
	{"assumptions_to_recheck", CHECKPOINT, agenda_assumptions},
	{"proposed_amendments", CHECKPOINT, agenda_amendments},
	{"deals", QUARTERLY, agenda_deals},
	{"partner_view", QUARTERLY, agenda_partner_view},
	{"funds", QUARTERLY, agenda_funds},
	{"tier_gaps", QUARTERLY, agenda_tier},
	{"next_targets", QUARTERLY, agenda_next_targets},
	{"overdue", DAILY_WORK, agenda_overdue},
	{"next", DAILY_WORK, agenda_next},
	{"days_30", CHECKPOINT, agenda_30_days},
	{"days_60", CHECKPOINT, agenda_60_days},
	{"days_90", CHECKPOINT, agenda_90_days},
	{"commitments", DAILY_WORK, agenda_commitments},
	{"commitments", QUARTERLY, agenda_commitments_by_side},
	{"sign_off", QUARTERLY, agenda_sign_off},
};

enum { MINUTES_DEFAULT = 30, MINUTES_MAX = 14 * 24 * 60 };

/* A day of meeting is eight hours. */
static uint32_t session_minutes(const struct review_block *review)
{
	static const int64_t minutes[] = {[DURATION_MINUTE] = 1,
		[DURATION_HOUR] = 60,
		[DURATION_DAY] = 480,
		[DURATION_WEEK] = 0,
		[DURATION_MONTH] = 0,
		[DURATION_QUARTER] = 0,
		[DURATION_YEAR] = 0,
		[DURATION_BUSINESS_HOUR] = 60,
		[DURATION_BUSINESS_DAY] = 480};
	struct duration lasting = review->at.lasting;
	struct decimal exact, whole;
	int64_t n;
	if (!decimal_multiply(lasting.n, decimal_of(minutes[lasting.unit]), &exact) ||
		!ratio_round(ratio_of(exact), 0, ROUND_DOWN, &whole) || !decimal_whole(whole, &n) ||
		n < 1 || n > MINUTES_MAX)
		return MINUTES_DEFAULT;
	return (uint32_t)n;
}

/* Questions share the time equally, the remainder goes to the first; without a question all of it
 * is free. */
static void share_minutes(struct agenda *agenda)
{
	uint32_t n = 0, start = 0;
	for (uint32_t i = 0; i < agenda->rows.n; i++)
		n += agenda->rows.items[i].ask.len > 0;
	uint32_t each = n ? agenda->minutes / n : 0, left = n ? agenda->minutes % n : 0;
	if (!n)
		agenda->rows.items[0].minutes = agenda->minutes;
	for (uint32_t i = 0; i < agenda->rows.n; i++) {
		struct agenda_row *row = &agenda->rows.items[i];
		if (row->ask.len) {
			row->minutes = each + (left > 0);
			left -= left > 0;
		}
		row->start = start;
		start += row->minutes;
	}
}

void agenda_make(struct agenda *agenda, struct arena *arena, const struct emit_input *input)
{
	struct plan *plan = input->plan;
	const struct tracked *tracked = input->tracked;
	const struct tracked_session *session = input->session;
	const struct review_block *review = session->review;
	struct agenda_maker maker = {.agenda = agenda,
		.arena = arena,
		.plan = plan,
		.tracked = tracked,
		.session = session};
	*agenda = (struct agenda){.session = session, .minutes = session_minutes(review)};
	agenda->review = review->block.name ? block_path(plan, &review->block)
					    : agenda_title(&maker, &review->block);
	maker.previous = previous_session(&maker);
	maker.shown_to = tracked->as_of;
	/* A review whose type could not be read gets what every type has. */
	unsigned type = review->type ? 1u << review->type : (unsigned)OPERATIONAL;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		maker.block = blocks[i].name;
		if (blocks[i].types & type)
			blocks[i].fill(&maker);
	}
	map_free(&maker.listed);
	share_minutes(agenda);
}

void agenda_free(struct agenda *agenda)
{
	vec_free(&agenda->rows);
}

/* ---- CSV ---- */

static void write_figures(struct csv_writer *csv, const struct agenda_row *row)
{
	csv_text(csv, row->state);
	csv_text(csv, row->basis);
	csv_text(csv, row->unit);
	csv_quantity(csv, row->target);
	csv_date(csv, row->target_date);
	csv_quantity(csv, row->expected);
	csv_quantity(csv, row->actual);
	csv_date(csv, row->actual_date);
	csv_count(csv, row->age);
	csv_quantity(csv, row->pace);
	csv_quantity(csv, row->gap);
	csv_quantity(csv, row->projection);
	csv_date(csv, row->due);
	csv_count(csv, row->days_late);
	csv_count(csv, row->carried);
}

void agenda_write(struct arena *arena, const struct emit_input *input, struct out *out)
{
	struct agenda agenda;
	struct csv_writer csv = csv_writer_begin(out, input->bom);
	agenda_make(&agenda, arena, input);
	csv_header(&csv,
		"seq,review,session_date,start_min,minutes,block,kind,id,item,party,owner,"
		"counterpart,state,basis,unit,target,target_date,expected,actual,actual_date,"
		"data_age_days,pace_pct,gap,projection,due,days_late,carried,ask,rule,source,"
		"decision,owner_next,due_next,notes");
	for (uint32_t i = 0; i < agenda.rows.n; i++) {
		const struct agenda_row *row = &agenda.rows.items[i];
		csv_int(&csv, i + 1);
		csv_text(&csv, agenda.review);
		csv_date(&csv, agenda.session->day.held);
		csv_count(&csv, row->is_empty ? -1 : (int32_t)row->start);
		csv_count(&csv, row->is_empty ? -1 : (int32_t)row->minutes);
		csv_word(&csv, row->block);
		csv_word(&csv, row->kind);
		csv_text(&csv, row->id);
		csv_text(&csv, row->item);
		csv_text(&csv, row->party);
		csv_text(&csv, row->owner);
		csv_text(&csv, row->counterpart);
		write_figures(&csv, row);
		csv_text(&csv, row->ask);
		csv_word(&csv, row->rule);
		csv_text(&csv, row->source);
		csv_blank(&csv, 4); /* decision, owner_next, due_next, notes: for the meeting */
		csv_row_end(&csv);
	}
	agenda_free(&agenda);
}
