#!/bin/sh
# pbp query: answers as people, spreadsheets and programs read them, and questions that mean nothing. PBP is the program.
# UPDATE=1 rewrites the answers kept in tests/golden/queries, which other people's parsers read (tests/browser).
root=$(cd "$(dirname "$0")/../.." && pwd)
kept=$root/tests/golden/queries
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
cp "$kept/strange.plan" strange.pbp
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		cat said
		echo "not ok - $1"
		failed=1
	fi
}

ask() {
	"$PBP" query --as-of 2026-03-10 "$@" >answer 2>said
}

# is ANSWER QUESTION...: the answer on standard output is this, the exit code 0
is() {
	wanted=$1
	shift
	ask "$@" && [ "$(cat answer)" = "$wanted" ]
	code=$?
	cat answer >>said
	verdict "$*" "$code"
}

# wrong TEXT QUESTION...: the code is 2, nothing stands on standard output, and the message has this in it
wrong() {
	wanted=$1
	shift
	ask "$@"
	[ $? -eq 2 ] && [ ! -s answer ] && grep -q -F -e "$wanted" said
	verdict "$*: $wanted" $?
}

# keeps NAME QUESTION...: the answer is the file of this name
keeps() {
	name=$1
	shift
	ask "$@"
	code=$?
	[ -z "${UPDATE:-}" ] || cp answer "$kept/$name"
	[ "$code" -eq 0 ] && cmp answer "$kept/$name" >>said 2>&1
	verdict "$name: $*" $?
}

is 2 'count(goals)' strange.pbp
is '500 USD' 'sum(funds.amount)' strange.pbp
is '1,000.50 USD' 'one.target' strange.pbp
is '2026-03-10' today strange.pbp
is '1,500.50 USD' 'one.target + 500 USD' strange.pbp
is '33.3%' '100% / 3' strange.pbp
is "$(printf 'person  title     of\nbob     Bob 漢字  w')" 'people where it.of == w' strange.pbp
is "$(printf 'goal  title  owner.of\ntwo   Two    w' )" 'goals where owner == bob' --columns 'it.owner.of' strange.pbp
is '' 'goals where metric == m and target > 5,000 USD' strange.pbp
wrong 'an amount in leads and an amount in USD' 'goals where target > 5,000 USD' strange.pbp

wrong 'query:1:13' 'goals where ownr == ann' strange.pbp
wrong 'did you mean `owner`' 'goals where ownr == ann' strange.pbp
wrong 'query:1:7' 'goals where' strange.pbp
wrong 'it.of' 'people where of == w' strange.pbp
wrong 'one collection or one calculation' 'goals, metrics' strange.pbp
wrong 'say what to ask' '' strange.pbp
wrong 'there is no collection `gaols`' gaols strange.pbp
wrong 'did you mean `goals`' gaols strange.pbp
wrong 'columns:1:1' goals --columns ownr strange.pbp
wrong 'cannot be' 'max(goals.target)' strange.pbp
wrong 'no `plan` block' goals /dev/null

keeps goals.csv goals --format csv --columns 'owner, target, latest, pace, it.with, tags' strange.pbp
keeps goals.json goals --format json --columns 'owner, target, latest, pace, it.with, window, tags' strange.pbp
keeps people.csv people --format csv strange.pbp
keeps people.json people --format json strange.pbp
keeps funds.json funds --format json strange.pbp

# Two plans have their own column; a figure needs a day.
sed 's/^plan p/plan q/' strange.pbp >second.pbp
ask 'count(goals)' . && [ "$(grep -c '^[pq]  *2$' answer)" -eq 2 ]
verdict "two plans answer one after the other" $?
"$PBP" query --as-of none goals --columns pace strange.pbp >answer 2>said && ! grep -q % answer &&
	grep -q 'without a day' said
verdict "without a day there is no pace, which is said" $?
"$PBP" query --as-of none 'count(goals where status == behind)' strange.pbp >answer 2>said && grep -q 'without a day' said
verdict "without a day nothing is behind, which is said" $?
"$PBP" query --as-of none 'goals where owner == ann' --columns owner strange.pbp >answer 2>said && [ ! -s said ]
verdict "what needs no day is answered without a word" $?

# A name that one plan knows and another does not: the other is left out and named.
sed 's/^plan p/plan q/; s/\bbob\b/rob/g' strange.pbp >second.pbp
ask 'count(goals where owner == bob)' . && [ "$(tail -n 1 answer)" = 'p         1' ] && grep -q 'left out: plan q' said
verdict "a plan that does not know the name is left out" $?
wrong 'did you mean `bob`' 'count(goals where owner == bobb)' .
rm second.pbp

# The brackets around a question and around columns are not the user's to close.
wrong 'one collection or one calculation' 'goals) + count(goals where target > 1 USD' strange.pbp
wrong 'one collection or one calculation' 'goals where target > 1 USD) + count(goals' strange.pbp
wrong 'one collection or one calculation' 'let a = 3' strange.pbp
wrong 'one collection or one calculation' '# nothing' strange.pbp
wrong 'parted by commas' goals --columns 'owner], [target' strange.pbp
wrong 'columns:1:8' goals --columns 'owner, ownr' strange.pbp
wrong 'at most 64 columns' goals --columns "$(printf 'owner%.0s,' $(seq 70))" strange.pbp
ask goals --columns 'owner, it.owner' --format json strange.pbp && [ "$(grep -o '"owner"' answer | wc -l)" -eq 2 ]
verdict "a column is there once" $?
keeps loads.table people --columns 'count(goals where owner == judged)' strange.pbp

# A collection of many blocks with lists: linear, and whole in CSV.
awk 'BEGIN {
	while ((getline line < "strange.pbp") > 0) print line
	for (i = 0; i < 12; i++) printf "person p%d \"P\" { of: v }\n", i
	for (i = 0; i < 8000; i++) {
		printf "initiative i%d \"I\" { owner: ann  serves: [one]  window: 2026-Q1  budget: %d USD  team: [", i, i
		for (k = 0; k < 12; k++) printf "%sp%d", k ? ", " : "", k
		print "] }"
	}
}' >many.pbp
timeout 60 "$PBP" query --as-of 2026-03-10 'initiatives where budget >= 0 USD' --columns 'budget, team' --format csv many.pbp >answer 2>said &&
	[ "$(wc -l <answer)" -eq 8001 ] && [ "$(grep -c 'p11\]' answer)" -eq 8000 ]
verdict "8000 rows, lists whole" $?
is 31,996,000 'sum(initiatives.budget) / 1 USD' many.pbp

exit "$failed"
