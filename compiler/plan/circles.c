#include "compiler/plan/circles.h"

#include "compiler/plan/project.h"
#include "compiler/syntax/literal.h"

/* ---- one import ---- */

struct file *imports_target(
	struct run *run, const struct project *project, const struct file *file, uint32_t import)
{
	uint32_t text = file_node(file, import)->child;
	const char *reason;
	struct sink unwanted;
	if (file_node(file, text)->kind != NODE_TEXT)
		return NULL;
	sink_init(&unwanted);
	struct str path =
		literal_text(&run->arena, &unwanted, file_span(file, text), file_text(file, text));
	bool good = !unwanted.items.n && path.len && !str_starts(path, "/");
	sink_free(&unwanted);
	if (!good)
		return NULL;
	struct str absolute = file_join(&run->arena, file_folder(file->source->canonical), path);
	if (!file_is_within(absolute, project->root))
		return NULL;
	struct str canonical = file_canonical(&run->arena, absolute.ptr);
	if (!canonical.ptr || !file_is_within(canonical, project->root))
		return NULL;
	struct str shown = file_join(&run->arena, file_folder(file->source->path), path);
	return run_file(run, shown, canonical, &reason);
}

/* ---- the graph ---- */

void import_graph_free(struct import_graph *graph)
{
	vec_free(&graph->nodes);
	vec_free(&graph->edges);
	vec_free(&graph->open);
	map_free(&graph->node_of);
}

static uint64_t key_of(const struct project *project, const struct file *file)
{
	return (uint64_t)project->index << 32 | file->source->id;
}

/* The imports of a file that lead on: to a library, or by a name to a plan. */
static void add_edges(struct run *run, const struct project *project, uint32_t node)
{
	struct import_graph *graph = &run->graph;
	const struct file *file = graph->nodes.items[node].file;
	graph->nodes.items[node].first_edge = graph->edges.n;
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *import = file_node(file, at);
		struct file *to =
			import->kind == NODE_IMPORT ? imports_target(run, project, file, at) : NULL;
		uint32_t n_plans = 0;
		if (to)
			file_plan_block(run, to, &n_plans);
		if (to && (!n_plans || import->name))
			vec_push(&graph->edges, ((struct import_edge){to, at, n_plans > 0}));
	}
	graph->nodes.items[node].end_edge = graph->edges.n;
}

static uint32_t open_node(struct run *run, const struct project *project, struct file *file)
{
	struct import_graph *graph = &run->graph;
	uint32_t node = graph->nodes.n;
	*map_put(&graph->node_of, key_of(project, file), NULL) = node;
	vec_push(
		&graph->nodes, ((struct import_place){.file = file, .low = node, .is_open = true}));
	vec_push(&graph->open, node);
	add_edges(run, project, node);
	graph->nodes.items[node].next_edge = graph->nodes.items[node].first_edge;
	return node;
}

static struct import_place *place_of(
	struct import_graph *graph, const struct project *project, const struct file *file)
{
	const uint32_t *node = map_get(&graph->node_of, key_of(project, file));
	return node ? &graph->nodes.items[*node] : NULL;
}

/* All files that lead to each other are known: they are those opened since `node`. */
static void close_circle(struct import_graph *graph, const struct project *project, uint32_t node)
{
	uint32_t first = graph->open.n, height = 0;
	do {
		graph->nodes.items[graph->open.items[--first]].circle = node;
	} while (graph->open.items[first] != node);
	for (uint32_t i = first; i < graph->open.n; i++) {
		const struct import_place *place = &graph->nodes.items[graph->open.items[i]];
		for (uint32_t e = place->first_edge; e < place->end_edge; e++) {
			const struct import_edge *edge = &graph->edges.items[e];
			const struct import_place *to = place_of(graph, project, edge->to);
			uint32_t below = to->height + edge->is_plan;
			if (!to->is_open && below > height)
				height = below;
		}
	}
	for (uint32_t i = first; i < graph->open.n; i++) {
		graph->nodes.items[graph->open.items[i]].height = height;
		graph->nodes.items[graph->open.items[i]].is_open = false;
	}
	graph->open.n = first;
}

/* Tarjan's way of finding strongly connected components, without recursion: a chain of imports may
   be as long as there are files. */
