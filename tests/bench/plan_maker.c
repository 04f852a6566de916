/*
 * Writes a plan of N items, or the same data as JSON, to standard output: what the benchmark
 * measures on. An item is a block: goals with increments and readings, initiatives with milestones
 * and activities, actions, commitments.
 *
 * usage: plan_maker N [json]
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const people[] = {"priya", "mona", "dana", "lee", "sam"};
static bool json;
static int n_items;

static const char *person(int i)
{
	return people[(unsigned)i % (sizeof people / sizeof *people)];
}

/* A block: its kind, name and title; then fields; then its end. */
static void begin(const char *kind, const char *name, int i, const char *title)
{
	if (json)
		printf("%s{\"kind\":\"%s\",\"name\":\"%s_%d\",\"title\":\"%s %d\"",
			n_items ? ",\n" : "", kind, name, i, title, i);
	else
		printf("%s %s_%d \"%s %d\" {\n", kind, name, i, title, i);
	n_items++;
}

static void end(void)
{
	printf(json ? "}" : "}\n\n");
}

static void field(const char *name, const char *value)
{
	if (json)
		printf(",\"%s\":\"%s\"", name, value);
	else
		printf("  %s: %s\n", name, value);
}

static void text_field(const char *name, const char *value)
{
	if (json)
		printf(",\"%s\":\"%s\"", name, value);
	else
		printf("  %s: \"%s\"\n", name, value);
}

static void number_field(const char *name, const char *prefix, int value, const char *suffix)
{
	if (json)
		printf(",\"%s\":\"%s%d%s\"", name, prefix, value, suffix);
	else
		printf("  %s: %s%d%s\n", name, prefix, value, suffix);
}

static void rows(const char *const *keys, int n, int step, bool total)
{
	for (int i = 0; i < n; i++) {
		if (json)
			printf("%s\"%s\":\"%d USD\"", i ? "," : "", keys[i],
				total ? step * (i + 1) : step);
		else
			printf("  %s: %d USD\n", keys[i], total ? step * (i + 1) : step);
	}
}

static void goal(int i)
{
	static const char *const quarters[] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"};
	static const char *const months[] = {"2026-01", "2026-02", "2026-03", "2026-04"};
	begin("goal", "goal", i, "Close retail revenue of account group");
	field("owner", person(i % 2));
	field("with", person(2 + i % 3));
	field("objective", "land_retail");
	field("metric", "revenue");
	field("scope", "all");
	number_field("target", "", 4000 + i % 100 * 40, " USD by 2026-12-31");
	text_field("evidence", "Open opportunities and the win rate of last year.");
	printf(json ? ",\"increments\":{" : "  increments {\n");
	rows(quarters, 4, 1000 + i % 100 * 10, true);
	printf(json ? "}" : "  }\n");
	end();
	if (json)
		printf(",\n{\"kind\":\"readings\",\"of\":\"goal_%d\",", i);
	else
		printf("readings goal_%d {\n", i);
	n_items++;
	rows(months, 4, 300 + i % 90, false);
	end();
}

static void initiative(int i, int goals)
{
	begin("initiative", "work", i, "Campaign for the account group");
	field("owner", person(2 + i % 3));
	field("with", person(i % 2));
	number_field("serves", "goal_", i % goals, "");
	field("area", "marketing");
	field("window", "2026-02-01 .. 2026-11-30");
	field("effort", "24 days");
	if (json)
		printf(",\"milestones\":[{\"name\":\"ready\",\"title\":\"List "
		       "ready\",\"due\":\"2026-03-20\",\"done\":\"2026-03-18\"}");
	else
		printf("  milestone ready \"List ready\" { due: 2026-03-20  done: 2026-03-18 }\n");
	if (json)
		printf(",{\"name\":\"held\",\"title\":\"Event "
		       "held\",\"due\":\"2026-09-17\",\"after\":\"ready\"}]");
	else
		printf("  milestone held \"Event held\" { due: 2026-09-17  after: ready }\n");
	n_items += 2;
	end();
}

static void action(int i, int goals)
{
	begin("action", "act", i, "Call the accounts of the group");
	field("owner", person(i));
	number_field("due", "2026-06-", 10 + i % 20, "");
	number_field("affects", "goal_", i % goals, "");
	end();
}

static void commitment(int i)
{
	begin("commitment", "promise", i, "Field marketer for the group");
	field("by", "acme");
	field("to", "brightline");
	field("owner", person(i % 2));
	number_field("due", "2026-07-", 10 + i % 20, "");
	number_field("value", "", 1000 + i % 50, " USD");
	end();
}

/* The plan around the items is the one of the rules' examples: tests/unit/prelude.pbp, which run.sh
 * puts in front. */
int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 0;
	int goals = n / 7 ? n / 7 : 1;
	json = argc > 2 && !strcmp(argv[2], "json");
	if (n <= 0) {
		fprintf(stderr, "usage: plan_maker N [json]\n");
		return 2;
	}
	if (json)
		printf("[");
	for (int i = 0; n_items < n; i++) {
		goal(i);
		initiative(i, goals);
		action(i, goals);
		commitment(i);
	}
	if (json)
		printf("]\n");
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
