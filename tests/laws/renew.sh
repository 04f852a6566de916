#!/bin/sh
# Next year's plan: of any plan on any day it reads without a mistake, asks for decisions only, and nothing is overwritten.
# PBP is the program.
: "${PBP:?PBP is the program to test}"
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 3000 "$work/said"
		echo "not ok - $1"
		failed=1
	fi
}

cp -R "$root/examples/reseller" "$root/examples/co_sell" "$work"
cd "$work" || exit 2
for template in napkin co_sell reseller distributor; do
	mkdir "new_$template"
	"$PBP" new "new_$template/plan.pbp" --template "$template" --from 2026-01-01 >/dev/null
done

# ---- on any day ----

# What nobody but people can decide, next to what was found of the old plan already.
owed='achievable\.tier_not_reached|balance\.|contract\.not_acknowledged|dependency\.no_promise|enablement\.|funding\.
measurable\.no_target|ownership\.|plan\.area_uncovered|relevant\.no_initiative|review\.action_|review\.roadblock_
review\.stagnation|risk\.no_trigger|tracking\.cause_open|tracking\.thin_cause'
owed=$(echo "$owed" | tr '\n' '|' | sed 's/|$//')

# rules FILE DAY: the rules that find something in it
rules() {
	"$PBP" check --as-of "$2" --format concise "$1" 2>/dev/null | sed -n 's/^[^[]*\[\([a-z_.]*\)\].*/\1/p' | sort -u
}

for folder in reseller co_sell new_napkin new_co_sell new_reseller new_distributor; do
	: >"$work/said"
	for day in 2025-12-01 2026-02-28 2026-05-15 2026-06-30 2026-09-30 2026-12-31 2027-01-20; do
		cp "$folder/plan.pbp" before
		rm -f "$folder/next.pbp"
		(cd "$folder" && "$PBP" renew --as-of $day -o next.pbp plan.pbp) >told 2>&1 || { echo "$day: no plan"; cat told; } >>said
		cmp -s before "$folder/plan.pbp" || echo "$day: the old plan has changed" >>said
		"$PBP" fmt --check "$folder/next.pbp" >/dev/null || echo "$day: not laid out" >>said
		rules "$folder/plan.pbp" $day >old
		rules "$folder/next.pbp" $day | comm -13 old - | grep -v -x -E "($owed).*" | sed "s/^/$day: /" >>said
		# the same bytes anywhere
		(cd / && LC_ALL=C TZ=Asia/Tokyo "$PBP" renew --as-of $day -o - "$work/$folder/plan.pbp" 2>/dev/null) | cmp -s - "$folder/next.pbp" ||
			echo "$day: printed it is another" >>said
		"$PBP" seal --show "$folder/next.pbp" >sealed 2>>said || echo "$day: it cannot be sealed" >>said
		awk -F '\t' -v day=$day '
			$2 == "period" { match($3, /[0-9]+-[0-9]+-[0-9]+/); first = substr($3, RSTART, RLENGTH) }
			$2 ~ /^(due|need_by|window|every|on|recheck_by)$/ { dates[$0] = $3 }
			END {
				for (fact in dates)
					while (match(dates[fact], /[0-9]+-[0-9]+-[0-9]+/)) {
						if (substr(dates[fact], RSTART, RLENGTH) < first)
							print day ": not in the new period: " fact
						dates[fact] = substr(dates[fact], RSTART + RLENGTH)
					}
			}' sealed >>said
	done
	[ ! -s said ]
	verdict "$folder is renewed on any day, and asks for decisions only" $?
	# and the year after that
	rm -f "$folder/after.pbp"
	(cd "$folder" && "$PBP" renew --as-of 2027-12-31 -o after.pbp next.pbp) >said 2>&1
	code=$?
	rules "$folder/after.pbp" 2027-12-31 | grep -E '^(name|type|syntax)\.' >>said && code=1
	[ $code -eq 0 ] && ! grep -q '"plan.pbp"' "$folder/after.pbp" && grep -q '"next.pbp" as y20' "$folder/after.pbp"
	verdict "$folder: the plan after the next reads the next" $?
done

# ---- random plans ----

mkdir random
(cd "$root" && node tests/laws/renew_random.mjs "$PBP" "$work/random") || failed=1

# ---- nothing is lost that is open ----

# names QUESTION FILE: the first column of the answer
names() {
	"$PBP" query --as-of 2026-06-30 --format csv "$1" "$2" 2>>said | sed '1d; s/,.*//' | sort
}
: >said
rm -f reseller/next.pbp
"$PBP" renew --as-of 2026-06-30 -o reseller/next.pbp reseller/plan.pbp >>said 2>&1
for kind in milestones commitments; do
	names "$kind where status != done" reseller/plan.pbp >open
	names "$kind" reseller/next.pbp | diff open - >>said || echo "$kind" >>said
done
names 'actions where not has done and not has dropped' reseller/plan.pbp | sed 's/.*\.//' | sort >open
names actions reseller/next.pbp | sed 's/.*\.//' | sort | diff open - >>said
[ "$(wc -l <open)" -ge 2 ] && [ "$(wc -l <said)" -eq "$(grep -c '' said)" ]
names 'actions' reseller/next.pbp | sed 's/.*\.//' | sort | cmp -s - open
verdict "every open action is in the next plan, and none that is done" $?

