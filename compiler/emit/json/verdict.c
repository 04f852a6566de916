#include "compiler/emit/json/parts.h"

static void put_check(struct json_writer *json, struct plan *plan, const struct smart_check *check)
{
	json_put_object(json, NULL);
	json_put_text(json, "rule", check->rule->name);
	json_put_text(json, "state", smart_state_word(check->state));
	if (check->finding) {
		json_put_str(json, "evidence", check->finding->message);
		json_place(json, plan, check->finding->span);
	}
	json_put_end(json);
}

void json_verdict(struct json_writer *json, struct plan *plan, const struct smart_verdict *verdict)
{
	json_put_object(json, NULL);
	json_put_str(json, "goal", block_path(plan, &verdict->goal->block));
	json_put_str(json, "title", verdict->goal->block.title);
	json_put_int(json, "hold", verdict->n_hold);
	json_put_int(json, "checks", verdict->n);
	json_put_array(json, "letters");
	for (int letter = 0; letter < SMART_LETTERS; letter++) {
		uint32_t n, n_hold;
		char name[2] = {smart_letters[letter].letter, '\0'};
		smart_count(verdict, (enum smart_letter)letter, &n, &n_hold);
		json_put_object(json, NULL);
		json_put_text(json, "letter", name);
		json_put_text(json, "meaning", smart_letters[letter].meaning);
		json_put_int(json, "hold", n_hold);
		json_put_array(json, "checks");
		for (uint32_t i = 0; i < verdict->n; i++)
			if (verdict->checks[i].letter == (enum smart_letter)letter)
				put_check(json, plan, &verdict->checks[i]);
		json_put_end(json);
		json_put_text(json, "questions", smart_letters[letter].questions);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
}
