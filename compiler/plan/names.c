#include "compiler/plan/names.h"

#include "compiler/plan/decode.h"
#include "compiler/plan/project.h"
#include <string.h>

static uint64_t key_of(const struct block *scope, uint32_t name)
{
	return (uint64_t)(scope ? scope->order + 1 : 0) << 32 | name;
}

static void add_entry(struct plan *plan, uint64_t key, struct name_entry entry)
{
	bool added;
	uint32_t *first = map_put(&plan->names, key, &added);
	if (!plan->entries.n)
		vec_push(&plan->entries, (struct name_entry){0});
	if (added) {
		*first = plan->entries.n;
	} else { /* appended, so that the first one stays first */
		uint32_t at = *first;
		while (plan->entries.items[at].next)
			at = plan->entries.items[at].next;
		plan->entries.items[at].next = plan->entries.n;
	}
	vec_push(&plan->entries, entry);
}

const struct name_entry *names_find(
	const struct plan *plan, const struct block *scope, uint32_t name)
{
	const uint32_t *first = name ? map_get(&plan->names, key_of(scope, name)) : NULL;
	return first ? &plan->entries.items[*first] : NULL;
}

const struct name_entry *names_next(const struct plan *plan, const struct name_entry *entry)
{
	return entry->next ? &plan->entries.items[entry->next] : NULL;
}

static void report_duplicate(struct plan *plan, uint32_t name, struct span here, struct span there)
{
	struct sink *sink = &plan->run->sink;
	struct finding *finding = finding_new(sink, &finding_name_duplicate, here,
		"`%.*s` is declared twice", STR_ARGS(plan_name(plan, name)));
	finding_label(sink, finding, there, "first declared here");
	finding_help(sink, finding, "give one of the two another name");
}

/* Children of one block share a namespace however many files add to it; elsewhere files may
   collide, and whoever uses the name says which file is meant. */
static bool collides(
	const struct name_entry *entry, const struct block *scope, const struct block *block)
{
	if (!entry->block)
		return !scope && entry->file == block->part.file;
	return entry->block->kind == block->kind && (scope || entry->file == block->part.file);
}

static struct span entry_span(const struct name_entry *entry)
{
	return entry->block
		       ? block_span(entry->block)
		       : file_token_span(entry->file, file_node(entry->file, entry->let->node)->a);
}

void names_add_block(struct plan *plan, struct block *scope, struct block *block)
{
	for (const struct name_entry *entry = names_find(plan, scope, block->name); entry;
		entry = names_next(plan, entry)) {
		if (collides(entry, scope, block)) {
			report_duplicate(plan, block->name, block_span(block), entry_span(entry));
			return;
		}
	}
	add_entry(plan, key_of(scope, block->name),
		(struct name_entry){.block = block, .file = block->part.file});
}

void names_add_let(struct plan *plan, struct let *let, uint32_t name)
{
	struct span here = file_token_span(let->file, file_node(let->file, let->node)->a);
	for (const struct name_entry *entry = names_find(plan, NULL, name); entry;
		entry = names_next(plan, entry)) {
		if (entry->file != let->file)
			continue;
		report_duplicate(plan, name, here, entry_span(entry));
		return;
	}
	add_entry(plan, key_of(NULL, name), (struct name_entry){.let = let, .file = let->file});
}

/* ---- looking up ---- */

/* How well a block fits a path; the higher one is meant. */
enum fit {
	FIT_NONE,
	FIT_PART,  /* names are left that may be fields */
	FIT_FIELD, /* the next of them is one */
	FIT_OTHER, /* all of the path, but of another kind */
	FIT_WHOLE
};

struct search {
	struct plan *plan;
	struct name_scope scope;
	kinds_t kinds;
	struct plan *in; /* whose names are searched: the plan's own, or an imported plan's */
	struct block *found;
	uint32_t rest;
	uint32_t n_left; /* names in `rest` */
	enum fit fit;
	int rank;
	struct block *rival; /* of the same rank in another file, or of another kind */
};

static uint32_t names_left(const struct file *file, uint32_t rest)
{
	uint32_t n = 0;
	for (; rest; rest = file_node(file, rest)->next)
		n++;
	return n;
}

