#!/bin/sh
# Seals and differences: what leaves a seal as it is, what changes it, and what diff says. PBP is the program.
: "${PBP:?PBP is the program to test}"
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 2000 "$work/said"
		echo "not ok - $1"
		failed=1
	fi
}

seal() {
	"$PBP" seal "$@" 2>"$work/said" | head -n 1
}

cd "$root" || exit 2
mkdir "$work/fields"
node tests/laws/contract.mjs "$PBP" "$work/fields" || failed=1
mkdir "$work/random"
node tests/laws/contract_random.mjs "$PBP" "$work/random" || failed=1

# ---- what a seal does not depend on ----

for example in reseller co_sell; do
	case $example in
	reseller) person=oyelaran goal=sourced review=qbr day=2026-07-14 party=halyard ;;
	co_sell) person=mensah goal=pipeline review=qbr day=2026-07-09 party=stratus ;;
	esac
	before=$(seal "examples/$example/plan.pbp")
	same() { # WHAT: the plan in $work/plan has the seal still
		after=$(seal "$work/plan/plan.pbp")
		verdict "$example: $1 keeps the seal" "$([ -n "$before" ] && [ "$before" = "$after" ]; echo $?)"
	}
	fresh() {
		rm -rf "$work/plan"
		cp -R "examples/$example" "$work/plan"
	}
	fresh
	sed -i 's/^  \([a-z_]*\): */    \1:     /; s/^\([a-z]\)/\n\1/; s/$/  # a comment/; /"""/d' "$work/plan/people.pbp"
	same "another layout, with comments,"
	fresh
	# blocks at the top in the reverse order
	awk 'BEGIN { RS = ""; ORS = "\n\n" } /^import|^#/ { head = head $0 "\n\n"; next } { block[++n] = $0 }
		END { printf "%s", head; for (i = n; i; i--) print block[i] }' "examples/$example/people.pbp" >"$work/plan/people.pbp"
	same "another order of blocks"
	fresh
	mv "$work/plan/people.pbp" "$work/plan/who.pbp"
	sed -i 's/"people.pbp"/"who.pbp"/' "$work"/plan/*.pbp
	same "another name of a file"
	fresh
	{
		grep '^import std' "$work/plan/people.pbp"
		awk 'BEGIN { RS = ""; ORS = "\n\n" } /^person/' "$work/plan/people.pbp"
	} >"$work/plan/persons.pbp"
	awk 'BEGIN { RS = ""; ORS = "\n\n" } !/^person/' "examples/$example/people.pbp" >"$work/plan/people.pbp"
	sed -i '0,/^import "people.pbp"/s//import "people.pbp"\nimport "persons.pbp"/' "$work/plan/plan.pbp"
	same "a library split in two"
	fresh
	cat >>"$work/plan/progress.pbp" <<-EOF
		readings $goal { 2026-09-30: 1 USD }
		session $day { of: $review  notes: "Held." }
		action "Call them" { owner: $person  due: 2026-08-01 }
		update $person { leaves: 2026-12-30 }
		risk rain "Rain" { owner: $person  likelihood: 1  impact: 1  response: accept  about: "A note." }
		term own_word { means: "Ours."  only_for: $party }
	EOF
	same "progress, notes, risks and what is only for one side"
done

# ---- what random plans have shown ----

mkdir "$work/was" "$work/is"
# plan FOLDER TEXT: a small plan with this in it
plan() {
	cat >"$work/$1/plan.pbp" <<-EOF
		import std.metrics
		import std.templates
		plan p "P" { between: [a, b]  period: 2026  currency: EUR }
		party a "A" { role: vendor }
		party b "B" { role: partner }
		person n "N" { of: a }
		metric sourced_revenue "Ours" { means: "Ours."  unit: EUR  kind: flow }
		$2
	EOF
}
# differs SEAL TEXT TEXT NAME [WORDS]: two plans with these have other (1) or the same (0) seals, diff agrees and says WORDS
differs() {
	plan was "$2"
	plan is "$3"
	[ "$(seal "$work/was/plan.pbp")" = "$(seal "$work/is/plan.pbp")" ]
	same=$?
	"$PBP" diff "$work/was/plan.pbp" "$work/is/plan.pbp" >"$work/said" 2>&1
	[ $? -eq "$1" ] && [ "$same" -eq "$1" ] && [ -s "$work/was/plan.pbp" ] && grep -q -e "${5:-nothing differs}" "$work/said"
	verdict "$4" $?
}
goal='goal g "G" { owner: n  target: 5 EUR  metric:'
differs 1 "$goal sourced_revenue }" "$goal std.metrics.sourced_revenue }" "a metric is not the standard one of its name" '+ metric:'
tier='tier t "T" { requires: [sourced_revenue.latest >='
differs 1 "let least = 5 EUR
$tier least] }" "let least = 6 EUR
$tier least] }" "a let in a condition is part of it" '+ requires:'
differs 0 "let least = 5000 EUR
$tier least] }" "$tier 5,000.00   EUR] }" "another spelling of a condition is none"
differs 1 "$goal sourced_revenue }" "$goal sourced_revenue  only_for: a }" "what is for one side now is sealed no more" '+ only_for: a'
work_on='owner: n  window: 2026'
differs 0 "initiative \"W\" { $work_on  milestone \"M\" { due: 2026-03-03 } }" \
	"initiative \"W\" { $work_on  milestone \"M\" { due: 2026-03-03  done: 2026-03-02 } }" \
	"progress of a block without a name is seen" '+ done: 2026-03-02'
differs 0 "initiative w { $work_on
funnel { contacts: 5 } }" "initiative w { $work_on
funnel { contacts: 5  about: \"Why.\" } }" "so is a note on one without a title" 'about: "Why."'
one='initiative "One"' two='initiative "Two"' step='milestone "M" { due: 2026-03-03 }'
differs 1 "$one { $work_on  $step } $two { $work_on }" "$one { $work_on } $two { $work_on  $step }" \
	"a block without a name is known by what it stands in" 'initiative "Two" > milestone "M": new'
differs 1 "$one { $work_on  milestone m \"M\" { due: 2026-03-03 } } $two { $work_on }" \
	"$one { $work_on } $two { $work_on  milestone m \"M\" { due: 2026-03-03 } }" "so is one with a name in it" '+ heading:'
twin() { echo "initiative \"W\" { $work_on  area: $1  stage: $2 }"; }
differs 1 "$(twin sales sell) $(twin product market)" "$(twin sales market) $(twin product sell)" \
	"of two that nothing tells apart each is compared as a whole" '+ initiative:'
webinar='initiative w "W" like std.templates.webinar { owner: n  window:'
differs 1 "$webinar 2026 }" "$webinar 2026-01-01 .. 2026-11-30 }" "the steps of a standard template are the plan's own" 'milestone w.held'
differs 0 "$goal sourced_revenue increments { 2026-Q1: 1 EUR  2026-Q2: 2 EUR } }" \
	"$goal sourced_revenue increments { 2026-Q2: 2 EUR  2026-Q1: 1 EUR } }" "another order of rows changes nothing"
size='segment s "S" { size: 5 seat }'
differs 1 "unit seat { many: \"seats\" } $size" "unit seat { many: \"chairs\" } $size" "another plural is no other amount" '+ many:'
[ "$(grep -c '^    +' "$work/said")" -eq 1 ]
verdict "nor is diff told of one" $?
resource='resource r "R" { type: cash  by: a  substitute:'
differs 1 "resource other \"O\" { type: cash  by: b } $resource other }" "resource other \"O\" { type: cash  by: b } $resource \"other\" }" \
	"a text is not the block of these letters" '+ substitute:'
amendment='type: scope  because: "B"  effective: 2026-05-05 } goal g "G" { owner: n  metric: sourced_revenue  target: 5 EUR }'
differs 0 "amendment c \"C\" { changes: [g.owner]  $amendment" "amendment c \"C\" { changes: [g.target]  $amendment" \
	"which field is amended is seen" '+ changes: \[g.target\]'
base='activity x "X" {' like="initiative w \"W\" { $work_on  milestone held \"M\" { due: 2026-03-03 }"
differs 0 "$base window: 2026-Q1  due: 2026-02-02 } activity y \"Y\" like x { owner: n }" \
	"$base due: 2026-02-02  window: 2026-Q1 } activity y \"Y\" like x { owner: n }" "like takes over all fields in any order of them"
differs 0 "$like  activity held \"A\" { due: 2026-04-04 } } initiative v \"V\" like w {}" \
	"initiative w \"W\" { $work_on  activity held \"A\" { due: 2026-04-04 }  milestone held \"M\" { due: 2026-03-03 } } initiative v \"V\" like w {}" \
	"and all that stands in it"
: >"$work/said"

# ---- signing ----

cp -R examples/reseller "$work/signed"
sed -i '/^signoff/,/^}/d' "$work/signed/plan.pbp"
"$PBP" fmt "$work/signed" >"$work/said" 2>&1
"$PBP" seal --write halyard --by whitfield --on 2026-01-22 "$work/signed/plan.pbp" >"$work/said" 2>&1 &&
	"$PBP" seal --write brightwater --by castellanos --on 2026-01-22 "$work/signed/plan.pbp" >>"$work/said" 2>&1 &&
	"$PBP" seal --verify "$work/signed/plan.pbp" >>"$work/said" 2>&1 &&
	[ "$(grep -c 'of this content' "$work/said")" -eq 2 ]
verdict "two sides sign, and both signatures are of this content" $?
"$PBP" fmt --check "$work/signed/plan.pbp" >"$work/said" 2>&1
verdict "what is written keeps the layout" $?
"$PBP" check --as-of 2026-05-15 "$work/signed/plan.pbp" >"$work/said" 2>&1
! grep -q 'contract.drift' "$work/said"
verdict "check finds no drift" $?
sed -i 's/540,000 USD by/500,000 USD by/' "$work/signed/plan.pbp"
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q 'of other content' "$work/said"
verdict "a target changed afterwards is seen" $?
"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
[ "$(grep -c 'contract.drift' "$work/said")" -eq 1 ]
verdict "and check says so, once for both signatures of one content" $?
"$PBP" seal --write halyard --by whitfield --on 2026-02-01 "$work/signed/plan.pbp" >"$work/said" 2>&1
[ "$(grep -c '^signoff halyard' "$work/signed/plan.pbp")" -eq 1 ] && grep -q 2026-02-01 "$work/signed/plan.pbp"
verdict "signing again replaces the old signature" $?

sed -i 's/owner: *bakker$/owner: bakkker/' "$work/signed/plan.pbp"
"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
grep -q 'name.unknown.*bakkker' "$work/said" && ! grep -q 'contract.drift' "$work/said"
verdict "a name that is none is told of, and not as drift again" $?
sed -i 's/bakkker/bakker/' "$work/signed/plan.pbp"
new=$(seal "$work/signed/plan.pbp")
# amended BY: --verify of the changed plan with an amendment that carries its seal, approved by these
amended() {
	sed -i '/^amendment lower/,/^}/d' "$work/signed/plan.pbp"
	printf 'amendment lower "Lower" {\n  changes: [sourced.target from 540,000 USD to 500,000 USD]\n  type: target\n  because: "x"\n' \
		>>"$work/signed/plan.pbp"
	printf '  effective: 2026-04-20\n  approved: [%s] on 2026-04-20\n  seal: "%s"\n}\n' "$1" "$new" >>"$work/signed/plan.pbp"
	"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
}
amended whitfield
[ $? -eq 1 ] && grep -q 'amendment lower: of this content, and not approved' "$work/said"
verdict "an amendment of one side does not make the change agreed" $?
amended 'whitfield, castellanos'
verdict "one of both does" $?
"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
! grep -q 'contract.drift' "$work/said"
verdict "and check agrees" $?
# signed DAYS...: the plan with its sign-offs on these days is told of at these lines
signed_on() {
	sed -i "/^signoff halyard/,/^}/s/^  on: .*/  on: $1/; /^signoff brightwater/,/^}/s/^  on: .*/  on: $2/" "$work/signed/plan.pbp"
	"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" 2>&1 | grep 'contract\.drift' >"$work/said"
	"$PBP" seal --verify "$work/signed/plan.pbp" >/dev/null 2>&1
	agreed=$?
	wc -l <"$work/said"
}
[ "$(signed_on 2026-01-22 2026-04-20)" -eq 0 ]
verdict "up to the day of the amendment it stands for what was signed before" $?
sed -i "/^signoff brightwater/,/^}/s/^  seal: .*/  seal: \"pbp1:$(printf '%064d' 7)\"/" "$work/signed/plan.pbp"
[ "$(signed_on 2026-01-22 2026-04-20)" -eq 0 ] && [ "$(signed_on 2026-01-22 2026-04-21)" -eq 1 ] &&
	grep -q 'is not what brightwater signed' "$work/said"
