/*
 * Between the files of the language server: documents, what the plans in them mean, and how a
 * method is answered. A method is one file of methods/: one const struct with its name and a
 * function. Nobody outside includes it.
 */
#ifndef COMPILER_LSP_SERVER_H
#define COMPILER_LSP_SERVER_H

#include "compiler/lsp/lsp.h"
#include "compiler/plan/tracked.h"
#include "runtime/base/json_write.h"
#include <jansson.h>

/* ---- documents ---- */

struct document {
	struct str uri;
	struct str path; /* canonical where there is such a file, else as the address has it */
	int64_t version; /* INT64_MIN: the client states none */
	struct out text;
};

struct position { /* as the protocol counts: from 0 */
	uint32_t line, character;
};

struct position_range {
	struct position start, end;
};

/* ---- what the open documents mean: rebuilt after a change, when somebody asks ---- */

struct world {
	struct run run;
	VEC(struct tracked *) tracked; /* one for each of run.plans; NULL: none */
	bool is_built;
};

/* A message that has come and is not handled yet. */
struct waiting {
	json_t *message;
	const char *wrong; /* why there is none */
	bool is_done;	   /* it was cancelled */
};
enum { WAITING_MAX = 1000 };

struct server {
	const struct lsp_setup *setup;
	bool is_initialized, is_shut_down, is_lost;
	bool counts_bytes; /* positions count bytes of UTF-8 instead of units of UTF-16 */
	bool knows_snippets, knows_related, can_watch;
	VEC(struct document *) documents;
	VEC(struct str) published; /* addresses that have diagnostics; owned */
	struct world world;
	struct line_table { /* where lines begin, of texts that positions were asked of */
		const char *text;
		size_t len;
		VEC(uint32_t) starts;
	} tables[4];
	uint32_t next_table;
	VEC(struct waiting) waiting;
	bool wants_publishing; /* documents have changed since findings were sent */
	struct out input;      /* read and not yet used */
	size_t input_at;
};

/* Texts of the request at hand: one scratch arena, emptied behind every message. */
struct request {
	struct server *server;
	struct arena *arena;
	const json_t *params;	  /* never NULL; may be of any kind */
	struct json_writer *json; /* the result goes here, under "result" */
	const char *error;	  /* set instead of a result */
	int error_code;
};

enum {
	LSP_PARSE_ERROR = -32700,
	LSP_INVALID_REQUEST = -32600,
	LSP_NO_METHOD = -32601,
	LSP_INVALID_PARAMS = -32602,
	LSP_NOT_INITIALIZED = -32002,
	LSP_CANCELLED = -32800,
	LSP_FAILED = -32803
};

struct lsp_method {
	const char *name; /* "textDocument/hover" */
	bool is_notification;
	/* Puts one value under the key "result"; a notification puts none. */
	void (*answer)(struct request *request);
};
extern const struct lsp_method lsp_formatting; /* range_formatting answers like it */
extern const struct lsp_method *const lsp_methods[];
extern const uint32_t lsp_methods_n;

/* What tokens and names are, for an editor that colours them: semantic_tokens.c. */
extern const char *const lsp_token_types[];
extern const uint32_t lsp_token_types_n;

/* ---- transport.c ---- */
/* The next message; NULL with *wrong set if it cannot be read, NULL without if the stream ended. */
json_t *lsp_read(struct server *server, const char **wrong);
/* Whether more is there to be read at once. */
bool lsp_is_more(struct server *server);
/* Sends what `body` holds and empties it. */
void lsp_send(struct server *server, struct out *body);

/* ---- documents.c ---- */
struct document *document_find(const struct server *server, const char *uri);
/* The document that the request's textDocument names; NULL after setting the error. */
struct document *document_asked(struct request *request);
struct document *document_open(
	struct server *server, const char *uri, int64_t version, struct str text);
void document_close(struct server *server, struct document *document);
/* Replaces a stretch of the text; positions behind the text are its end. */
void document_change(struct server *server, struct document *document, struct position_range range,
	struct str text);
/* "file:///a%20b" <-> "/a b"; ptr NULL for an address that is no file's. */
struct str uri_path(struct arena *arena, const char *uri);
struct str path_uri(struct arena *arena, struct str path);

/* ---- positions.c ---- */
uint32_t offset_of(struct server *server, struct str text, struct position position);
/* Texts have changed: where their lines begin is looked for anew. */
void positions_forget(struct server *server);
struct position position_of(struct server *server, struct str text, uint32_t offset);
struct position_range range_of(
	struct server *server, struct str text, uint32_t start, uint32_t end);
/* False if the value is no position. */
bool position_read(const json_t *value, struct position *position);
bool range_read(const json_t *value, struct position_range *range);
void put_position(struct json_writer *json, const char *key, struct position position);
void put_range(struct json_writer *json, const char *key, struct position_range range);
static inline bool span_holds(struct span span, uint32_t offset)
{
	return offset >= span.start && offset <= span.start + span.len;
}
void put_span(struct json_writer *json, struct server *server, const char *key, struct span span);
/* An object of `uri` and `range`. */
void put_location(struct request *request, const char *key, struct span span);

