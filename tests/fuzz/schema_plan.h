/*
 * A plan out of bytes: they choose, kind by kind and field by field, what the schema allows. Only
 * fuzz_plan.c includes it.
 */
#ifndef TESTS_FUZZ_SCHEMA_PLAN_H
#define TESTS_FUZZ_SCHEMA_PLAN_H

#include "compiler/rules/rule.h"
#include "tests/fuzz/plan_values.h"
#include <string.h>

/* ---- references ---- */

static void write_path(struct maker *maker, uint32_t i)
{
	const struct known *known = &maker->known[i];
	if (known->parent && !one_in(maker, 4)) {
		write_path(maker, known->parent - 1);
		out_char(&maker->out, '.');
	}
	out_printf(&maker->out, "%s%u", kind_infos[known->kind].name, i);
}

/* The place of a block of one of these kinds, mostly; -1 if there is none. */
static int32_t find_known(struct maker *maker, kinds_t kinds)
{
	uint32_t matching[KNOWN_MAX], n = 0;
	for (uint32_t i = 0; i < maker->n_known; i++)
		if ((!kinds || kinds >> maker->known[i].kind & 1) && !maker->known[i].is_template)
			matching[n++] = i;
	return n ? (int32_t)matching[pick(maker, n)] : -1;
}

static void write_ref(struct maker *maker, kinds_t kinds)
{
	int32_t found = find_known(maker, one_in(maker, 40) ? 0 : kinds);
	if (found < 0 || one_in(maker, 60)) {
		write(maker, kinds & K(metric) ? "std.metrics.win_rate" : "nobody");
		return;
	}
	write_path(maker, (uint32_t)found);
	const struct known *known = &maker->known[found];
	if (known->unit && kinds && !(kinds & ~(K(metric) | K(goal))))
		maker->unit = known->unit;
}

/* ---- conditions ---- */

static const char *const tracked_words[] = {"latest", "attainment", "expected", "pace", "gap",
	"status", "rolled_up", "days_late", "projection"};
static const char *const statuses[] = {
	"behind", "watch", "on_track", "missed", "done", "unknown", "not_judged"};
static const char *const compares[] = {"==", "!=", "<", "<=", ">", ">=", "in"};
static void write_condition(struct maker *maker, int depth);

static const struct field_info *pick_field(struct maker *maker, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	return info->n_fields ? &info->fields[pick(maker, info->n_fields)] : &any_fields[0];
}

static enum kind pick_kind(struct maker *maker)
{
	return (enum kind)(1 + pick(maker, KIND_COUNT - 1));
}

static void write_collection(struct maker *maker, int depth)
{
	enum kind kind = pick_kind(maker);
	write(maker, kind_infos[kind].plural);
	if (one_in(maker, 3)) {
		out_char(&maker->out, '.');
		write(maker, pick_field(maker, kind)->name);
	}
	if (depth < DEPTH_MAX && one_in(maker, 2)) {
		write(maker, " where ");
		write_condition(maker, depth + 1);
	}
}

static void write_operand(struct maker *maker, int depth)
{
	static const char *const calls[] = {"count", "sum", "min", "max"};
	switch (pick(maker, 12)) {
	case 0:
	case 1:
		write_ref(maker, K(goal) | K(metric) | K(initiative) | K(milestone));
		out_char(&maker->out, '.');
		write(maker, PICK(maker, tracked_words));
		break;
	case 2:
		write(maker, "it.");
		write(maker, pick_field(maker, pick_kind(maker))->name);
		break;
	case 3:
		write(maker, pick_field(maker, pick_kind(maker))->name);
		break;
	case 4:
		write_in(maker, PICK(maker, units));
		break;
	case 5:
		write_date(maker);
		break;
	case 6:
		write(maker, PICK(maker, statuses));
		break;
	case 7:
		write(maker, PICK(maker, calls));
		out_char(&maker->out, '(');
		write_collection(maker, depth + 1);
		out_char(&maker->out, ')');
		break;
	case 8: {
		int32_t found = find_known(maker, 0);
		if (found >= 0) {
			write_path(maker, (uint32_t)found);
			out_char(&maker->out, '.');
			write(maker, pick_field(maker, maker->known[found].kind)->name);
			break;
		}
		write(maker, "today");
		break;
	}
	case 9:
		out_printf(&maker->out, "v%u", pick(maker, maker->n_lets + 1));
		break;
	case 10:
		write(maker, "column(\"Stage\")");
		break;
	default:
		write_in(maker, "%");
		write(maker, pick(maker, 2) ? " + " : " * ");
		write_number(maker);
	}
}