/* Goals are spoken of most, so of several kinds that are wanted they come first; a word of the
   glossary gives way to what it is the word for. */
static int kind_rank(const struct block *block)
{
	switch ((enum kind)block->kind) {
	case KIND_goal:
		return 3;
	case KIND_initiative:
		return 2;
	case KIND_milestone:
		return 1;
	case KIND_term:
		return -1;
	default:
		return 0;
	}
}

static enum fit fit_of(const struct search *search, const struct block *block, uint32_t rest)
{
	if (!rest)
		return search->kinds >> block->kind & 1 ? FIT_WHOLE : FIT_OTHER;
	const struct node *node = file_node(search->scope.file, rest);
	bool is_field =
		schema_field(&search->plan->run->schema, (enum kind)block->kind, node->name);
	return is_field ? FIT_FIELD : FIT_PART;
}

/* A block that the names so far lead to; `rest` is what is left of the path. */
static void consider(struct search *search, struct block *block, uint32_t rest)
{
	enum fit fit = fit_of(search, block, rest);
	uint32_t n_left = names_left(search->scope.file, rest);
	bool is_near = block->part.file == search->scope.file;
	int rank = 2 * kind_rank(block) + is_near;
	if (block == search->found)
		return;
	if (search->found && n_left == search->n_left && fit == search->fit &&
		rank == search->rank) {
		if (!is_near || block->kind != search->found->kind)
			search->rival = block;
		return;
	}
	if (search->found && (n_left != search->n_left	  ? n_left > search->n_left
				     : fit != search->fit ? fit < search->fit
							  : rank < search->rank))
		return;
	search->found = block;
	search->rest = rest;
	search->n_left = n_left;
	search->fit = fit;
	search->rank = rank;
	search->rival = NULL;
}

/* Goes down along the names that are children's, and considers where that ends. */
static void descend(struct search *search, struct block *block, uint32_t rest)
{
	bool went_down = false;
	if (rest && block->first_child) {
		const struct node *node = file_node(search->scope.file, rest);
		for (const struct name_entry *entry = names_find(search->in, block, node->name);
			entry; entry = names_next(search->in, entry)) {
			descend(search, entry->block, node->next);
			went_down = true;
		}
	}
	if (!went_down)
		consider(search, block, rest);
}

static bool may_be_named(
	const struct search *search, const struct block *scope, const struct block *block)
{
	if (search->in != search->plan && !block->is_listed && !block->is_template)
		return false; /* of the standard library, and that plan does not use it */
	return !block->is_template || scope || search->plan->resolving_templates;
}

/* Everything of the name in one scope; of one file only if it is given. */
static void search_scope(struct search *search, const struct block *scope, uint32_t name,
	uint32_t rest, const struct file *file)
{
	for (const struct name_entry *entry = names_find(search->in, scope, name); entry;
		entry = names_next(search->in, entry))
		if (entry->block && (!file || entry->file == file) &&
			(rest || search->kinds >> entry->block->kind & 1) &&
			may_be_named(search, scope, entry->block))
			descend(search, entry->block, rest);
}

/* `people.omar`, `std.metrics.win_rate`, `fy25.sourced`: what files offer under their own names. */
static void search_uses(struct search *search, uint32_t path)
{
	struct plan *plan = search->plan;
	const struct file *file = search->scope.file;
	const struct node *node = file_node(file, path);
	uint32_t alias = node->name, at = node->child;
	bool is_std = at && file_node(file, at)->next && str_is(plan_name(plan, alias), "std");
	if (is_std) {
		alias = file_node(file, at)->name;
		at = file_node(file, at)->next;
	}
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		struct file_use *use = &plan->uses.items[i];
		if (use->alias != alias || (is_std && !use->is_std))
			continue;
		use->used = true;
		const struct plan *other = use->plan;
		if (other && other->whole && plan->is_whole)
			other = other->whole;
		if (!at) { /* `renews: fy25`: the name of an imported plan is the plan's */
			if (other && other->frame)
				descend(search, &other->frame->block, 0);
			continue;
		}
		search->in = other ? (struct plan *)(uintptr_t)other : plan;
		search_scope(search, NULL, file_node(file, at)->name, file_node(file, at)->next,
			other ? NULL : use->file);
		search->in = plan;
	}
}

