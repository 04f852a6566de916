/*
 * The calendar: each session of every review, and what is due as all-day entries. Everybody may
 * subscribe to it, so what is `only_for` some parties is left out unless it is made for one. An
 * entry keeps its UID as long as its name or its planned day stays: a calendar that reads the file
 * again moves the entry.
 */
#include "compiler/diag/fingerprint.h"
#include "compiler/emit/emit.h"
#include "compiler/emit/ics/write.h"

struct calendar_maker {
	struct ics_writer ics;
	const struct emit_input *input;
	struct arena *arena;
	uint64_t plan_key; /* tells apart the plans of one reader */
	struct zone zone;
	bool has_zone; /* false: times are UTC's */
};

#define AS(kind) ((const struct kind##_block *)(const void *)block)

/* ---- what all entries have ---- */

static uint64_t hash_text(uint64_t hash, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
	return (hash ^ 0xff) * 0x100000001b3u;
}

/* By what the plan is called and who made it, not by where its file lies. */
static uint64_t plan_key(const struct plan *plan)
{
	const struct plan_block *frame = plan->frame;
	uint64_t hash = hash_text(0xcbf29ce484222325u, plan_name(plan, frame->block.name));
	hash = hash_text(hash, frame->block.title);
	hash = hash_text(hash, str_from(date_text(plan->first).text));
	for (uint32_t i = 0; i < frame->between.n; i++)
		if (frame->between.items[i].block)
			hash = hash_text(
				hash, plan_name(plan, frame->between.items[i].block->name));
	return hash;
}

static bool is_open_to_all(const struct calendar_maker *maker, const struct block *block)
{
	if (maker->input->plan->audience)
		return true;
	for (const struct block *at = block; at; at = at->parent)
		if (block_any(at)->only_for.n)
			return false;
	return true;
}

static struct str title_of(const struct calendar_maker *maker, const struct block *block)
{
	return block->title.len ? block->title : plan_name(maker->input->plan, block->name);
}

/* The block's own address, else that of the plan. */
static void put_url(struct calendar_maker *maker, const struct block *block)
{
	struct str link = block_any(block)->link;
	if (!link.len)
		link = block_any(&maker->input->plan->frame->block)->link;
	bool is_web = str_starts(link, "https://") || str_starts(link, "http://");
	for (size_t i = 0; i < link.len; i++)
		is_web &= (unsigned char)link.ptr[i] > ' ' && (unsigned char)link.ptr[i] < 0x7f;
	if (is_web)
		ics_value(&maker->ics, "URL", "%.*s", STR_ARGS(link));
}

static void begin_event(struct calendar_maker *maker, struct str id, int sequence)
{
	struct civil civil = date_civil(maker->input->tracked->as_of);
	ics_begin(&maker->ics, "VEVENT");
	ics_value(&maker->ics, "UID", "%.*s.%s@pbp", STR_ARGS(id),
		fingerprint_text(maker->plan_key).text);
	ics_value(
		&maker->ics, "DTSTAMP", "%04d%02d%02dT000000Z", civil.year, civil.month, civil.day);
	ics_value(&maker->ics, "SEQUENCE", "%d", sequence);
}

static void put_summary(struct calendar_maker *maker, const char *before, struct str title)
{
	ics_text(&maker->ics, "SUMMARY",
		str_format(maker->arena, "%s%.*s", before, STR_ARGS(title)));
}

/* ---- sessions ---- */

static bool takes_days(const struct review_block *review)
{
	enum duration_unit unit = review->at.lasting.unit;
	return !review->at.value.set || unit == DURATION_DAY || unit == DURATION_BUSINESS_DAY;
}

static int64_t lasting_in(const struct review_block *review, int64_t per_hour, int64_t otherwise)
{
	struct decimal exact, whole;
	int64_t n;
	enum duration_unit unit = review->at.lasting.unit;
	bool is_hours = unit == DURATION_HOUR || unit == DURATION_BUSINESS_HOUR;
	if (!unit ||
		!decimal_multiply(
			review->at.lasting.n, decimal_of(is_hours ? per_hour : 1), &exact) ||
		!ratio_round(ratio_of(exact), 0, ROUND_UP, &whole) || !decimal_whole(whole, &n) ||
		n < 1 || n > 100000)
		return otherwise;
	return n;
}

static void put_times(struct calendar_maker *maker, const struct review_block *review, date_t day)
{
	struct ics_writer *ics = &maker->ics;
	struct civil civil = date_civil(day);
	if (takes_days(review)) {
		int64_t days = review->at.value.set ? lasting_in(review, 1, 1) : 1;
		ics_day(ics, "DTSTART", day);
		if (date_add(day, days))
			ics_day(ics, "DTEND", date_add(day, days));
		return;
	}
	const char *name = "DTSTART";
	if (maker->has_zone)
		name = str_format(maker->arena, "DTSTART;TZID=%.*s", STR_ARGS(maker->zone.name))
			       .ptr;
	ics_value(ics, name, "%04d%02d%02dT%02d%02d00%s", civil.year, civil.month, civil.day,
		review->at.value.hour, review->at.value.minute, maker->has_zone ? "" : "Z");
	ics_value(ics, "DURATION", "PT%lldM", (long long)lasting_in(review, 60, 30));
}

