#include "tests/unit/unit.h"

#include "compiler/emit/emit.h"
#include "compiler/emit/html/html.h"
#include "compiler/plan/project.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* ---- a small plan, and a hostile one ---- */

static const char frame[] = "plan p \"Acme x Brightline\" {\n"
			    "  between: [acme, brightline]\n"
			    "  period: 2026-01-01 .. 2026-12-31\n"
			    "  currency: USD\n"
			    "  status: active\n"
			    "  vision: \"First call for **backup**.\"\n"
			    "}\n"
			    "party acme \"Acme\" { role: vendor }\n"
			    "party brightline \"Brightline\" { role: reseller }\n"
			    "person mona \"Mona Berg\" { of: acme }\n"
			    "person lee \"Lee Park\" { of: brightline }\n"
			    "metric arr \"ARR\" {\n"
			    "  means: \"Signed orders.\"\n"
			    "  unit: money\n"
			    "  kind: flow\n"
			    "  source: \"CRM\"\n"
			    "  refresh: 1 day\n"
			    "}\n";

static const char quarter[] = "goal capture \"Win 25k\" {\n"
			      "  owner: mona\n"
			      "  with: lee\n"
			      "  metric: arr\n"
			      "  window: 2026-Q2\n"
			      "  target: 25,000 USD by 2026-06-30\n"
			      "}\n"
			      "readings capture { 2026-05-15: 7,500 USD }\n"
			      "initiative connector \"Connector\" {\n"
			      "  owner: mona\n"
			      "  serves: [capture]\n"
			      "  window: 2026-02-16 .. 2026-06-30\n"
			      "  milestone release \"Connector released\" {\n"
			      "    due: 2026-04-30\n"
			      "    forecast: 2026-06-12\n"
			      "  }\n"
			      "}\n";

struct made {
	struct run run;
	struct arena arena;
	struct emit_file *files;
	struct str html; /* a NUL stands behind it */
};

/* Builds the page of a plan in memory; `day` DATE_NONE makes it without a day. */
static void make(struct made *made, const char *first, const char *second, date_t day)
{
	struct out text = {0};
	out_text(&text, first);
	out_text(&text, second);
	memset(made, 0, sizeof *made);
	run_init(&made->run, day);
	arena_init(&made->arena);
	run_load_text(&made->run, "plan.pbp", ".", out_view(&text));
	out_free(&text);
	assert_int_equal(made->run.plans.n, 1);

	struct plan *plan = made->run.plans.items[0];
	struct tracked *tracked = day ? plan_track(plan, day) : NULL;
	sink_finish(&made->run.sink, &made->run.sources);
	struct emit_input input = {.plan = plan,
		.tracked = tracked,
		.findings = &made->run.sink,
		.stem = STR("sub/plan")};
	extern const struct format format_html;
	format_html.emit(&made->arena, &input, &made->files);
	out_char(&made->files->bytes, '\0');
	made->html = (struct str){made->files->bytes.data, made->files->bytes.len - 1};
	if (tracked)
		tracked_free(tracked);
}

static void release(struct made *made)
{
	for (struct emit_file *file = made->files; file; file = file->next)
		out_free(&file->bytes);
	arena_free(&made->arena);
	run_free(&made->run);
}

static bool has(const struct made *made, const char *text)
{
	return strstr(made->html.ptr, text) != NULL;
}

#define assert_has(made, text)                                                                     \
	do {                                                                                       \
		if (!has((made), (text)))                                                          \
			fail_msg("the page lacks: %s", (text));                                    \
	} while (0)

/* ---- escaping and prose ---- */

static char *as_prose(const char *markdown)
{
	struct out out = {0};
	struct arena arena;
	arena_init(&arena);
	struct page page = {.out = &out, .arena = &arena};
	html_prose(&page, str_from(markdown));
	out_char(&out, '\0');
	char *copy = strdup(out.data);
	out_free(&out);
	arena_free(&arena);
	return copy;
}

static void assert_prose(const char *markdown, const char *html)
{
	char *written = as_prose(markdown);
	assert_string_equal(written, html);
	free(written);
}