static struct search search_path(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	struct search search = {.plan = plan, .in = plan, .scope = scope, .kinds = kinds};
	const struct node *node = file_node(scope.file, path);
	for (struct block *at = scope.block; at && search.fit != FIT_WHOLE; at = at->parent)
		if (at->name && at->first_child)
			search_scope(&search, at, node->name, node->child, NULL);
	if (search.fit != FIT_WHOLE)
		search_scope(&search, NULL, node->name, node->child, NULL);
	if (search.fit != FIT_WHOLE)
		search_uses(&search, path);
	struct block *found = search.found;
	if (found && !found->is_listed && !found->is_template)
		plan_list_block(plan, found);
	return search;
}

struct block *names_look(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds, uint32_t *rest)
{
	struct search search = search_path(plan, scope, path, kinds);
	*rest = search.rest;
	return search.found;
}

struct let *names_let(const struct plan *plan, const struct file *file, uint32_t path)
{
	const struct node *node = file_node(file, path);
	struct let *found = NULL;
	if (node->kind != NODE_PATH || node->child)
		return NULL;
	for (const struct name_entry *entry = names_find(plan, NULL, node->name); entry;
		entry = names_next(plan, entry))
		if (entry->let && (!found || entry->file == file))
			found = entry->let;
	return found;
}

/* ---- reports ---- */

struct candidates {
	const struct plan *plan;
	VEC(const struct name_entry *) entries;
};

static uint32_t entry_name(const struct name_entry *entry)
{
	return entry->block ? entry->block->name : file_node(entry->file, entry->let->node)->name;
}

static struct str candidate_name(const void *context, uint32_t i)
{
	const struct candidates *candidates = context;
	return plan_name(candidates->plan, entry_name(candidates->entries.items[i]));
}

static bool is_candidate(const struct plan *plan, const struct name_entry *entry, kinds_t kinds)
{
	if (!entry->block)
		return kinds & K_LET;
	return entry->block->name && (kinds >> entry->block->kind & 1) &&
	       (!entry->block->is_template || plan->resolving_templates);
}

const struct name_entry *names_closest(struct plan *plan, struct str word, kinds_t kinds)
{
	struct candidates candidates = {.plan = plan};
	if (plan->n_guesses >= GUESSES_MAX)
		return NULL;
	plan->n_guesses++;
	for (uint32_t i = 1; i < plan->entries.n; i++)
		if (is_candidate(plan, &plan->entries.items[i], kinds))
			vec_push(&candidates.entries, &plan->entries.items[i]);
	int best = closest_word(word, candidates.entries.n, candidate_name, &candidates);
	const struct name_entry *entry = best >= 0 ? candidates.entries.items[best] : NULL;
	vec_free(&candidates.entries);
	return entry;
}

/* A name that a library would bring which nobody has imported. */
static void suggest_import(
	struct plan *plan, struct finding *finding, struct str word, kinds_t kinds)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (!(kinds >> kind & 1))
			continue;
		struct str library = std_file_declaring((enum kind)kind, word);
		if (!library.ptr)
			continue;
		finding_help(&plan->run->sink, finding,
			"the standard library has it: add `import std.%.*s`", STR_ARGS(library));
		return;
	}
}

/* A path with the name put right that was misspelt: the last one, else the first. ptr NULL if
 * nothing is near. */
static struct str closest_path(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	struct str text = file_text(scope.file, path);
	const char *dot = memrchr(text.ptr, '.', text.len);
	struct str last = dot ? str_slice(text, (size_t)(dot + 1 - text.ptr), text.len) : text;
	if (kinds == K_ANY) /* nothing refers to a rule of the project */
		kinds &= ~K(rule);
	const struct name_entry *near = names_closest(plan, last, kinds);
	struct str rest = STR("");
	if (!near && dot) {
		struct str first = plan_name(plan, file_node(scope.file, path)->name);
		rest = str_slice(text, first.len, text.len);
		near = names_closest(plan, first, K_ANY & ~K_LET);
	}
	if (!near)
		return (struct str){0};
	struct str name =
		near->block ? block_path(plan, near->block) : plan_name(plan, entry_name(near));
	return str_format(&plan->run->sink.arena, "%.*s%.*s", STR_ARGS(name), STR_ARGS(rest));
}

