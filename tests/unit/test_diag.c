/* long: nine findings are spelt out as they are printed, byte for byte. */
#include "tests/unit/unit.h"

#include "compiler/diag/excerpt.h"
#include "compiler/diag/finding.h"
#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

#include <string.h>

static const struct rule_info rule_a = {.name = "group.a", .explanation = "Why."},
			      rule_b = {.name = "group.b", .explanation = "Why."};
static const struct render_options options = {.as_of = "2026-05-15", .n_plans = 1, .n_files = 1};

struct desk {
	struct sources sources;
	struct sink sink;
	struct out out;
};

static int set_up(void **state)
{
	static struct desk desk;
	sources_init(&desk.sources);
	sink_init(&desk.sink);
	desk.out = (struct out){0};
	*state = &desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	out_free(&desk->out);
	sink_free(&desk->sink);
	sources_free(&desk->sources);
	return 0;
}

static struct source *add_bytes(struct desk *desk, const char *path, const char *text, size_t len)
{
	struct file_bytes bytes = {.data = memory_resize(NULL, len + 2), .len = len};
	memcpy(bytes.data, text, len);
	memset(bytes.data + len, 0, 2);
	return sources_add(&desk->sources, str_from(path), str_from(path), bytes);
}

static struct source *add_source(struct desk *desk, const char *path, const char *text)
{
	return add_bytes(desk, path, text, strlen(text));
}

/* The first `what` at or after line `line` of a source. */
static struct span span_of(struct desk *desk, uint32_t id, uint32_t line, const char *what)
{
	const struct source *source = sources_get(&desk->sources, id);
	struct str from = source_line(&desk->sources, id, line);
	const char *at = strstr(from.ptr, what);
	assert_non_null(at);
	return (struct span){id, (uint32_t)(at - source->text), (uint32_t)strlen(what)};
}

static void assert_out(struct desk *desk, const char *expected)
{
	out_char(&desk->out, '\0');
	assert_string_equal(desk->out.data, expected);
	desk->out.len = 0;
}

static void assert_text(struct desk *desk, const char *expected)
{
	render_text(&desk->out, &desk->sink, &desk->sources, &options);
	assert_out(desk, expected);
}

/* ---- the layout, as it is promised -------------------------------------------------------------
 */

struct example {
	const char *name;
	enum level level;
	const char *message;
	struct {
		uint32_t line;
		const char *text;
	} lines[4]; /* all others are empty */
	struct {
		uint32_t line;
		const char *at, *label;
	} places[3]; /* the first has the caret */
	const char *helps[2];
	const char *code;
	const char *notes[2];
	const char *expected;
};

