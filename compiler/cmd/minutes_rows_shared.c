#include "compiler/cmd/minutes_parts.h"

#include "compiler/format/format.h"
#include <ctype.h>
#include <string.h>

static struct str cell(const struct minutes_row *row, enum minutes_column column)
{
	return row->cells[column];
}

static bool is_kind(const struct minutes_row *row, const char *kind)
{
	return str_is(cell(row, MINUTES_KIND), kind);
}

/* What a row that somebody has added is about: it stands in `decision`, else in `item`, unless that
   is a row of the agenda itself. */
static struct str added_text(const struct minutes_row *row)
{
	struct str text = cell(row, MINUTES_DECISION);
	bool is_added = !cell(row, MINUTES_ID).len && !cell(row, MINUTES_BLOCK).len;
	return text.len || !is_added ? text : cell(row, MINUTES_ITEM);
}

/* ---- words ---- */

static bool equals_word(struct str text, const char *word)
{
	size_t len = strlen(word);
	return text.len == len && !strncasecmp(text.ptr, word, len);
}

static bool is_yes(struct str text)
{
	return equals_word(text, "yes") || equals_word(text, "y") || equals_word(text, "x") ||
	       equals_word(text, "held");
}

static bool is_no(struct str text)
{
	return equals_word(text, "no") || equals_word(text, "n") || equals_word(text, "not held");
}

/* Takes the first word off the front of *rest. */
static struct str first_word(struct str *rest)
{
	size_t n = 0;
	while (n < rest->len && !isspace((unsigned char)rest->ptr[n]))
		n++;
	struct str word = str_slice(*rest, 0, n);
	*rest = str_trim(str_slice(*rest, n, rest->len));
	return word;
}

static struct str person_name(
	const struct minutes_writer *writer, const struct person_block *person)
{
	return plan_name(writer->plan, person->block.name);
}

/* ---- blocks ---- */

static void put_affects(struct minutes_writer *writer, const struct minutes_row *row)
{
	const struct block *block = minutes_block(writer, row);
	if (block && K_PARTS >> block->kind & 1)
		out_printf(&writer->children, "  affects: [%.*s]\n",
			STR_ARGS(block_path(writer->plan, block)));
}

static void put_about(struct minutes_writer *writer, const struct minutes_row *row)
{
	if (!cell(row, MINUTES_NOTES).len)
		return;
	out_text(&writer->children, "  about: ");
	minutes_quote(&writer->children, cell(row, MINUTES_NOTES));
	out_char(&writer->children, '\n');
}

static void begin_child(struct minutes_writer *writer, const char *kind, struct str title)
{
	out_printf(&writer->children, "\n%s %.*s ", kind, STR_ARGS(minutes_name(writer, title)));
	minutes_quote(&writer->children, title);
	out_text(&writer->children, " {\n");
}

static void put_action(struct minutes_writer *writer, const struct minutes_row *row,
	struct str title, const struct person_block *owner, date_t due)
{
	begin_child(writer, "action", title);
	out_printf(&writer->children, "  owner: %.*s\n  due: %s\n",
		STR_ARGS(person_name(writer, owner)), date_text(due).text);
	put_affects(writer, row);
	put_about(writer, row);
	out_text(&writer->children, "}\n");
}

static void put_decision(struct minutes_writer *writer, const struct minutes_row *row,
	struct str title, const struct person_block *by)
{
	begin_child(writer, "decision", title);
	out_printf(&writer->children, "  by: %.*s\n", STR_ARGS(person_name(writer, by)));
	put_affects(writer, row);
	put_about(writer, row);
	out_text(&writer->children, "}\n");
}

static void put_note(
	struct minutes_writer *writer, const struct minutes_row *row, struct str before)
{
	struct str item = cell(row, MINUTES_ITEM), notes = cell(row, MINUTES_NOTES);
	if (writer->notes.len)
		out_char(&writer->notes, '\n');
	if (item.len)
		out_printf(&writer->notes, "%.*s: ", STR_ARGS(item));
	out_str(&writer->notes, before);
	if (before.len && notes.len)
		out_text(&writer->notes, "; ");
	out_str(&writer->notes, notes);
}