static bool is_there(const struct person_block *person, date_t day)
{
	return (!person->joined || person->joined <= day) &&
	       (!person->leaves || day <= person->leaves);
}

static void put_person(struct calendar_maker *maker, const char *name, const char *parameters,
	const struct person_block *person)
{
	ics_person(&maker->ics, name, parameters, title_of(maker, &person->block), person->email);
}

static bool can_be_invited(const struct person_block *person, date_t day)
{
	return person && is_there(person, day) && ics_is_address(person->email);
}

/* Whoever invites others is named: the chair, else the first who can be. Without an address of
   anybody there is no invitation, and the description says who takes part. */
static void put_people(struct calendar_maker *maker, const struct review_block *review, date_t day)
{
	const struct person_block *organizer = block_as_person(review->chair.block);
	if (!can_be_invited(organizer, day))
		organizer = NULL;
	for (uint32_t i = 0; !organizer && i < review->attendees.n; i++) {
		const struct person_block *person =
			block_as_person(review->attendees.items[i].block);
		organizer = can_be_invited(person, day) ? person : NULL;
	}
	if (!organizer)
		return;
	put_person(maker, "ORGANIZER", "", organizer);
	for (uint32_t i = 0; i < review->attendees.n; i++) {
		const struct person_block *person =
			block_as_person(review->attendees.items[i].block);
		if (can_be_invited(person, day))
			put_person(maker, "ATTENDEE",
				";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", person);
	}
}

static void describe_people(struct calendar_maker *maker, struct out *out,
	const struct review_block *review, date_t day)
{
	const char *before = "With ";
	for (uint32_t i = 0; i < review->attendees.n; i++) {
		const struct person_block *person =
			block_as_person(review->attendees.items[i].block);
		if (!person || !is_there(person, day))
			continue;
		out_text(out, before);
		out_str(out, title_of(maker, &person->block));
		before = ", ";
	}
	out_text(out, *before == ',' ? ".\n" : "");
}

static void put_description(struct calendar_maker *maker, const struct tracked_session *session,
	date_t day, struct str not_held)
{
	const struct review_block *review = session->review;
	struct out text = {0};
	if (not_held.len)
		out_printf(&text, "Not held: %.*s\n", STR_ARGS(not_held));
	describe_people(maker, &text, review, day);
	if (day != session->day.planned)
		out_printf(&text, "Planned for %s.\n", date_text(session->day.planned).text);
	if (!not_held.len && day >= maker->input->tracked->as_of) {
		out_text(&text, "Agenda: pbp agenda");
		if (review->block.name)
			out_printf(&text, " --review %.*s",
				STR_ARGS(block_path(maker->input->plan, &review->block)));
		out_printf(&text, " --on %s\n", date_text(session->day.held).text);
	}
	ics_text(&maker->ics, "DESCRIPTION", str_trim(out_view(&text)));
	out_free(&text);
}

/* Figures close before the session; that is when the agenda can be made. */
static void put_alarm(struct calendar_maker *maker, const struct review_block *review)
{
	struct ics_writer *ics = &maker->ics;
	ics_begin(ics, "VALARM");
	ics_value(ics, "ACTION", "DISPLAY");
	ics_value(ics, "TRIGGER", "-P1D");
	put_summary(maker, "", title_of(maker, &review->block));
	ics_text(ics, "DESCRIPTION",
		str_format(maker->arena, "Tomorrow: %.*s. Figures and agenda",
			STR_ARGS(title_of(maker, &review->block))));
	ics_end(ics, "VALARM");
}

static void put_session(struct calendar_maker *maker, const struct tracked_session *session)
{
	const struct review_block *review = session->review;
	const struct session_block *record = session->record;
	struct str not_held = record ? record->not_held : (struct str){0};
	bool is_off = record && block_has(&record->block, "not_held");
	date_t day = record && !is_off ? record->block.date : session->day.held;
	struct str name = review->block.name
				  ? block_path(maker->input->plan, &review->block)
				  : str_from(enum_word(&words_review_type, review->type));
	begin_event(maker,
		str_format(maker->arena, "session.%.*s.%s", STR_ARGS(name),
			date_text(session->day.planned).text),
		is_off ? 2 : day != session->day.planned);
	put_times(maker, review, day);
	ics_text(&maker->ics, "SUMMARY",
		str_format(maker->arena, "%.*s: %.*s", STR_ARGS(title_of(maker, &review->block)),
			STR_ARGS(title_of(maker, &maker->input->plan->frame->block))));
	put_description(maker, session, day, not_held);
	ics_value(&maker->ics, "STATUS", is_off ? "CANCELLED" : "CONFIRMED");
	put_people(maker, review, day);
	put_url(maker, &review->block);
	if (!is_off && day >= maker->input->tracked->as_of)
		put_alarm(maker, review);
	ics_end(&maker->ics, "VEVENT");
}

