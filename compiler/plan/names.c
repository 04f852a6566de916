#include "compiler/plan/names.h"

#include "compiler/plan/decode.h"
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

const struct name_entry *names_find(const struct plan *plan, const struct block *scope, uint32_t name)
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
	struct finding *finding = finding_new(sink, &finding_name_duplicate, here, "`%.*s` is declared twice",
		STR_ARGS(plan_name(plan, name)));
	finding_label(sink, finding, there, "first declared here");
	finding_help(sink, finding, "give one of the two another name");
}

void names_add_block(struct plan *plan, struct block *scope, struct block *block)
{
	for (const struct name_entry *entry = names_find(plan, scope, block->name); entry;
		entry = names_next(plan, entry)) {
		if (entry->block && entry->block->kind == block->kind && entry->file == block->part.file) {
			report_duplicate(plan, block->name, block_span(block), block_span(entry->block));
			return;
		}
	}
	add_entry(plan, key_of(scope, block->name), (struct name_entry){.block = block, .file = block->part.file});
}

void names_add_let(struct plan *plan, struct let *let, uint32_t name)
{
	struct span here = file_token_span(let->file, file_node(let->file, let->node)->a);
	for (const struct name_entry *entry = names_find(plan, NULL, name); entry; entry = names_next(plan, entry)) {
		if (entry->file != let->file)
			continue;
		report_duplicate(plan, name, here,
			entry->block ? block_span(entry->block)
				     : file_token_span(entry->file, file_node(entry->file, entry->let->node)->a));
		return;
	}
	add_entry(plan, key_of(NULL, name), (struct name_entry){.let = let, .file = let->file});
}

/* ---- looking up ---- */

struct search {
	struct plan *plan;
	kinds_t kinds;
	const struct file *near;  /* names of one's own file win */
	struct block *found;
	uint32_t n;               /* how many of the wanted kinds there are */
	struct block *other_kind;
};

/* Where any kind will do, a word of the glossary gives way to what it is the word for. */
static bool gives_way(const struct block *block, const struct block *to)
{
	return block->kind == KIND_term && to->kind != KIND_term;
}

static void consider(struct search *search, const struct name_entry *entry)
{
	if (!entry->block)
		return;
	if (!(search->kinds >> entry->block->kind & 1)) {
		search->other_kind = entry->block;
		return;
	}
	if (entry->block->is_template && !search->plan->resolving_templates)
		return;
	search->n++;
	if (!search->found || gives_way(search->found, entry->block)
		|| (entry->file == search->near && search->found->part.file != search->near
			&& !gives_way(entry->block, search->found)))
		search->found = entry->block;
}

static void search_scope(struct search *search, const struct block *scope, uint32_t name)
{
	for (const struct name_entry *entry = names_find(search->plan, scope, name); entry;
		entry = names_next(search->plan, entry))
		consider(search, entry);
}

/* Everything of one file, or one imported plan, that has the name. */
static void search_file(struct search *search, const struct file_use *use, uint32_t name)
{
	struct plan *plan = search->plan;
	if (use->plan) {
		struct plan *own = search->plan;
		search->plan = (struct plan *)(uintptr_t)use->plan;
		search_scope(search, NULL, name);
		search->plan = own;
		return;
	}
	for (const struct name_entry *entry = names_find(plan, NULL, name); entry; entry = names_next(plan, entry))
		if (entry->file == use->file)
			consider(search, entry);
}

/* `std.metrics.x` and `people.x`: the file use that the first names of a path stand for; *next is the name behind. */
static const struct file_use *look_use(struct plan *plan, const struct file *file, uint32_t path, uint32_t *next)
{
	const struct node *node = file_node(file, path);
	uint32_t alias = node->name;
	bool wants_std = false;
	*next = node->child;
	if (!*next)
		return NULL;
	if (str_is(plan_name(plan, alias), "std") && file_node(file, *next)->next) {
		wants_std = true;
		alias = file_node(file, *next)->name;
		*next = file_node(file, *next)->next;
	}
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		struct file_use *use = &plan->uses.items[i];
		if (use->alias == alias && (!wants_std || use->is_std)) {
			use->used = true;
			return use;
		}
	}
	return NULL;
}

/* From a found block down along the remaining names as far as they name children. */
static struct block *descend(struct plan *plan, const struct file *file, struct block *block, uint32_t *rest, kinds_t kinds)
{
	while (*rest && block) {
		struct search search = {.plan = plan, .kinds = file_node(file, *rest)->next ? K_ANY : kinds | K_ANY};
		search_scope(&search, block, file_node(file, *rest)->name);
		if (!search.found)
			return block;
		block = search.found;
		*rest = file_node(file, *rest)->next;
	}
	return block;
}

static struct block *found_block(struct plan *plan, struct block *block)
{
	if (block && !block->is_listed && !block->is_template)
		plan_list_block(plan, block);
	return block;
}

struct block *names_look(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds, uint32_t *rest)
{
	const struct node *node = file_node(scope.file, path);
	struct search search = {.plan = plan, .kinds = node->child ? K_ANY : kinds, .near = scope.file};
	for (struct block *at = scope.block; at && !search.found; at = at->parent)
		search_scope(&search, at, node->name);
	if (!search.found)
		search_scope(&search, NULL, node->name);
	*rest = node->child;
	if (search.found) {
		struct block *block = descend(plan, scope.file, search.found, rest, kinds);
		if (!*rest || node->child)
			return found_block(plan, block);
	}
	uint32_t next;
	const struct file_use *use = look_use(plan, scope.file, path, &next);
	if (!use)
		return NULL;
	struct search in_file = {.plan = plan, .kinds = file_node(scope.file, next)->next ? K_ANY : kinds};
	search_file(&in_file, use, file_node(scope.file, next)->name);
	*rest = file_node(scope.file, next)->next;
	if (!in_file.found)
		return NULL;
	return found_block(plan, descend(plan, scope.file, in_file.found, rest, kinds));
}

