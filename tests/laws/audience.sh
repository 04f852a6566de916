#!/bin/sh
# Who gets a plan gets nothing of what is `only_for` others: what is made for one party is, byte for byte, what would be
# made if the blocks of the other were not there, wherever they stand and whatever hangs on them. Where it cannot be told
# who may see something, nothing is made. PBP is the program.
: "${PBP:?PBP is the program to test}"
here=$(cd "$(dirname "$0")" && pwd)
examples=$(cd "$here/../../examples" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" = 0 ]; then
		echo "ok - $1"
	else
		echo "    $3"
		echo "not ok - $1"
		failed=1
	fi
}

types=html,csv,ics,json,md

# make FOLDER OUT PARTY [OPTION...]: everything that is made of the plan in FOLDER; build.err is for whoever makes it
make() {
	folder=$1 out=$2 party=$3
	shift 3
	mkdir -p "$out"
	(
		cd "$folder" || exit 2
		"$PBP" build plan.pbp --as-of 2026-05-15 --audience "$party" -t "$types" -o "$out" "$@" \
			>"$out/build.out" 2>"$out/build.err"
		echo "$?" >"$out/build.code"
		for review in operating checkpoint qbr planning; do
			"$PBP" agenda plan.pbp --review "$review" --as-of 2026-05-15 --audience "$party" "$@" \
				>"$out/agenda.$review" 2>/dev/null
		done
		"$PBP" status plan.pbp --as-of 2026-05-15 --color never --audience "$party" "$@" >"$out/status" 2>/dev/null
		for kind in goals initiatives people funds sessions actions; do
			"$PBP" query "$kind" plan.pbp --as-of 2026-05-15 --format csv --audience "$party" "$@" \
				>"$out/query.$kind" 2>/dev/null
		done
	)
	sed -i "s#$out#OUT#g" "$out/build.out"
}

plan="$work/plan"
cp -r "$examples/reseller" "$plan"
cp "$here/audience/canary.csv" "$here/audience/halyard_only.pbp" "$plan"
cp -r "$plan" "$work/inside"
cat "$here/audience/halyard_only.pbp" >>"$work/inside/plan.pbp"

# ---- as if it were not there ----

make "$plan" "$work/o.without" brightwater
make "$plan" "$work/o.with" brightwater --with halyard_only.pbp
make "$work/inside" "$work/o.inside" brightwater
make "$plan" "$work/o.own" halyard --with halyard_only.pbp
difference=$(diff -r "$work/o.without" "$work/o.with" | grep '^[<>]' | grep -v 'files)' | head -3)
verdict "with the other side's file, what is made is the same to the byte" "$([ -z "$difference" ]; echo $?)" "$difference"
difference=$(diff -r "$work/o.without" "$work/o.inside" | head -3)
verdict "with the other side's blocks in the plan file as well" "$([ -z "$difference" ]; echo $?)" "$difference"
shown=$(grep -rl Canary "$work/o.own" | sed 's#.*/##' | sort | tr '\n' ' ')
missing=$(for output in plan.html plan.ics goals.csv milestones.csv actions.csv status agenda.operating; do
	case " $shown " in *" $output "*) ;; *) echo "$output" ;; esac
done)
verdict "whose they are gets them" "$([ -z "$missing" ]; echo $?)" "not in $missing"
hits=$(grep -rlaiE 'canary|73[,.]?7[34][0-9]' "$work/o.with" "$work/o.inside" | head -3)
verdict "nothing of them is in what the other gets" "$([ -z "$hits" ]; echo $?)" "$hits"

# ---- joint blocks that name hidden ones ----

cp -r "$work/inside" "$work/joint"
cat >>"$work/joint/plan.pbp" <<'PBP'
let joint_value = canary_status + 1 USD
action joint_one "Joint action" { owner: raman  due: 2026-05-20  affects: [canary_goal, sourced] }
action joint_two "Second joint action" { owner: canary_person  due: 2026-05-20 }
risk joint_risk "Joint risk" {
  owner: bakker  likelihood: 3  impact: 3  response: mitigate
  trigger: canary_goal.pace < 73% or sourced.pace < 50%
  contingency: canary_plan_b
}
goal joint_goal "Joint goal" {
  owner: raman  with: bakker  metric: sourced_arr  objective: repeatable_offer  scope: all
  target: joint_value by 2026-12-31
}
initiative joint_work "Joint work" {
  owner: raman  with: bakker  serves: [sourced, canary_goal]  window: 2026-02-02 .. 2026-09-30
  budget: 500 USD from canary_fund
  milestone joint_step "Joint step" { due: 2026-06-19  after: canary_work.canary_step }
  milestone own_step "Canary own step" { due: 2026-06-26  only_for: halyard }
}
goal joint_status "Joint share" {
  owner: raman  with: bakker  metric: sourced_arr  objective: repeatable_offer  scope: all
  target: 500 USD by 2026-12-31
  increments { 2026-Q2: canary_goal.target * 10% }
}
PBP
make "$work/joint" "$work/o.joint" brightwater
hits=$(grep -rlaiE 'canary|73[,.]?7[34][0-9]' "$work/o.joint" | grep -v build.err | head -3)
verdict "joint blocks that name hidden ones do not give them away" "$([ -z "$hits" ]; echo $?)" "$hits"
verdict "they are made all the same" "$(grep -q 'Joint work' "$work/o.joint/plan.html" && grep -q 'Joint risk' "$work/o.joint/plan.html"; echo $?)" \
	"$(cat "$work/o.joint/build.err" | head -3)"