/* ---- what is due ---- */

static bool is_dropped(const struct block *block)
{
	return block->kind == KIND_action && block_has(block, "dropped");
}

static void put_item(struct calendar_maker *maker, const struct tracked_item *item)
{
	const struct block *block = item->block;
	const struct plan *plan = maker->input->plan;
	bool is_done = item->figures.state == ITEM_DONE;
	struct str id = block->name ? block_path(plan, block) : (struct str){0};
	/* without a name an entry is told by what it says and when it is due */
	if (!id.len)
		id = str_format(maker->arena, "%s.%s",
			fingerprint_text(hash_text(0xcbf29ce484222325u, block->title)).text,
			date_text(item->due).text);
	begin_event(maker,
		str_format(maker->arena, "%s.%.*s", kind_infos[block->kind].name, STR_ARGS(id)),
		is_dropped(block) ? 1 : 0);
	ics_day(&maker->ics, "DTSTART", item->due);
	if (date_add(item->due, 1))
		ics_day(&maker->ics, "DTEND", date_add(item->due, 1));
	put_summary(maker,
		is_done				? "Done: "
		: block->kind == KIND_milestone ? "Milestone: "
						: "Action: ",
		title_of(maker, block));
	const struct person_block *owner = block_owner_on(block, item->due);
	struct out text = {0};
	if (owner)
		out_printf(&text, "Owner: %.*s\n", STR_ARGS(title_of(maker, &owner->block)));
	if (is_done)
		out_printf(&text, "Done on %s.\n", date_text(item->done).text);
	else if (item->forecast && item->forecast != item->due)
		out_printf(&text, "Expected on %s.\n", date_text(item->forecast).text);
	ics_text(&maker->ics, "DESCRIPTION", str_trim(out_view(&text)));
	out_free(&text);
	ics_value(&maker->ics, "STATUS", is_dropped(block) ? "CANCELLED" : "CONFIRMED");
	ics_value(&maker->ics, "TRANSP", "TRANSPARENT");
	put_url(maker, block);
	ics_end(&maker->ics, "VEVENT");
}

/* ---- the whole ---- */

static void put_zone(struct calendar_maker *maker)
{
	const struct tracked *tracked = maker->input->tracked;
	struct str name = maker->input->plan->frame->timezone;
	bool is_utc = !name.len || str_is(name, "UTC") || str_is(name, "Etc/UTC");
	if (is_utc || !zone_find(name, &maker->zone) || !tracked->sessions.n)
		return;
	maker->has_zone = true;
	/* the clocks that the first session meets were set in the year before */
	int year = date_civil(tracked->sessions.items[0].day.planned).year - 1;
	ics_zone(&maker->ics, &maker->zone, year < 1970 ? 1970 : year);
}

static void write_calendar(struct calendar_maker *maker)
{
	const struct tracked *tracked = maker->input->tracked;
	struct ics_writer *ics = &maker->ics;
	ics_begin(ics, "VCALENDAR");
	ics_value(ics, "VERSION", "2.0");
	ics_value(ics, "PRODID", "-//pbp//Partner Business Plans//EN");
	ics_value(ics, "CALSCALE", "GREGORIAN");
	ics_text(ics, "X-WR-CALNAME", title_of(maker, &maker->input->plan->frame->block));
	put_zone(maker);
	for (uint32_t i = 0; i < tracked->sessions.n; i++)
		if (is_open_to_all(maker, &tracked->sessions.items[i].review->block))
			put_session(maker, &tracked->sessions.items[i]);
	for (uint32_t i = 0; i < tracked->items.n; i++) {
		const struct tracked_item *item = &tracked->items.items[i];
		bool is_wanted =
			item->block->kind == KIND_milestone || item->block->kind == KIND_action;
		bool is_listed = item->figures.state != ITEM_NONE || is_dropped(item->block);
		if (is_wanted && is_listed && item->due && is_open_to_all(maker, item->block))
			put_item(maker, item);
	}
	ics_end(ics, "VCALENDAR");
}

static void emit(struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	if (!input->tracked)
		return;
	struct str path = str_format(arena, "%.*s.ics", STR_ARGS(input->stem));
	struct calendar_maker maker = {
		.ics = ics_writer_make(&emit_file_add(arena, files, path)->bytes),
		.input = input,
		.arena = arena,
		.plan_key = plan_key(input->plan)};
	write_calendar(&maker);
	ics_writer_free(&maker.ics);
}

const struct format format_ics = {
	.name = "ics",
	.summary = "sessions, milestones and actions for a calendar",
	.emit = emit,
};
