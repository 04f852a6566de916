/*
 * Rules run on half-broken plans: every block of the examples left out, every field damaged in
 * several ways. Nothing may crash, one mistake is one error at its place, and what does not lean on
 * the damage stays silent about it.
 */
#include "tests/unit/unit.h"

#include "compiler/plan/load.h"
#include "compiler/plan/project.h"
#include "compiler/rules/rule.h"
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
enum { STRIDE = 13 }; /* some of them are enough under the sanitizers */
#else
enum { STRIDE = 1 };
#endif

static const struct example {
	const char *folder, *as_of;
} examples[] = {{"examples/reseller", "2026-05-15"}, {"examples/co_sell", "2026-06-30"}};

struct judged {
	struct run run;
	struct tracked *tracked;
};

static void judge(
	struct judged *judged, const struct example *example, const struct overlays *overlays)
{
	const char *reason = NULL;
	run_init(&judged->run, date_parse(str_from(example->as_of)));
	judged->run.overlays = overlays;
	run_load_path(&judged->run, example->folder, &reason);
	judged->tracked = NULL;
	for (uint32_t i = 0; i < judged->run.plans.n; i++) {
		struct plan *plan = judged->run.plans.items[i];
		if (!plan->frame)
			continue;
		if (!judged->tracked)
			judged->tracked = plan_track(plan, judged->run.as_of);
		rules_run(plan, judged->tracked, NULL);
	}
	sink_finish(&judged->run.sink, &judged->run.sources);
}

static void judged_end(struct judged *judged)
{
	if (judged->tracked)
		tracked_free(judged->tracked);
	run_free(&judged->run);
}

static uint32_t count_group(const struct judged *judged, const char *group)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++)
		n += str_starts(judged->run.sink.items.items[i]->name, group);
	return n;
}

/* ---- damage ---- */

struct damage {
	const struct example *example;
	struct str canonical, path, text; /* of the file */
	uint32_t failed, tried;
};

static void complain_of(
	struct damage *damage, struct judged *judged, const char *what, struct str where)
{
	if (damage->failed++ > 20)
		return;
	print_error("%.*s: %s: %.*s\n", STR_ARGS(damage->path), what,
		(int)(where.len < 90 ? where.len : 90), where.ptr);
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++) {
		const struct finding *finding = judged->run.sink.items.items[i];
		if (finding->rule->always)
			print_error("    %u %.*s: %.*s\n",
				source_place(&judged->run.sources, finding->span.source,
					finding->span.start)
					.line,
				STR_ARGS(finding->name), STR_ARGS(finding->message));
	}
}

static void judge_with(
	struct damage *damage, struct judged *judged, size_t from, size_t to, const char *by)
{
	struct out text = {0};
	struct overlays overlays = {0};
	out_str(&text, str_slice(damage->text, 0, from));
	out_text(&text, by);
	out_str(&text, str_slice(damage->text, to, damage->text.len));
	vec_push(&overlays.items, ((struct overlay){damage->canonical, out_view(&text)}));
	judge(judged, damage->example, &overlays);
	vec_free(&overlays.items);
	out_free(&text);
	damage->tried++;
}

/* Without a block the text is sound: what is missing is reported by rules or as an unknown name. */
static void leave_out_block(struct damage *damage, const struct file *file, uint32_t block)
{
	struct judged judged;
	struct span span = file_span(file, block);
	judge_with(damage, &judged, span.start, span.start + span.len, "");
	if (count_group(&judged, "syntax."))
		complain_of(damage, &judged, "without it there is a syntax error",
			file_text(file, block));
	judged_end(&judged);
}

/* Always-errors that stand in the damaged statement, and elsewhere. */
static void count_places(const struct judged *judged, struct str canonical, size_t from, size_t to,
	uint32_t *here, uint32_t *elsewhere)
{
	*here = *elsewhere = 0;
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++) {
		const struct finding *finding = judged->run.sink.items.items[i];
		if (!finding->rule->always)
			continue;
		const struct source *source =
			sources_get(&judged->run.sources, finding->span.source);
		if (str_equal(source->canonical, canonical) && finding->span.start >= from &&
			finding->span.start <= to)
			++*here;
		else
			++*elsewhere;
	}
}

static const char *const junk[] = {"???", "$5,00", "12 zz", "\"x\" \"y\"", "nobody_knows_this"};

static void damage_field(struct damage *damage, const struct file *file, uint32_t field)
{
	struct judged judged;
	struct span whole = file_span(file, field), value = file_value_span(file, field);
	uint32_t here, elsewhere;
	for (size_t i = 0; i < sizeof junk / sizeof *junk; i++) {
		judge_with(damage, &judged, value.start, value.start + value.len, junk[i]);
		count_places(&judged, damage->canonical, whole.start, value.start + strlen(junk[i]),
			&here, &elsewhere);
		if (count_group(&judged, "syntax.") > 1)
			complain_of(damage, &judged, "several syntax errors for one",
				file_text(file, field));
		if (i == 0 && here != 1)
			complain_of(damage, &judged, "not one error at the place",
				file_text(file, field));
		if (i < 2 && elsewhere)
			complain_of(damage, &judged, "an error elsewhere", file_text(file, field));
		judged_end(&judged);
	}
	/* the name misspelt, and the field left out */
	judge_with(damage, &judged, whole.start, whole.start, "zzz");
	if (count_group(&judged, "name.unknown_field") != 1 || count_group(&judged, "syntax."))
		complain_of(damage, &judged, "misspelt", file_text(file, field));
	judged_end(&judged);
	judge_with(damage, &judged, whole.start, whole.start + whole.len, "");
	if (count_group(&judged, "syntax."))
		complain_of(damage, &judged, "left out", file_text(file, field));
	judged_end(&judged);
}

static void damage_file(const struct example *example, struct source *source, uint32_t *failed)
{
	struct damage damage = {.example = example,
		.canonical = source->canonical,
		.path = source->path,
		.text = {source->text, source->len}};
	struct arena arena;
	struct intern intern;
	struct sink sink;
	arena_init(&arena);
	intern_init(&intern);
	sink_init(&sink);
	struct file *file = file_parse(&arena, source, &intern, &sink);
	assert_false(file->broken);
	for (uint32_t node = 1, n = 0; node < file->nodes.n; node++) {
		uint8_t kind = file->nodes.items[node].kind;
		if ((kind != NODE_BLOCK && kind != NODE_FIELD) || n++ % STRIDE)
			continue;
		if (kind == NODE_BLOCK)
			leave_out_block(&damage, file, node);
		else
			damage_field(&damage, file, node);
	}
	file_free(file);
	sink_free(&sink);
	intern_free(&intern);
	arena_free(&arena);
	assert_true(damage.tried > 5);
	*failed += damage.failed;
}

static void test_damage(void **state)
{
	(void)state;
	uint32_t failed = 0;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct judged sound;
		judge(&sound, &examples[i], NULL);
		assert_int_equal(count_group(&sound, "syntax."), 0);
		for (uint32_t k = 0; k < sound.run.files.n; k++) {
			struct source *source = sound.run.files.items[k]->source;
			if (!source->is_library_std && str_ends(source->path, ".pbp") &&
				!str_ends(source->path, "project.pbp"))
				damage_file(&examples[i], source, &failed);
		}
		judged_end(&sound);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
