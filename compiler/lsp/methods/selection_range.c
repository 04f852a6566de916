#include "compiler/lsp/server.h"

enum { STEPS_MAX = 2 * NESTING_MAX };

/* From the whole text down to the innermost node around the place: each wider one once. */
struct steps {
	struct span items[STEPS_MAX];
	uint32_t n;
};

static void add(struct steps *steps, struct span span)
{
	const struct span *last = steps->n ? &steps->items[steps->n - 1] : NULL;
	if (steps->n < STEPS_MAX && (!last || last->start != span.start || last->len != span.len))
		steps->items[steps->n++] = span;
}

static void descend(struct steps *steps, const struct file *file, uint32_t node, uint32_t offset)
{
	uint32_t next = node;
	while (next) {
		const struct node *at = file_node(file, next);
		uint32_t sides[] = {at->child, at->a, at->b};
		if (at->kind != NODE_FILE)
			add(steps, file_span(file, next));
		next = 0;
		bool names =
			at->kind == NODE_BLOCK || at->kind == NODE_UPDATE || at->kind == NODE_LIKE;
		for (int side = 0; side < (names ? 3 : 1) && !next; side++)
			for (uint32_t child = sides[side]; child;
				child = file_node(file, child)->next)
				if (span_holds(file_span(file, child), offset)) {
					next = child;
					break;
				}
	}
}

static void put_steps(struct request *request, const struct steps *steps, struct str text)
{
	struct json_writer *json = request->json;
	json_put_object(json, NULL);
	uint32_t opened = 1;
	for (uint32_t i = steps->n; i-- > 0;) {
		uint32_t start = steps->items[i].start;
		put_range(json, "range",
			range_of(request->server, text, start, start + steps->items[i].len));
		if (i && opened < JSON_DEPTH_MAX / 2) {
			json_put_object(json, "parent");
			opened++;
		} else {
			break;
		}
	}
	while (opened--)
		json_put_end(json);
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	const struct file *file = document ? file_of_document(request->server, document) : NULL;
	const json_t *positions = json_object_get(request->params, "positions");
	json_put_array(request->json, "result");
	for (size_t i = 0; file && i < json_array_size(positions); i++) {
		struct steps steps = {0};
		struct position position = {0};
		struct str text = out_view(&document->text);
		position_read(json_array_get(positions, i), &position);
		add(&steps, (struct span){file->source->id, 0, (uint32_t)text.len});
		descend(&steps, file, file->root, offset_of(request->server, text, position));
		put_steps(request, &steps, text);
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_selection_range = {
	.name = "textDocument/selectionRange", .answer = answer};