/* A field is stated once: a value that stands already is changed where it stands. */
static void update(struct minutes_writer *writer, const struct minutes_row *row,
	enum minutes_column column, const struct block *block, const char *field, struct str value)
{
	struct plan *plan = writer->plan;
	if (block_has(block, field)) {
		struct span span = block_field_span(block, field);
		struct place place = source_place(&plan->run->sources, span.source, span.start);
		minutes_complain(writer->minutes, row, column,
			"`%s` of %.*s stands in %.*s:%u already; change it there to %.*s", field,
			STR_ARGS(block_path(plan, block)),
			STR_ARGS(sources_get(&plan->run->sources, span.source)->path), place.line,
			STR_ARGS(value));
		return;
	}
	out_printf(&writer->updates, "update %.*s { %s: %.*s }\n",
		STR_ARGS(block_path(plan, block)), field, STR_ARGS(value));
}

/* ---- answers that are a word and a day: "done 2026-05-18" ---- */

static const struct answer {
	const char *word;
	kinds_t kinds;
	const char *field;
	bool because; /* the reason stands in `notes` */
} answers[] = {
	{"done", K(action) | K(milestone) | K(activity), "done", false},
	{"dropped", K(action), "dropped", true},
	{"kept", K(commitment), "kept", false},
	{"broken", K(commitment) | K(assumption), "broken", false},
	{"delivered", K(dependency), "delivered", false},
	{"cleared", K(roadblock), "cleared", false},
	{"closed", K(root_cause) | K(risk), "closed", false},
	{"confirmed", K(resource), "confirmed", false},
	{"activated", K(risk), "activated", false},
	{"declined", K(risk), "declined", true},
};

/* What the answer is about: of a risk, its contingency is activated or declined. */
static const struct block *answered(const struct answer *answer, const struct block *block)
{
	if (block->kind != KIND_risk || !strcmp(answer->field, "closed"))
		return block;
	return ((const struct risk_block *)(const void *)block)->contingency.block;
}

static void put_answer(struct minutes_writer *writer, const struct minutes_row *row,
	const struct answer *answer, const struct block *block, struct str rest)
{
	date_t day = minutes_day(writer, row, MINUTES_DECISION, rest);
	struct str notes = cell(row, MINUTES_NOTES);
	if (!rest.len)
		minutes_complain(writer->minutes, row, MINUTES_DECISION,
			"write the day behind it: %s 2026-05-31", answer->word);
	else if (day && answer->because && !notes.len)
		minutes_complain(
			writer->minutes, row, MINUTES_NOTES, "write why it was %s", answer->word);
	if (!day || (answer->because && !notes.len))
		return;
	struct out value = {0};
	out_text(&value, date_text(day).text);
	if (answer->because) {
		out_text(&value, " because ");
		minutes_quote(&value, notes);
	}
	update(writer, row, MINUTES_DECISION, block, answer->field, out_view(&value));
	out_free(&value);
	if (notes.len && !answer->because)
		put_note(writer, row, (struct str){0});
}

static bool try_answer(struct minutes_writer *writer, const struct minutes_row *row)
{
	const struct block *block = minutes_block(writer, row);
	struct str rest = cell(row, MINUTES_DECISION), word = first_word(&rest);
	bool ambiguous;
	for (size_t i = 0; block && i < sizeof answers / sizeof *answers; i++) {
		const struct block *about;
		if (!(answers[i].kinds >> block->kind & 1) || !equals_word(word, answers[i].word))
			continue;
		about = answered(&answers[i], block);
		/* "done as agreed, except ..." is a sentence */
		if (!about || !about->name ||
			(rest.len && !minutes_date(rest, &ambiguous) && !ambiguous &&
				!isdigit((unsigned char)rest.ptr[0])))
			return false;
		put_answer(writer, row, &answers[i], about, rest);
		return true;
	}
	return false;
}

/* ---- a day alone: when it will be there ---- */

static const struct {
	kinds_t kinds;
	const char *field;
} day_fields[] = {
	{K(action) | K(roadblock), "due"},
	{K(milestone) | K(activity), "forecast"},
	{K(dependency), "promised"},
	{K(deal), "closes"},
};

static bool put_day(struct minutes_writer *writer, const struct minutes_row *row, date_t day)
{
	const struct block *block = minutes_block(writer, row);
	for (size_t i = 0; block && i < sizeof day_fields / sizeof *day_fields; i++)
		if (day_fields[i].kinds >> block->kind & 1) {
			update(writer, row, MINUTES_DUE_NEXT, block, day_fields[i].field,
				str_from(date_text(day).text));
			return true;
		}
	return false;
}

