#!/bin/sh
# Laws of `pbp minutes`: a filled-in agenda becomes the record of its session, however a spreadsheet has saved it;
# what cannot be read is said with its line and nothing else is lost.
#
# usage: PBP=build/pbp tests/laws/minutes.sh
set -u
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
}

# pbp ARGUMENT...: its status in $status, its words in $work/said
pbp() {
	timeout 30 "$PBP" "$@" >"$work/out" 2>"$work/said"
	status=$?
}

says() {
	grep -qF -- "$1" "$work/said"
}

cp -r examples/reseller "$work/plan"
cd "$work/plan" || exit 2
day=2026-05-19
"$PBP" agenda --as-of $day >"$work/agenda.csv" 2>/dev/null

# fill ID DECISION OWNER DUE NOTES: the last four cells of the row of that id
fill() {
	awk -v id="$1" -v tail=",$2,$3,$4,$5" '
		BEGIN { FS = "," }
		$8 == id && !done { sub(/,,,,\r$/, tail "\r"); done = 1 }
		{ print }' "$work/filled.csv" >"$work/next.csv" && mv "$work/next.csv" "$work/filled.csv"
}

# added CELLS: a further row, from `block` to `item`, then the last four
added() {
	printf ',,,,,%s,,,,,,,,,,,,,,,,,,,,,,%s\r\n' "$1" "$2" >>"$work/filled.csv"
}

fresh() {
	cp "$work/agenda.csv" "$work/filled.csv"
	fill operating yes "" "" "A short one."
	fill oyelaran yes "" "" ""
	fill bakker yes "" "" ""
	fill feld no "" "" ""
}

fresh
fill connector.release "Two more engineers for it" moreau 2026-05-29 "Asked for twice"
fill capture "Call 40 wholesalers" "Joris Bakker" 29.05.2026 ""
fill sourced "Hold the target" whitfield "" ""
fill connector_slips "activated 2026-05-19" "" "" ""
fill booth_answer "done 2026-05-18" "" "" ""
fill case_published "" "" 2026-07-01 "The customer asked for time"
added "wins,win,," "First order of Delmar,haddad,,PO 4711"
added "roadblocks,roadblock,,No key" "Ask the vendor,moreau,2026-05-26,"
cat >"$work/expected" <<'X'
session 2026-05-19 {
  of:       operating
  attended: [oyelaran, bakker]
  notes:    "A short one.\nFirst wholesale case study published: The customer asked for time"

  action two_more_engineers "Two more engineers for it" {
    owner:   moreau
    due:     2026-05-29
    affects: [connector.release]
    about:   "Asked for twice"
  }

  action call_40_wholesalers "Call 40 wholesalers" {
    owner:   bakker
    due:     2026-05-29
    affects: [capture]
  }

  decision hold_the_target "Hold the target" {
    by:      whitfield
    affects: [sourced]
  }

  win first_order_of_delmar "First order of Delmar" {
    by:    [haddad]
    proof: "PO 4711"
  }

  roadblock no_key "No key" {
    raised: 2026-05-19
    owner:  moreau
    next:   "Ask the vendor"
    due:    2026-05-26
  }
}

update booth_answer { done: 2026-05-18 }
update bridge_kit { activated: 2026-05-19 }
update case_published { forecast: 2026-07-01 }
X
pbp minutes --as-of $day "$work/filled.csv"
diff "$work/expected" "$work/out" && [ $status -eq 0 ] && [ ! -s "$work/said" ]
verdict "a filled-in agenda is its session and updates" $?