/* `strat + 7 days`: words of the language that stand where a value does. */
static struct str closest_reserved(struct str word)
{
	static const char *const words[] = {"start", "end", "today"};
	for (size_t i = 0; word.len > 2 && i < sizeof words / sizeof *words; i++)
		if (str_distance(word, str_from(words[i]), 1) <= 1)
			return str_from(words[i]);
	return (struct str){0};
}

/* What follows the alias of an import that was cut off is unknown because of that, which has been
   reported. */
static bool is_cut_off(const struct plan *plan, const struct file *file, uint32_t path)
{
	for (uint32_t i = 0; i < plan->cut.n; i++)
		if (plan->cut.items[i] == file_node(file, path)->name)
			return true;
	return false;
}

/* `std.metrics.revenue` where nothing imports std.metrics: one mistake, however often it shows. */
static bool report_std_not_imported(struct plan *plan, struct name_scope scope, uint32_t path)
{
	const struct node *node = file_node(scope.file, path);
	if (!str_is(plan_name(plan, node->name), "std") || !node->child)
		return false;
	uint32_t word = file_node(scope.file, node->child)->name;
	struct str name = plan_name(plan, word);
	if (!run_std_file(plan->run, name))
		return false;
	for (uint32_t i = 1; i < plan->uses.n; i++)
		if (str_equal(plan->uses.items[i].file->source->canonical,
			    run_std_file(plan->run, name)->source->canonical))
			return false;
	bool is_first;
	map_put(&plan->missed_std, word, &is_first);
	if (!is_first)
		return true;
	struct finding *finding = finding_new(&plan->run->sink, &finding_name_unknown,
		file_span(scope.file, path), "`std.%.*s` is not imported", STR_ARGS(name));
	finding_help(&plan->run->sink, finding, "add `import std.%.*s` at the top of this file",
		STR_ARGS(name));
	return true;
}

static void report_unknown(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	if (is_cut_off(plan, scope.file, path) || report_std_not_imported(plan, scope, path))
		return;
	struct sink *sink = &plan->run->sink;
	struct out wanted = {0};
	struct str text = file_text(scope.file, path);
	struct span span = file_span(scope.file, path);
	kinds_print(&wanted, kinds);
	if (str_is(text, "TODO")) {
		finding_new(sink, &finding_name_unknown, span,
			kinds == K_ANY ? "a name is to stand in place of `TODO`"
				       : "the name of a %.*s is to stand in place of `TODO`",
			STR_ARGS(out_view(&wanted)));
		out_free(&wanted);
		return;
	}
	struct finding *finding =
		kinds == K_ANY
			? finding_new(sink, &finding_name_unknown, span,
				  "there is nothing called `%.*s`", STR_ARGS(text))
			: finding_new(sink, &finding_name_unknown, span, "there is no %.*s `%.*s`",
				  STR_ARGS(out_view(&wanted)), STR_ARGS(text));
	struct str near = closest_path(plan, scope, path, kinds);
	if (!near.ptr && kinds == K_ANY)
		near = closest_reserved(text);
	if (near.ptr) {
		finding_help(sink, finding, "did you mean `%.*s`?", STR_ARGS(near));
		finding_edit(sink, finding, span, near, false);
	} else if (!file_node(scope.file, path)->child) {
		suggest_import(plan, finding, text, kinds);
	}
	out_free(&wanted);
}

static void report_wrong_kind(struct plan *plan, struct name_scope scope, uint32_t path,
	kinds_t kinds, const struct block *block)
{
	struct sink *sink = &plan->run->sink;
	struct out wanted = {0};
	const char *called = kind_called((enum kind)block->kind);
	kinds_print_called(&wanted, kinds);
	struct str text =
		str_is(out_view(&wanted), "a block") ? STR("another block") : out_view(&wanted);
	struct finding *finding = finding_new(sink, &finding_name_wrong_kind,
		file_span(scope.file, path), "`%.*s` is %s; %.*s is wanted here",
		STR_ARGS(file_text(scope.file, path)), called, STR_ARGS(text));
	finding_label(sink, finding, block_span(block), "declared here as %s", called);
	out_free(&wanted);
}