struct let *names_let(const struct plan *plan, const struct file *file, uint32_t path)
{
	const struct node *node = file_node(file, path);
	struct let *found = NULL;
	if (node->kind != NODE_PATH || node->child)
		return NULL;
	for (const struct name_entry *entry = names_find(plan, NULL, node->name); entry; entry = names_next(plan, entry))
		if (entry->let && (!found || entry->file == file))
			found = entry->let;
	return found;
}

/* ---- reports ---- */

struct candidates {
	const struct plan *plan;
	VEC(struct block *) blocks;
};

static struct str candidate_name(const void *context, uint32_t i)
{
	const struct candidates *candidates = context;
	return plan_name(candidates->plan, candidates->blocks.items[i]->name);
}

/* The block of the wanted kinds whose name is nearest to a misspelt one. */
static struct block *closest(struct plan *plan, struct str word, kinds_t kinds)
{
	struct candidates candidates = {.plan = plan};
	for (uint32_t i = 1; i < plan->entries.n; i++) {
		struct block *block = plan->entries.items[i].block;
		if (block && block->name && (kinds >> block->kind & 1))
			vec_push(&candidates.blocks, block);
	}
	int best = closest_word(word, candidates.blocks.n, candidate_name, &candidates);
	struct block *block = best >= 0 ? candidates.blocks.items[best] : NULL;
	vec_free(&candidates.blocks);
	return block;
}

static void report_unknown(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	struct sink *sink = &plan->run->sink;
	struct out wanted = {0};
	struct str text = file_text(scope.file, path);
	struct str last = text;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '.')
			last = str_slice(text, i + 1, text.len);
	kinds_print(&wanted, kinds);
	struct finding *finding = finding_new(sink, &finding_name_unknown, file_span(scope.file, path),
		"there is no %.*s `%.*s`", STR_ARGS(out_view(&wanted)), STR_ARGS(text));
	struct block *near = closest(plan, last, kinds);
	if (near) {
		struct str path_text = block_path(plan, near);
		finding_help(sink, finding, "did you mean `%.*s`?", STR_ARGS(path_text));
		finding_edit(sink, finding, file_span(scope.file, path), path_text, false);
	}
	out_free(&wanted);
}

static void report_wrong_kind(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds, const struct block *block)
{
	struct sink *sink = &plan->run->sink;
	struct out wanted = {0};
	kinds_print(&wanted, kinds);
	struct finding *finding = finding_new(sink, &finding_name_wrong_kind, file_span(scope.file, path),
		"`%.*s` is %s %s; %s %.*s is wanted here", STR_ARGS(file_text(scope.file, path)),
		kind_article((enum kind)block->kind), kind_infos[block->kind].name,
		out_view(&wanted).len && strchr("aeio", wanted.data[0]) ? "an" : "a", STR_ARGS(out_view(&wanted)));
	finding_label(sink, finding, block_span(block), "declared here as %s %s",
		kind_article((enum kind)block->kind), kind_infos[block->kind].name);
	out_free(&wanted);
}

static void report_ambiguous(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	struct sink *sink = &plan->run->sink;
	const struct node *node = file_node(scope.file, path);
	struct finding *finding = finding_new(sink, &finding_name_ambiguous, file_span(scope.file, path),
		"two files offer the name `%.*s`", STR_ARGS(file_text(scope.file, path)));
	for (const struct name_entry *entry = names_find(plan, NULL, node->name); entry; entry = names_next(plan, entry))
		if (entry->block && (kinds >> entry->block->kind & 1))
			finding_label(sink, finding, block_span(entry->block), "one is declared here");
	finding_help(sink, finding, "write it with its file's name: `people.%.*s`", STR_ARGS(file_text(scope.file, path)));
}

/* Several files offer a bare name and none of them is the file it is written in. */
static bool is_ambiguous(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds, const struct block *found)
{
	const struct node *node = file_node(scope.file, path);
	uint32_t n = 0;
	if (node->child || found->parent || found->part.file == scope.file)
		return false;
	for (const struct name_entry *entry = names_find(plan, NULL, node->name); entry; entry = names_next(plan, entry))
		n += entry->block && !entry->block->is_template && (kinds >> entry->block->kind & 1)
			&& !gives_way(entry->block, found);
	return n > 1;
}

struct block *names_resolve(struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds)
{
	uint32_t rest;
	const struct node *node = file_node(scope.file, path);
	if (node->kind != NODE_PATH)
		return NULL;
	struct block *block = names_look(plan, scope, path, kinds, &rest);
	if (block && !rest && (kinds >> block->kind & 1)) {
		if (is_ambiguous(plan, scope, path, kinds, block))
			report_ambiguous(plan, scope, path, kinds);
		return block;
	}
	if (plan->is_library)
		return NULL;
	if (!block)
		block = names_look(plan, scope, path, K_ANY, &rest);
	if (block && !rest)
		report_wrong_kind(plan, scope, path, kinds, block);
	else
		report_unknown(plan, scope, path, kinds);
	return NULL;
}
