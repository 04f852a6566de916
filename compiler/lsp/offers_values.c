#include "compiler/lsp/offers.h"

#include "compiler/plan/eval.h"
#include <string.h>

/* ---- names ---- */

static void offer_block(struct offers *offers, const struct block *block, struct str label)
{
	struct offer *offer = offer_add(offers, OFFER_NAME, label);
	const struct party_block *party = NULL;
	if (block->kind == KIND_person)
		party = person_party((const struct person_block *)(const void *)block);
	struct str of = party ? plan_name(offers->plan, party->block.name) : STR("");
	offer->detail = str_format(offers->arena, "%s%s%.*s%s%.*s", kind_infos[block->kind].name,
		block->title.len ? " " : "", STR_ARGS(block->title), of.len ? ", " : "",
		STR_ARGS(of));
	offer->rank = block->is_std ? 7 : 3;
}

void offer_names(struct offers *offers, kinds_t kinds)
{
	const struct plan *plan = offers->plan;
	for (uint32_t i = 1; i < plan->entries.n; i++) {
		const struct name_entry *entry = &plan->entries.items[i];
		const struct block *block = entry->block;
		if (!block || !(kinds >> block->kind & 1) || block->is_template)
			continue;
		/* the standard library's in calculations only where they are asked for */
		if (block->is_std && kinds == K_ANY && !offers->cursor.prefix.len)
			continue;
		offer_block(offers, block, block_path(plan, block));
	}
}

static void offer_lets(struct offers *offers)
{
	for (uint32_t i = 1; i < offers->plan->entries.n; i++) {
		const struct let *let = offers->plan->entries.items[i].let;
		if (!let)
			continue;
		struct offer *offer = offer_add(offers, OFFER_VALUE,
			file_token_text(let->file, file_node(let->file, let->node)->a));
		offer->detail = str_copy(offers->arena, file_text(let->file, let->node));
	}
}

/* ---- words of tables ---- */

static void offer_words(struct offers *offers, const struct words *words)
{
	for (uint8_t i = 1; i < words->n; i++) {
		struct offer *offer = offer_add(offers, OFFER_WORD, str_from(words->items[i].word));
		offer->detail = str_from(words->items[i].doc);
		offer->rank = 2;
	}
}

static void offer_kinds(struct offers *offers)
{
	for (int kind = 1; kind < KIND_COUNT; kind++)
		offer_add(offers, OFFER_WORD, str_from(kind_infos[kind].name))->detail =
			str_from(kind_infos[kind].doc);
}

/* The word and what stands before its dot are replaced as one: `ownership.ga`. */
static void take_path_along(struct offers *offers)
{
	if (!offers->cursor.is_dotted)
		return;
	offers->cursor.prefix.ptr -= offers->cursor.path.len + 1;
	offers->cursor.prefix.len += offers->cursor.path.len + 1;
	offers->cursor.word -= (uint32_t)offers->cursor.path.len + 1;
}

static void offer_rules(struct offers *offers)
{
	take_path_along(offers);
	for (uint32_t i = 0; i < rules_n; i++) {
		const struct rule_info *info = &rules[i]->info;
		struct offer *offer = offer_add(offers, OFFER_WORD, str_from(info->name));
		offer->detail = str_from(info->summary);
		offer->doc = str_from(info->explanation);
		size_t len = strcspn(info->name, ".");
		if (!i || strncmp(rules[i - 1]->info.name, info->name, len + 1))
			offer_add(offers, OFFER_WORD,
				str_format(offers->arena, "%.*s.all", (int)len, info->name))
				->rank = 6;
	}
	for (uint32_t i = 0; i < offers->plan->of_kind[KIND_rule].n; i++) {
		const struct block *rule = offers->plan->of_kind[KIND_rule].items[i];
		offer_add(offers, OFFER_WORD,
			str_format(offers->arena, "rule.%.*s",
				STR_ARGS(plan_name(offers->plan, rule->name))))
			->detail = rule->title;
	}
}

static void offer_settings(struct offers *offers)
{
	take_path_along(offers);
	for (uint32_t i = 0; i < rules_n; i++)
		for (const struct rule_setting *setting = rules[i]->settings;
			setting && setting->name; setting++)
			offer_add(offers, OFFER_WORD, str_from(setting->name))->detail =
				str_from(setting->doc);
	static const char *const of_tracking[] = {
		"on_track", "watch", "first_part", "grace", "cause_within", "soon"};
	for (size_t i = 0; i < sizeof of_tracking / sizeof *of_tracking; i++)
		offer_add(offers, OFFER_WORD,
			str_format(offers->arena, "tracking.%s", of_tracking[i]));
}