hits=$(grep -c 'Second joint action' "$work/o.joint/plan.html")
verdict "what cannot be without a hidden block goes with it" "$([ "$hits" = 0 ]; echo $?)" "$hits lines"

# ---- ways around ----

# A small plan of a and b, with what follows in it; `canary` may be in nothing that b gets.
small() {
	rm -rf "$work/small"
	mkdir "$work/small"
	{
		cat <<-'PBP'
			plan p "P" { between: [a, b]  period: 2026-01-01 .. 2026-12-31  currency: EUR  profile: napkin }
			party a "A" { role: vendor }
			party b "B" { role: partner }
			person n "N" { of: a }
			person i "I" { of: b }
		PBP
		cat
	} >"$work/small/plan.pbp"
}
hidden_from_b() { # NAME: that the build succeeds, and what it and check give holds no canary
	rm -rf "$work/o.small"
	mkdir "$work/o.small"
	(cd "$work/small" && "$PBP" build plan.pbp --as-of 2026-05-15 --audience b -t html,csv,ics,json,md -o "$work/o.small" \
		>"$work/o.small/said" 2>&1)
	code=$?
	for format in text json sarif github junit; do
		(cd "$work/small" && "$PBP" check plan.pbp --as-of 2026-05-15 --audience b --format $format) >"$work/o.small/$format" 2>&1
	done
	hits=$(grep -rlai canary "$work/o.small" | head -3)
	verdict "$1" "$([ $code -le 1 ] && [ -z "$hits" ]; echo $?)" "code $code; $hits"
}
small <<'PBP'
template initiative t "T" { milestone canary "Canary step" { only_for: a  due: end } }
initiative w "W" like t { owner: i  window: 2026-02-01 .. 2026-06-30 }
PBP
hidden_from_b "a part of a template"
small <<'PBP'
milestone canary "Canary" { only_for: a  due: 2026-06-01 owner: n }
template initiative t "T" { milestone canary_x "Canary step" { due: canary.due } }
initiative w "W" like t { owner: i  window: 2026-02-01 .. 2026-06-30 }
PBP
hidden_from_b "a part of a template that cannot be without a hidden block"
small <<'PBP'
action x "X" { owner: i due: 2026-05-01 }
PBP
cat >"$work/small/project.pbp" <<'PBP'
project "X" {}
rule canary "Canary rule" { only_for: a  for: action  require: has done  help: "h" }
PBP
hidden_from_b "a rule of the project"
small <<'PBP'
unit canary "Canary box" { only_for: a  many: "canary_boxes" }
metric m "M" { means: "x"  unit: canary  kind: level }
assumption s "S" { owner: i  holds_while: m.latest < 5 canary_boxes }
PBP
hidden_from_b "a unit"
verdict "check warns of what names a hidden unit" \
	"$("$PBP" check --as-of 2026-05-15 "$work/small/plan.pbp" | grep -q 'balance.depends_on_hidden'; echo $?)"
small <<'PBP'
metric m "M" { means: "x"  unit: EUR  kind: flow }
person s "Canary person" { only_for: a  of: a }
goal g "G" { metric: m  owner: i until 2026-03-31, s from 2026-04-01 until 2026-05-30, n from 2026-07-01  target: 5 EUR by 2026-12-31 }
PBP
hidden_from_b "lines of the plan and code to paste that would quote it"
small <<'PBP'
rule canary "Canary rule" { only_for: a  for: action  require: has done  help: "h" }
action x "X" { owner: i  due: 2026-06-01  allow: [rule.canary] because "r" by i until 2026-12-30 }
PBP
hidden_from_b "a waiver of a hidden rule"
small <<'PBP'
import "old.pbp" as old
let x = old.f.value
fund f "F" { of: b  owner: i  amount: 10 EUR  window: 2026 }
fund g "G" { of: b  owner: i  amount: x  window: 2026 }
PBP
cat >"$work/small/old.pbp" <<'PBP'
plan old "Old" { between: [a, b]  period: 2025-01-01 .. 2025-12-31  currency: EUR  profile: napkin }
party a "A" { role: vendor }
party b "B" { role: partner }
fact f "Canary" { only_for: a  value: 5 EUR on 2026-01-05  source: "s"  of: a }
PBP
hidden_from_b "a hidden value of an earlier plan"
small <<'PBP'
metric m "M" { means: "x"  unit: EUR  kind: flow }
goal base "Base" { owner: i with: n  metric: m  target: 5 EUR by 2026-12-31 }
person s "Canary person" { only_for: a  of: a }
goal g "G" like base { with: s }
PBP
hidden_from_b "what stands in for a template's value"
shown=$(cd "$work/small" && "$PBP" query goals --columns it.with plan.pbp --as-of 2026-05-15 --format csv --audience b | tr '\r\n' '  ' | tr -s ' ')
verdict "what is like another does not get its value instead" "$([ "$shown" = "goal,title,with base,Base,n g,G, " ]; echo $?)" "$shown"

