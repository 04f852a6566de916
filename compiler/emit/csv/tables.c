#include "compiler/emit/csv/tables.h"

#include "compiler/plan/feed.h"

const struct csv_table csv_tables[] = {
	{"goals", csv_goals},
	{"milestones", csv_milestones},
	{"actions", csv_actions},
	{"commitments", csv_commitments},
	{"findings", csv_findings},
	{"rejected_rows", csv_rejected_rows},
};
const uint32_t csv_tables_n = sizeof csv_tables / sizeof *csv_tables;

/* ---- cells ---- */

void csv_ref(struct csv_writer *csv, const struct plan *plan, const struct block *block)
{
	csv_text(csv, block && block->name ? block_path(plan, block) : (struct str){0});
}

void csv_refs(struct csv_writer *csv, const struct plan *plan, const struct ref *refs, uint32_t n)
{
	struct out out = {0};
	for (uint32_t i = 0; i < n; i++) {
		if (!refs[i].block || !refs[i].block->name)
			continue;
		out_text(&out, out.len ? "; " : "");
		out_str(&out, block_path(plan, refs[i].block));
	}
	csv_text(csv, out_view(&out));
	out_free(&out);
}

static const struct person_block *owner_of(
	const struct emit_input *input, const struct block *block)
{
	return block_owner_on(block, input->tracked ? input->tracked->as_of : DATE_NONE);
}

void csv_owner(struct csv_writer *csv, const struct emit_input *input, const struct block *block)
{
	const struct person_block *owner = owner_of(input, block);
	csv_ref(csv, input->plan, owner ? &owner->block : NULL);
}

void csv_party(struct csv_writer *csv, const struct emit_input *input, const struct block *block)
{
	const struct party_block *party = person_party(owner_of(input, block));
	csv_ref(csv, input->plan, party ? &party->block : NULL);
}

static void write_place(struct csv_writer *csv, const struct emit_input *input, struct span span)
{
	struct sources *sources = &input->plan->run->sources;
	const struct source *source = sources_get(sources, span.source);
	csv_text(csv, source ? plan_source_path(input->plan, source) : (struct str){0});
	if (source)
		csv_int(csv, source_place(sources, span.source, span.start).line);
	else
		csv_blank(csv, 1);
}

void csv_where(struct csv_writer *csv, const struct emit_input *input, const struct block *block)
{
	write_place(csv, input, block_span(block));
	csv_date(csv, input->tracked ? input->tracked->as_of : DATE_NONE);
}

/* ---- dated work ---- */

static const struct tracked_item *item_of(const struct emit_input *input, const struct block *block)
{
	return input->tracked ? tracked_item_of(input->tracked, block) : NULL;
}

struct state_words {
	const char *done, *late;
	const char *ended; /* given up or answered with a no; NULL: it was not */
};

/* state, days_late */
static void write_item_state(
	struct csv_writer *csv, const struct tracked_item *item, struct state_words words)
{
	const char *const states[] = {[ITEM_NONE] = words.ended ? words.ended : "not_due",
		[ITEM_DONE] = words.done,
		[ITEM_MISSED] = words.ended ? words.ended : words.late,
		[ITEM_DUE] = "due"};
	csv_word(csv, item ? states[item->figures.state] : NULL);
	if (item && item->figures.state != ITEM_NONE)
		csv_int(csv, item->figures.days_late);
	else
		csv_blank(csv, 1);
}

enum { PATH_MAX_BLOCKS = 32 };

/* "connector; pilot; case_study": from the first link to the item; empty if nothing sets it. */
static void write_path(
	struct csv_writer *csv, const struct emit_input *input, const struct block *block)
{
	const struct block *path[PATH_MAX_BLOCKS];
	uint32_t n =
		input->tracked ? tracked_path(input->tracked, block, path, PATH_MAX_BLOCKS) : 0;
	struct out out = {0};
	for (uint32_t i = n > 1 ? n : 0; i-- > 0;) {
		out_text(&out, out.len ? "; " : "");
		out_str(&out, path[i]->name ? block_path(input->plan, path[i]) : path[i]->title);
	}
	csv_text(csv, out_view(&out));
	out_free(&out);
}

static void write_milestone(const struct emit_input *input, struct csv_writer *csv,
	const struct milestone_block *milestone)
{
	const struct plan *plan = input->plan;
	const struct block *block = &milestone->block, *parent = block->parent;
	const struct initiative_block *initiative =
		parent && parent->kind == KIND_initiative ? (const void *)parent : NULL;
	const struct tracked_item *item = item_of(input, block);
	const struct root_cause_block *cause = root_cause_of(plan, block);
	csv_ref(csv, plan, block);
	csv_text(csv, block->title);
	csv_ref(csv, plan, parent);
	csv_owner(csv, input, block);
	csv_ref(csv, plan, initiative ? initiative->with.block : NULL);
	csv_party(csv, input, block);
	csv_date(csv, milestone->due);
	csv_date(csv, milestone->done);
	csv_date(csv, milestone->forecast);
	write_item_state(csv, item, (struct state_words){"done", "missed", NULL});
	csv_date(csv, item ? item->lands : DATE_NONE);
	csv_ref(csv, plan, item ? item->waits_for : NULL);
	csv_ref(csv, plan, cause ? &cause->block : NULL);
	csv_date(csv, cause ? cause->opened : DATE_NONE);
	csv_refs(csv, plan, initiative ? initiative->serves.items : NULL,
		initiative ? initiative->serves.n : 0);
	csv_refs(csv, plan, milestone->after.items, milestone->after.n);
	csv_text(csv, milestone->accepted_when);
	csv_text(csv, milestone->proof);
	csv_where(csv, input, block);
	write_path(csv, input, block);
	if (item && item->has_slack)
		csv_int(csv, item->slack);
	else
		csv_blank(csv, 1);
	csv_row_end(csv);
}

