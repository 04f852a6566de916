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