static const struct example examples[] = {
	{.name = "ownership.gap",
		.level = LEVEL_ERROR,
		.message = "initiative \"Retail webinar series\" has no owner on 2026-07-01",
		.lines = {{65, "  owner:  lee until 2026-06-30, sam from 2026-07-02"},
			{68, "  window: 2026-02-01 .. 2026-11-30"}},
		.places = {{65, "2026-06-30", "last day of lee"},
			{65, "2026-07-02", "first day of sam"},
			{68, "2026-02-01 .. 2026-11-30", "each of these 303 days needs one owner"}},
		.helps = {"let sam start one day earlier:"},
		.code = "owner:  lee until 2026-06-30, sam from 2026-07-01",
		.notes = {"the days named by `until` and `from` both belong to the owner"},
		.expected =
			"error[ownership.gap]: initiative \"Retail webinar series\" has no owner "
			"on 2026-07-01\n"
			"  --> brightline.pbp:65:21\n"
			"65 |   owner:  lee until 2026-06-30, sam from 2026-07-02\n"
			"   |                     ^^^^^^^^^^           ---------- first day of "
			"sam\n"
			"   |                     last day of lee\n"
			"...\n"
			"68 |   window: 2026-02-01 .. 2026-11-30\n"
			"   |           ------------------------ each of these 303 days needs one "
			"owner\n"
			"help: let sam start one day earlier:\n"
			"      owner:  lee until 2026-06-30, sam from 2026-07-01\n"
			"note: the days named by `until` and `from` both belong to the owner\n"},
	{.name = "measurable.increments_miss_target",
		.level = LEVEL_ERROR,
		.message = "increments of goal \"Close 650k USD of partner-sourced retail "
			   "revenue\" end 10,000 USD short of its target",
		.lines = {{24, "  target:    650,000 USD by 2026-12-31"},
			{30, "    2026-Q4: 640,000 USD"}},
		.places = {{30, "640,000 USD", "last increment"},
			{24, "650,000 USD by 2026-12-31", "target"}},
		.helps = {"end the increments on the target:"},
		.code = "2026-Q4: 650,000 USD",
		.expected = "error[measurable.increments_miss_target]: increments of goal \"Close "
			    "650k USD of partner-sourced retail revenue\" end 10,000 USD short of "
			    "its target\n"
			    "  --> brightline.pbp:30:14\n"
			    "24 |   target:    650,000 USD by 2026-12-31\n"
			    "   |              ------------------------- target\n"
			    "...\n"
			    "30 |     2026-Q4: 640,000 USD\n"
			    "   |              ^^^^^^^^^^^ last increment\n"
			    "help: end the increments on the target:\n"
			    "      2026-Q4: 650,000 USD\n"},
	{.name = "relevant.one_sided_objective",
		.level = LEVEL_WARNING,
		.message = "objective \"Land mid-market retail together\" serves no priority of "
			   "brightline",
		.lines = {{12, "priority services_margin \"Grow attached services\" { of: "
			       "brightline }"},
			{15, "  serves: [retail_share]"}},
		.places = {{15, "[retail_share]", "a priority of acme"},
			{12, "services_margin", "the priority brightline has declared"}},
		.helps = {"name what it serves on each side:"},
		.code = "serves: [retail_share, services_margin]",
		.expected = "warning[relevant.one_sided_objective]: objective \"Land mid-market "
			    "retail together\" serves no priority of brightline\n"
			    "  --> brightline.pbp:15:11\n"
			    "12 | priority services_margin \"Grow attached services\" { of: "
			    "brightline }\n"
			    "   |          --------------- the priority brightline has declared\n"
			    "...\n"
			    "15 |   serves: [retail_share]\n"
			    "   |           ^^^^^^^^^^^^^^ a priority of acme\n"
			    "help: name what it serves on each side:\n"
			    "      serves: [retail_share, services_margin]\n"},
	{.name = "cadence.too_slow",
		.level = LEVEL_ERROR,
		.message = "no operational review meets at least every 14 days: \"Operating "
			   "review\" leaves up to 35 days",
		.lines = {{6, "  period:   2026-01-01 .. 2026-12-31"},
			{117, "  every:     1 month on tuesday from 2026-01-13"}},
		.places = {{117, "1 month", "35 days from 2026-03-10 to 2026-04-14"},
			{6, "2026-01-01 .. 2026-12-31", "must be covered to its end"}},
		.helps = {"meet every two weeks:"},
		.code = "every:     2 weeks on tuesday from 2026-01-13",
		.notes = {"the limit is the setting `cadence.too_slow`; a warning in the napkin "
			  "profile"},
		.expected =
			"error[cadence.too_slow]: no operational review meets at least every 14 "
			"days: \"Operating review\" leaves up to 35 days\n"
			"  --> brightline.pbp:117:14\n"
			"  6 |   period:   2026-01-01 .. 2026-12-31\n"
			"    |             ------------------------ must be covered to its end\n"
			"...\n"
			"117 |   every:     1 month on tuesday from 2026-01-13\n"
			"    |              ^^^^^^^ 35 days from 2026-03-10 to 2026-04-14\n"
			"help: meet every two weeks:\n"
			"      every:     2 weeks on tuesday from 2026-01-13\n"
			"note: the limit is the setting `cadence.too_slow`; a warning in the "
			"napkin profile\n"},
	{.name = "funding.overdrawn",
		.level = LEVEL_ERROR,
		.message = "fund \"Joint marketing fund\" is overdrawn by 4,000 USD",
		.lines = {{60, "  amount: 48,000 USD"}, {69, "  budget: 18,000 USD from mdf"},
			{80, "  budget: 34,000 USD from mdf"}},
		.places = {{60, "48,000 USD", "available"},
			{69, "18,000 USD", "initiative \"Retail webinar series\""},
			{80, "34,000 USD", "initiative \"Retail roadshow\"; together 52,000 USD"}},
		.helps = {"take 4,000 USD from another fund, or write:"},
		.code = "budget: 30,000 USD from mdf",
		.expected = "error[funding.overdrawn]: fund \"Joint marketing fund\" is overdrawn "
			    "by 4,000 USD\n"
			    "  --> brightline.pbp:60:11\n"
			    "60 |   amount: 48,000 USD\n"
			    "   |           ^^^^^^^^^^ available\n"
			    "...\n"
			    "69 |   budget: 18,000 USD from mdf\n"
			    "   |           ---------- initiative \"Retail webinar series\"\n"
			    "...\n"
			    "80 |   budget: 34,000 USD from mdf\n"
			    "   |           ---------- initiative \"Retail roadshow\"; together "
			    "52,000 USD\n"
			    "help: take 4,000 USD from another fund, or write:\n"
			    "      budget: 30,000 USD from mdf\n"},
	{.name = "risk.trigger_fired",
		.level = LEVEL_ERROR,
		.message = "the trigger of risk \"Capture sells later than planned\" holds and "
			   "nobody has answered it",
		.lines = {{54, "  2026-05-15: 7,500 USD"},
			{105, "  trigger:     capture.gap > 4,000 USD"},
			{109, "contingency bridge_kit \"File-import kit for the first five "
			      "customers\" {"}},
		.places = {{105, "capture.gap > 4,000 USD", "the gap is 4,863 USD on 2026-05-15"},
			{54, "7,500 USD", "7,500 of 12,363 USD expected on that day"},
			{109, "bridge_kit", "neither activated nor declined"}},
		.helps = {"record the answer, one of:"},
		.code = "update bridge_kit { activated: 2026-05-15 }\n"
			"update bridge_kit { declined: 2026-05-15 because \"TODO\" }",
		.notes = {"as of 2026-05-15"},
		.expected =
			"error[risk.trigger_fired]: the trigger of risk \"Capture sells later than "
			"planned\" holds and nobody has answered it\n"
			"  --> brightline.pbp:105:16\n"
			" 54 |   2026-05-15: 7,500 USD\n"
			"    |               --------- 7,500 of 12,363 USD expected on that day\n"
			"...\n"
			"105 |   trigger:     capture.gap > 4,000 USD\n"
			"    |                ^^^^^^^^^^^^^^^^^^^^^^^ the gap is 4,863 USD on "
			"2026-05-15\n"
			"...\n"
			"109 | contingency bridge_kit \"File-import kit for the first five "
			"customers\" {\n"
			"    |             ---------- neither activated nor declined\n"
			"help: record the answer, one of:\n"
			"      update bridge_kit { activated: 2026-05-15 }\n"
			"      update bridge_kit { declined: 2026-05-15 because \"TODO\" }\n"
			"note: as of 2026-05-15\n"},
	{.name = "dependency.order",
		.level = LEVEL_ERROR,
		.message = "initiative \"Capture roll-out\" starts 10 days before the item it "
			   "waits for is due",
		.lines = {{89, "  milestone connector \"Connector released\" { due: 2026-04-30 }"},
			{96, "  window: 2026-04-20 .. 2026-06-26"},
			{97, "  after:  crm_link.connector"}},
		.places = {{96, "2026-04-20", "starts"},
			{89, "2026-04-30", "milestone \"Connector released\" is due"},
			{97, "crm_link.connector", "waits for it"}},
		.helps = {"start on the day after:"},
		.code = "window: 2026-05-01 .. 2026-06-26",
		.expected =
			"error[dependency.order]: initiative \"Capture roll-out\" starts 10 days "
			"before the item it waits for is due\n"
			"  --> brightline.pbp:96:11\n"
			"89 |   milestone connector \"Connector released\" { due: 2026-04-30 }\n"
			"   |                                                   ---------- "
			"milestone \"Connector released\" is due\n"
			"...\n"
			"96 |   window: 2026-04-20 .. 2026-06-26\n"
			"   |           ^^^^^^^^^^ starts\n"
			"97 |   after:  crm_link.connector\n"
			"   |           ------------------ waits for it\n"
			"help: start on the day after:\n"
			"      window: 2026-05-01 .. 2026-06-26\n"},
	{.name = "tracking.missed_without_cause",
		.level = LEVEL_ERROR,
		.message = "milestone \"Connector released\" is 15 days late and has no root cause",
		.lines = {{84, "  owner:  mona"},
			{89, "  milestone connector \"Connector released\" { due: 2026-04-30 }"}},
		.places = {{89, "2026-04-30", "due; a root cause was to be opened by 2026-05-04"},
			{84, "mona", "owner, inherited from initiative \"ERP connector\""}},
		.helps = {"add this and fill in the chain of causes:"},
		.code = "root_cause connector_late \"Connector released late\" {\n"
			"  of:      crm_link.connector\n"
			"  opened:  2026-05-15\n"
			"  owner:   mona\n"
			"  problem: \"Due 2026-04-30; not done on 2026-05-15; 15 days late.\"\n"
			"  why:     [\"TODO\"]\n"
			"}",
		.notes = {"as of 2026-05-15; initiative \"Capture roll-out\" waits for this "
			  "milestone",
			"the TODO is reported until it is replaced (specific.placeholder)"},
		.expected =
			"error[tracking.missed_without_cause]: milestone \"Connector released\" is "
			"15 days late and has no root cause\n"
			"  --> brightline.pbp:89:51\n"
			"84 |   owner:  mona\n"
			"   |           ---- owner, inherited from initiative \"ERP connector\"\n"
			"...\n"
			"89 |   milestone connector \"Connector released\" { due: 2026-04-30 }\n"
			"   |                                                   ^^^^^^^^^^ due; a "
			"root cause was to be opened by 2026-05-04\n"
			"help: add this and fill in the chain of causes:\n"
			"      root_cause connector_late \"Connector released late\" {\n"
			"        of:      crm_link.connector\n"
			"        opened:  2026-05-15\n"
			"        owner:   mona\n"
			"        problem: \"Due 2026-04-30; not done on 2026-05-15; 15 days "
			"late.\"\n"
			"        why:     [\"TODO\"]\n"
			"      }\n"
			"note: as of 2026-05-15; initiative \"Capture roll-out\" waits for this "
			"milestone\n"
			"note: the TODO is reported until it is replaced (specific.placeholder)\n"},
	{.name = "contract.drift",
		.level = LEVEL_ERROR,
		.message = "the budget of initiative \"Retail roadshow\" was changed after both "
			   "sides signed",
		.lines = {{80, "  budget: 34,000 USD from mdf"},
			{123, "signoff acme       { by: omar  on: 2026-01-10  seal: "
			      "\"pbp1:9f2c40d1\" }"},
			{124, "signoff brightline { by: ana   on: 2026-01-12  seal: "
			      "\"pbp1:9f2c40d1\" }"}},
		.places = {{80, "34,000 USD", "signed as 30,000 USD"},
			{123, "\"pbp1:9f2c40d1\"", "signed by omar on 2026-01-10"},
			{124, "\"pbp1:9f2c40d1\"", "signed by ana on 2026-01-12"}},
		.helps = {"restore the signed value, `budget: 30,000 USD from mdf`",
			"or add an amendment that both parties approve:"},
		.code = "amendment roadshow_budget \"Budget of the roadshow\" {\n"
			"  of:        [roadshow]\n"
			"  type:      resource\n"
			"  because:   \"TODO\"\n"
			"  effective: 2026-05-19\n"
			"  approved:  [omar, ana] on 2026-05-19\n"
			"}",
		.expected = "error[contract.drift]: the budget of initiative \"Retail roadshow\" "
			    "was changed after both sides signed\n"
			    "  --> brightline.pbp:80:11\n"
			    " 80 |   budget: 34,000 USD from mdf\n"
			    "    |           ^^^^^^^^^^ signed as 30,000 USD\n"
			    "...\n"
			    "123 | signoff acme       { by: omar  on: 2026-01-10  seal: "
			    "\"pbp1:9f2c40d1\" }\n"
			    "    |                                                      "
			    "--------------- signed by omar on 2026-01-10\n"
			    "124 | signoff brightline { by: ana   on: 2026-01-12  seal: "
			    "\"pbp1:9f2c40d1\" }\n"
			    "    |                                                      "
			    "--------------- signed by ana on 2026-01-12\n"
			    "help: restore the signed value, `budget: 30,000 USD from mdf`\n"
			    "help: or add an amendment that both parties approve:\n"
			    "      amendment roadshow_budget \"Budget of the roadshow\" {\n"
			    "        of:        [roadshow]\n"
			    "        type:      resource\n"
			    "        because:   \"TODO\"\n"
			    "        effective: 2026-05-19\n"
			    "        approved:  [omar, ana] on 2026-05-19\n"
			    "      }\n"},
};

