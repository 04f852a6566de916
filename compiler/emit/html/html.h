/*
 * The review pack's own tools: a page that is being written, and one function for each of its
 * sections. Writes HTML into memory; decides nothing about the plan and never emits plan text that
 * was not escaped. Used by the html files of this folder only.
 */
#ifndef COMPILER_EMIT_HTML_H
#define COMPILER_EMIT_HTML_H

#include "compiler/emit/emit.h"

/* Nobody reads longer lists than these; what they leave out has its one row where it belongs. */
enum {
	GOALS_IN_FULL = 30,    /* the worst ones; all have their row */
	WORK_IN_FULL = 100,    /* initiatives that are not done; all have their row */
	LISTED_MAX = 100,      /* rows of a list of exceptions or of a window */
	WORK_LISTED_MAX = 1500 /* more work than this is folded, see page_lists_work */
};

struct page_finding {
	const struct finding *finding;
	const struct block *block; /* the innermost block it stands in, or NULL */
};

struct page {
	struct out *out;
	struct arena *arena;
	const struct emit_input *input;
	struct plan *plan;
	const struct tracked *tracked;	   /* NULL with --as-of none */
	date_t as_of;			   /* DATE_NONE with --as-of none */
	uint32_t n_orders;		   /* length of the arrays by block order */
	const struct block **blocks;	   /* by order: NULL where the plan has none */
	struct str *anchors;		   /* by order: "goal.sourced" */
	const struct tracked_item **items; /* by order: dated work, NULL for the rest */
	struct page_finding *findings;	   /* of this plan's files, in the sink's order */
	uint32_t n_findings;
	bool folded;	     /* see page_lists_work */
	uint32_t n_sections; /* begun so far: numbers the headings */
};

/* Fills in everything behind `input`; memory from page->arena. */
void page_collect(struct page *page);

/* ---- writing (html_write) ---- */
void html_raw(struct page *page, const char *markup);
#define html_rawf(page, ...) out_printf((page)->out, __VA_ARGS__)
/* Text of the program's own, escaped. */
void html_text(struct page *page, struct str text);
/* Text of the plan inside a line: isolated, so that a title in another direction moves nothing. */
void html_plan_text(struct page *page, struct str text);
void html_int(struct page *page, int64_t value);
void html_date(struct page *page, date_t date);
/* "2026-01-01 to 2026-12-31" */
void html_range(struct page *page, struct date_range range);
void html_quantity(struct page *page, struct quantity quantity);
void html_amount(struct page *page, struct decimal n, unit_t unit);
void html_duration(struct page *page, struct duration duration);
/* "3 goals": the number with the right form of the word. */
void html_count(struct page *page, uint32_t n, const char *one, const char *many);
/* A value of any type, as an amendment names it. */
void html_value(struct page *page, const struct value *value);
/* Text of an expression as the plan writes it, as code. */
void html_source(struct page *page, const struct file *file, uint32_t node);
/* A word of the language for people: "market_entry" becomes "market entry". */
void html_word(struct page *page, const struct words *words, uint8_t value);
/* The kind of a block: "root cause". */
void html_kind(struct page *page, const struct block *block);
/* Markdown as HTML blocks, without headings, pictures and raw HTML; links to web and mail only. */
void html_prose(struct page *page, struct str text);

/* ---- blocks ---- */
struct str html_block_title(const struct page *page, const struct block *block);
/* ` id="goal.sourced"`; nothing for a block the plan does not list. */
void html_anchor(struct page *page, const struct block *block);
/* The block's title as a link to its place in the page. */
void html_link(struct page *page, const struct block *block);
/* The same with the kind in front: `milestone <a>...`. */
void html_kind_link(struct page *page, const struct block *block);
/* Links of a list of references, separated by commas. */
void html_refs(struct page *page, const struct ref *refs, uint32_t n);
/* "Joris Bakker, Brightwater Systems"; "nobody" for NULL. */
void html_person(struct page *page, const struct person_block *person);
/* The owner on the page's day, linked; says where it is inherited from. */
void html_owner(struct page *page, const struct block *block);
void html_party_of(struct page *page, const struct block *block);
/* What amendments say the block was before, so that the original stays beside the current. */
void html_amended(struct page *page, const struct block *block);
/* Paragraphs of the fields every block takes: about, link, for whom it is. */
void html_about(struct page *page, const struct block *block);

