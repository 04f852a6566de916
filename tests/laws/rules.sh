#!/bin/sh
# Rules in the language, over the plans of a project: of the plan, of its project, of a library and of the standard
# library. PBP is the program.
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 2000 said
		echo "not ok - $1"
		failed=1
	fi
}

check() { # ARGUMENT...: only rules in the language, one line a finding
	"$PBP" check --as-of 2026-03-10 --format concise --off '*' --level 'rule.*=warning' "$@" . >said 2>&1
	code=$?
	[ "$code" -lt 2 ]
}

finds() { # WHAT N PATTERN: as many lines of `said` are like the pattern
	[ "$(grep -c -- "$3" said)" -eq "$2" ]
	verdict "$1" $?
}

cat >people.pbp <<'END'
party v "V" { role: vendor }
party w "W" { role: reseller }
person ann "Ann" { of: v }
person bob "Bob" { of: w }
END
cat >pack.pbp <<'END'
rule small "Small" { for: goal  require: target < 10 USD  level: info }
rule small_too "Small too" { for: goal  require: target < 10 USD }
rule bad_type "Bad" { for: goal  require: target < "x" }
rule bad_name "Bad" { for: goal  when: targt < 10 USD  require: has scope }
rule of_nothing "Nothing" { for: incentive  require: has it.on }
rule on_a_day "Owned by Ann" { for: goal  require: owner == ann }
END
cat >second.pbp <<'END'
rule small "Small as well" { for: goal  require: target < 20 USD }
END
for plan in a b c; do
	cat >$plan.pbp <<END
import std.five_steps
import "people.pbp"
import "pack.pbp"
import "second.pbp"
plan $plan "$plan" {
  between:  [v, w]
  period:   2026-01-01 .. 2026-12-31
  currency: USD
}
metric m "M" { kind: flow  unit: USD  means: "Money." }
goal g$plan "G" { owner: ann  metric: m  target: 300 USD by 2026-12-31 }
goal h$plan "H" { owner: ann until 2026-06-30, bob from 2026-07-01  metric: m  target: 300 USD by 2026-12-31 }
END
done
echo 'project "P" { level: [rule.step5_engagement as off] }' >project.pbp
echo 'rule owned "Bob owns all" { for: goal  require: owner == bob }' >>project.pbp

check
finds "a type error in a library is reported once for three plans" 1 'pack.pbp.*type.mismatch'
finds "so is a misspelt field in when" 1 'pack.pbp.*name.unknown_field'
finds "and those rules judge nothing" 0 'rule\.bad_'
finds "a rule of a library judges each plan" 6 'rule.small\]: .*: Small$'
finds "two rules of one name are both judged" 6 'rule.small\]: .*: Small as well'
finds "a rule of the project judges each plan" 6 'rule.owned'
finds "what a standard library holds is judged" 6 'rule.step2_from_where'
finds "a rule that judges nothing is silent" 0 'rule.of_nothing'
finds "nobody judges the standard library" 0 'std/'

check --off rule.small
finds "a rule is off for both that have its name" 0 'rule.small\]'
finds "one whose name begins alike is not" 6 'rule.small_too'
check -E rule.step2_from_where --fail-on error
[ "$code" -eq 1 ] && [ "$(grep -c 'error\[rule.step2_from_where' said)" -eq 6 ]
verdict "-E makes a rule of the standard library an error" $?
"$PBP" check --as-of 2026-03-10 --format concise --off '*' -W rule.step2_from_where . >said
finds "-W wakes one rule alone" 6 'warning\[rule'
finds "and no other" 0 'rule.small'
"$PBP" check --as-of 2026-03-10 --format concise --off '*' --level 'rule.all=warning' --off 'rule.*' . >said
finds "rule.* and rule.all are all of them" 0 'rule\.'

# Levels as written, where nobody says otherwise.
"$PBP" check --as-of 2026-03-10 --format concise . >said
finds "the project's level holds for what its plans import" 0 'rule.step5_engagement'
finds "a rule has the level it states" 6 'info\[rule.small\].*Small$'
finds "or is an error" 6 'error\[rule.small_too\]'

# Without a day, what asks for one is not judged: who owns it then is not known.
"$PBP" check --as-of none --format concise --off '*' --level 'rule.*=warning' . >said
finds "an owner that hangs on the day is not judged without one" 0 'H" breaks the rule: Owned by Ann'
check
finds "with a day it is" 0 'Owned by Ann'
"$PBP" check --as-of 2026-07-01 --format concise --off '*' --level 'rule.*=warning' . >said
finds "and found on the next owner's day" 3 'H" breaks the rule: Owned by Ann'

# Waivers: used, of a rule with a mistake, and of none.
cat >>a.pbp <<'END'
goal i "I" {
  owner:  ann
  metric: m
  target: 300 USD by 2026-12-31
  allow:  [
    rule.small because "Agreed." by ann until 2026-12-31,
    rule.bad_type because "Agreed." by ann until 2026-12-31,
    rule.step1_own_strategy because "Agreed." by ann until 2026-12-31,
    rule.nothing because "Agreed." by ann until 2026-12-31,
  ]
}
END
check --level contract.waiver_unused=warning
finds "a waiver keeps both rules of its name out" 0 'goal "I" breaks the rule: Small$'
finds "one that is used is not reported, nor one of a rule with a mistake" 1 'waiver_unused'
finds "one that meets nothing is" 1 'waiver_unused.*step1_own_strategy'
finds "there is no rule of that name" 1 'unknown_rule.*rule.nothing'

# Explained as they stand.
"$PBP" explain a.pbp:rule.step5_tasks >said 2>&1 && grep -q 'require: (count(it.milestones)' said
verdict "a rule of a pack is explained" $?
"$PBP" explain a.pbp:rule.smal >said 2>&1
[ $? -eq 2 ] && grep -q 'did you mean `small`' said
verdict "a misspelt one gets the nearest" $?

# Many findings: each that is shown has its values, also those of a rule behind one that found as many.
{
	sed 's/plan a "a"/plan many "Many"/' a.pbp | sed '/^goal/,$d'
	i=0
	while [ $i -lt 60 ]; do
		echo "goal n$i \"N\" { owner: ann  metric: m  target: 300 USD by 2026-12-31 }"
		i=$((i + 1))
	done
} >many.pbp
"$PBP" check --as-of 2026-03-10 --off '*' -W rule.small_too -W rule.owned many.pbp >said
finds "60 findings of two rules, 50 of each shown with their values" 100 '^note: .* is '

# The same for every number of threads.
for jobs in 1 4; do
	"$PBP" check --as-of 2026-03-10 --jobs $jobs . >said.$jobs 2>&1
done
cmp said.1 said.4 >said 2>&1
verdict "the same for one thread and for four" $?

exit "$failed"