static void add_example_source(struct desk *desk, const struct example *example)
{
	struct out text = {0};
	uint32_t line = 1;
	for (size_t i = 0; i < 4 && example->lines[i].text; i++) {
		for (; line < example->lines[i].line; line++)
			out_char(&text, '\n');
		out_text(&text, example->lines[i].text);
	}
	out_text(&text, "\n}\n");
	add_bytes(desk, "brightline.pbp", text.data, text.len);
	out_free(&text);
}

static void test_examples(void **state)
{
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct example *example = &examples[i];
		struct rule_info info = {.name = example->name, .explanation = "Why."};
		set_up(state);
		struct desk *desk = *state;
		struct sink *sink = &desk->sink;
		add_example_source(desk, example);
		struct span span = span_of(desk, 1, example->places[0].line, example->places[0].at);
		struct finding *finding = finding_new(sink, &info, span, "%s", example->message);
		finding->level = example->level;
		finding_caret(sink, finding, "%s", example->places[0].label);
		for (size_t k = 1; k < 3 && example->places[k].at; k++)
			finding_label(sink, finding,
				span_of(desk, 1, example->places[k].line, example->places[k].at),
				"%s", example->places[k].label);
		for (size_t k = 0; k < 2 && example->helps[k]; k++)
			finding_help(sink, finding, "%s", example->helps[k]);
		finding_code(sink, finding, "%s", example->code);
		for (size_t k = 0; k < 2 && example->notes[k]; k++)
			finding_note(sink, finding, "%s", example->notes[k]);
		struct out expected = {0};
		out_printf(&expected,
			"%s\n1 %s in 1 plan (1 file), as of 2026-05-15\n"
			"More on a finding: pbp explain %s",
			example->expected, level_name(example->level), example->name);
		out_bytes(&expected, "\n", 2);
		assert_text(desk, expected.data);
		out_free(&expected);
		tear_down(state);
	}
}