/* ---- rows ---- */

static void read_held(struct minutes_writer *writer, const struct minutes_row *row)
{
	struct str answer = cell(row, MINUTES_DECISION), notes = cell(row, MINUTES_NOTES);
	if (is_no(answer) && !notes.len)
		minutes_complain(writer->minutes, row, MINUTES_NOTES, "write why it was not held");
	else if (is_no(answer))
		writer->not_held = notes;
	else if (answer.len && !is_yes(answer))
		minutes_complain(writer->minutes, row, MINUTES_DECISION,
			"%.*s is no answer to whether it was held; write yes or no",
			STR_ARGS(answer));
	else if (notes.len)
		put_note(writer, &(struct minutes_row){.cells[MINUTES_NOTES] = notes},
			(struct str){0});
	writer->is_off |= is_no(answer);
	writer->is_held |= is_yes(answer);
}

static void read_attendee(struct minutes_writer *writer, const struct minutes_row *row)
{
	struct str answer = cell(row, MINUTES_DECISION);
	const struct block *person = minutes_block(writer, row);
	if (!person) {
		minutes_complain(writer->minutes, row, MINUTES_ID,
			"there is no person %.*s in the plan", STR_ARGS(cell(row, MINUTES_ID)));
	} else if (is_yes(answer)) {
		out_printf(&writer->attended, "%s%.*s", writer->attended.len ? ", " : "",
			STR_ARGS(cell(row, MINUTES_ID)));
		writer->is_held = true;
	} else if (answer.len && !is_no(answer)) {
		minutes_complain(writer->minutes, row, MINUTES_DECISION,
			"%.*s is no answer to whether somebody was there; write yes or no",
			STR_ARGS(answer));
	}
	if (cell(row, MINUTES_NOTES).len)
		put_note(writer, row, (struct str){0});
}

static void read_win(struct minutes_writer *writer, const struct minutes_row *row, struct str title)
{
	begin_child(writer, "win", title);
	if (cell(row, MINUTES_OWNER_NEXT).len) {
		const struct person_block *by = minutes_person(writer, row, MINUTES_OWNER_NEXT);
		if (by)
			out_printf(&writer->children, "  by: [%.*s]\n",
				STR_ARGS(person_name(writer, by)));
	}
	date_t day = minutes_day(writer, row, MINUTES_DUE_NEXT, cell(row, MINUTES_DUE_NEXT));
	if (day)
		out_printf(&writer->children, "  on: %s\n", date_text(day).text);
	if (cell(row, MINUTES_NOTES).len) {
		out_text(&writer->children, "  proof: ");
		minutes_quote(&writer->children, cell(row, MINUTES_NOTES));
		out_char(&writer->children, '\n');
	}
	out_text(&writer->children, "}\n");
}

static void read_feedback(struct minutes_writer *writer, const struct minutes_row *row)
{
	struct str said = cell(row, MINUTES_DECISION), more = cell(row, MINUTES_NOTES);
	begin_child(writer, "feedback", said.len ? said : more);
	out_printf(&writer->children, "  from: %.*s\n", STR_ARGS(cell(row, MINUTES_ID)));
	if (said.len)
		put_about(writer, row);
	out_text(&writer->children, "}\n");
}

/* A roadblock that the meeting found: what it is stands in `item`, the next step in `decision`; or
   the former in `decision`, where `item` is empty. */
static void read_new_roadblock(struct minutes_writer *writer, const struct minutes_row *row,
	const struct person_block *owner, date_t due)
{
	struct str item = cell(row, MINUTES_ITEM), said = cell(row, MINUTES_DECISION);
	begin_child(writer, "roadblock", item.len ? item : said);
	out_printf(&writer->children, "  raised: %s\n  owner: %.*s\n", date_text(writer->day).text,
		STR_ARGS(person_name(writer, owner)));
	if (item.len && said.len) {
		out_text(&writer->children, "  next: ");
		minutes_quote(&writer->children, said);
		out_char(&writer->children, '\n');
	}
	if (due)
		out_printf(&writer->children, "  due: %s\n", date_text(due).text);
	put_about(writer, row);
	out_text(&writer->children, "}\n");
}