/* The path goes on into a field where a block is wanted. */
static void report_field(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds,
	const struct block *block)
{
	struct sink *sink = &plan->run->sink;
	struct out wanted = {0};
	struct str name = block_path(plan, block);
	struct span span = file_span(scope.file, path);
	kinds_print_called(&wanted, kinds);
	struct finding *finding = finding_new(sink, &finding_name_wrong_kind, span,
		"`%.*s` is a field of %.*s; %.*s is wanted here",
		STR_ARGS(file_text(scope.file, path)), STR_ARGS(block_called(plan, block)),
		STR_ARGS(out_view(&wanted)));
	if (kinds >> block->kind & 1) {
		finding_help(sink, finding, "write `%.*s`", STR_ARGS(name));
		finding_edit(sink, finding, span, name, false);
	}
	out_free(&wanted);
}

/* The name of a file under which a plan sees what stands in it. */
static struct str alias_of(const struct plan *plan, const struct file *file)
{
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct file_use *use = &plan->uses.items[i];
		if (use->file == file)
			return str_format(&plan->run->sink.arena, "%s%.*s",
				use->is_std ? "std." : "", STR_ARGS(plan_name(plan, use->alias)));
	}
	return STR("");
}

static void report_ambiguous(
	struct plan *plan, struct name_scope scope, uint32_t path, const struct search *search)
{
	struct sink *sink = &plan->run->sink;
	struct str text = file_text(scope.file, path);
	const struct block *one = search->found, *other = search->rival;
	struct str name = plan_name(plan, one->name);
	struct str first = alias_of(plan, one->part.file),
		   second = alias_of(plan, other->part.file);
	bool files = one->part.file != other->part.file;
	struct finding *finding = finding_new(sink, &finding_name_ambiguous,
		file_span(scope.file, path),
		files ? "two files offer the name `%.*s`" : "two blocks have the name `%.*s`",
		STR_ARGS(text));
	bool told_apart = files && !str_equal(first, second);
	if (told_apart) {
		finding_label(sink, finding, block_span(one), "`%.*s.%.*s`", STR_ARGS(first),
			STR_ARGS(name));
		finding_label(sink, finding, block_span(other), "`%.*s.%.*s`", STR_ARGS(second),
			STR_ARGS(name));
	} else {
		finding_label(sink, finding, block_span(one), "one is %s",
			kind_called((enum kind)one->kind));
		finding_label(sink, finding, block_span(other), "the other is %s",
			kind_called((enum kind)other->kind));
	}
	if (told_apart)
		finding_help(sink, finding,
			"write it with its file's name: `%.*s.%.*s` or `%.*s.%.*s`",
			STR_ARGS(first), STR_ARGS(name), STR_ARGS(second), STR_ARGS(name));
	else if (files)
		finding_help(sink, finding,
			"give the files names of their own: `import \"...\" as NAME`, then "
			"`NAME.%.*s`",
			STR_ARGS(name));
	else
		finding_help(sink, finding, "give one of the two another name");
}

struct block *names_resolve(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	if (file_node(scope.file, path)->kind != NODE_PATH)
		return NULL;
	struct search search = search_path(plan, scope, path, kinds);
	bool is_found = search.fit == FIT_WHOLE;
	if (plan->is_library)
		return is_found ? search.found : NULL;
	if (is_found && search.rival)
		report_ambiguous(plan, scope, path, &search);
	if (is_found)
		return search.found;
	if (!search.found || search.rest)
		search = search_path(plan, scope, path, K_ANY);
	if (search.found && !search.rest)
		report_wrong_kind(plan, scope, path, kinds, search.found);
	else if (search.fit == FIT_FIELD && search.n_left == 1)
		report_field(plan, scope, path, kinds, search.found);
	else
		report_unknown(plan, scope, path, kinds);
	return NULL;
}