static void test_span_over_lines(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "a.pbp", "goal x {\r\n  owner: lee\r\n}\r\n");
	finding_new(&desk->sink, &rule_a, span_of(desk, 1, 1, "x {\r\n  owner"), "m");
	assert_text(desk, "error[group.a]: m\n"
			  "  --> a.pbp:1:6\n"
			  "1 | goal x {\n"
			  "  |      ^^^\n"
			  "\n"
			  "1 error in 1 plan (1 file), as of 2026-05-15\n"
			  "More on a finding: pbp explain group.a\n");
}

static void test_labels_on_one_line(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "a.pbp", "one two three\n\nfour\n\n\nlast");
	struct finding *finding =
		finding_new(&desk->sink, &rule_a, span_of(desk, 1, 1, "one"), "m");
	finding_caret(&desk->sink, finding, "first label");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "two"), "second label");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "three"), "third");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "one two"), "%s", "");
	finding_label(&desk->sink, finding, span_of(desk, 1, 3, "four"), "on its line");
	finding_label(&desk->sink, finding, (struct span){1, 27, 0}, "end of file");
	assert_text(desk, "error[group.a]: m\n"
			  "  --> a.pbp:1:1\n"
			  "1 | one two three\n"
			  "  | ^^^---- ----- third\n"
			  "  | |   second label\n"
			  "  | first label\n"
			  "2 |\n"
			  "3 | four\n"
			  "  | ---- on its line\n"
			  "...\n"
			  "6 | last\n"
			  "  |     - end of file\n"
			  "\n"
			  "1 error in 1 plan (1 file), as of 2026-05-15\n"
			  "More on a finding: pbp explain group.a\n");
}