static void explore(struct run *run, const struct project *project, struct file *file)
{
	struct import_graph *graph = &run->graph;
	VEC(uint32_t) way = {0};
	vec_push(&way, open_node(run, project, file));
	while (way.n) {
		uint32_t at = way.items[way.n - 1];
		struct import_place *place = &graph->nodes.items[at];
		if (place->next_edge < place->end_edge) {
			struct file *next = graph->edges.items[place->next_edge++].to;
			const struct import_place *to = place_of(graph, project, next);
			if (!to)
				vec_push(&way, open_node(run, project, next));
			else if (to->is_open && to->low < place->low)
				place->low = to->low;
			continue;
		}
		if (place->low == at)
			close_circle(graph, project, at);
		way.n--;
		struct import_place *up = way.n ? &graph->nodes.items[way.items[way.n - 1]] : NULL;
		if (up && place->low < up->low)
			up->low = place->low;
	}
	vec_free(&way);
}

static struct import_place *explored(struct plan *plan, struct file *file)
{
	struct import_graph *graph = &plan->run->graph;
	if (!place_of(graph, plan->project, file))
		explore(plan->run, plan->project, file);
	return place_of(graph, plan->project, file);
}

uint32_t imports_height(struct plan *plan, struct file *file)
{
	return explored(plan, file)->height;
}

/* ---- a circle ---- */

/* The shortest way back, found in rings around `to`: for each file reached, the step that led
   there. */
struct reached {
	uint32_t node, from; /* from: index in reached */
	uint32_t import, steps;
};

struct search {
	struct map seen;
	VEC(struct reached) reached;
};

static void reach(struct search *search, struct reached reached)
{
	bool added;
	map_put(&search->seen, (uint64_t)reached.node + 1, &added);
	if (added)
		vec_push(&search->reached, reached);
}

/* Index in reached of the node wanted; 0 if it was not found. */
static uint32_t search_back(struct import_graph *graph, const struct project *project,
	struct search *search, uint32_t wanted)
{
	for (uint32_t i = 0; i < search->reached.n && i < CIRCLE_REACH_MAX; i++) {
		struct reached at = search->reached.items[i];
		const struct import_place *place = &graph->nodes.items[at.node];
		if (at.node == wanted || at.steps + 1 == CIRCLE_STEPS_MAX)
			return at.node == wanted ? i : 0;
		for (uint32_t e = place->first_edge; e < place->end_edge; e++) {
			const struct import_edge *edge = &graph->edges.items[e];
			const struct import_place *to = place_of(graph, project, edge->to);
			uint32_t node = (uint32_t)(to - graph->nodes.items);
			if (to->circle == place->circle)
				reach(search,
					(struct reached){node, i, edge->import, at.steps + 1});
		}
	}
	return 0;
}

/* The steps from the end back to the file searched from, then the import that led there; turned
   round. */
static void put_steps(const struct import_graph *graph, const struct search *search, uint32_t at,
	struct import_step from, struct import_steps *circle)
{
	for (; at; at = search->reached.items[at].from) {
		const struct reached *reached = &search->reached.items[at];
		uint32_t node = search->reached.items[reached->from].node;
		vec_push(&circle->steps,
			((struct import_step){graph->nodes.items[node].file, reached->import}));
	}
	vec_push(&circle->steps, from);
	for (uint32_t i = 0, k = circle->steps.n - 1; i < k; i++, k--) {
		struct import_step step = circle->steps.items[i];
		circle->steps.items[i] = circle->steps.items[k];
		circle->steps.items[k] = step;
	}
}

bool imports_circle(
	struct plan *plan, struct import_step from, struct file *to, struct import_steps *circle)
{
	struct import_graph *graph = &plan->run->graph;
	const struct import_place *end = explored(plan, to);
	const struct import_place *start = place_of(graph, plan->project, from.file);
	struct search search = {0};
	*circle = (struct import_steps){0};
	if (!start || start->circle != end->circle)
		return false;
	uint32_t wanted = (uint32_t)(start - graph->nodes.items);
	reach(&search, (struct reached){.node = (uint32_t)(end - graph->nodes.items)});
	uint32_t at = search_back(graph, plan->project, &search, wanted);
	if (at || start == end)
		put_steps(graph, &search, at, from, circle);
	vec_free(&search.reached);
	map_free(&search.seen);
	return true;
}