static void write_condition(struct maker *maker, int depth)
{
	uint32_t how = depth < DEPTH_MAX ? pick(maker, 8) : 0;
	if (how < 4) {
		write_operand(maker, depth);
		out_char(&maker->out, ' ');
		write(maker, PICK(maker, compares));
		out_char(&maker->out, ' ');
		write_operand(maker, depth);
	} else if (how == 4) {
		write(maker, "has ");
		write(maker, pick_field(maker, pick_kind(maker))->name);
	} else if (how == 5) {
		write(maker, pick(maker, 2) ? "any(" : "all(");
		write_collection(maker, depth + 1);
		out_char(&maker->out, ')');
	} else {
		write(maker, how == 6 ? "not (" : "(");
		write_condition(maker, depth + 1);
		if (how == 7) {
			write(maker, pick(maker, 2) ? ") and (" : ") or (");
			write_condition(maker, depth + 1);
		}
		out_char(&maker->out, ')');
	}
}

static void write_formula(struct maker *maker)
{
	static const char *const operators[] = {" * ", " + ", " - ", " / "};
	for (uint32_t n = pick(maker, 3); n; n--) {
		write_ref(maker, K(metric));
		write(maker, PICK(maker, operators));
	}
	write_ref(maker, K(metric));
}

/* ---- values of every type ---- */

static void write_value(struct maker *maker, const struct field_info *field, enum value_type type,
	kinds_t refs, const struct words *words);

static void write_rule_name(struct maker *maker)
{
	if (one_in(maker, 8)) {
		write(maker, "ownership.all");
		return;
	}
	write(maker, rules[pick(maker, rules_n)]->info.name);
}

static void write_setting_name(struct maker *maker)
{
	static const char *const names[] = {"tracking.on_track", "tracking.watch",
		"tracking.first_part", "tracking.grace", "tracking.cause_within", "tracking.soon"};
	const struct rule *rule = rules[pick(maker, rules_n)];
	write(maker, rule->settings ? rule->settings->name : PICK(maker, names));
}

static void write_anything(struct maker *maker)
{
	enum value_type type = (enum value_type)(1 + pick(maker, TYPE_COUNT - 1));
	write_value(maker, NULL, type, 0, &words_area);
}