static void test_labels_in_other_files(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "plan.pbp", "import \"a\"\nowner: lee\n");
	add_source(desk, "std/terms.pbp", "\n\n\n\n\n\n\n\n\n\n\n  means: \"x\"\n");
	struct finding *finding =
		finding_new(&desk->sink, &rule_a, span_of(desk, 1, 2, "lee"), "m");
	finding_label(&desk->sink, finding, span_of(desk, 2, 12, "means"), "there");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "import"), "here");
	assert_text(desk, "error[group.a]: m\n"
			  "  --> plan.pbp:2:8\n"
			  " 1 | import \"a\"\n"
			  "   | ------ here\n"
			  " 2 | owner: lee\n"
			  "   |        ^^^\n"
			  "  ::: std/terms.pbp:12:3\n"
			  "12 |   means: \"x\"\n"
			  "   |   ----- there\n"
			  "\n"
			  "1 error in 1 plan (1 file), as of 2026-05-15\n"
			  "More on a finding: pbp explain group.a\n");
}

static void test_wide_and_hidden_characters(void **state)
{
	struct desk *desk = *state;
	/* a tab, a wide character, a combining one, a bidirectional mark, a stray byte */
	const char text[] = "\t\xe6\x97\xa5"
			    "e\xcc\x81 \xe2\x80\xae\xff x\r\n";
	add_source(desk, "a.pbp", text);
	struct finding *finding = finding_new(&desk->sink, &rule_a, span_of(desk, 1, 1, "x"), "m");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "\xe6\x97\xa5"), "%s", "");
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "\xe2\x80\xae"), "%s", "");
	assert_text(desk, "error[group.a]: m\n"
			  "  --> a.pbp:1:9\n"
			  "1 |     \xe6\x97\xa5"
			  "e\xcc\x81 \\u{202e}\\u{ff} x\n"
			  "  |     --  --------       ^\n"
			  "\n"
			  "1 error in 1 plan (1 file), as of 2026-05-15\n"
			  "More on a finding: pbp explain group.a\n");
}

/* ---- what a plan may not do to a terminal or a build log ---------------------------------------
 */

static void assert_escaped(struct desk *desk, const char *text, const char *expected)
{
	render_escaped(&desk->out, str_from(text));
	assert_out(desk, expected);
}

static void test_escaped(void **state)
{
	struct desk *desk = *state;
	assert_escaped(desk,
		"Gesch\xc3\xa4"
		"ft \xe2\x82\xac 5",
		"Gesch\xc3\xa4"
		"ft \xe2\x82\xac 5");
	assert_escaped(desk, "\x1b[31mred\x7f", "\\u{1b}[31mred\\u{7f}");
	assert_escaped(desk, "a\r\nb\tc", "a\\u{d}\\u{a}b\\u{9}c");
	assert_escaped(desk,
		"\xc2\x9b"
		"0m \xe2\x80\xa8 \xef\xbb\xbf \xe2\x81\xa7",
		"\\u{9b}0m \\u{2028} \\u{feff} \\u{2067}");
	assert_escaped(desk, "\xc3(\xed\xa0\x80", "\\u{c3}(\\u{ed}\\u{a0}\\u{80}");
	assert_escaped(desk, "::error::no", "\\u{3a}:error::no");
	assert_escaped(desk, "  ::warning file=x::no", "  \\u{3a}:warning file=x::no");
	assert_escaped(desk, "a :: b", "a :: b");
	assert_escaped(desk, "##[error]no", "\\u{23}#[error]no");
	assert_escaped(desk, "say ##vso[task.complete]", "say \\u{23}#vso[task.complete]");
	assert_escaped(desk, "## Notes [draft]", "## Notes [draft]");
	render_escaped(&desk->out, (struct str){"a\0b", 3});
	assert_out(desk, "a\\u{0}b");
}

/* Everything that comes from a plan, at once; no line begins with a command. */
static void test_hostile_finding(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "::set-env.pbp", "##[group]\x1b[2J\n");
	struct finding *finding = finding_new(&desk->sink, &rule_a, span_of(desk, 1, 1, "group"),
		"title \"%s\"", "a\n::error::b");
	finding_caret(&desk->sink, finding, "%s", "\x1b[0m\n::x");
	finding_help(&desk->sink, finding, "%s", "write\n##[x]");
	finding_code(&desk->sink, finding, "%s", "::debug::x\n\n  ::x\n##vso[y]");
	finding_note(&desk->sink, finding, "%s", "\xe2\x80\xae");
	assert_text(desk, "error[group.a]: title \"a ::error::b\"\n"
			  "  --> \\u{3a}:set-env.pbp:1:4\n"
			  "1 | \\u{23}#[group]\\u{1b}[2J\n"
			  "  |         ^^^^^ \\u{1b}[0m\\u{a}::x\n"
			  "help: write\\u{a}\\u{23}#[x]\n"
			  "      \\u{3a}:debug::x\n"
			  "\n"
			  "        \\u{3a}:x\n"
			  "      \\u{23}#vso[y]\n"
			  "note: \\u{202e}\n"
			  "\n"
			  "1 error in 1 plan (1 file), as of 2026-05-15\n"
			  "More on a finding: pbp explain group.a\n");
	render_concise(&desk->out, &desk->sink, &desk->sources, &options);
	assert_out(desk, "\\u{3a}:set-env.pbp:1:4: error[group.a]: title \"a ::error::b\"\n");
}