/* The next step of a known one. */
static bool update_roadblock(
	struct minutes_writer *writer, const struct minutes_row *row, struct str text, date_t due)
{
	const struct block *block = minutes_block(writer, row);
	struct str who = cell(row, MINUTES_OWNER_NEXT);
	if (!block || block->kind != KIND_roadblock ||
		(who.len && !str_equal(who, cell(row, MINUTES_OWNER))))
		return false;
	struct out value = {0};
	minutes_quote(&value, text);
	update(writer, row, MINUTES_DECISION, block, "next", out_view(&value));
	update(writer, row, MINUTES_DUE_NEXT, block, "due", str_from(date_text(due).text));
	out_free(&value);
	if (cell(row, MINUTES_NOTES).len)
		put_note(writer, row, (struct str){0});
	return true;
}

/* A text, perhaps a person, perhaps a day. */
static void read_agreement(struct minutes_writer *writer, const struct minutes_row *row)
{
	struct str text = cell(row, MINUTES_DECISION), who = cell(row, MINUTES_OWNER_NEXT);
	struct str when = cell(row, MINUTES_DUE_NEXT);
	const struct person_block *owner =
		who.len ? minutes_person(writer, row, MINUTES_OWNER_NEXT) : NULL;
	date_t due = minutes_day(writer, row, MINUTES_DUE_NEXT, when);
	bool is_new = !cell(row, MINUTES_ID).len &&
		      (cell(row, MINUTES_ITEM).len || !cell(row, MINUTES_BLOCK).len);
	if (is_kind(row, "action"))
		text = added_text(row);
	if ((who.len && !owner) || (when.len && !due))
		return;
	if (is_new && is_kind(row, "roadblock")) {
		if (owner)
			read_new_roadblock(writer, row, owner, due);
		else
			minutes_complain(
				writer->minutes, row, MINUTES_OWNER_NEXT, "write who clears it");
		return;
	}
	if (text.len && due && update_roadblock(writer, row, text, due))
		return;
	if (text.len && owner && due)
		put_action(writer, row, text, owner, due);
	else if (text.len && owner)
		put_decision(writer, row, text, owner);
	else if (text.len)
		minutes_complain(writer->minutes, row, MINUTES_OWNER_NEXT,
			due ? "write who does it by then"
			    : "write who decided it; with a day in `due_next` as well it is an "
			      "action");
	else if (due && !owner && put_day(writer, row, due)) {
		if (cell(row, MINUTES_NOTES).len)
			put_note(writer, row, (struct str){0});
	} else {
		minutes_complain(
			writer->minutes, row, MINUTES_DECISION, "write what is to be done");
	}
}

static void read_row(struct minutes_writer *writer, const struct minutes_row *row)
{
	struct str text = cell(row, MINUTES_DECISION), notes = cell(row, MINUTES_NOTES);
	bool agrees =
		text.len || cell(row, MINUTES_OWNER_NEXT).len || cell(row, MINUTES_DUE_NEXT).len;
	bool is_new_win = is_kind(row, "win") && !cell(row, MINUTES_ID).len;
	struct str win = added_text(row);
	if (!agrees && !notes.len && !(is_new_win && win.len))
		return;
	writer->n_said++;
	if (is_kind(row, "held"))
		read_held(writer, row);
	else if (str_is(cell(row, MINUTES_BLOCK), "session") && is_kind(row, "person"))
		read_attendee(writer, row);
	else if (is_new_win && win.len)
		read_win(writer, row, win);
	else if (is_kind(row, "signoff") || is_kind(row, "win") || is_kind(row, "feedback"))
		put_note(writer, row, text);
	else if (is_kind(row, "party") && !cell(row, MINUTES_OWNER_NEXT).len)
		read_feedback(writer, row);
	else if (agrees && !try_answer(writer, row))
		read_agreement(writer, row);
	else if (!agrees)
		put_note(writer, row, (struct str){0});
}

/* ---- which session ---- */