small <<'PBP'
risk r "Canary risk" { only_fro: a  owner: n }
PBP
for party in b ''; do
	for command in "query risks plan.pbp" "status plan.pbp" "agenda plan.pbp" "build plan.pbp -o $work/o.wrong"; do
		said=$(cd "$work/small" && "$PBP" $command --as-of 2026-05-15 --audience "$party" 2>/dev/null)
		verdict "with a mistake in it: $command --audience '$party'" "$([ $? -eq 2 ] && [ -z "$said" ]; echo $?)" "$said"
	done
done
printf 'plan q "Q" { between: [a, b] }\nperson z "Z" { of: b }\n' >"$work/small/other.pbp"
small <<'PBP'
PBP
printf 'plan q "Q" { between: [a, b] }\nperson z "Z" { of: b }\n' >"$work/small/other.pbp"
for with in . /dev/zero other.pbp; do
	(cd "$work/small" && "$PBP" query people plan.pbp --with $with >/dev/null 2>"$work/said")
	verdict "--with $with is refused" "$([ $? -eq 2 ] && grep -q -e '--with' "$work/said"; echo $?)" "$(cat "$work/said")"
done

# ---- each block of the examples in turn ----

# hide FILE N: the N-th block at the top that spans lines, left to the first party with its title replaced
hide() {
	awk -v n="$2" -v party="$3" '
		/^(party|plan|person|import|template|calendar|project|rate|unit|update|readings|session|signoff)/ { print; next }
		/^[a-z_]+ .*\{$/ && ++k == n {
			sub(/"[^"]*"/, "\"Canary title\"")
			print
			print "  only_for: " party
			next
		}
		{ print }' "$1"
}
for example in reseller:halyard:brightwater co_sell:; do
	name=${example%%:*} rest=${example#*:}
	vendor=${rest%%:*} other=${rest#*:}
	if [ -z "$vendor" ]; then
		set -- $(grep -ho '^  between: *\[[a-z_, ]*' "$examples/$name/plan.pbp" | sed 's/.*\[//; s/,/ /g')
		vendor=$1 other=$2
	fi
	wrong="" n=0
	cp -r "$examples/$name" "$work/turn"
	while :; do
		n=$((n + 1))
		hide "$examples/$name/plan.pbp" "$n" "$vendor" >"$work/turn/plan.pbp"
		cmp -s "$work/turn/plan.pbp" "$examples/$name/plan.pbp" && break
		timeout 20 "$PBP" build "$work/turn/plan.pbp" --as-of 2026-05-15 --audience "$other" -t "$types" \
			-o "$work/o.turn" >/dev/null 2>"$work/err"
		code=$?
		[ "$code" -le 1 ] || wrong="$wrong block $n: code $code;"
		grep -rqa 'Canary title' "$work/o.turn" && wrong="$wrong block $n is told;"
		rm -rf "$work/o.turn"
	done
	rm -rf "$work/turn"
	verdict "each of $((n - 1)) blocks of $name left to $vendor is kept from $other" \
		"$([ -z "$wrong" ] && [ "$n" -gt 20 ]; echo $?)" "$wrong"
done

# ---- what stops it ----

# refused NAME TEXT COMMAND...: it ends with 2, says TEXT and writes nothing
refused() {
	name=$1 words=$2
	shift 2
	rm -rf "$work/none"
	"$@" -o "$work/none" >"$work/out" 2>"$work/err"
	code=$?
	verdict "$name" "$([ "$code" = 2 ] && grep -q -- "$words" "$work/err" && [ ! -e "$work/none" ]; echo $?)" \
		"code $code: $(grep pbp: "$work/err" | head -2)"
}

refused "a party that the plan has not" 'no party `acme`; its parties are halyard, brightwater' \
	"$PBP" build "$plan/plan.pbp" --as-of 2026-05-15 --audience acme
refused "a file that is not there" 'there is no such file' \
	"$PBP" build "$plan/plan.pbp" --as-of 2026-05-15 --audience halyard --with "$work/nothing.pbp"
refused "a file for several plans" 'several' \
	"$PBP" build "$examples" --as-of 2026-05-15 --with "$plan/halyard_only.pbp"
cp -r "$work/inside" "$work/misspelt"
sed -i 's/^  only_for:  halyard/  only_fro:  halyard/' "$work/misspelt/plan.pbp"
refused "a misspelt only_for" 'not built' "$PBP" build "$work/misspelt/plan.pbp" --as-of 2026-05-15 --audience brightwater
cp -r "$work/inside" "$work/unknown"
sed -i 's/^  only_for:  halyard/  only_for:  halyrad/' "$work/unknown/plan.pbp"
refused "an unknown party in only_for" 'not built' "$PBP" build "$work/unknown/plan.pbp" --as-of 2026-05-15 --audience brightwater

exit "$failed"