/* ---- long lines --------------------------------------------------------------------------------
 */

static size_t longest_line(struct str text)
{
	size_t longest = 0, from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '\n')
			continue;
		size_t width = utf8_width(str_slice(text, from, i));
		longest = width > longest ? width : longest;
		from = i + 1;
	}
	return longest;
}

static void test_long_line(void **state)
{
	struct desk *desk = *state;
	char line[402];
	for (size_t i = 0; i < 400; i++)
		line[i] = (char)('a' + i % 26);
	strcpy(line + 400, "\n");
	add_source(desk, "a.pbp", line);
	/* 136 columns are there for the text; 130 for the window: 5 for the caret, 62 and 63
	 * around. */
	struct finding *finding = finding_new(&desk->sink, &rule_a, (struct span){1, 200, 5}, "m");
	finding_caret(&desk->sink, finding, "here");
	struct out expected = {0};
	out_text(&expected, "error[group.a]: m\n  --> a.pbp:1:201\n1 | ...");
	out_bytes(&expected, line + 138, 130);
	out_text(&expected, "...\n  | ");
	out_repeat(&expected, ' ', 3 + 62);
	out_text(&expected, "^^^^^ here\n\n1 error in 1 plan (1 file), as of 2026-05-15\n"
			    "More on a finding: pbp explain group.a\n");
	out_char(&expected, '\0');
	assert_text(desk, expected.data);
	out_free(&expected);
	/* Two places far apart: two windows, both with their carets. */
	finding_label(&desk->sink, finding, (struct span){1, 395, 5}, "there");
	render_text(&desk->out, &desk->sink, &desk->sources, &options);
	assert_true(longest_line(out_view(&desk->out)) <= 150);
	out_char(&desk->out, '\0');
	assert_non_null(strstr(desk->out.data, "^^^^^"));
	assert_non_null(strstr(desk->out.data, "----- there\n"));
	assert_non_null(strstr(desk->out.data, "\n1 | ..."));
	/* On a narrow terminal the window is as wide as that. */
	struct render_options narrow = options;
	narrow.width = 60;
	desk->out.len = 0;
	render_text(&desk->out, &desk->sink, &desk->sources, &narrow);
	struct str text = out_view(&desk->out), line_of;
	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		line_of = str_slice(text, 0, (size_t)(end - text.ptr));
		if (str_starts(line_of, "1 |"))
			assert_true(line_of.len <= 60);
		text = str_slice(text, line_of.len + 1, text.len);
	}
}

/* 10 MB in one line and as many findings as are kept: it is walked once, not once for each. */
static void test_huge_line(void **state)
{
	struct desk *desk = *state;
	enum { SIZE = 10 << 20 };
	char *text = memory_resize(NULL, SIZE);
	/* An e with an accent fills the line: combining characters have no width. */
	for (size_t i = 0; i < SIZE; i += 2)
		memcpy(text + i, i < SIZE / 2 ? "\xc3\xa9" : "\xcc\x81", 2);
	add_bytes(desk, "a.pbp", text, SIZE);
	for (uint32_t i = 0; i < FINDINGS_PER_RULE_MAX; i++) {
		struct span span = {1, i * (SIZE / FINDINGS_PER_RULE_MAX), SIZE};
		struct finding *finding =
			finding_new(&desk->sink, &rule_a, span, "%.*s", 5000, text);
		finding_label(&desk->sink, finding, (struct span){1, SIZE, 0}, "end");
	}
	render_text(&desk->out, &desk->sink, &desk->sources, &options);
	assert_true(desk->out.len < 50 * 8000);
	render_concise(&desk->out, &desk->sink, &desk->sources, &options);
	/* The column counts characters: two bytes each. */
	uint32_t start = 49u * (SIZE / FINDINGS_PER_RULE_MAX), column = start / 2 + 1;
	struct out place = {0};
	out_printf(&place, "a.pbp:1:%u: error[group.a]: ", column);
	out_char(&place, '\0');
	out_char(&desk->out, '\0');
	assert_non_null(strstr(desk->out.data, place.data));
	out_free(&place);
	memory_release(text);
}

/* Its own way of finding places agrees with the one of the sources, in any order. */
static void test_places(void **state)
{
	struct desk *desk = *state;
	struct place_finder finder = {0};
	add_source(desk, "a.pbp",
		"\xef\xbb\xbf"
		"a\xc3\xa9\xe2\x82\xac\r\n\n\xff\x80\x80\x80 b\nlast");
	add_source(desk, "b.pbp", "xy\n");
	uint32_t len = sources_get(&desk->sources, 1)->len;
	for (uint32_t step = 1; step < 8; step++) {
		for (uint32_t i = 0; i < 40; i++) {
			uint32_t offset = i * step % (len + 3);
			struct place place =
				place_find(&finder, &desk->sources, (struct span){1, offset, 1});
			struct place expected = source_place(&desk->sources, 1, offset);
			assert_int_equal(place.line, expected.line);
			assert_int_equal(place.column, expected.column);
			if (i % 5 == 0)
				place_find(&finder, &desk->sources, (struct span){2, 1, 1});
		}
	}
}