/* ---- world.c ---- */
/* What the documents mean now. */
struct world *world_of(struct server *server);
/* The same, with every edit that findings can have: more work, which nobody who types waits for. */
struct world *world_with_fixes(struct server *server);
void world_drop(struct server *server);
/* The document's source; NULL if it was not read. */
const struct source *world_source(struct world *world, const struct document *document);
/* The document's tree; NULL if it was not read. */
const struct file *file_of_document(struct server *server, const struct document *document);
/* A plan that the source belongs to, the first that was judged; NULL if there is none. */
struct plan *world_plan(struct world *world, const struct source *source);
const struct tracked *world_tracked(struct world *world, const struct plan *plan);
/* Its file as that plan sees it. */
const struct file *plan_file_of(const struct plan *plan, const struct source *source);
/* A finding as a Diagnostic. */
void put_finding(struct json_writer *json, struct server *server, struct arena *arena,
	const struct finding *finding);
/* Sends the findings of every file that has or had some. */
void world_publish(struct server *server);

/* ---- walk.c: along the tokens of a file, always knowing where one stands ---- */
struct open_block {
	enum kind kind;	 /* KIND_NONE: of no known kind */
	uint32_t head;	 /* token: its kind's word, or `update` */
	uint32_t column; /* of the line on which it begins */
};

struct token_walk {
	const struct plan *plan; /* tells what an `update` is of; may be NULL */
	const struct file *file;
	struct open_block blocks[NESTING_MAX + 1]; /* [0] is the file */
	uint32_t depth;
	uint32_t statement; /* its first token; UINT32_MAX: none is under way */
	uint32_t item;	    /* first token of the value, or of the item of the list */
	uint32_t brackets;  /* `[` and `(` that are open in the statement */
	bool is_list;	    /* the first of them is a `[` */
	bool is_row;
	enum kind head;			/* the header of a block of this kind is under way */
	const struct field_info *field; /* the statement's; NULL: it is none, or of no known name */
	uint32_t last;			/* the last token; UINT32_MAX: none */
};

struct token_walk walk_begin(const struct plan *plan, const struct file *file);
/* Over one more token, which is not one that the parser passes over. */
void walk_over(struct token_walk *walk, uint32_t token);
/* The same over tokens as they are scanned, of a text that is being written: which names open
   blocks, and which blocks end without a brace, is told by lines and indentation. */
void walk_over_raw(struct token_walk *walk, uint32_t token);
/* The tokens of a text as they are scanned, nothing reported; release with vec_free. */
struct tokens tokens_of_text(struct str text);
static inline const struct token *walk_token(const struct token_walk *walk, uint32_t token)
{
	return &walk->file->tokens.items[token];
}
/* A value is complete behind a token of this kind. */
bool token_ends_value(int kind);
/* The field of a kind, or one that every block has; NULL if there is none. */
const struct field_info *field_called(enum kind kind, struct str name);
/* What the token at hand, a word or value of the statement, is wanted to be: its clause's type or
   the field's, with the kinds and words that this takes. */
struct wanted {
	enum value_type type; /* a plain one; TYPE_NONE: nothing is known */
	kinds_t refs;
	const struct words *words;
	const struct type_info *phrase; /* of the field's values: which clauses may follow */
};
struct wanted walk_wants(const struct token_walk *walk);
struct str name_before_colon(struct str field); /* "owner:" -> "owner" */
/* The block that "a.b" names, seen from the top of the plan; NULL if there is none. */
struct block *block_by_path(const struct plan *plan, struct str path);

/* ---- cursor.c: what may be written at a place ---- */
struct cursor {
	struct file *raw;	/* the text as it is scanned: no tree */
	struct token_walk walk; /* over all that stands before the word */
	uint32_t word;		/* where the word begins that is being written */
	struct str prefix;	/* what there is of it */
	struct str path;	/* "a.b" of `a.b.pre`; len 0: the word is not behind a dot */
	bool is_dotted;		/* it stands behind a dot */
	bool begins_line;	/* nothing but blanks stands before it on its line */
	bool is_statement;	/* a statement may begin with it */
	enum { IN_CODE, IN_TEXT, IN_COMMENT } in;
};
/* `raw` has the text's source and takes its tokens, which are to be released. */
struct cursor cursor_at(const struct plan *plan, struct file *raw, uint32_t offset);

/* ---- describe.c: what is known of things, as Markdown ---- */
void describe_kind(struct out *out, enum kind kind);
void describe_field(struct out *out, enum kind kind, const struct field_info *field);
void describe_rule(struct out *out, const struct rule_info *rule);
/* Title, state and figures of a block as of the day; `tracked` may be NULL. */
void describe_block(struct out *out, const struct tracked *tracked, const struct plan *plan,
	struct block *block);
/* Of a rule or of what is found without one; NULL if nothing has the name. */
const struct rule_info *rule_called(struct str name);

/* ---- at.c: what stands at a place ---- */
struct place_at {
	struct document *document;
	const struct source *source;
	struct plan *plan;
	const struct file *file;
	uint32_t offset;
};
/* False, with or without an error set, if nothing can be said of the place. */
bool place_asked(struct request *request, struct place_at *at);
/* The block that the name at the place stands for, where it is declared or named; the name's span.
   NULL if there is none. */
struct block *block_at(const struct place_at *at, struct span *name);
/* Every place where the block is named, its declaration first if it has a name. */
struct name_place {
	struct span span; /* of the name alone, without what stands before a dot */
	bool is_declaration;
	bool is_name; /* else another word for it: a unit's plural */
};
struct name_places {
	VEC(struct name_place) items;
};
void name_places_of(struct plan *plan, const struct block *block, struct name_places *places);
/* The innermost block whose text holds the place; NULL: it is at the top. */
struct block *block_around(const struct place_at *at);

#endif