/* ---- units, days ---- */

static void offer_durations(struct offers *offers)
{
	for (int unit = DURATION_MINUTE; unit <= DURATION_BUSINESS_DAY; unit++)
		offer_add(offers, OFFER_UNIT,
			str_from(duration_unit_name((enum duration_unit)unit, true)));
}

static void offer_currencies(struct offers *offers)
{
	struct str own = unit_text(offers->plan, offers->plan->currency, false);
	if (own.len)
		offer_add(offers, OFFER_UNIT, own)->rank = 1;
	for (uint32_t i = 0; i < currency_infos_n; i++)
		if (!str_is(own, currency_infos[i].code)) {
			struct offer *offer =
				offer_add(offers, OFFER_UNIT, str_from(currency_infos[i].code));
			offer->detail = str_from(currency_infos[i].name);
			offer->rank = 6;
		}
}

/* "leads" behind a number, "lead" where the unit itself is named. */
static void offer_units(struct offers *offers, bool many)
{
	for (uint32_t i = 0; i < offers->plan->unit_blocks.n; i++) {
		const struct block *block = offers->plan->unit_blocks.items[i];
		const struct unit_block *unit = (const void *)block;
		struct offer *offer = offer_add(offers, OFFER_UNIT,
			many && unit->many.len ? unit->many : plan_name(offers->plan, block->name));
		offer->detail = block->title;
		offer->rank = 2;
	}
}

/* Today, and the quarters of the plan. */
static void offer_days(struct offers *offers)
{
	const struct plan *plan = offers->plan;
	struct date_text today = date_text(plan->run->as_of);
	if (plan->run->as_of)
		offer_add(offers, OFFER_VALUE, str_copy(offers->arena, str_from(today.text)))
			->detail = STR("today");
	for (date_t day = plan->first; day && day <= plan->last && day - plan->first < 3000;) {
		struct civil civil = date_civil(day);
		int quarter = (civil.month - 1) / 3 + 1;
		date_t end = date_add_months(date_make(civil.year, quarter * 3 - 2, 1), 3);
		if (!end)
			break;
		offer_add(offers, OFFER_VALUE,
			str_format(offers->arena, "%d-Q%d", civil.year, quarter))
			->detail = str_format(offers->arena, "ends %s", date_text(end - 1).text);
		day = end;
	}
}

/* ---- calculations and conditions ---- */