/* ---- states ---- */
/* Word, shape and colour. */
void html_status(struct page *page, enum status status);
/* The same for a word of its own: `look` is a status word, "due" or "plain". */
void html_state(struct page *page, const char *look, const char *word);
enum item_look { LOOK_DONE, LOOK_MISSED, LOOK_DUE, LOOK_DROPPED };
/* What became of dated work: milestone, activity, action, commitment, enablement, dependency. */
struct item_view {
	date_t due, done, forecast;
	enum item_look look;
	const char *word; /* "done", "missed", "due", "broken", "dropped", "kept" */
	int32_t days_late;
};
const char *html_look(enum item_look look); /* its class: "done", "missed", "due", "dropped" */
struct item_view html_item_view(const struct page *page, const struct block *block);
void html_item_state(struct page *page, const struct block *block);

/* ---- frames ---- */
/* From the doctype to the body's beginning, and from there to the end. */
void html_document_begin(struct page *page, struct str title);
void html_document_end(struct page *page);
void html_section_begin(struct page *page, const char *id, const char *title);
void html_section_end(struct page *page);
/* A table in a region that scrolls by itself. `columns` are separated by '|'; one that starts with
   '#' holds numbers. A caption that starts with '-' is for screen readers only. */
void html_table_begin(struct page *page, const char *caption, const char *columns);
void html_table_end(struct page *page);
/* `<dt>term</dt><dd>`, closed by html_dd_end. */
void html_dd(struct page *page, const char *term);
void html_dd_end(struct page *page);
void html_none(struct page *page, const char *sentence);
/* "12 more" and where they are to be found; nothing if n is 0. */
void html_more(struct page *page, uint32_t n, const char *where);

/* ---- what sections share ---- */
/* What was read: with the decimals of the figures beside it, whole where there is no fraction. */
void html_actual(
	struct page *page, const struct tracked_goal *goal, const struct goal_figures *figures);
/* Place of a day or a value on an axis, in hundredths of a percent: 0 .. 10000. */
int32_t html_axis_day(struct date_range axis, date_t day);
/* ` x="12.34%"` */
void html_percent(struct page *page, const char *attribute, int32_t hundredths);
/* Name of the quarter or month a row stands for, or its day. */
void html_row_key(struct page *page, const struct row *row);
bool page_is_cancelled(const struct page *page, const struct initiative_block *initiative);
/* Goals, worst first, in the order of every list of exceptions. Memory from the page's arena. */
const struct goal_block **page_goals_in_order(struct page *page);
/* True if the block has a row of its own: all have, unless there is so much work that only what is
   late or due within 90 days gets one, and the rest is drawn or counted. */
bool page_lists_work(const struct page *page, const struct block *block);
/* The day of the last session held before or on the page's day; DATE_NONE if there is none. */
date_t page_last_session(const struct page *page);
date_t page_session_day(const struct block *nested);
/* True if the page holds the block at all: not what a later session tells, nor a metric of the
   library that no goal uses. */
bool page_shows(const struct page *page, const struct block *block);

/* ---- sections, in order: what stands below their headings ---- */
void html_cover(struct page *page);
void html_decisions(struct page *page);
void html_wins(struct page *page);
void html_goals(struct page *page);
void html_goal_chart(struct page *page, const struct tracked_goal *goal);
void html_goal_steps(
	struct page *page, const struct goal_block *goal, const struct tracked_goal *tracked);
void html_goal_verdict(struct page *page, const struct goal_block *goal);
void html_market(struct page *page);
/* The day on which it lands if that is later than it was due; DATE_NONE if it is not. */
date_t page_lands(const struct page *page, const struct block *block);
/* When it lands, by which path, and its slack; nothing where it keeps its date. */
void html_item_landing(struct page *page, const struct block *block);
void html_initiative_landing(struct page *page, const struct initiative_block *initiative,
	const struct tracked_initiative *tracked);
/* What it comes after, as the plan says. */
void html_after(struct page *page, const struct block *block);
/* Lines of the timeline's months and of the page's day, as a symbol. */
void html_timeline_grid(struct page *page);
void html_work(struct page *page);
/* What each initiative is for and what it costs. */
void html_initiatives(struct page *page, const struct initiative_block *const *all, uint32_t n);
void html_next(struct page *page);
void html_money(struct page *page);
void html_risks(struct page *page);
void html_owners(struct page *page);
void html_record(struct page *page);
void html_findings(struct page *page);
void html_reference(struct page *page);

/* The page over several plans; page->plan is NULL. */
void html_portfolio(struct page *page, const struct portfolio *portfolio);

#endif