# same NAME: the file reads as the one it was made from
same() {
	pbp minutes --as-of $day "$work/other.csv"
	cmp -s "$work/expected" "$work/out" && [ $status -eq 0 ]
	verdict "the same, saved $1" $?
}
tr -d '\r' <"$work/filled.csv" >"$work/other.csv" && same "with other line ends"
tr -d '\n' <"$work/filled.csv" >"$work/other.csv" && same "with the line ends of old"
{ printf '\357\273\277' && cat "$work/filled.csv"; } >"$work/other.csv" && same "with a byte order mark"
# a semicolon or a tab between all cells, each in quotes
requote() {
	awk -v out="$1" '
		{ sub(/\r$/, ""); text = $0; line = ""; cell = ""; quoted = 0; n = 0
		  for (i = 1; i <= length(text) + 1; i++) {
			c = i > length(text) ? "," : substr(text, i, 1)
			if (c == "\"") quoted = !quoted
			if (c == "," && (!quoted || i > length(text))) {
				if (cell !~ /^"/) cell = "\"" cell "\""
				line = line (n++ ? out : "") cell; cell = ""
			} else cell = cell c
		  }
		  print line }' "$work/filled.csv" >"$work/other.csv"
}
requote ";" && same "with semicolons and every cell in quotes"
requote "	" && same "with tabs"
awk -F, 'BEGIN { OFS = "," } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "seq") at = i } { $1 = $1 "" } 1' \
	"$work/filled.csv" >"$work/other.csv" && same "once more"
pbp minutes --as-of $day - <"$work/filled.csv"
cmp -s "$work/expected" "$work/out"
verdict "the same from standard input" $?
TZ=Asia/Tokyo LANG=de_DE.UTF-8 pbp minutes --as-of $day "$work/filled.csv" "$work/plan/plan.pbp"
cmp -s "$work/expected" "$work/out"
verdict "the same in another zone and language" $?

# Columns by name: two of them change places.
awk 'BEGIN { FS = ","; OFS = "," } NR == 1 { sub(/block,kind/, "kind,block") } NR > 1 { t = $6; $6 = $7; $7 = t } 1' \
	"$work/filled.csv" >"$work/other.csv" && same "with columns in another order"
sed '1s/due_next/Termin/' "$work/filled.csv" >"$work/other.csv"
pbp minutes --as-of $day "$work/other.csv"
[ $status -eq 2 ] && [ ! -s "$work/out" ] && says 'has no column `due_next`'
verdict "a translated column is named, and nothing is printed" $?

# ---- added to the file ----

cp progress.pbp "$work/before"
pbp minutes --as-of $day --write progress.pbp "$work/filled.csv"
[ $status -eq 0 ] && "$PBP" fmt --check progress.pbp >/dev/null 2>&1 &&
	[ "$(head -c "$(wc -c <"$work/before")" progress.pbp | cmp - "$work/before" 2>&1)" = "" ]
verdict "--write adds it behind what was there, in the layout" $?
pbp check --as-of 2026-05-20 --format concise .
! grep -E 'syntax\.|name\.|type\.' "$work/out"
verdict "what was added reads without a mistake" $?
"$PBP" agenda --as-of 2026-05-29 2>/dev/null | grep -q 'actions_due,action,call_40_wholesalers'
verdict "the next agenda has the action" $?
pbp minutes --as-of $day --write progress.pbp "$work/filled.csv"
[ $status -eq 2 ] && says "has a record already"
verdict "a session is recorded once" $?
cp "$work/before" progress.pbp
pbp minutes --as-of $day --write ../agenda.csv "$work/filled.csv"
[ $status -eq 2 ] && says "is not a file of the plan"
verdict "only a file of the plan is written" $?

# ---- what cannot be read ----

# refuses NAME WORDS: exit 1, the words with the line, and the rest is there
refuses() {
	pbp minutes --as-of $day "$work/filled.csv"
	[ $status -eq 1 ] && says "$2" && grep -q '^session 2026-05-19' "$work/out"
	verdict "$1" $?
}
fresh && fill capture "Call them" baker 2026-05-29 "" && refuses "an unknown person" 'did you mean'
fresh && fill capture "Call them" bakker 5/6/2026 "" && refuses "a day that reads in two ways" 'can be read in two ways'
fresh && fill capture "Call them" bakker 31.02.2026 "" && refuses "a day that does not exist" '31.02.2026 is no day'
fresh && fill capture "Call them" bakker soon "" && refuses "a word for a day" 'soon is no day'
fresh && fill capture "Call them" "" "" "" && refuses "a text without a person" 'write who decided it'
fresh && fill capture "Call them" "" 2026-05-29 "" && refuses "a text without a person, with a day" 'write who does it by then'
fresh && fill capture "" bakker 2026-05-29 "" && refuses "a person and a day without a text" 'write what is to be done'
fresh && fill booth_answer "done" "" "" "" && refuses "done without a day" 'done 2026-05-31'
fresh && fill booth_answer "dropped 2026-05-18" "" "" "" && refuses "dropped without a reason" 'write why it was dropped'
fresh && fill response_rota "" "" 2026-06-03 "" && refuses "a day that stands in the plan" 'progress.pbp:346 already; change it there to 2026-06-03'
fresh && fill penrose "perhaps" "" "" "" && refuses "no answer to who was there" 'write yes or no'
fresh && fill capture "Call them" baker 2026-05-29 "" && cp progress.pbp "$work/kept.pbp"
pbp minutes --as-of $day --write progress.pbp "$work/filled.csv"
[ $status -eq 1 ] && says 'nothing is added to progress.pbp until' && cmp -s progress.pbp "$work/kept.pbp"
verdict "half a record is not added to a file" $?

# rows that somebody has added: kind, where the text stands, and what becomes of it
fresh
added ",win,,Order of Tessel" ",haddad,2026-05-18,"
added ",win,," "Order of Vries,haddad,2026-05-18,"
added ",roadblock,,No test key" "Ask the vendor,moreau,2026-05-26,"
added ",roadblock,," "No room,moreau,2026-05-26,"
added ",action,,Order the room" ",moreau,2026-05-27,"
added ",action,," "Order the lunch,moreau,2026-05-27,"
pbp minutes --as-of $day "$work/filled.csv"
[ $status -eq 0 ] && [ "$(grep -c '^ *on: *2026-05-18' "$work/out")" -eq 2 ] &&
	grep -q 'win .*"Order of Tessel"' "$work/out" && grep -q 'win .*"Order of Vries"' "$work/out" &&
	grep -q 'roadblock .*"No test key"' "$work/out" && grep -q 'next: *"Ask the vendor"' "$work/out" &&
	grep -q 'roadblock .*"No room"' "$work/out" && ! grep -q 'next: *"No room"' "$work/out" &&
	grep -q 'action .*"Order the room"' "$work/out" && grep -q 'action .*"Order the lunch"' "$work/out"
verdict "added rows have their text in item or in decision" $?
pbp minutes --as-of $day "$work/agenda.csv"
[ $status -eq 2 ] && says "nothing in" && [ ! -s "$work/out" ]
verdict "an empty agenda records nothing" $?
cp "$work/agenda.csv" "$work/filled.csv" && fill capture "Call them" bakker 2026-05-29 ""
pbp minutes --as-of $day "$work/filled.csv"
[ $status -eq 2 ] && says "does not say whether the session was held"
verdict "whether it was held is not guessed" $?
cp "$work/agenda.csv" "$work/filled.csv" && fill operating no "" "" "Trade fair"
pbp minutes --as-of $day "$work/filled.csv"
[ $status -eq 0 ] && grep -q 'not_held: "Trade fair"' "$work/out"
verdict "a session that was not held says why" $?

# ---- bad files ----

# rejects NAME WORDS: exit 2, the words, nothing printed
rejects() {
	pbp minutes --as-of $day "$work/bad.csv"
	[ $status -eq 2 ] && [ ! -s "$work/out" ] && says "$2" && [ "$(wc -c <"$work/said")" -lt 20000 ]
	verdict "$1" $?
}
: >"$work/bad.csv" && rejects "an empty file" "is empty"
printf 'a,b,c\n1,2,3\n' >"$work/bad.csv" && rejects "another table" "has no column"
{ cat "$work/agenda.csv" && printf 'L\374be\n'; } >"$work/bad.csv" && rejects "Latin 1" "is not UTF-8"
{ cat "$work/agenda.csv" && printf 'a\000b\n'; } >"$work/bad.csv" && rejects "zero bytes" "zero bytes"
head -c 17000000 /dev/zero | tr '\0' 'x' >"$work/bad.csv" && rejects "a line of 17 MB" ":"
sed '1s/$/\r/; 1s/notes/notes,notes/' "$work/agenda.csv" >"$work/bad.csv" && rejects "a column twice" "stands twice"
rm -f "$work/bad.csv" && rejects "no file" "no such file"
mkdir "$work/bad.csv" && rejects "a folder" "folder"
rmdir "$work/bad.csv"
fresh
i=0
awk 'BEGIN { for (i = 0; i < 10000; i++) printf ",,,,,goals,goal,nobody_%d,,,,,,,,,,,,,,,,,,,,,,,Do it,nobody,2026-99-99,\r\n", i }' >>"$work/filled.csv"
pbp minutes --as-of $day "$work/filled.csv"
[ $status -eq 1 ] && [ "$(wc -l <"$work/said")" -lt 60 ] && says "more cells"
verdict "ten thousand bad rows are counted" $?
fresh
fill capture 'Say ""\u{1}"" }' bakker 2026-05-29 "a\\b # no comment"
pbp minutes --as-of $day --write progress.pbp "$work/filled.csv"
"$PBP" fmt --check progress.pbp >/dev/null 2>&1
verdict "words of a plan in a cell stay words" $?
exit "$failed"