static void write_simple(
	struct maker *maker, enum value_type type, kinds_t refs, const struct words *words)
{
	static const char *const currencies[] = {"USD", "EUR", "JPY", "KWD", "CLF"};
	switch (type) {
	case TYPE_text:
		write_text(maker);
		break;
	case TYPE_prose:
		write(maker, "\"\"\"\n");
		write(maker, PICK(maker, proses));
		write(maker, "\n\"\"\"");
		break;
	case TYPE_date:
	case TYPE_date_start:
		write_date(maker);
		break;
	case TYPE_range:
		write_range(maker);
		break;
	case TYPE_period:
		write(maker, PICK(maker, periods));
		break;
	case TYPE_time:
		out_printf(&maker->out, "%02u:%02u", pick(maker, 25), pick(maker, 61));
		break;
	case TYPE_duration:
	case TYPE_cadence:
		write_duration(maker);
		break;
	case TYPE_number:
		write_number(maker);
		break;
	case TYPE_percent:
		write_in(maker, "%");
		break;
	case TYPE_money:
		write_in(maker, one_in(maker, 12) ? PICK(maker, currencies) : "USD");
		break;
	case TYPE_amount:
		write_in(maker, one_in(maker, 24) ? PICK(maker, units) : maker->unit);
		break;
	case TYPE_share:
		write_in(maker, pick(maker, 2) ? "%" : "USD");
		break;
	case TYPE_amount_range:
		write_in(maker, maker->unit);
		write(maker, " .. ");
		write_in(maker, maker->unit);
		break;
	case TYPE_flag:
		write(maker, pick(maker, 2) ? "true" : "false");
		break;
	case TYPE_rating:
		out_printf(&maker->out, "%u", pick(maker, 7));
		break;
	case TYPE_word:
		write(maker, words->items[1 + pick(maker, words->n - 1U)].word);
		break;
	case TYPE_ref:
		write_ref(maker, refs);
		break;
	case TYPE_ref_or_text:
		if (pick(maker, 2))
			write_ref(maker, refs);
		else
			write_text(maker);
		break;
	case TYPE_place: {
		int32_t found = find_known(maker, K_CONTRACT);
		if (found < 0)
			break;
		write_path(maker, (uint32_t)found);
		if (pick(maker, 2)) {
			out_char(&maker->out, '.');
			write(maker, pick_field(maker, maker->known[found].kind)->name);
		}
		break;
	}
	case TYPE_condition:
		write_condition(maker, 0);
		break;
	case TYPE_formula:
		write_formula(maker);
		break;
	case TYPE_currency:
		write(maker, PICK(maker, currencies));
		break;
	case TYPE_unit:
		maker->unit = PICK(maker, units);
		write(maker, *maker->unit == '%' ? "percent"
			     : *maker->unit	 ? maker->unit
						 : "money");
		break;
	case TYPE_kind:
		write(maker, kind_infos[pick_kind(maker)].name);
		break;
	case TYPE_name:
		out_printf(&maker->out, "tag%u", pick(maker, 4));
		break;
	case TYPE_rule_name:
		write_rule_name(maker);
		break;
	case TYPE_setting_name:
		write_setting_name(maker);
		break;
	case TYPE_column:
		write(maker, "column(\"A\")");
		break;
	case TYPE_setting:
		if (pick(maker, 2))
			write_in(maker, "%");
		else
			write_duration(maker);
		break;
	default: /* a type without a writer of its own, such as `changed` */
		write_anything(maker);
	}
}

static void write_value(struct maker *maker, const struct field_info *field, enum value_type type,
	kinds_t refs, const struct words *words)
{
	const struct type_info *info = &type_infos[type];
	if (info->base) {
		write_value(maker, field, info->base, refs, words);
		for (uint8_t i = 0; i < info->n_clauses; i++) {
			const struct clause_info *clause = &info->clauses[i];
			if (clause->required ? one_in(maker, 32) : !one_in(maker, 2))
				continue;
			out_printf(&maker->out, " %s ", clause->word);
			write_value(maker, field, clause->type, clause->refs, clause->words);
		}
	} else if (one_in(maker, 64)) {
		write_anything(maker);
	} else if (maker->n_lets && one_in(maker, 32)) {
		out_printf(&maker->out, "v%u", pick(maker, maker->n_lets));
	} else {
		write_simple(maker, type, refs, words ? words : &words_area);
	}
}

/* ---- blocks ---- */

static void write_field(struct maker *maker, const struct field_info *field)
{
	out_printf(&maker->out, "%s: ", field->name);
	if (!field->list) {
		write_value(maker, field, field->type, field->refs, field->words);
	} else if (field->all && one_in(maker, 3)) {
		write(maker, "all");
	} else {
		uint32_t n = one_in(maker, 16) ? 0 : 1 + pick(maker, 3);
		write(maker, "[");
		for (uint32_t i = 0; i < n; i++) {
			write(maker, i ? ", " : "");
			write_value(maker, field, field->type, field->refs, field->words);
		}
		write(maker, "]");
	}
	out_char(&maker->out, '\n');
}

