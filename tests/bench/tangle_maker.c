/*
 * Writes a plan of N items in which nearly everything hangs on the same few things: three people
 * own all, one fund pays all, goals are parts of one goal or of each other in a chain, work waits
 * for work in a chain and affects the same goals. A rule that compares each with each shows here.
 *
 * usage: tangle_maker N
 */
#include <stdio.h>
#include <stdlib.h>

/* Of each turn: a goal with readings, an initiative with a milestone and an activity, an action, a
 * dependency, a risk, a commitment, a request, a contingency, an amendment and a root cause. */
enum { ITEMS_A_TURN = 13 };

static const char *const people[] = {"priya", "mona", "dana"};
enum { PEOPLE_N = sizeof people / sizeof *people };

static void goal(int i)
{
	printf("goal goal_%d \"Close 40k USD with account group %d\" {\n", i, i);
	printf("  owner: %s until 2026-06-%d, %s from 2026-07-01\n", people[i % PEOPLE_N],
		29 + i % 2, people[(i + 1) % PEOPLE_N]);
	printf("  with: lee\n  objective: land_retail\n  metric: revenue\n  scope: [retail]\n");
	if (i % 2)
		printf("  part_of: sourced\n");
	else if (i)
		printf("  part_of: goal_%d\n", i - 2);
	printf("  target: %d USD by 2026-12-31\n", 40000 - i % 500);
	printf("  increments {\n    2026-Q2: 20000 USD\n    2026-Q4: %d USD\n  }\n}\n\n",
		40000 - i % 500);
	printf("readings goal_%d {\n  2026-01: %d USD\n  2026-02: 300 USD\n}\n\n", i, 300 + i % 90);
}

/* Each begins when the one before it is done. */
static void initiative(int i, int turns)
{
	printf("initiative work_%d \"Campaign for account group %d\" {\n", i, i);
	printf("  owner: %s\n  with: lee\n  team: [sam, vera]\n", people[i % PEOPLE_N]);
	printf("  serves: [goal_%d, goal_0, sourced]\n  area: marketing\n", i);
	printf("  window: 2026-02-01 .. 2026-11-30\n  effort: 4 days\n");
	printf("  budget: 100 CAD + 20 USD from common\n  needs: [demo_system]\n");
	printf("  contributes: 30 USD to sourced\n");
	if (i)
		printf("  after: [work_%d]\n", i - 1);
	printf("  milestone ready \"List ready\" { due: 2026-03-20 }\n");
	printf("  activity calls \"Calls\" { window: 2026-04-01 .. 2026-04-30");
	/* the first waits for the last, so that all of them stand in one circle */
	printf("  after: [work_%d.calls, ready]", (i ? i : turns) - 1);
	printf(" }\n}\n\n");
}

static void around(int i)
{
	const char *owner = people[i % PEOPLE_N];
	printf("action act_%d \"Call the accounts of group %d\" {\n  owner: %s\n  due: 2026-06-%d\n"
	       "  affects: [goal_%d, goal_0, work_0]\n}\n\n",
		i, i, owner, 10 + i % 20, i);
	printf("dependency list_%d \"List of group %d\" {\n  from: mona\n  to: lee\n"
	       "  need_by: 2026-04-01\n  promised: 2026-04-%d\n  affects: [work_%d, work_0]\n}\n\n",
		i, i, 10 + i % 20, i);
	printf("risk risk_%d \"Group %d does not answer\" {\n  owner: %s\n  likelihood: 3\n"
	       "  impact: 3\n  response: mitigate\n  event: \"Two weeks of silence\" with priya\n"
	       "  affects: [goal_%d, sourced]\n}\n\n",
		i, i, owner, i);
	printf("commitment promise_%d \"Field marketer for group %d\" {\n  by: acme\n"
	       "  to: brightline\n  owner: priya\n  due: 2026-07-%d\n  value: 1000 USD\n}\n\n",
		i, i, 10 + i % 20);
	printf("request money_%d \"Money for group %d\" {\n  of: common\n  pays: work_%d\n}\n\n", i,
		i, i);
	printf("contingency spare_%d \"Second campaign of group %d\" {\n  owner: %s\n"
	       "  cost: 50 USD from common\n}\n\n",
		i, i, owner);
}

/* Milestones are missed, some with a date that was moved in time; the chain of causes names one of
 * the parties. */
static void aftermath(int i)
{
	printf("amendment moved_%d \"List of group %d later\" {\n"
	       "  changes: [work_%d.ready.due to 2026-04-01]\n  type: date\n"
	       "  because: \"The list came late.\"\n  effective: 2026-03-%d\n"
	       "  decided: operating on 2026-02-10\n}\n\n",
		i, i, i, 11 + i % 15);
	printf("root_cause cause_%d \"Group %d waits\" {\n  of: goal_%d\n  opened: 2026-03-03\n"
	       "  owner: %s\n  problem: \"Calls were not made in February.\"\n"
	       "  why: [\"The list was not there.\", \"Acme did not send it.\"]\n}\n\n",
		i, i, i, people[i % PEOPLE_N]);
}

/* What all of it hangs on, and a list of everything. */
static void frame(int turns)
{
	printf("fund common \"Common fund\" {\n  of: acme\n  owner: priya\n  amount: 900000 USD\n"
	       "  match: 50%% by brightline\n  window: 2026-01-01 .. 2026-12-31\n}\n\n");
	printf("rate dollars { of: 1.37 CAD per USD on 2026-01-01 }\n\n");
	printf("resource demo_system \"Demonstration system\" {\n  type: environment\n"
	       "  by: acme\n}\n\n");
	printf("dependency prices \"Price list\" {\n  from: mona\n  to: lee\n"
	       "  need_by: 2026-03-01\n  promised: 2026-06-01\n  affects: [");
	for (int i = 0; i < turns; i++)
		printf("%swork_%d", i ? ",\n    " : "", i);
	printf("]\n}\n");
}

/* The plan around them is the one of the rules' examples: tests/unit/prelude.pbp, which run.sh puts
 * in front. */
int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 0, turns = (n + ITEMS_A_TURN - 1) / ITEMS_A_TURN;
	if (n <= 0) {
		fprintf(stderr, "usage: tangle_maker N\n");
		return 2;
	}
	for (int i = 0; i < turns; i++) {
		goal(i);
		initiative(i, turns);
		around(i);
		aftermath(i);
	}
	frame(turns);
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