static void signs_of_markup_are_escaped(void **state)
{
	(void)state;
	struct out out = {0};
	html_escape(&out, STR("<a href=\"x\">R&D's</a>"));
	out_char(&out, '\0');
	assert_string_equal(out.data, "&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
	out_free(&out);
}

static void prose_is_markdown(void **state)
{
	(void)state;
	assert_prose("One *two* **three** `four`.\n\nFive.",
		"<p dir=\"auto\">One <em>two</em> <strong>three</strong> <code>four</code>.</p>"
		"<p dir=\"auto\">Five.</p>\n");
	assert_prose("3. a\n4. b", "<ol dir=\"auto\" start=\"3\"><li>a</li><li>b</li></ol>\n");
}

static void prose_keeps_the_order_of_headings(void **state)
{
	(void)state;
	assert_prose("# Big\n\ntext", "<p dir=\"auto\"><strong>Big</strong></p>"
				      "<p dir=\"auto\">text</p>\n");
}

static void prose_holds_no_markup_of_its_own(void **state)
{
	(void)state;
	assert_prose("<script>alert(1)</script>",
		"<p dir=\"auto\">&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
	assert_prose("a <b onclick=\"x\">b</b>",
		"<p dir=\"auto\">a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>\n");
}

static void prose_links_to_web_and_mail_only(void **state)
{
	(void)state;
	assert_prose("[a](https://x.example/?p=1&q=2)",
		"<p dir=\"auto\"><a rel=\"noreferrer\" "
		"href=\"https://x.example/?p=1&amp;q=2\">a</a>"
		"</p>\n");
	assert_prose("[a](mailto:lee@x.example)",
		"<p dir=\"auto\"><a rel=\"noreferrer\" href=\"mailto:lee@x.example\">a</a></p>\n");
	assert_prose("[a](javascript:alert%281%29)", "<p dir=\"auto\">a</p>\n");
	assert_prose("[a](JavaScript&colon;alert)", "<p dir=\"auto\">a</p>\n");
	assert_prose("[a](data:text/html,x)", "<p dir=\"auto\">a</p>\n");
	assert_prose("[a](//x.example)", "<p dir=\"auto\">a</p>\n");
	assert_prose("[a](https://x.example/\"onclick=)",
		"<p dir=\"auto\"><a rel=\"noreferrer\" "
		"href=\"https://x.example/&quot;onclick=\">a</a>"
		"</p>\n");
	/* Addresses are links only where the author made them so. */
	assert_prose("https://x.example", "<p dir=\"auto\">https://x.example</p>\n");
}

static void prose_shows_pictures_as_words(void **state)
{
	(void)state;
	assert_prose("![the booth](https://x.example/a.png)", "<p dir=\"auto\">the booth</p>\n");
	/* A link in the words of a picture in a link: only the innermost is one. */
	assert_prose("[![a [b](https://b.example)](https://c.example/p.png)](https://d.example)",
		"<p dir=\"auto\">[a <a rel=\"noreferrer\" href=\"https://b.example\">b</a>]"
		"(https://d.example)</p>\n");
}

static void prose_lets_no_hidden_character_in(void **state)
{
	(void)state;
	assert_prose(
		"a&#x202E;b &rlm; &amp;", "<p dir=\"auto\">a&amp;#x202E;b &amp;rlm; &amp;</p>\n");
}

/* ---- the page ---- */

static void figures_are_those_of_the_day(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, quarter, date_make(2026, 5, 15));
	assert_string_equal(made.files->path.ptr, "sub/plan.html");
	assert_null(made.files->next);
	/* 7,500 of 25,000 after 45 of 91 days: worked by hand. */
	assert_has(&made, "<b class=\"behind\">behind</b>");
	assert_has(&made, "60.6%");
	assert_has(&made, "12,363 USD");
	assert_has(&made, "4,863 USD short");
	assert_has(&made, "166.67 now");
	assert_has(&made, "required 380.43, 2.3 times as much");
	assert_has(&made, "15,167 USD");
	assert_has(&made, "even split, not agreed");
	/* Due 2026-04-30: 15 days late on the day, 43 by its forecast. */
	assert_has(&made, "15 days past its date and no root cause is open");
	assert_has(&made,
		"<b class=\"missed\">missed</b>, forecast <time>2026-06-12</time>, 43 days late");
	assert_has(&made, "<i>as above</i>");
	release(&made);
}

static void bars_are_drawn_to_scale(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, quarter, date_make(2026, 5, 15));
	/* 7,500 / 25,000 = 30%; 12,362.637 / 25,000 = 49.45%. */
	assert_has(
		&made, "<rect class=\"bar\" y=\"12\" height=\"8\" x=\"0.00%\" width=\"30.00%\"/>");
	assert_has(&made, "<line class=\"want\" y1=\"2\" y2=\"30\" x1=\"49.45%\" x2=\"49.45%\"/>");
	/* 2026-04-30 is day 119 of 365 counted from 0: 32.60%. */
	assert_has(&made, "href=\"#t-missed\" x=\"32.60%\"");
	/* Months: 1 February is day 31 of 365: 8.49%. The day, 15 May, is day 134: 36.71%. */
	assert_has(&made, "M849 0V10");
	assert_has(&made, "<path class=\"today\" d=\"M3671 0V10\"/>");
	release(&made);
}