/* `stated`: the fields that stand there already. */
static void write_fields(
	struct maker *maker, enum kind kind, const char *stated, bool only_progress)
{
	const struct kind_info *info = &kind_infos[kind];
	for (uint8_t i = 0; i < info->n_fields; i++) {
		const struct field_info *field = &info->fields[i];
		const char *found = strstr(stated, field->name);
		if ((found && found[strlen(field->name)] == ':') ||
			(only_progress && field->life != PROGRESS))
			continue;
		if (field->required && !only_progress ? !one_in(maker, 32) : one_in(maker, 4))
			write_field(maker, field);
	}
	if (one_in(maker, 12))
		write_field(maker, &any_fields[pick(maker, any_fields_n)]);
}

static void write_rows(struct maker *maker)
{
	static const char *const monthly[] = {
		"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"};
	static const char *const quarterly[] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"};
	uint32_t n = 1 + pick(maker, 8), how = pick(maker, 4), value = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (how == 0)
			write(maker, monthly[i % 7]);
		else if (how == 1)
			write(maker, quarterly[i % 4]);
		else if (how == 2)
			write(maker, PICK(maker, periods));
		else
			write(maker, date_text(date_make(2026, 1, 1) +
					       (date_t)(i * 17 + pick(maker, 32)))
					     .text);
		write(maker, ": ");
		if (one_in(maker, 4))
			write_in(maker, maker->unit);
		else
			out_printf(&maker->out, "%u %s", value += take(maker) * 10, maker->unit);
		if (one_in(maker, 6))
			out_printf(&maker->out, " of %u deals", take(maker));
		out_char(&maker->out, '\n');
	}
}

static void write_block(struct maker *maker, enum kind kind, uint32_t parent, const char *fields);

static void write_children(struct maker *maker, enum kind kind, uint32_t place)
{
	uint32_t depth = 0;
	for (uint32_t i = place; i; i = maker->known[i - 1].parent)
		depth++;
	for (uint32_t n = pick(maker, 4); n && depth < DEPTH_MAX; n--) {
		enum kind child = pick_kind(maker);
		for (int tries = 0; tries < KIND_COUNT && !(kind_infos[child].parents >> kind & 1);
			tries++)
			child = (enum kind)(child + 1 < KIND_COUNT ? child + 1 : 1);
		if (kind_infos[child].parents >> kind & 1)
			write_block(maker, child, place, "");
	}
}

static void write_header(struct maker *maker, enum kind kind, uint32_t place)
{
	const struct kind_info *info = &kind_infos[kind];
	write(maker, info->name);
	switch (info->named) {
	case NAME_OPTIONAL:
	case NAME_REQUIRED:
		out_printf(&maker->out, " %s%u", info->name, place - 1);
		break;
	case NAME_REFERENCE:
		out_char(&maker->out, ' ');
		write_ref(maker, info->refs);
		break;
	case NAME_DATE:
		out_char(&maker->out, ' ');
		write(maker, date_text(date_make(2026, 1, 6) + (date_t)(pick(maker, 30) * 7)).text);
		break;
	default:
		break;
	}
	if (info->titled) {
		out_char(&maker->out, ' ');
		write_text(maker);
	}
}

static void write_like(struct maker *maker, enum kind kind)
{
	uint32_t i = pick(maker, maker->n_known);
	while (i < maker->n_known && maker->known[i].kind != kind)
		i++;
	if (i == maker->n_known)
		return;
	write(maker, " like ");
	if (kind == KIND_initiative && one_in(maker, 4))
		write(maker, "std.templates.webinar");
	else
		write_path(maker, i);
}

/* A block with these fields first and others as the bytes say. */
static void write_block(struct maker *maker, enum kind kind, uint32_t parent, const char *fields)
{
	if (maker->n_known == KNOWN_MAX)
		return;
	const char *outer = maker->unit;
	uint32_t place = ++maker->n_known;
	struct known *known = &maker->known[place - 1];
	*known = (struct known){.kind = KIND_NONE, .parent = parent};
	if (!parent && !*fields && one_in(maker, 16)) {
		known->is_template = true;
		write(maker, "template ");
	}
	write_header(maker, kind, place);
	if (one_in(maker, 16))
		write_like(maker, kind);
	/* From here on it can be referred to, by itself as well. */
	known->kind = kind;
	write(maker, " {\n");
	write(maker, fields);
	write_fields(maker, kind, fields, false);
	known->unit = kind == KIND_goal || kind == KIND_metric ? maker->unit : NULL;
	if (kind_infos[kind].rows)
		write_rows(maker);
	if (!one_in(maker, 3))
		write_children(maker, kind, place);
	write(maker, "}\n");
	if (kind_infos[kind].named == NAME_NONE || kind_infos[kind].named == NAME_REFERENCE)
		known->kind = KIND_NONE;
	maker->unit = outer;
}