/* The agenda's review and day: those of the first row that has them. */
static bool find_session(struct minutes_writer *writer, const struct tracked *tracked)
{
	struct minutes *minutes = writer->minutes;
	const struct plan *plan = writer->plan;
	const struct minutes_row *first = minutes->rows.n ? &minutes->rows.items[0] : NULL;
	bool ambiguous;
	if (!first) {
		complain("%s has no rows", minutes->path);
		return false;
	}
	struct str review = cell(first, MINUTES_REVIEW), day = cell(first, MINUTES_SESSION_DATE);
	writer->day = minutes_date(day, &ambiguous);
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n && !writer->review; i++) {
		const struct review_block *at = plan_review(plan, i);
		if (str_equal(block_path(plan, &at->block), review))
			writer->review = at;
	}
	if (!writer->review)
		minutes_complain(minutes, first, MINUTES_REVIEW, "the plan has no review `%.*s`",
			STR_ARGS(review));
	else if (!writer->day)
		minutes_complain(minutes, first, MINUTES_SESSION_DATE,
			ambiguous ? "%.*s can be read in two ways; write days like 2026-05-31"
				  : "%.*s is no day; write days like 2026-05-31",
			STR_ARGS(day));
	if (!writer->review || !writer->day)
		return false;
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		if (session->review != writer->review || !session->record ||
			(session->day.held != writer->day &&
				session->record->block.date != writer->day))
			continue;
		complain("the session of `%.*s` on %s has a record already", STR_ARGS(review),
			date_text(writer->day).text);
		return false;
	}
	return true;
}

static bool is_same_session(struct minutes_writer *writer, const struct minutes_row *row)
{
	bool ambiguous;
	struct str review = cell(row, MINUTES_REVIEW), day = cell(row, MINUTES_SESSION_DATE);
	if (review.len && !str_equal(review, cell(&writer->minutes->rows.items[0], MINUTES_REVIEW)))
		minutes_complain(writer->minutes, row, MINUTES_REVIEW,
			"an agenda is of one session; this row is of `%.*s`", STR_ARGS(review));
	else if (day.len && minutes_date(day, &ambiguous) != writer->day)
		minutes_complain(writer->minutes, row, MINUTES_SESSION_DATE,
			"an agenda is of one session; this row is of %.*s", STR_ARGS(day));
	else
		return true;
	return false;
}

/* ---- the whole ---- */

static void put_session(struct minutes_writer *writer, struct out *out)
{
	out_printf(out, "session %s {\n  of: %.*s\n", date_text(writer->day).text,
		STR_ARGS(block_path(writer->plan, &writer->review->block)));
	if (writer->is_off) {
		out_text(out, "  not_held: ");
		minutes_quote(out, writer->not_held);
		out_char(out, '\n');
	} else if (writer->attended.len) {
		out_printf(out, "  attended: [%.*s]\n", STR_ARGS(out_view(&writer->attended)));
	}
	if (writer->notes.len) {
		out_text(out, "  notes: ");
		minutes_quote(out, out_view(&writer->notes));
		out_char(out, '\n');
	}
	out_str(out, out_view(&writer->children));
	out_text(out, "}\n");
	out_str(out, out_view(&writer->updates));
}

static bool is_complete(struct minutes_writer *writer)
{
	const char *path = writer->minutes->path;
	bool is_silent = !writer->is_held && !writer->is_off;
	if (!writer->n_said)
		complain("nothing in %s is filled in: write yes or no beside who was there, and "
			 "answers into `decision`, `owner_next`, `due_next` and `notes`",
			path);
	else if (is_silent)
		complain("%s does not say whether the session was held: write yes or no into "
			 "`decision` of its first row",
			path);
	else if (writer->is_off && !writer->not_held.len)
		return false; /* the reason was asked for */
	else if (writer->is_off && writer->is_held)
		complain("%s says that the session was not held, and who was there", path);
	else
		return true;
	return false;
}

bool minutes_write(
	struct minutes *minutes, struct plan *plan, const struct tracked *tracked, struct out *out)
{
	struct minutes_writer writer = {.minutes = minutes, .plan = plan};
	struct out text = {0};
	bool is_good = find_session(&writer, tracked);
	if (is_good) {
		minutes_index(&writer);
		for (uint32_t i = 0; i < minutes->rows.n; i++)
			if (is_same_session(&writer, &minutes->rows.items[i]))
				read_row(&writer, &minutes->rows.items[i]);
		is_good = is_complete(&writer);
	}
	if (is_good) {
		put_session(&writer, &text);
		is_good = format_text(out, out_view(&text)) == FORMAT_GOOD;
		if (!is_good)
			complain("the minutes could not be laid out; please report this");
	}
	out_free(&text);
	out_free(&writer.attended);
	out_free(&writer.notes);
	out_free(&writer.children);
	out_free(&writer.updates);
	map_free(&writer.by_path);
	map_free(&writer.taken);
	return is_good;
}
