#include "compiler/diag/slices.h"

#include "runtime/base/parallel.h"
#include <stdatomic.h>

/* Several slices a thread, as some findings are longer than others; few findings are no work. */
enum { SLICES_A_THREAD = 8, SLICE_MIN = 200 };

struct slicing {
	struct slice *items;
	uint32_t n;
	atomic_uint next;
	void (*put)(struct slice *slice);
};

static void put_slices(void *context, uint32_t thread)
{
	struct slicing *slicing = context;
	(void)thread;
	for (;;) {
		uint32_t i = atomic_fetch_add(&slicing->next, 1);
		if (i >= slicing->n)
			return;
		slicing->put(&slicing->items[i]);
	}
}

void slices_put(struct out *out, const struct sink *sink, struct sources *sources,
	const struct render_options *options, void (*put)(struct slice *slice))
{
	struct slicing slicing = {.put = put};
	struct arena arena;
	uint32_t threads = options->jobs > 1 ? options->jobs : 1;
	slicing.n = threads > 1 ? threads * SLICES_A_THREAD : 1;
	if (slicing.n > sink->items.n / SLICE_MIN)
		slicing.n = sink->items.n / SLICE_MIN + 1;
	if (threads > slicing.n)
		threads = slicing.n;
	arena_init(&arena);
	slicing.items = arena_array(&arena, struct slice, slicing.n);
	for (uint32_t i = 0; i < slicing.n; i++) {
		struct slice *slice = &slicing.items[i];
		*slice = (struct slice){.sink = sink, .sources = sources, .options = options};
		slice->first = (uint32_t)((uint64_t)sink->items.n * i / slicing.n);
		slice->end = (uint32_t)((uint64_t)sink->items.n * (i + 1) / slicing.n);
		arena_init(&slice->arena);
	}
	parallel_run(threads, put_slices, &slicing);
	for (uint32_t i = 0; i < slicing.n; i++) {
		out_str(out, out_view(&slicing.items[i].out));
		out_free(&slicing.items[i].out);
		arena_free(&slicing.items[i].arena);
	}
	arena_free(&arena);
}
