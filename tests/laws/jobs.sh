#!/bin/sh
# What pbp says and writes does not depend on how many plans it checks at a time: some hundred plans, sound and broken, of
# three projects, that share libraries with mistakes, import each other in rows and circles, read the same exports and
# clash with each other, named in several ways.
: "${PBP:?PBP is the program to test}"
case $PBP in /*) ;; *) PBP=$PWD/$PBP ;; esac
PLANS=${PLANS:-150}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
day=2026-05-15

# ---- the plans ----

mkdir -p "$work/plans/big" "$work/plans/shared" "$work/plans/inner/deep" "$work/alone"
cd "$work" || exit 2

cat >plans/project.pbp <<'END'
project { calendar: ours  set: tracking.watch to 61%  misspelt: 5 }
calendar ours { fiscal_year_starts: march }
END
cat >plans/inner/project.pbp <<'END'
project { profile: strategic }
END
cat >plans/shared/people.pbp <<'END'
import "terms.pbp"
party acme "Acme" { role: vendor  sponsor: omar }
party brightline "Brightline" { role: reseller  sponsor: nobody }
person omar "Omar" { of: acme  level: executive  joined: "March" }
person dana "Dana" { of: brigthline }
metric revenue "Revenue" { means: "Orders"  unit: USD  kind: flow  better: more  owner: omar  source: "CRM" }
END
echo 'term lead { means: 5 }' >plans/shared/terms.pbp
echo 'import "unused_too.pbp"
term loose { means: "Imported by nobody" colour: red }' >plans/shared/unused.pbp
echo 'term looser { means: 7 }' >plans/shared/unused_too.pbp
printf 'Date,Amount\n2026-01-07,40\n2026-02-xx,2\n2026-03-03,lots\n' >plans/shared/crm.csv
truncate -s 17000000 plans/big/large.pbp
ln -s ../shared plans/inner/link
ln -s shared/terms.pbp plans/again.pbp

# plan NAME YEAR IMPORT...: what every plan begins with
plan() {
	name=$1 year=$2
	shift 2
	for line; do
		echo "import $line"
	done
	cat <<END
plan $name "Plan $name" { between: [acme, brightline]  period: $year  currency: USD  status: active }
goal won "Won" { owner: omar  metric: revenue  baseline: 1 USD on $year-01-01  target: 90 USD by $year-12-31 }
END
}

i=0
while [ $i -lt "$PLANS" ]; do
	year=$((1900 + i))
	case $((i % 10)) in
	0) # two plans of one year, which are both active
		plan "p$i" $year '"shared/people.pbp"' >plans/p$i.pbp
		plan "q$i" $year '"shared/people.pbp"' >plans/q$i.pbp ;;
	1) { plan "p$i" $year '"shared/people.pbp"' && echo 'goal half {{ owner: '; } >plans/p$i.pbp ;;
	2) { plan "p$i" $year '"shared/people.pbp"' "\"p$((i + 10)).pbp\" as next" "\"p2.pbp\" as first" &&
		echo 'goal more "More" { owner: first.omar  metric: revenue  target: next.won.target }'; } >plans/p$i.pbp ;;
	3) { plan "p$i" $year '"shared/people.pbp"' &&
		echo 'feed crm "CRM" { file: "shared/crm.csv"  into: won  date: column("Date")  value: column("Amount") }'; } \
		>plans/p$i.pbp ;;
	4) plan "p$i" $year '"../shared/people.pbp"' '"link/terms.pbp"' >plans/inner/p$i.pbp ;;
	5) { plan "p$i" $year && cat plans/shared/people.pbp; } | sed 's/"terms.pbp"/"missing.pbp"/' >plans/inner/deep/p$i.pbp ;;
	6) # a circle of three, entered by others
		{ plan "p$i" $year '"shared/people.pbp"' "\"p$((i + 1)).pbp\" as x" '"p7.pbp" as seven' &&
			echo 'goal of_x "X" { owner: omar  metric: revenue  target: x.of_x.target }'; } >plans/p$i.pbp ;;
	7) { plan "p$i" $year '"shared/people.pbp"' "\"p$((i + 1)).pbp\" as x" &&
		echo 'goal of_x "X" { owner: omar  metric: revenue  target: x.of_x.target }'; } >plans/p$i.pbp ;;
	8) { plan "p$i" $year '"shared/people.pbp"' "\"p$((i - 2)).pbp\" as x" &&
		echo 'goal of_x "X" { owner: omar  metric: revenue  target: x.won.target }'; } >plans/p$i.pbp ;;
	9) { plan "p$i" 2026 '"people.pbp"' && echo 'review weekly "Weekly" { every: 1 week  of: [won] }'; } >alone/p$i.pbp ;;
	esac
	i=$((i + 1))
done
sed 's/^import "terms.pbp"$//' plans/shared/people.pbp >alone/people.pbp
plan text 2026 '"people.pbp"' >alone/text

# ---- saying and comparing ----

# said JOBS NAME COMMAND ARGUMENT...: what it says in the folder JOBS, everything and its exit code
said() {
	jobs=$1 name=$2 command=$3
	shift 3
	mkdir -p "said$jobs"
	"$PBP" "$command" --jobs "$jobs" --as-of "$day" --color never "$@" \
		>"said$jobs/$name" 2>"said$jobs/$name.complaints" <alone/text
	echo "code $?" >>"said$jobs/$name.complaints"
}

# same NAME COMMAND ARGUMENT...: with every number of jobs
same() {
	name=$1
	shift
	verdict=ok
	said 1 "$name" "$@"
	for again in 2 7 2 7; do
		said $again "$name" "$@"
		cmp "said1/$name" "said$again/$name" && cmp "said1/$name.complaints" "said$again/$name.complaints" ||
			verdict="not ok"
	done
	# Something was said, or all of this would prove nothing.
	[ "$(cat "said1/$name" "said1/$name.complaints" | wc -l)" -gt "${least:-100}" ] || verdict="not ok"
	[ "$verdict" = ok ] || failed=1
	echo "$verdict - $name"
}

same text check plans alone
same concise check --format concise plans alone
same json check --format json plans alone
same sarif check --format sarif plans
same without_a_day check --as-of none plans
same one_folder_up check "$work/plans/.." --format concise
same twice check plans alone plans "$work/plans" --format concise
same overlapping check --format concise plans/inner plans/p2.pbp "$work/plans/p3.pbp" plans plans/shared/people.pbp
least=40
same through_a_link check --format concise plans/inner/p4.pbp plans/inner/link plans/p6.pbp
least=100
same standard_input check --format concise alone/p9.pbp - plans --stdin-name alone/text.pbp
same missing check --format concise nowhere plans plans/big nothing.pbp alone
same strict check --format concise --profile strategic -W '*' plans
least=3
same one_plan check plans/p8.pbp
same one_feed check plans/p3.pbp
same no_plan check plans/shared
same agenda agenda alone/p9.pbp

for jobs in 1 2 7; do
	said $jobs build build -t html,csv -o "out$jobs" plans/inner alone/p9.pbp plans/p2.pbp
	sed -i "s,out$jobs/,," "said$jobs/build"
done
for jobs in 2 7; do
	if diff -r out1 out$jobs >why 2>&1 && cmp said1/build said$jobs/build && [ -s out1/alone/p9.html ]; then
		echo "ok - build with $jobs"
	else
		head -n 20 why
		echo "not ok - build with $jobs"
		failed=1
	fi
done

# Plans of two projects are told apart by their folders, of two files that would be written to the same place the first is
# built and the other named.
mkdir -p one two
for project in one two; do
	{ plan "$project" 2026 && cat alone/people.pbp; } >$project/plan.pbp
done
cp one/plan.pbp one/plan
for jobs in 1 2; do
	said $jobs two_places build -t html -o "places$jobs" one/plan.pbp two/plan.pbp
	said $jobs same_place build -t html -o "place$jobs" one/plan.pbp one/plan
	if cmp said1/same_place.complaints said$jobs/same_place.complaints &&
		grep -q 'Plan one' places$jobs/one/plan.html && grep -q 'Plan two' places$jobs/two/plan.html &&
		grep -q '^pbp: one/plan is not built: one/plan.pbp is written' said$jobs/same_place.complaints &&
		[ "$(cat said$jobs/same_place)" = "place$jobs/plan.html" ] && grep -q '^code 2' said$jobs/same_place.complaints; then
		echo "ok - two plans for one place with $jobs"
	else
		cat said$jobs/same_place*
		echo "not ok - two plans for one place with $jobs"
		failed=1
	fi
done

# ---- what was said is what these plans are ----

# counts NAME N TEXT: so many lines of the concise findings hold the text
counts() {
	n=$(grep -c "$3" said1/concise)
	if [ "$n" -eq "$2" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1: $n lines with $3"
		failed=1
	fi
}
counts "a shared library's mistake is reported once" 1 '^plans/shared/people.pbp:.*joined'
counts "a library that nobody imports is looked at" 1 '^plans/shared/unused.pbp:.*colour'
counts "plans of one year clash" "$(ls plans/q*.pbp | wc -l)" '^plans/q.*plan.two_active'
counts "each circle of imports is reported once" "$(ls plans/p*6.pbp | wc -l)" '^plans/p[0-9]*8.pbp:2:.*form a circle'
counts "what a circle cuts off is not called unknown" 0 'name.unknown.*[^a-z]\(x\|seven\|first\)\.'
for wrong in 0 -1 many 2x 257 ''; do
	"$PBP" check --jobs "$wrong" plans/p2.pbp >/dev/null 2>complaint
	if [ $? -eq 2 ] && grep -q -- '--jobs takes 1..256' complaint; then
		echo "ok - --jobs '$wrong' is refused"
	else
		cat complaint
		echo "not ok - --jobs '$wrong' is refused"
		failed=1
	fi
done
exit "$failed"