/* ---- summary and colour ------------------------------------------------------------------------
 */

static void test_summary(void **state)
{
	struct desk *desk = *state;
	struct render_options none = {.as_of = "none", .n_plans = 1, .n_files = 3};
	render_text(&desk->out, &desk->sink, &desk->sources, &none);
	assert_out(desk, "no findings in 1 plan (3 files), as of none\n");
	struct render_options library = {.n_files = 1};
	render_text(&desk->out, &desk->sink, &desk->sources, &library);
	assert_out(desk, "no findings in 1 file, which holds no plan\n");

	/* Without a place, and a project's own rule: the line names the first error that can be
	 * explained. */
	finding_new(&desk->sink, &rule_a, (struct span){0, 0, 0}, "first")->level = LEVEL_WARNING;
	finding_new(&desk->sink, &rule_a, (struct span){0, 0, 0}, "own")->name = STR("rule.own");
	finding_new(&desk->sink, &rule_b, (struct span){0, 0, 0}, "second");
	finding_new(&desk->sink, &rule_b, (struct span){0, 0, 0}, "third")->level = LEVEL_INFO;
	render_text(&desk->out, &desk->sink, &desk->sources, &options);
	assert_out(desk, "warning[group.a]: first\n\n"
			 "error[group.b]: second\n\n"
			 "info[group.b]: third\n\n"
			 "error[rule.own]: own\n\n"
			 "2 errors, 1 warning and 1 info in 1 plan (1 file), as of 2026-05-15\n"
			 "More on a finding: pbp explain group.b\n");
	render_concise(&desk->out, &desk->sink, &desk->sources, &options);
	assert_out(desk, "warning[group.a]: first\n"
			 "error[group.b]: second\n"
			 "info[group.b]: third\n"
			 "error[rule.own]: own\n");
}

static void test_color(void **state)
{
	struct desk *desk = *state;
	struct render_options colored = options;
	colored.color = true;
	add_source(desk, "a.pbp", "x y\n");
	struct finding *finding = finding_new(&desk->sink, &rule_a, span_of(desk, 1, 1, "x"), "m");
	finding->level = LEVEL_WARNING;
	finding_label(&desk->sink, finding, span_of(desk, 1, 1, "y"), "l");
	finding_help(&desk->sink, finding, "h");
	render_text(&desk->out, &desk->sink, &desk->sources, &colored);
	assert_out(desk, "\033[1;33mwarning[group.a]\033[0m: m\n"
			 "  --> a.pbp:1:1\n"
			 "1 | x y\n"
			 "  | \033[1;33m^\033[0m \033[34m-\033[0m \033[34ml\033[0m\n"
			 "\033[32mhelp\033[0m: h\n"
			 "\n"
			 "1 warning in 1 plan (1 file), as of 2026-05-15\n"
			 "More on a finding: pbp explain group.a\n");
}

/* ---- order, merging, the cap -------------------------------------------------------------------
 */

static void test_order(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "z.pbp", "abc\ndef\n");
	add_source(desk, "a.pbp", "abc\ndef\n");
	finding_new(&desk->sink, &rule_b, (struct span){1, 5, 1}, "1");
	finding_new(&desk->sink, &rule_a, (struct span){1, 5, 1}, "2");
	finding_new(&desk->sink, &rule_a, (struct span){1, 5, 2}, "3");
	finding_new(&desk->sink, &rule_a, (struct span){1, 1, 1}, "4");
	finding_new(&desk->sink, &rule_a, (struct span){2, 6, 1}, "5");
	finding_new(&desk->sink, &rule_b, (struct span){0, 0, 0}, "6");
	render_concise(&desk->out, &desk->sink, &desk->sources, &options);
	assert_out(desk, "error[group.b]: 6\n"
			 "a.pbp:2:3: error[group.a]: 5\n"
			 "z.pbp:1:2: error[group.a]: 4\n"
			 "z.pbp:2:2: error[group.a]: 2\n"
			 "z.pbp:2:2: error[group.a]: 3\n"
			 "z.pbp:2:2: error[group.b]: 1\n");
}

static void test_merge(void **state)
{
	struct desk *desk = *state;
	add_source(desk, "a.pbp", "abc\n");
	finding_new(&desk->sink, &rule_a, (struct span){1, 0, 1}, "m")->level = LEVEL_WARNING;
	finding_new(&desk->sink, &rule_a, (struct span){1, 0, 1}, "other");
	finding_new(&desk->sink, &rule_a, (struct span){1, 0, 2}, "m");
	finding_new(&desk->sink, &rule_b, (struct span){1, 0, 1}, "m");
	finding_new(&desk->sink, &rule_a, (struct span){1, 0, 1}, "m")->level = LEVEL_ERROR;
	finding_new(&desk->sink, &rule_a, (struct span){1, 0, 1}, "m")->level = LEVEL_INFO;
	sink_finish(&desk->sink, &desk->sources);
	sink_finish(&desk->sink, &desk->sources);
	assert_int_equal(desk->sink.items.n, 4);
	assert_int_equal(desk->sink.items.items[0]->level, LEVEL_ERROR);
	assert_int_equal(desk->sink.items.items[0]->order, 0);
	assert_int_equal(sink_count(&desk->sink, LEVEL_ERROR), 4);
	assert_int_equal(sink_count(&desk->sink, LEVEL_WARNING), 0);
}