static void offer_expression(struct offers *offers)
{
	static const char *const words[] = {"today", "not", "true", "false"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		offer_add(offers, OFFER_KEYWORD, str_from(words[i]));
	for (uint32_t i = 0; eval_function_name(i); i++) {
		struct offer *offer =
			offer_add(offers, OFFER_FUNCTION, str_from(eval_function_name(i)));
		offer->insert = str_format(offers->arena, "%s(", eval_function_name(i));
	}
	for (int kind = 1; kind < KIND_COUNT; kind++)
		offer_add(offers, OFFER_WORD, str_from(kind_infos[kind].plural))->rank = 6;
	offer_names(offers, K_ANY);
}

/* ---- a value ---- */

void offer_value(struct offers *offers, const struct wanted *wanted)
{
	const struct field_info *field = offers->cursor.walk.field;
	if (wanted->words)
		offer_words(offers, wanted->words);
	if (field && field->all)
		offer_add(offers, OFFER_KEYWORD, STR("all"));
	switch (wanted->type) {
	case TYPE_ref:
	case TYPE_ref_or_text:
	case TYPE_place:
		offer_names(offers, wanted->refs ? wanted->refs : K_CONTRACT);
		break;
	case TYPE_kind:
		offer_kinds(offers);
		break;
	case TYPE_rule_name:
		offer_rules(offers);
		break;
	case TYPE_setting_name:
		offer_settings(offers);
		break;
	case TYPE_flag:
		offer_add(offers, OFFER_KEYWORD, STR("true"));
		offer_add(offers, OFFER_KEYWORD, STR("false"));
		break;
	case TYPE_condition:
	case TYPE_formula:
		offer_expression(offers);
		break;
	case TYPE_currency:
		offer_currencies(offers);
		break;
	case TYPE_unit:
		offer_units(offers, false);
		offer_add(offers, OFFER_UNIT, STR("money"));
		offer_add(offers, OFFER_UNIT, STR("percent"));
		offer_durations(offers);
		offer_currencies(offers);
		break;
	case TYPE_date:
	case TYPE_date_start:
	case TYPE_range:
	case TYPE_period:
		offer_days(offers);
		break;
	case TYPE_column:
		offer_add(offers, OFFER_FUNCTION, STR("column"))->insert = STR("column(\"");
		break;
	default:
		break;
	}
	offer_lets(offers);
}

/* ---- behind a value ---- */

static void offer_clauses(struct offers *offers, const struct type_info *phrase)
{
	const struct token_walk *walk = &offers->cursor.walk;
	for (uint8_t i = 0; phrase && i < phrase->n_clauses; i++) {
		const struct clause_info *clause = &phrase->clauses[i];
		bool is_given = false;
		for (uint32_t k = walk->item; k <= walk->last; k++)
			is_given |= str_is(file_token_text(offers->cursor.raw, k), clause->word);
		if (is_given)
			continue;
		struct offer *offer = offer_add(offers, OFFER_KEYWORD, str_from(clause->word));
		offer->detail = clause->refs ? STR("and a name")
					     : str_format(offers->arena, "and %s",
						       type_infos[clause->type].wanted);
		offer->rank = clause->required ? 1 : 2;
	}
}

static bool counts(const struct wanted *wanted)
{
	return wanted->type == TYPE_amount || wanted->type == TYPE_amount_range ||
	       wanted->type == TYPE_condition || wanted->type == TYPE_formula ||
	       wanted->type == TYPE_setting || wanted->type == TYPE_changed;
}

void offer_behind_value(struct offers *offers, const struct wanted *wanted)
{
	const struct token_walk *walk = &offers->cursor.walk;
	bool is_number = walk_token(walk, walk->last)->kind == NUMBER;
	static const char *const joins[] = {"and", "or", "in", "has"};
	if (is_number && (counts(wanted) || !wanted->type))
		offer_units(offers, true);
	if (is_number &&
		(counts(wanted) || wanted->type == TYPE_money || wanted->type == TYPE_share))
		offer_currencies(offers);
	if (is_number &&
		(counts(wanted) || wanted->type == TYPE_duration || wanted->type == TYPE_cadence ||
			wanted->type == TYPE_date || wanted->type == TYPE_date_start))
		offer_durations(offers);
	if (wanted->type == TYPE_condition)
		for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
			offer_add(offers, OFFER_KEYWORD, str_from(joins[i]));
	offer_clauses(offers, wanted->phrase);
}

/* ---- behind a dot ---- */

static void offer_fields_of(struct offers *offers, enum kind kind)
{
	for (uint32_t i = 0; eval_figure_name(kind, i); i++) {
		struct offer *offer =
			offer_add(offers, OFFER_FIELD, str_from(eval_figure_name(kind, i)));
		offer->detail = STR("as of the day");
		offer->rank = 2;
	}
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		offer_add(offers, OFFER_FIELD, str_from(kind_infos[kind].fields[i].name))->detail =
			str_from(kind_infos[kind].fields[i].doc);
}

void offer_members(struct offers *offers, const struct wanted *wanted)
{
	const struct plan *plan = offers->plan;
	struct str path = offers->cursor.path;
	if (wanted->type == TYPE_rule_name || wanted->type == TYPE_setting_name) {
		offer_value(offers, wanted);
		return;
	}
	const struct block *block = block_by_path(plan, path);
	for (const struct block *child = block ? block->first_child : NULL; child;
		child = child->next_sibling)
		if (child->name && !child->of)
			offer_block(offers, child, plan_name(plan, child->name));
	if (block && (wanted->type == TYPE_condition || wanted->type == TYPE_formula ||
			     wanted->type == TYPE_place || !wanted->type))
		offer_fields_of(offers, (enum kind)block->kind);
	for (uint32_t i = 1; i < plan->entries.n; i++) { /* `alias.name` */
		const struct name_entry *entry = &plan->entries.items[i];
		const struct block *named = entry->block;
		if (!named || named->parent || entry->file == offers->file)
			continue;
		for (uint32_t k = 0; k < plan->uses.n; k++) {
			const struct file_use *use = &plan->uses.items[k];
			struct str alias = plan_name(plan, use->alias);
			bool is_meant = str_equal(path, alias) ||
					(use->is_std && str_starts(path, "std.") &&
						str_equal(str_slice(path, 4, path.len), alias));
			if (use->file == entry->file && is_meant &&
				(!wanted->refs || wanted->refs >> named->kind & 1))
				offer_block(offers, named, plan_name(plan, named->name));
		}
	}
}