# ---- both years in one folder ----

rm -f reseller/*.pbp
cp "$root"/examples/reseller/*.pbp reseller
"$PBP" renew --as-of 2026-11-30 reseller/plan.pbp >said 2>&1
"$PBP" build --as-of 2027-02-05 -t csv -o alone reseller/plan_2027.pbp >>said 2>&1
"$PBP" build --as-of 2027-02-05 -t csv -o both reseller >>said 2>&1
for file in alone both; do
	grep -h -o '[a-z]*,[a-z]*\.[a-z_]*' "$(find $file -path '*plan_2027*findings.csv' -o -name findings.csv -path 'alone*' | head -n 1)" | sort >$file.rules
done
[ -s alone.rules ] && cmp -s alone.rules both.rules
verdict "a plan is not charged with what is found of the one that it renews" $?

cp -R "$root/examples/reseller" badrow
printf 'SI-26-9999,x,y,32/13/2026,Posted,5\n' >>badrow/erp/services_invoices.csv
(cd badrow && "$PBP" check --as-of 2026-05-15 . 2>&1 | grep -q 'feed.bad_row' && "$PBP" seal plan.pbp && "$PBP" renew --as-of 2026-05-15 -o next.pbp plan.pbp) >said 2>&1
verdict "a row of an export that cannot be read stops neither seal nor renewal" $?

# ---- where it is written ----

refused() { # WHAT WHY ARGUMENTS...: exit code 2, with that reason, and no file changes
	what=$1 why=$2
	shift 2
	find . -type f -exec cksum {} + | sort >files
	"$PBP" renew --as-of 2026-06-30 "$@" >said 2>&1
	code=$?
	find . -type f -exec cksum {} + | sort | grep -v -e ' \./said$' -e ' \./files$' -e ' \./now$' >now
	grep -v -e ' \./said$' -e ' \./files$' -e ' \./now$' files | diff - now >>said
	[ $code -eq 2 ] && grep -q "$why" said
	verdict "$what" $?
}
touch said files now
refused "an existing file stays as it is" 'there is such a file already' -o reseller/people.pbp reseller/plan.pbp
refused "so does the plan itself" 'there is such a file already' -o reseller/plan.pbp reseller/plan.pbp
refused "a plan's file ends with .pbp" 'ends with .pbp' -o reseller/next reseller/plan.pbp
refused "folders are not made" 'no such folder' -o reseller/years/next.pbp reseller/plan.pbp
refused "outside of the project nothing is written" 'in the same project' -o next.pbp reseller/plan.pbp
ln -s "$work/co_sell" reseller/elsewhere
refused "nor through a link that leads out of it" 'in the same project' -o reseller/elsewhere/joint.pbp reseller/plan.pbp
rm reseller/elsewhere
refused "several plans are not renewed at once" 'several plans' reseller co_sell
refused "standard input is no file to be read" 'takes the file of a plan' -
refused "a library is no plan" 'no `plan` block' reseller/people.pbp
sed 's/^  owner: *raman$/  owner: nobody_known/' reseller/plan.pbp >reseller/mistaken.pbp
refused "a plan with mistakes is not renewed" 'nobody can tell' reseller/mistaken.pbp
cat >new_napkin/last.pbp <<-'END'
	plan last "Last" { between: [a, b]  period: 9999  currency: EUR  profile: napkin }
	party a "A" { role: vendor }
	party b "B" { role: partner }
END
refused "behind the last year there is none" 'calendar ends' new_napkin/last.pbp

mkdir -p reseller/plans/2027
(cd reseller && "$PBP" renew --as-of 2026-06-30 -o plans/2027/joint.pbp plan.pbp) >said 2>&1
[ $? -eq 0 ] && grep -q '^import "../../people.pbp"$' reseller/plans/2027/joint.pbp &&
	grep -q '^import "../../plan.pbp" as y2026$' reseller/plans/2027/joint.pbp &&
	grep -q 'file:.*"../../erp/services_invoices.csv"' reseller/plans/2027/joint.pbp &&
	! "$PBP" check --as-of 2026-06-30 --format concise reseller/plans/2027/joint.pbp 2>&1 | grep -E '\[(name|type|syntax|feed)\.' >>said
verdict "in another folder of the project it finds what it reads" $?

mkdir "reseller/a \"b\" -c"
(cd "reseller/a \"b\" -c" && cp ../plan.pbp ../people.pbp ../progress.pbp . && cp -R ../erp . && rm -f ../../said &&
	"$PBP" renew --as-of 2026-06-30 plan.pbp && "$PBP" renew --as-of 2026-06-30 -o ../next_of_it.pbp plan.pbp) >said 2>&1
[ -e "reseller/a \"b\" -c/plan_2027.pbp" ] &&
	! "$PBP" check --as-of 2026-06-30 --format concise reseller/next_of_it.pbp 2>&1 | grep -E '\[(name|type|syntax|feed)\.' >>said
verdict "so it does beside files with blanks, quotes and dashes in their names" $?
exit "$failed"