static void without_a_day_there_are_no_figures(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, quarter, DATE_NONE);
	assert_has(&made, "This page was made without a day");
	assert_has(&made, "25,000 USD by <time>2026-06-30</time>");
	assert_false(has(&made, "60.6%"));
	assert_false(has(&made, "class=\"behind\">"));
	assert_false(has(&made, "Projection"));
	assert_false(has(&made, "class=\"today\" d"));
	release(&made);
}

static void same_plan_same_bytes(void **state)
{
	(void)state;
	struct made one, two;
	make(&one, frame, quarter, date_make(2026, 5, 15));
	make(&two, frame, quarter, date_make(2026, 5, 15));
	assert_true(str_equal(one.html, two.html));
	release(&one);
	release(&two);
}

/* The text between the first `open` and the next `close`. */
static struct str between(struct str text, const char *open, const char *close)
{
	const char *from = strstr(text.ptr, open);
	assert_non_null(from);
	from += strlen(open);
	const char *to = strstr(from, close);
	assert_non_null(to);
	return (struct str){from, (size_t)(to - from)};
}

static void assert_policy_allows(const struct made *made, const char *directive, struct str text)
{
	unsigned char hash[32];
	char base64[64], wanted[128];
	crypto_hash_sha256(hash, (const unsigned char *)text.ptr, text.len);
	sodium_bin2base64(base64, sizeof base64, hash, 32, sodium_base64_VARIANT_ORIGINAL);
	snprintf(wanted, sizeof wanted, "%s 'sha256-%s'", directive, base64);
	assert_has(made, wanted);
}

static void policy_names_the_very_style_and_script(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, quarter, date_make(2026, 5, 15));
	assert_has(&made, "content=\"default-src 'none'; ");
	assert_policy_allows(&made, "style-src", between(made.html, "<style>", "</style>"));
	struct str script = between(made.html, "<script>", "</script>");
	assert_policy_allows(&made, "script-src", script);
	assert_true(script.len <= 10 * 1024);
	assert_false(has(&made, " style=\""));
	assert_false(has(&made, " onclick="));
	assert_false(has(&made, "src=\""));
	release(&made);
}

static void hostile_titles_stay_words(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame,
		"goal g \"</title><script>alert(1)</script>\" { owner: mona  metric: arr  "
		"target: 1,000 USD }\n"
		"risk r \"a\\\" onmouseover=\\\"x\" { owner: lee  likelihood: 3  impact: 4  "
		"response: accept }\n",
		date_make(2026, 5, 15));
	assert_false(has(&made, "<script>alert(1)"));
	assert_has(&made, "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
	assert_false(has(&made, "\" onmouseover=\""));
	release(&made);
}

/* Every id once; every link in the page leads to one of them. */
static void assert_whole(const struct made *made)
{
	struct intern ids;
	intern_init(&ids);
	for (const char *at = made->html.ptr; (at = strstr(at, " id=\"")) != NULL; at++) {
		struct str id = {at + 5, strcspn(at + 5, "\"")};
		if (intern_find(&ids, id))
			fail_msg("id twice: %.*s", STR_ARGS(id));
		intern_id(&ids, id);
	}
	for (const char *at = made->html.ptr; (at = strstr(at, "href=\"#")) != NULL; at++) {
		struct str id = {at + 7, strcspn(at + 7, "\"")};
		if (!intern_find(&ids, id))
			fail_msg("leads nowhere: %.*s", STR_ARGS(id));
	}
	intern_free(&ids);
}

static void links_lead_somewhere(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, quarter, date_make(2026, 5, 15));
	assert_has(&made, " id=\"goal.capture\"");
	assert_has(&made, " id=\"milestone.connector.release\"");
	assert_whole(&made);
	release(&made);
}