void csv_milestones(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "id,title,initiative,owner,counterpart,party,due,done,forecast,state,"
			"days_late,lands,waits_for,root_cause,cause_opened,goals,after,"
			"accepted_when,proof,file,line,as_of,critical_path,slack_days");
	for (uint32_t i = 0; i < input->plan->of_kind[KIND_milestone].n; i++)
		write_milestone(input, csv, plan_milestone(input->plan, i));
}

/* The session that agreed it: named by the action, or the one it stands in. */
static void write_session(
	struct csv_writer *csv, const struct plan *plan, const struct action_block *action)
{
	const struct block *parent = action->block.parent;
	const struct session_block *session =
		parent && parent->kind == KIND_session ? (const void *)parent : NULL;
	if (action->from.value.block || !session) {
		csv_ref(csv, plan, action->from.value.block);
		csv_date(csv, action->from.on);
	} else {
		csv_ref(csv, plan, session->of.block);
		csv_date(csv, session->block.date);
	}
}

static bool has_come(const struct emit_input *input, date_t date)
{
	return date && input->tracked && date <= input->tracked->as_of;
}

static void write_action(
	const struct emit_input *input, struct csv_writer *csv, const struct action_block *action)
{
	const struct plan *plan = input->plan;
	const struct block *block = &action->block;
	const char *dropped = has_come(input, action->dropped.value) ? "dropped" : NULL;
	csv_ref(csv, plan, block);
	csv_text(csv, block->title);
	csv_ref(csv, plan, block->parent);
	csv_owner(csv, input, block);
	csv_party(csv, input, block);
	csv_date(csv, action->due);
	csv_date(csv, action->done);
	csv_date(csv, action->dropped.value);
	csv_text(csv, action->dropped.because);
	write_item_state(
		csv, item_of(input, block), (struct state_words){"done", "overdue", dropped});
	csv_refs(csv, plan, action->affects.items, action->affects.n);
	write_session(csv, plan, action);
	csv_where(csv, input, block);
	csv_row_end(csv);
}

void csv_actions(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "id,title,part_of,owner,party,due,done,dropped,dropped_because,state,"
			"days_late,affects,review,session_date,file,line,as_of");
	for (uint32_t i = 0; i < input->plan->of_kind[KIND_action].n; i++)
		write_action(input, csv, plan_action(input->plan, i));
}

static void write_commitment(const struct emit_input *input, struct csv_writer *csv,
	const struct commitment_block *commitment)
{
	const struct plan *plan = input->plan;
	const struct block *block = &commitment->block;
	const char *broken = has_come(input, commitment->broken) ? "broken" : NULL;
	csv_ref(csv, plan, block);
	csv_text(csv, block->title);
	csv_ref(csv, plan, commitment->by.block);
	csv_ref(csv, plan, commitment->to.block);
	csv_owner(csv, input, block);
	csv_party(csv, input, block);
	csv_date(csv, commitment->due);
	csv_quantity(csv, commitment->value);
	csv_text(csv, commitment->value.set ? unit_text(plan, commitment->value.unit, true)
					    : (struct str){0});
	csv_date(csv, commitment->kept);
	csv_date(csv, commitment->broken);
	write_item_state(
		csv, item_of(input, block), (struct state_words){"kept", "overdue", broken});
	csv_where(csv, input, block);
	csv_row_end(csv);
}

void csv_commitments(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "id,title,by,to,owner,party,due,value,currency,kept,broken,state,"
			"days_late,file,line,as_of");
	for (uint32_t i = 0; i < input->plan->of_kind[KIND_commitment].n; i++)
		write_commitment(input, csv, plan_commitment(input->plan, i));
}

/* ---- findings ---- */

static void write_finding(
	const struct emit_input *input, struct csv_writer *csv, const struct finding *finding)
{
	struct sources *sources = &input->plan->run->sources;
	csv_word(csv, level_name(finding->level));
	csv_text(csv, finding->name);
	write_place(csv, input, finding->span);
	if (finding->span.source)
		csv_int(csv,
			source_place(sources, finding->span.source, finding->span.start).column);
	else
		csv_blank(csv, 1);
	csv_text(csv, finding->entity);
	csv_text(csv, finding->message);
	csv_int(csv, finding->more);
	csv_row_end(csv);
}

/* `more` counts findings of the same rule and file that are left out behind this one. */
void csv_findings(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "level,rule,file,line,column,block,message,more");
	struct arena arena;
	uint32_t n = 0;
	arena_init(&arena);
	const struct finding **found =
		input->findings ? plan_findings(input->plan, input->findings, &arena, &n) : NULL;
	for (uint32_t i = 0; i < n; i++)
		if (found[i]->level != LEVEL_OFF)
			write_finding(input, csv, found[i]);
	arena_free(&arena);
}

/* ---- rows of feeds that could not be read ---- */

void csv_rejected_rows(const struct emit_input *input, struct csv_writer *csv)
{
	csv_header(csv, "feed,file,line,column,cell,reason");
	for (uint32_t i = 0; input->tracked && i < input->tracked->feeds.n; i++) {
		const struct feed_rows *feed = input->tracked->feeds.items[i];
		for (uint32_t k = 0; k < feed->rejected.n; k++) {
			const struct feed_rejected *row = &feed->rejected.items[k];
			csv_ref(csv, input->plan, &feed->feed->block);
			csv_text(csv, feed->file);
			csv_int(csv, row->line);
			csv_text(csv, row->column);
			csv_text(csv, row->cell);
			csv_word(csv, row->reason);
			csv_row_end(csv);
		}
	}
}