static void test_cap(void **state)
{
	struct desk *desk = *state;
	enum { MANY = 100000 };
	char *text = memory_resize(NULL, MANY);
	memset(text, 'x', MANY);
	add_bytes(desk, "a.pbp", text, MANY);
	add_bytes(desk, "b.pbp", "x", 1);
	memory_release(text);
	for (uint32_t i = MANY; i-- > 0;)
		finding_new(&desk->sink, &rule_a, (struct span){1, i, 1}, "%u", i)->level =
			i % 2 ? LEVEL_ERROR : LEVEL_WARNING;
	finding_new(&desk->sink, &rule_a, (struct span){2, 0, 1}, "elsewhere");
	finding_new(&desk->sink, &rule_b, (struct span){1, 0, 1}, "another");
	sink_finish(&desk->sink, &desk->sources);
	assert_int_equal(desk->sink.items.n, 52);
	assert_int_equal(desk->sink.dropped, MANY - 50);
	assert_int_equal(sink_count(&desk->sink, LEVEL_ERROR), MANY / 2 + 2);
	assert_int_equal(sink_count(&desk->sink, LEVEL_WARNING), MANY / 2);
	assert_string_equal(desk->sink.items.items[0]->message.ptr, "0");
	assert_string_equal(desk->sink.items.items[1]->message.ptr, "another");
	assert_string_equal(desk->sink.items.items[50]->message.ptr, "49");
	assert_int_equal(desk->sink.items.items[50]->more, MANY - 50);
	render_text(&desk->out, &desk->sink, &desk->sources, &options);
	out_char(&desk->out, '\0');
	assert_non_null(
		strstr(desk->out.data, "note: and 99950 more of the same kind in this file\n"));
	desk->out.len = 0;
	render_concise(&desk->out, &desk->sink, &desk->sources, &options);
	out_char(&desk->out, '\0');
	assert_non_null(strstr(desk->out.data, "]: 49 (and 99950 more of the same kind)\n"));
}

static void test_edits(void **state)
{
	struct desk *desk = *state;
	struct finding *finding = finding_new(&desk->sink, &rule_a, (struct span){0, 0, 0}, "m");
	finding_edit(&desk->sink, finding, (struct span){1, 2, 3}, STR("x"), true);
	assert_true(finding->edits_are_safe);
	finding_edit(&desk->sink, finding, (struct span){1, 5, 0}, STR("y"), false);
	finding_edit(&desk->sink, finding, (struct span){1, 9, 0}, STR("z"), true);
	assert_false(finding->edits_are_safe);
	assert_true(str_is(finding->edits->text, "x"));
	assert_true(str_is(finding->edits->next->next->text, "z"));
}

/* ---- misspelt words, names ---------------------------------------------------------------------
 */

static struct str nth_word(const void *context, uint32_t i)
{
	const char *const *words = context;
	return str_from(words[i]);
}

static void test_closest_word(void **state)
{
	static const char *const words[] = {"target", "metric", "owner", "prior", "Priya", "of"};
	(void)state;
	assert_int_equal(closest_word(STR("taget"), 6, nth_word, words), 0);
	assert_int_equal(closest_word(STR("mteric"), 6, nth_word, words), 1);
	assert_int_equal(closest_word(STR("METRIC"), 6, nth_word, words), 1);
	assert_int_equal(closest_word(STR("metrics"), 6, nth_word, words), 1);
	assert_int_equal(closest_word(STR("priya"), 6, nth_word, words), 4);
	/* As far from both: the first. */
	assert_int_equal(closest_word(STR("prioa"), 6, nth_word, words), 3);
	assert_int_equal(closest_word(STR("owns"), 6, nth_word, words), -1);
	assert_int_equal(closest_word(STR("weight"), 6, nth_word, words), -1);
	assert_int_equal(closest_word(STR("x"), 6, nth_word, words), -1);
	assert_int_equal(closest_word(STR("target"), 0, nth_word, words), -1);
}

static void test_infos(void **state)
{
	(void)state;
	assert_int_equal(finding_infos_n, 41);
	assert_ptr_equal(finding_infos[0], &finding_syntax_encoding);
	for (uint32_t i = 0; i < finding_infos_n; i++) {
		const struct rule_info *info = finding_infos[i];
		assert_true(info->always);
		assert_int_equal(info->levels[0], LEVEL_ERROR);
		assert_int_equal(info->levels[2], LEVEL_ERROR);
		assert_true(info->summary && info->explanation && info->bad && info->good);
		assert_null(strchr(info->summary, '\n'));
		for (uint32_t k = 0; k < i; k++)
			assert_string_not_equal(info->name, finding_infos[k]->name);
	}
	assert_string_equal(level_name(LEVEL_OFF), "off");
	assert_string_equal(level_name(LEVEL_INFO), "info");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test_setup_teardown(test_span_over_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_labels_on_one_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_labels_in_other_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wide_and_hidden_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_escaped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hostile_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_huge_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_summary, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_color, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_merge, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cap, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_edits, set_up, tear_down),
		cmocka_unit_test(test_closest_word),
		cmocka_unit_test(test_infos),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