/* What every plan needs, so that the bytes are spent on what is more interesting. */
static void write_frame(struct maker *maker)
{
	static const struct {
		enum kind kind;
		const char *unit, *fields;
	} frame[] = {
		{KIND_party, "USD", "role: vendor\n"},
		{KIND_party, "USD", "role: reseller\n"},
		{KIND_person, "USD", "of: party0\nlevel: executive\n"},
		{KIND_person, "USD", "of: party1\n"},
		{KIND_person, "USD", "of: party1\n"},
		{KIND_metric, "USD", "means: \"Sales.\"\nunit: money\nkind: flow\n"},
		{KIND_metric, "leads", "means: \"Leads.\"\nunit: lead\nkind: flow\n"},
		{KIND_metric, "%", "means: \"Share.\"\nunit: percent\nkind: level\n"},
		{KIND_goal, "USD",
			"owner: person2\nmetric: metric5\ntarget: 90,000 USD by 2026-12-31\n"},
		{KIND_goal, "%", "owner: person3\nmetric: metric7\nbaseline: 20% on 2026-01-01\n"},
		{KIND_fund, "USD",
			"of: party0\nowner: person2\namount: 50,000 USD\nwindow: 2026\n"},
		{KIND_initiative, "leads", "owner: person4\nwindow: 2026-02-01 .. 2026-11-30\n"},
		{KIND_review, "USD",
			"type: operational\nevery: 2 weeks from 2026-01-13\nattendees: [person2, "
			"person3]\n"},
	};
	write(maker, "import std.metrics\nimport std.units\nimport std.templates\n");
	for (uint32_t i = 0; i < sizeof frame / sizeof *frame; i++) {
		maker->unit = frame[i].unit;
		write_block(maker, frame[i].kind, 0, frame[i].fields);
	}
	maker->unit = "USD";
	write_block(maker, KIND_plan, 0,
		one_in(maker, 4) ? "between: [party0, party1]\ncurrency: USD\n"
				 : "between: [party0, party1]\ncurrency: USD\nperiod: 2026-01-01 "
				   ".. 2026-12-31\n");
}

static void write_update(struct maker *maker)
{
	int32_t found = find_known(maker, 0);
	if (found < 0)
		return;
	maker->unit = maker->known[found].unit ? maker->known[found].unit : "USD";
	write(maker, "update ");
	write_path(maker, (uint32_t)found);
	write(maker, " {\n");
	write_fields(maker, maker->known[found].kind, "", true);
	write(maker, "}\n");
}

static void write_plan(struct maker *maker)
{
	static const enum kind often[] = {KIND_goal, KIND_initiative, KIND_readings, KIND_milestone,
		KIND_session, KIND_request, KIND_risk, KIND_action, KIND_activity};
	write_frame(maker);
	while (!is_used_up(maker)) {
		uint32_t how = pick(maker, 8);
		enum kind kind = how < 3 ? PICK(maker, often) : pick_kind(maker);
		maker->unit = "USD";
		if (how == 6) {
			write_update(maker);
		} else if (how == 7 && maker->n_lets < 20) {
			out_printf(&maker->out, "let v%u = ", maker->n_lets++);
			write_anything(maker);
			out_char(&maker->out, '\n');
		} else if (!kind_infos[kind].nested_only && kind != KIND_plan) {
			write_block(maker, kind, 0, "");
		}
	}
}

static struct maker maker_of(const uint8_t *data, size_t size)
{
	return (struct maker){.data = data, .size = size};
}

#endif