verdict "a sign-off of a later day counts beside the amendment" $?
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ]
verdict "and --verify says the same" $?
"$PBP" seal --write brightwater --by castellanos --on 2026-05-04 "$work/signed/plan.pbp" >"$work/said" 2>&1
[ "$(signed_on 2026-05-04 2026-05-04)" -eq 0 ]
verdict "when all have signed anew, that is what counts" $?
sed -i "/^amendment lower/,/^}/s/^  seal: .*/  seal: \"pbp1:$(printf '%064d' 7)\"/" "$work/signed/plan.pbp"
[ "$(signed_on 2026-05-04 2026-05-04)" -eq 0 ] && [ "$(signed_on 2026-01-22 2026-05-04)" -eq 1 ]
verdict "and the amendment no more" $?
sed -i '/^amendment lower/,/^}/d' "$work/signed/plan.pbp"

for wrong in "halyard --by bakker --on 2026-01-22" "nobody --by whitfield --on 2026-01-22" "halyard --on 2026-01-22" \
	"halyard --by whitfield" "halyard --by someone --on 2026-01-22"; do
	cp "$work/signed/plan.pbp" "$work/kept"
	"$PBP" seal --write $wrong "$work/signed/plan.pbp" >"$work/said" 2>&1
	[ $? -eq 2 ] && [ -s "$work/said" ] && cmp -s "$work/kept" "$work/signed/plan.pbp"
	verdict "--write $wrong is refused" $?