static void later_sessions_are_not_told(void **state)
{
	(void)state;
	static const char sessions[] =
		"review op \"Operating\" { type: operational  every: 2 weeks from 2026-01-13\n"
		"  attendees: [mona, lee] }\n"
		"session 2026-05-05 { of: op  attended: [mona]  win first \"Early order\" {} }\n"
		"session 2026-06-02 { of: op  attended: [mona]  win second \"Later order\" {}\n"
		"  decision stop \"Stop it\" { by: mona  affects: [second] } }\n"
		"action tell \"Tell it\" { owner: mona  due: 2026-05-20  affects: [stop, first] "
		"}\n";
	struct made made;
	make(&made, frame, sessions, date_make(2026, 5, 15));
	assert_has(&made, "Early order");
	assert_false(has(&made, "Later order"));
	assert_false(has(&made, "id=\"session.2026-06-02\""));
	assert_whole(&made);
	release(&made);
}

/* Thousands of items are folded: what is late or due soon has a row, the rest is drawn or counted.
 */
static void a_large_plan_is_folded(void **state)
{
	(void)state;
	enum { INITIATIVES = 100, EACH = 20 };
	struct out text = {0};
	for (int i = 0; i < INITIATIVES; i++) {
		out_printf(&text,
			"initiative i%d \"Initiative %d\" { owner: mona  window: 2026-01-01 .. "
			"2026-12-31\n",
			i, i);
		for (int m = 0; m < EACH; m++) {
			struct date_text due = date_text(date_make(2026, 1, 5) + m * 18);
			out_printf(&text, "  milestone m%d \"Milestone %d\" { due: %s%s%s }\n", m,
				m, due.text, m < 5 ? "  done: " : "", m < 5 ? due.text : "");
		}
		out_text(&text, "}\n");
	}
	out_text(&text,
		"action tell \"Tell it\" { owner: mona  due: 2026-05-20  affects: [i7.m0] }\n");
	out_char(&text, '\0');
	struct made made;
	make(&made, frame, text.data, date_make(2026, 5, 15));
	assert_whole(&made);
	/* m0 was done in January, m6 is late, m19 is due in December. */
	assert_false(has(&made, " id=\"milestone.i7.m0\""));
	assert_has(&made, " id=\"milestone.i7.m6\"");
	assert_false(has(&made, " id=\"milestone.i7.m19\""));
	assert_has(&made, "<a href=\"#initiative.i7\"><bdi>Milestone 0</bdi></a>");
	assert_true(made.html.len < 250 * INITIATIVES * EACH + 100000);
	release(&made);
	out_free(&text);
}

static void a_broken_plan_has_no_doubled_ids(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame,
		"goal g \"One\" { owner: mona  metric: arr  target: 1 USD }\n"
		"goal g \"Two\" { owner: mona  metric: arr  target: 2 USD }\n",
		date_make(2026, 5, 15));
	assert_has(&made, " id=\"goal.g\"");
	assert_whole(&made);
	release(&made);
}

static void an_empty_plan_is_a_whole_page(void **state)
{
	(void)state;
	struct made made;
	make(&made, frame, "", date_make(2026, 5, 15));
	assert_has(&made, "The plan has no goals.");
	assert_has(&made, "Nothing needs a decision on this day.");
	assert_has(&made, "The plan names no risk.");
	assert_has(&made, "</html>\n");
	release(&made);
}

static void registry_knows_the_format(void **state)
{
	(void)state;
	uint32_t n = 0;
	for (uint32_t i = 0; i < formats_n; i++)
		n += str_is(str_from(formats[i]->name), "html");
	assert_int_equal(n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_of_markup_are_escaped),
		cmocka_unit_test(prose_is_markdown),
		cmocka_unit_test(prose_keeps_the_order_of_headings),
		cmocka_unit_test(prose_holds_no_markup_of_its_own),
		cmocka_unit_test(prose_links_to_web_and_mail_only),
		cmocka_unit_test(prose_shows_pictures_as_words),
		cmocka_unit_test(prose_lets_no_hidden_character_in),
		cmocka_unit_test(figures_are_those_of_the_day),
		cmocka_unit_test(bars_are_drawn_to_scale),
		cmocka_unit_test(without_a_day_there_are_no_figures),
		cmocka_unit_test(same_plan_same_bytes),
		cmocka_unit_test(policy_names_the_very_style_and_script),
		cmocka_unit_test(hostile_titles_stay_words),
		cmocka_unit_test(links_lead_somewhere),
		cmocka_unit_test(later_sessions_are_not_told),
		cmocka_unit_test(a_large_plan_is_folded),
		cmocka_unit_test(a_broken_plan_has_no_doubled_ids),
		cmocka_unit_test(an_empty_plan_is_a_whole_page),
		cmocka_unit_test(registry_knows_the_format),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
