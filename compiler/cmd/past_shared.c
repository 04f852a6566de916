#include "compiler/cmd/past.h"

#include "compiler/cmd/cmd.h"
#include "runtime/base/file.h"

bool past_load(struct past *past, const char *name, const char *beside)
{
	const char *reason, *path = name;
	*past = (struct past){.name = name, .is_loaded = true};
	run_init(&past->run, DATE_NONE);
	if (!file_exists(name)) {
		if (!revision_open(&past->revision, &past->run.arena, name, beside))
			return false;
		path = file_exists(past->revision.path.ptr) ? past->revision.path.ptr
							    : past->revision.folder.ptr;
	}
	bool is_read = run_load_path(&past->run, path, &reason);
	revision_close(&past->revision); /* all of it is in memory now */
	if (is_read)
		return true;
	complain("%s: %s", name, reason);
	return false;
}

static bool is_called_like(const struct plan *plan, const struct plan *other)
{
	return other && str_equal(plan_name(plan, plan->frame->block.name),
				plan_name(other, other->frame->block.name));
}

struct plan *past_plan(struct past *past, const struct plan *other)
{
	struct plan *only = NULL, *same = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < past->run.plans.n; i++) {
		struct plan *plan = past->run.plans.items[i];
		if (!plan->frame)
			continue;
		n++;
		only = plan;
		same = is_called_like(plan, other) ? plan : same;
	}
	struct plan *found = same ? same : n == 1 ? only : NULL;
	if (!n)
		complain("%s: there is no `plan` block", past->name);
	else if (!found)
		complain("%s: there are several plans%s; name the file of one", past->name,
			other ? ", none of them called like the other side's" : "");
	else if (found->is_broken)
		complain("%s: the plan could not be parsed whole; `pbp check` says where",
			past->name);
	return found && !found->is_broken ? found : NULL;
}

bool past_read_all(struct past *past)
{
	for (uint32_t i = 0; i < past->run.plans.n; i++) {
		struct past_plan one = {.plan = past->run.plans.items[i]};
		if (!one.plan->frame || one.plan->is_broken)
			continue;
		facts_make(&one.facts, one.plan, &past->run.arena);
		vec_push(&past->plans.items, one);
	}
	if (!past->plans.items.n)
		complain("%s: there is no plan that can be read whole", past->name);
	return past->plans.items.n > 0;
}

void past_free(struct past *past)
{
	if (!past->is_loaded)
		return;
	for (uint32_t i = 0; i < past->plans.items.n; i++)
		vec_free(&past->plans.items.items[i].facts.items);
	vec_free(&past->plans.items);
	revision_close(&past->revision);
	run_free(&past->run);
	past->is_loaded = false;
}
