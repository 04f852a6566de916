#!/bin/sh
# pbp new: every template, begun with any quarter, is a plan without a finding in the one layout; and nothing is overwritten.
# PBP is the program.
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
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

# clean FILE DAY: nothing to find, of any level
clean() {
	"$PBP" check --fail-on info --as-of "$2" "$1" >said 2>&1 && "$PBP" fmt --check "$1" >>said 2>&1
}

templates=$("$PBP" new --template list | awk '{ print $1 }')
[ "$(echo $templates)" = "co_sell distributor napkin reseller" ]
verdict "there are four templates" $?

for template in $templates; do
	bad=0
	for year in 2024 2025 2026 2027 2028 2031; do
		for first in 01-01 04-01 07-01 10-01; do
			rm -f plan.pbp
			"$PBP" new --template "$template" --from "$year-$first" plan.pbp >said 2>&1 || bad=1
			clean plan.pbp none && clean plan.pbp "$year-$first" && clean plan.pbp "$((year - 1))-12-20" || {
				cat said
				bad=1
			}
		done
	done
	verdict "$template is clean from any quarter on" "$bad"
	rm -f plan.pbp
	"$PBP" new --template "$template" plan.pbp >said 2>&1 && clean plan.pbp "$(date +%Y-%m-%d)"
	verdict "$template is clean today" $?
	"$PBP" build -o out plan.pbp >said 2>&1 && "$PBP" agenda plan.pbp >agenda.csv 2>>said && [ -s out/plan.html ]
	verdict "$template gives a pack and an agenda" $?
	"$PBP" new --template "$template" - >again.pbp 2>said && cmp plan.pbp again.pbp >>said
	verdict "$template on standard output" $?
done

"$PBP" new --template napkin napkin.pbp >said
[ "$(grep -c '^[^#]' napkin.pbp)" -le 15 ] && [ "$(wc -L <napkin.pbp)" -le 100 ]
verdict "a napkin has at most 15 short lines" $?

# What the words of `pbp new` say to do next works.
sed -n 's/^  pbp \([^#]*\)#.*/\1/p' said >steps
[ "$(wc -l <steps)" -eq 3 ]
code=$?
while read -r step; do
	eval "\"$PBP\" $step" >said 2>&1 </dev/null || code=1
done <steps
verdict "the next steps it names work" "$code"

# refused TEXT ARGUMENT...: ends with 2, says this, and writes nothing
refused() {
	wanted=$1
	shift
	before=$(find . -type f ! -name said -exec cksum {} + | sort)
	"$PBP" new "$@" >said 2>&1
	[ $? -eq 2 ] && grep -q -F -e "$wanted" said && [ "$before" = "$(find . -type f ! -name said -exec cksum {} + | sort)" ]
	verdict "pbp new $*: $wanted" $?
}
echo mine >old.pbp
mkdir folder.pbp
refused 'already' old.pbp
refused 'already' folder.pbp
refused 'ends with .pbp' plan.txt
refused 'what the file is to be called'
refused 'what the file is to be called' a.pbp b.pbp
refused 'did you mean `reseller`' --template reseler x.pbp
refused 'first day of a quarter' --from 2026-02-01 x.pbp
refused 'first day of a quarter' --from 2026-04-02 x.pbp
refused 'takes DATE' --from 2026-02-31 x.pbp

"$PBP" >said 2>&1 && grep -q 'pbp new plan.pbp' said
verdict "pbp alone says what to do next" $?
mkdir empty
(cd empty && "$PBP" check) >said 2>&1
grep -q 'pbp new plan.pbp' said
verdict "an empty folder says how to begin" $?
"$PBP" chek >said 2>&1
[ $? -eq 2 ] && grep -q 'did you mean `check`' said
verdict "a misspelt command" $?
[ "$("$PBP" help | wc -L)" -le 100 ]
verdict "the help fits a terminal" $?

exit "$failed"