done

# ---- signatures of keys that each company has ----

cp -R examples/reseller/. "$work/signed"
sed -i '/^signoff/,/^}/d' "$work/signed/plan.pbp"
for side in halyard:whitfield brightwater:castellanos; do
	"$PBP" seal --write ${side%:*} --by ${side#*:} --on 2026-01-22 "$work/signed/plan.pbp" >"$work/said" 2>&1
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/${side#*:}" &&
		echo "$(sed -n "/^person ${side#*:} /,/email:/s/.*email: *\"\(.*\)\"/\1/p" "$work/signed/people.pbp") $(cat "$work/${side#*:}.pub")" \
			>>"$work/signed/allowed_signers"
	seal "$work/signed/plan.pbp" >"$work/signed/${side#*:}"
	ssh-keygen -q -Y sign -n pbp -f "$work/${side#*:}" "$work/signed/${side#*:}" >>"$work/said" 2>&1
	sed -i "/^signoff ${side%:*} /,/^}/s/^  seal: .*/&\n  signed: \"${side#*:}.sig\"/" "$work/signed/plan.pbp"
done
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1 && [ "$(grep -c 'signature .*: good' "$work/said")" -eq 2 ]
verdict "signatures made by ssh-keygen are verified" $?
# check says the same, at the sign-off
signature() {
	"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
	grep -c 'contract\.signature' "$work/said"
}
[ "$(signature)" -eq 0 ]
verdict "check finds nothing about them" $?
cp "$work/signed/castellanos.sig" "$work/signed/whitfield.sig"
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q 'whitfield.sig: its key is that of' "$work/said"
verdict "one by another key is not" $?
[ "$(signature)" -eq 1 ] && grep -q 'error.*the signature of halyard does not hold: its key is that of' "$work/said"
verdict "and check says of whom" $?
cp "$work/signed/whitfield.sig" "$work/kept.sig"
# signed_as WORDS ARGUMENTS...: what is said of a signature that is made so
signed_as() {
	words=$1
	shift
	seal "$work/signed/plan.pbp" >"$work/signed/whitfield"
	rm -f "$work/signed/whitfield.sig"
	ssh-keygen -q -Y sign "$@" "$work/signed/whitfield" >>"$work/said" 2>&1
	"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
	[ $? -eq 1 ] && grep -q "whitfield.sig: $words" "$work/said"
	verdict "a signature: $words" $?
}
ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/stranger"
signed_as 'its key does not stand in' -n pbp -f "$work/stranger"
signed_as 'the key is theirs, and what it signed is not' -n file -f "$work/whitfield"
cp "$work/kept.sig" "$work/signed/whitfield.sig"
PATH=/nowhere "$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
[ "$(grep -c 'contract\.signature.*ssh-keygen cannot be run' "$work/said")" -eq 2 ]
verdict "and that nothing is verified without ssh-keygen" $?
rm "$work/signed/allowed_signers"
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q 'no file .allowed_signers' "$work/said"
verdict "nor one without keys to verify it with" $?
sed -i 's,castellanos.sig,../../castellanos,' "$work/signed/plan.pbp"
"$PBP" seal --verify "$work/signed/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q 'no such file in the project' "$work/said"
verdict "nor one outside the project" $?
rm -rf "$work/signed"
mkdir "$work/signed"

# drift SEAL WORDS: a plan signed with this seal is told of in these words
drift() {
	cp -R examples/reseller/. "$work/signed"
	sed -i "s/pbp1:[0-9a-f]*/$1/" "$work/signed/plan.pbp"
	"$PBP" check --as-of 2026-05-15 --format concise "$work/signed/plan.pbp" >"$work/said" 2>&1
	grep 'contract.drift' "$work/said" | grep -q "$2"
	verdict "a seal $1: $2" $?
}
drift pbp1:9f2c 'no seal'
drift "pbp2:$(printf '0%.0s' $(seq 64))" 'another version'
drift "pbp1:$(printf '0%.0s' $(seq 64))" 'not what halyard signed'
drift nonsense 'no seal'

# ---- revisions of git ----

repository=$work/repository
mkdir "$work/temporary"
export TMPDIR="$work/temporary"
mkdir "$repository"
cp -R examples/reseller/. "$repository"
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
git -C "$repository" init -q && git -C "$repository" add -A && git -C "$repository" commit -qm one
sed -i 's/540,000 USD by/500,000 USD by/' "$repository/plan.pbp"
cd "$repository" || exit 2
"$PBP" diff HEAD plan.pbp >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q '^eased:' "$work/said" && grep -q -e '- target: 540,000 USD by 2026-12-31' "$work/said" &&
	grep -q -e '+ target: 500,000 USD by 2026-12-31' "$work/said"
verdict "diff shows what was eased since a revision" $?
git commit -qam two
cp plan.pbp "$work/plan.old"
git mv plan.pbp joint.pbp && git commit -qm three
"$PBP" diff HEAD~1 HEAD joint.pbp >"$work/said" 2>&1
[ $? -eq 0 ] && grep -q 'nothing differs' "$work/said"
verdict "a file that was renamed between two revisions is the same plan" $?
"$PBP" diff HEAD~2 HEAD >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q '^eased:' "$work/said"
verdict "two revisions are compared" $?
for name in nowhere HEAD~99 --output=x -x 'HEAD; touch pwned' '$(touch pwned)'; do
	"$PBP" diff -- "$name" joint.pbp >"$work/said" 2>&1
	[ $? -eq 2 ] && [ -s "$work/said" ] && [ ! -e pwned ] && [ ! -e x ]
	verdict "diff of '$name' is refused" $?
done
mkdir several && sed 's/^plan halyard[a-z_0-9]*/plan one/' "$work/plan.old" >several/one.pbp && sed 's/^plan halyard[a-z_0-9]*/plan two/' "$work/plan.old" >several/two.pbp
"$PBP" diff several joint.pbp >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q 'none of them called like' "$work/said"
verdict "of several plans none is taken for another" $?
rm -rf several
printf 'plan broken {\n' >broken.pbp
git add -A && git commit -qm four
"$PBP" diff HEAD:broken.pbp joint.pbp >"$work/said" 2>&1
[ $? -eq 2 ]
verdict "diff with what is no commit is refused" $?
"$PBP" diff broken.pbp joint.pbp >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q 'could not be parsed' "$work/said"
verdict "diff with a plan that cannot be parsed is refused" $?
git clone -q --depth 1 "file://$repository" "$work/shallow"
(cd "$work/shallow" && "$PBP" diff HEAD~2 joint.pbp) >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q 'shallow' "$work/said"
verdict "a shallow clone says that it lacks the revision" $?
mkdir "$work/empty" && cp "$repository/joint.pbp" "$work/empty"
(cd "$work/empty" && git init -q . && "$PBP" diff HEAD joint.pbp) >"$work/said" 2>&1
[ $? -eq 2 ] && [ -s "$work/said" ]
verdict "so does a repository without history" $?
[ -z "$(ls "$TMPDIR")" ]
verdict "nothing of the revisions is left behind" $?

cd "$repository" || exit 2
git rm -q broken.pbp && git commit -qm five
git config diff.pbp.command "$PBP diff --git-driver"
echo '*.pbp diff=pbp' >.gitattributes
sed -i 's/500,000 USD by/480,000 USD by/' joint.pbp
sed -i 's/title: "VP Channel"/title: "VP Channels"/' people.pbp
git diff >"$work/said" 2>&1
grep -q 'pbp diff joint.pbp' "$work/said" && grep -q -e '+ target: 480,000 USD' "$work/said" &&
	grep -q 'pbp diff people.pbp' "$work/said" && grep -q -e '+ title: "VP Channels"' "$work/said" && ! grep -q '^@@' "$work/said"
verdict "git diff shows plans in their own words" $?
printf 'goal x {\n' >>joint.pbp
git diff joint.pbp >"$work/said" 2>&1
grep -q 'no-ext-diff' "$work/said"
verdict "and says so where one cannot be read" $?
sed -i '$d' joint.pbp

# ---- drift, fact by fact ----

git checkout -q . && git add -A && git commit -qm six
sed -i 's/500,000 USD by/510,000 USD by/' joint.pbp
sed -i 's/title: "VP Product"/title: "VP Products"/; /^priority utilisation/d' people.pbp
sed -i 's/, utilisation\]/]/; s/\[utilisation, /[/; s/: utilisation$/: recurring_share/' joint.pbp
printf '\npriority new_one "A new one" { of: halyard }\n' >>people.pbp
first=$(git rev-list --max-parents=0 HEAD)
"$PBP" check --as-of 2026-05-15 --format concise --signed "$first" joint.pbp >"$work/said" 2>&1
grep -q 'contract.drift.*`target` of goal' "$work/said" && grep -q 'contract.drift.*`title` of person' "$work/said" &&
	grep -q 'contract.drift.*priority utilisation was taken out' "$work/said" &&
	grep -q 'contract.drift.*priority "A new one" was added' "$work/said"
verdict "with the signed version at hand each changed fact is a finding" $?
"$PBP" check --as-of 2026-05-15 --signed "$first" joint.pbp >"$work/said" 2>&1
grep -q 'signed as 540,000 USD by 2026-12-31' "$work/said"
verdict "which says what was signed" $?
cat >>joint.pbp <<-EOF
	amendment all_of_it "What we changed" {
	  changes:   [sourced.target from 540,000 USD to 510,000 USD, moreau from 0 to 1, new_one from 0 to 1]
	  type:      target
	  because:   "Agreed."
	  decided:   qbr on 2026-04-14
	  effective: 2026-04-16
	  approved:  [whitfield, castellanos] on 2026-04-15
	}
EOF
"$PBP" check --as-of 2026-05-15 --format concise --signed "$first" joint.pbp >"$work/said" 2>&1
! grep -q 'contract.drift.*\(`target` of goal\|person "Ines\|A new one\)' "$work/said" && grep -q 'utilisation was taken out' "$work/said"
verdict "but for what an approved amendment names" $?
"$PBP" check --as-of 2026-05-15 --format concise --signed "$first" joint.pbp >"$work/said" 2>&1
! grep -q 'contract.eased' "$work/said"
verdict "a target that a session lowered is no easing" $?
sed -i '/decided:   qbr on 2026-04-14/d' joint.pbp
"$PBP" check --as-of 2026-05-15 --format concise --signed "$first" joint.pbp >"$work/said" 2>&1
grep -q 'contract.eased.*`target` of goal' "$work/said"
verdict "one that nobody decided is" $?
"$PBP" check --as-of none --format concise joint.pbp >"$work/said" 2>&1
! grep -q 'contract.eased' "$work/said"
verdict "which is not known without the signed version" $?
# a milestone that was missed in May and moved to July
sed -i 's/due: *2026-05-01/due: 2026-07-31/; /^  milestone erp_ga/,/}/s/2026-04-30/2026-07-31/' joint.pbp
moved=$(awk '/milestone .*ERP connector GA/ { inside = 1 } inside && /due:/ { sub(/2026-[0-9-]*/, "2026-07-31"); inside = 0 } { print }' joint.pbp)
printf '%s\n' "$moved" >joint.pbp
sed -i '/^root_cause/,/^}/d' progress.pbp
"$PBP" check --as-of 2026-05-15 --format concise --signed "$first" joint.pbp >"$work/said" 2>&1
grep -q 'tracking.moved_without_cause.*ERP connector GA' "$work/said"
verdict "a missed milestone that was moved without a cause is told of" $?
"$PBP" check --as-of 2026-05-15 --signed nowhere joint.pbp >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q 'neither a file nor a revision' "$work/said"
verdict "a signed version that is not there is said" $?

# ---- what a repository or a plan would have run, read or wait for ----

# A folder of a clone that is a repository itself, lacks a blob, and names a command that would bring it.
mkdir -p "$work/trap/outer" && cd "$work/trap/outer" || exit 2
git init -q . && git init -q --bare sub && rm -rf sub/hooks sub/branches sub/description sub/info
sed -n '/^plan/,/^}/p' "$root/tests/unit/prelude.pbp" >sub/plan.pbp
blob=$(git hash-object sub/plan.pbp)
tree=$(printf '100644 blob %s\tplan.pbp\n' "$blob" | git -C sub mktree --missing)
commit=$(git -C sub -c user.name=n -c user.email=n@example.com commit-tree -m x "$tree") && git -C sub update-ref refs/heads/master "$commit"
printf '[core]\n repositoryformatversion = 1\n bare = false\n worktree = ../sub\n[extensions]\n partialClone = o\n[remote "o"]\n url = .\n promisor = true\n uploadpack = "touch %s/pwned; false"\n[protocol "file"]\n allow = always\n' "$work" >sub/config
touch sub/refs/.keep sub/objects/.keep
git add -A >/dev/null 2>&1 && git -c user.name=n -c user.email=n@example.com commit -qm x && git clone -q "$work/trap/outer" "$work/trap/cloned"
cd "$work/trap/cloned" || exit 2
"$PBP" diff master sub/plan.pbp >"$work/said" 2>&1
"$PBP" check --signed master sub/plan.pbp >>"$work/said" 2>&1
[ ! -e "$work/pwned" ]
verdict "no command of a repository runs, and nothing is fetched" $?
cd "$root" || exit 2

mkdir "$work/waits"
sed '/^signoff\|^amendment/,$d' examples/reseller/plan.pbp >"$work/waits/plan.pbp"
cp -R examples/reseller/people.pbp examples/reseller/progress.pbp examples/reseller/erp "$work/waits"
cat >>"$work/waits/plan.pbp" <<-END
	signoff halyard {
	  by:     whitfield
	  on:     2026-01-22
	  seal:   "pbp1:$(printf '%064d' 7)"
	  signed: "made.sig"
	}
END
# held WHAT: check ends soon and says that the signature does not hold
held() {
	timeout 10 "$PBP" check --as-of 2026-05-15 --format concise "$work/waits" >"$work/said" 2>&1
	[ $? -eq 1 ] && grep -q 'contract.signature' "$work/said"
	verdict "$1" $?
}
: >"$work/waits/allowed_signers"
mkfifo "$work/waits/made.sig" && held "a pipe for a signature keeps nobody waiting"
rm "$work/waits/made.sig" && truncate -s 3G "$work/waits/made.sig" && held "nor does one of 3 GB"
: >"$work/waits/made.sig.real" && mv "$work/waits/made.sig.real" "$work/waits/made.sig"
rm "$work/waits/allowed_signers" && ln -s /dev/zero "$work/waits/allowed_signers" && held "nor keys from a device"
rm "$work/waits/allowed_signers" && mkfifo "$work/waits/allowed_signers" && held "nor keys from a pipe"

cp -R examples/reseller "$work/lists"
printf 'amendment people_of_it "Who comes" {\n  changes: [operating.attendees from [oyelaran] to [oyelaran, raman]]\n  type: owner\n  because: "x"\n  effective: 2026-02-02\n}\n' >>"$work/lists/plan.pbp"
"$PBP" seal --show "$work/lists/plan.pbp" >"$work/said" 2>&1 && "$PBP" diff --format json examples/reseller/plan.pbp "$work/lists/plan.pbp" >>"$work/said" 2>&1
verdict "an amendment of a list is read" $?

# ---- names that only their files tell apart ----

mkdir "$work/clash"
for side in emea:40 apac:30; do
	cat >"$work/clash/${side%:*}.pbp" <<-END
		goal leads "Leads of ${side%:*}" { owner: n  metric: contacts  target: ${side#*:} by 2026-12-31 }
	END
done
cat >"$work/clash/plan.pbp" <<-'END'
	import "emea.pbp"
	import "apac.pbp"
	plan p "P" { between: [a, b]  period: 2026-01-01 .. 2026-12-31  currency: USD  profile: napkin }
	party a "A" { role: vendor }
	party b "B" { role: partner }
	person n "N" { of: a }
	unit contact "Contact" { many: "contacts" }
	metric contacts "Contacts" { means: "People known by name."  unit: contact  kind: flow }
	initiative calls "Calls" { owner: n  serves: [emea.leads]  window: 2026-02-02 .. 2026-06-30 }
END
sed -i 's/by 2026/contacts by 2026/' "$work/clash/emea.pbp" "$work/clash/apac.pbp"
cp -R "$work/clash" "$work/swapped"
sed -i 's/target: 40/target: 30/' "$work/swapped/emea.pbp" && sed -i 's/target: 30/target: 40/' "$work/swapped/apac.pbp"
one=$(seal "$work/clash/plan.pbp") two=$(seal "$work/swapped/plan.pbp")
"$PBP" diff "$work/clash/plan.pbp" "$work/swapped/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && [ -n "$one" ] && [ "$one" != "$two" ] && grep -q 'goal emea.leads' "$work/said" && grep -q 'goal apac.leads' "$work/said"
verdict "two goals of one name in two files are two goals" $?
sed -i 's/emea\.leads/apac.leads/' "$work/clash/plan.pbp"
[ "$(seal "$work/clash/plan.pbp")" != "$one" ]
verdict "and which of them is served is told apart" $?

# ---- which signed version belongs to which plan ----

mkdir "$work/both"
cp -R "$work/clash/." "$work/both" && sed 's/^plan p /plan q /' "$work/clash/plan.pbp" >"$work/both/other.pbp"
"$PBP" check --as-of 2026-05-15 --format concise --signed "$work/clash/plan.pbp" "$work/both" >"$work/said" 2>&1
[ $? -eq 2 ] && grep -q 'has no plan .q.' "$work/said" && ! grep -q 'contract.drift' "$work/said"
verdict "a plan is not compared with the signed version of another" $?

# ---- drafts and closed plans ----

cp -R "$root/examples/reseller" "$work/status"
sed -i 's/^  status: .*/  status: closed/' "$work/status/plan.pbp"
"$PBP" check --as-of 2027-03-01 --format concise "$work/status" >"$work/said" 2>&1
! grep -q '\[tracking\.\|\[review\.' "$work/said" && grep -q '\[measurable\.' "$work/said"
verdict "of a closed plan nothing is asked any more" $?
sed -i '/^  status: .*/d' "$work/status/plan.pbp"
"$PBP" check --as-of 2026-05-15 --format concise "$work/status" >"$work/said" 2>&1
grep -q 'contract.signed_draft' "$work/said"
verdict "a plan that all have signed is no draft" $?

# ---- what amendments say ----

# said CHANGES [OLD]: what is found of the co-sell example when its amendment says these
said() {
	sed -i "s/^  changes: .*/  changes: [$1]/" "$work/amended/plan.pbp"
	"$PBP" check --as-of 2026-06-30 --format concise ${2:+--signed "$2"} "$work/amended/plan.pbp" 2>&1 | grep 'contract\.drift' >"$work/said"
	wc -l <"$work/said"
}
cp -R "$root/examples/co_sell" "$work/amended"
cp -R "$root/examples/co_sell" "$work/before"
sed -i '/^milestone competency/,/^}/s/2026-08-14/2026-05-29/; /^amendment/,/^}/d' "$work/before/plan.pbp"
[ "$(said 'competency.due from 2026-05-29 to 2026-08-14')" -eq 0 ] &&
	[ "$(said 'competency.due from 2026-05-29 to 2026-08-14' "$work/before/plan.pbp")" -eq 0 ]
verdict "an amendment that says what was and what is now is right" $?
[ "$(said 'competency.due from 2026-05-29 to 2026-08-15')" -eq 1 ] && grep -q 'is now 2026-08-15, and that is not so' "$work/said"
verdict "one that says something else of the plan is not" $?
[ "$(said 'competency.due from 2026-05-28 to 2026-08-14')" -eq 0 ] &&
	[ "$(said 'competency.due from 2026-05-28 to 2026-08-14' "$work/before/plan.pbp")" -eq 1 ] &&
	grep -q 'was signed as 2026-05-28' "$work/said"
verdict "nor one that says something else of what was signed" $?
[ "$(said 'competency from 2026-05-29 to 2026-08-14')" -eq 0 ] && [ "$(said 'competency from 2026-05-29 to 2026-08-04')" -eq 1 ]
verdict "of a block as a whole the value may stand anywhere in it" $?
sed -n '/^amendment/,/^}/p' "$work/amended/plan.pbp" | sed 's/competency_date/again/; s/2026-06-12$/2026-06-20/; /^  seal/d' >"$work/again"
cat "$work/again" >>"$work/amended/plan.pbp"
sed -i 's/^  changes: .*/  changes: [competency.due from 2026-05-29 to 2026-07-31]/' "$work/amended/plan.pbp"
sed -i '/^amendment again/,/^}/s/from 2026-05-29 to 2026-07-31/from 2026-07-30 to 2026-08-14/' "$work/amended/plan.pbp"
"$PBP" check --as-of 2026-06-30 --format concise "$work/amended/plan.pbp" 2>&1 | grep 'contract\.drift' >"$work/said"
[ "$(wc -l <"$work/said")" -eq 1 ] && grep -q 'was 2026-07-30, and that is not so' "$work/said"
verdict "the next amendment begins where the one before ended" $?

# ---- a plan that renews another ----

mkdir "$work/renewed"
cd "$work/renewed" || exit 2
# year YEAR [MORE]: a plan with a goal, and in MORE what else
year() {
	cat <<-EOF
		plan p$1 "Plan $1" { between: [a, b]  period: $1  currency: EUR  profile: standard  $2 }
		party a "A" { role: vendor }
		party b "B" { role: partner }
		person n "N" { of: a }
		metric sales "Sales" { means: "Signed orders."  unit: money  kind: flow }
		metric share "Share" { means: "Share of orders."  unit: percent  kind: level }
	EOF
}
{
	year 2025
	cat <<-EOF
		goal one "One" { owner: n  metric: sales  target: 500 EUR by 2025-12-31 }
		goal two "Two" { owner: n  metric: share  baseline: 10% on 2024-12-31  target: 20% by 2025-12-31 }
		readings one { 2025-06-30: 200 EUR  2025-12-31: 410 EUR }
		readings two { 2025-12-31: 17.5% }
		review board { type: quarterly  on: [2025-12-16]  attendees: [n] }
	EOF
} >old.pbp
# renewed PRIOR BASELINE: what is found of a plan with these
renewed() {
	{
		echo 'import "old.pbp" as old'
		year 2026 'renews: old'
		echo "goal one \"One\" { owner: n  metric: sales  prior: $1 for 2025  target: 600 EUR by 2026-12-31 }"
		[ -z "$2" ] || echo "goal two \"Two\" { owner: n  metric: share  baseline: $2 on 2025-12-31  target: 30% by 2026-12-31 }"
	} >new.pbp
	"$PBP" check --as-of 2026-02-01 --format concise new.pbp 2>&1 | grep 'renewal_mismatch' >"$work/said"
	wc -l <"$work/said"
}
[ "$(renewed '410 EUR' 17.50%)" -eq 0 ]
verdict "a plan that begins where the earlier one ended is right" $?
[ "$(renewed '450 EUR' 18%)" -eq 2 ] && grep -q 'ended at 410 EUR, not at 450 EUR' "$work/said" && grep -q 'ended at 17.5%, not at 18%' "$work/said"
verdict "other values are told of" $?
[ "$(renewed '410 EUR')" -eq 1 ] && grep -q 'goal "Two" has no successor' "$work/said"
verdict "so is a goal that is not continued" $?
echo 'session 2025-12-16 { of: board  decision "Two is over" { by: n  affects: [two] } }' >>old.pbp
[ "$(renewed '410 EUR')" -eq 0 ]
verdict "but for one that was dropped by decision" $?

# ---- the same bytes, read by others ----

cp -R "$root/examples/reseller/." "$work/signed"
sed -i 's/^  vision: .*/  vision: "@team <b>closes<\/b> #12 | [x](http:\/\/x.example)"/' "$work/signed/plan.pbp"
"$PBP" diff --format markdown "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" >"$work/said" 2>&1
grep -q 'closes' "$work/said" && ! grep -q '<b>\|[^\\]@team\| #12\|\[x\](http' "$work/said"
verdict "in Markdown a text of the plan mentions nobody, refers to nothing and is no mark-up" $?
"$PBP" diff --format html "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" >"$work/said" 2>&1
grep -q '&lt;b&gt;closes' "$work/said" && ! grep -q '<b>' "$work/said"
verdict "nor in HTML" $?
sed -e 's/^  at_least: *92%/  at_least: 91%/' -e 's/^  at_most: *4 business_hours/  at_most: 5 business_hours/' "$root/examples/reseller/plan.pbp" >"$work/signed/plan.pbp"
"$PBP" diff "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" | sed '/^$/q' >"$work/said"
grep -q '^eased' "$work/said" && [ "$(grep -c '^    +' "$work/said")" -eq "$(diff "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" | grep -c '^>')" ]
verdict "a lower floor and a higher ceiling are eased" $?
# eases NAME SED: the plan so changed has one change, and it is eased; check finds it as well
eases() {
	sed "$2" "$root/examples/reseller/plan.pbp" >"$work/signed/plan.pbp"
	"$PBP" diff "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" >"$work/said"
	[ "$(sed -n 1p "$work/said")" = "eased:" ] && "$PBP" check --as-of 2026-05-15 --format concise \
		--signed "$root/examples/reseller/plan.pbp" "$work/signed/plan.pbp" 2>&1 | grep -q 'contract.eased\|moved_without_cause'
	verdict "eased: $1" $?
}
eases "a floor that is gone" '/^  at_least: *92%/d'
eases "a step that asks for less" 's/2026-Q3: 255 leads/2026-Q3: 200 leads/'
eases "a step that is gone" '/2026-Q3: 255 leads/d'

cd "$root" || exit 2
for format in text markdown json html; do
	"$PBP" diff --format $format examples/reseller/plan.pbp "$repository/joint.pbp" >"$work/one" 2>"$work/said"
	(cd / && LC_ALL=C TZ=UTC "$PBP" diff --format $format "$root/examples/reseller/plan.pbp" "$repository/joint.pbp") >"$work/two" 2>>"$work/said"
	[ -s "$work/one" ] && [ "$(sed 's/"old":.*//' "$work/one")" = "$(sed 's/"old":.*//' "$work/two")" ]
	verdict "diff as $format is the same anywhere" $?
done
exit "$failed"
