/* `pbp explain plan.pbp:rule.ID`: a rule of the plan, of its project or of what they import, as it
 * stands there. */
#include "compiler/cmd/smart_print.h"

#include <string.h>

struct own_rules {
	const struct plan *plan;
	VEC(const struct rule_block *) items;
};

static struct str own_name(const void *context, uint32_t i)
{
	const struct own_rules *own = context;
	return plan_name(own->plan, own->items.items[i]->block.name);
}

static void gather(struct own_rules *own, const struct plan *plan)
{
	for (uint32_t i = 0; plan && i < plan->of_kind[KIND_rule].n; i++)
		vec_push(&own->items, plan_rule(plan, i));
}

/* The text of a value on one line, which the plan may have on several. */
static void put_value(struct out *out, const char *label, struct expression value)
{
	bool blank = false;
	if (!value.node)
		return;
	struct str text =
		source_slice(value.file->source, file_expression_span(value.file, value.node));
	struct out line = {0};
	for (size_t i = 0; i < text.len; i++) {
		bool is_blank = strchr(" \t\r\n", text.ptr[i]) != NULL;
		if (!is_blank || !blank)
			out_char(&line, is_blank ? ' ' : text.ptr[i]);
		blank = is_blank;
	}
	out_printf(out, "%s", label);
	render_escaped(out, out_view(&line));
	out_char(out, '\n');
	out_free(&line);
}

static void put_rule(struct out *out, struct plan *plan, const struct rule_block *own)
{
	struct span span = block_span(&own->block);
	struct place place = source_place(&plan->run->sources, span.source, span.start);
	enum level level = own->level ? (enum level)(own->level - rule_level_off) : LEVEL_ERROR;
	out_printf(out, "rule.%.*s: ", STR_ARGS(plan_name(plan, own->block.name)));
	render_escaped(out, own->block.title);
	out_text(out, "\n\n");
	out_text(out, "at:      ");
	render_escaped(out, sources_get(&plan->run->sources, span.source)->path);
	out_printf(out, ":%u\n", place.line);
	if (own->for_kind)
		out_printf(out, "for:     %s\n", kind_infos[own->for_kind].name);
	put_value(out, "when:    ", own->when);
	put_value(out, "require: ", own->require);
	out_printf(out, "level:   %s, unless `level` or the command line says otherwise\n",
		level_name(level));
	if (own->help.len) {
		out_text(out, "help:    ");
		render_escaped(out, own->help);
		out_char(out, '\n');
	}
}

bool explain_rule(struct out *out, struct plan *plan, struct str id)
{
	struct own_rules own = {.plan = plan};
	bool found = false;
	gather(&own, plan->project ? plan->project->settings : NULL);
	gather(&own, plan);
	for (uint32_t i = 0; i < own.items.n; i++) {
		if (!str_equal(own_name(&own, i), id))
			continue;
		out_text(out, found ? "\n" : "");
		put_rule(out, plan, own.items.items[i]);
		found = true;
	}
	int near = found ? -1 : closest_word(id, own.items.n, own_name, &own);
	if (near >= 0)
		complain("the plan has no rule `%.*s`; did you mean `%.*s`?", STR_ARGS(id),
			STR_ARGS(own_name(&own, (uint32_t)near)));
	else if (!found)
		complain("the plan has no rule `%.*s` and imports none of this name", STR_ARGS(id));
	vec_free(&own.items);
	return found;
}
