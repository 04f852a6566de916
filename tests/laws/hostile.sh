#!/bin/sh
# Bad input of every sort gives a clear finding or error and exit code 1 or 2, within a second a megabyte (ten under the
# sanitizers), with bounded output; no file is left half written, nothing outside the project is read, and no text of a plan,
# a table or a file name reaches the terminal or an output as more than text. PBP is the program.
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
# What a sanitizer finds must not look like a finding of the program, which ends with 1 as well.
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99}"
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

repeat() { # TEXT N
	awk -v text="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}

plan() {
	cat <<'PLAN'
plan p "Plan" {
  between:  [a, b]
  period:   2026-01-01 .. 2026-12-31
  currency: USD
}
party a "A" { role: vendor }
party b "B" { role: reseller }
person ann "Ann" { of: a }
person bob "Bob" { of: b }
metric m "Metric" { means: "Sales."  unit: money  kind: flow }
goal g "Goal" { owner: ann  metric: m  target: 100 USD by 2026-12-31 }
PLAN
}

slow=1
case $PBP in *san*) slow=10 ;; esac

# refused NAME TEXT COMMAND...: the command ends with 1 or 2 in time and says something with TEXT in it
refused() {
	name=$1 words=$2
	shift 2
	size=$(du -sk . | cut -f1)
	limit=$(((size / 1024 + 2) * slow))
	timeout "$limit" "$@" >"$work/.said" 2>&1 </dev/null
	code=$?
	said=$(wc -c <"$work/.said")
	why="code $code, $said bytes said: $(head -c 300 "$work/.said" | tr '\n' '|')"
	if { [ "$code" = 1 ] || [ "$code" = 2 ]; } && [ "$said" -gt 0 ] && [ "$said" -lt 1000000 ] &&
		grep -q -- "$words" "$work/.said"; then
		verdict "$name" 0
	else
		verdict "$name" 1 "$why"
	fi
	rm -rf ./* 2>/dev/null
}

# survived NAME COMMAND...: it ends in time with 0, 1 or 2, whatever it says
survived() {
	name=$1
	shift
	size=$(du -sk . | cut -f1)
	timeout "$(((size / 1024 + 2) * slow))" "$@" >"$work/.said" 2>&1 </dev/null
	code=$?
	[ "$code" -le 2 ] && [ "$(wc -c <"$work/.said")" -lt 1000000 ]
	verdict "$name" $? "code $code: $(head -c 300 "$work/.said" | tr '\n' '|')"
}

check() { # NAME TEXT: of x.pbp
	refused "$1" "$2" "$PBP" check --as-of 2026-05-15 --color never x.pbp
}

# ---- bytes ----
printf 'goal g "A\000B" {}\n' >x.pbp
check "NUL" syntax.encoding
printf 'goal g "A\377\376B" {}\n' >x.pbp
check "invalid UTF-8" syntax.encoding
printf 'goal g "A\342\200\256B" {}\n' >x.pbp
check "a bidirectional control character" syntax.encoding
printf 'goal g "A\033[31mB" {}\n' >x.pbp
check "an escape sequence" syntax.encoding
printf 'goal g "A\\u{1B}[31mB" {}\n' >x.pbp
check "an escape sequence in disguise" syntax.bad_escape
head -c 300000 /dev/urandom >x.pbp
check "300 KB of noise" syntax.
head -c 3000000 /dev/zero >x.pbp
check "3 MB of NUL" syntax.encoding
{ plan; printf 'goal x "'; repeat a 10000000; printf '" {}\n'; } >x.pbp
check "a title of 10 MB" type.missing_field
{ printf 'let x = '; repeat '1 + ' 2500000; printf '1\n'; } >x.pbp
check "a sum of 10 MB" syntax.too_large
repeat 'word ' 2000000 >x.pbp
check "a line of 10 MB" syntax.unexpected
repeat 'x' 10000000 >x.pbp
check "a name of 10 MB" syntax.
head -c 17000000 /dev/zero | tr '\0' ' ' >x.pbp
check "17 MB" "16 MiB"
: >x.pbp
refused "an empty file builds nothing" "nothing to build" "$PBP" build -o out x.pbp

# ---- nesting and brackets ----
for bracket in '{' '[' '(' 'let x = [' 'goal g {' 'goal g { a: ['; do
	repeat "$bracket" 1000000 | head -c 4000000 >x.pbp
	check "a million unclosed \`$bracket\`" syntax.
done
for bracket in '}' ']' ')' '"' '"""' ';' ':' ',' '-' '..' '{}' '""' 'a:' 'a.' '\\' '2026-13-40 ' '2026-01: '; do
	{ plan; repeat "$bracket" 500000; } >x.pbp
	check "half a million \`$bracket\`" .
done
repeat '(' 200 >x.pbp
printf '1\n' >>x.pbp
check "200 brackets" syntax.
{ printf 'let x = '; repeat '(' 120; printf 1; repeat ')' 120; printf '\nlet y = '; repeat 'not ' 400; printf 'true\n'; } >x.pbp
check "400 nots" syntax.too_large
repeat '"""' 333333 >x.pbp
check "a million quotes" syntax.

# ---- numbers and days ----
{ plan; printf 'goal x "X" { owner: ann  metric: m  target: 9223372036854775808 USD by 2026-12-31 }\n'; } >x.pbp
check "a number past 64 bits" syntax.bad_number
{ plan; printf 'goal x "X" { owner: ann  metric: m  target: '; repeat 9 1000000; printf ' USD by 2026-12-31 }\n'; } >x.pbp
check "a number of a million digits" syntax.bad_number
{ plan; printf 'goal x "X" { owner: ann  metric: m  target: 9,000,000,000,000,000,000 USD * 9 by 2026-12-31 }\n'; } >x.pbp
check "a product past 64 bits" type.overflow
{ plan; printf 'goal x "X" { owner: ann  metric: m  target: 10 USD / 0 by 2026-12-31 }\n'; } >x.pbp
check "a division by zero" type.overflow
{ plan; printf 'milestone x "X" { due: 0000-01-01  owner: ann }\n'; } >x.pbp
check "the year 0" syntax.bad_date
{ plan; printf 'milestone x "X" { due: 10000-01-01  owner: ann }\n'; } >x.pbp
check "the year 10000" syntax.
{ plan; printf 'milestone x "X" { due: 9999-12-31 + 10 days  owner: ann }\n'; } >x.pbp
check "a day past the year 9999" type.overflow
{ plan; printf 'review r "R" { type: operational  every: 0 days  attendees: [ann, bob] }\n'; } >x.pbp
check "a cadence of no days" type.out_of_range
{ plan; printf 'goal g2 "G" { owner: ann  metric: m  target: 9223372036854775807 USD by 2026-12-31 }\nreadings g2 { 2026-01: 9223372036854775807 USD\n 2026-02: 9223372036854775807 USD }\n'; } >x.pbp
check "readings that do not add up to 64 bits" type.overflow
{ plan; printf 'readings m { 2026-01: 9223372036854775807 USD\n 2026-02: 9223372036854775807 USD }\n'; } >x.pbp
check "readings of a metric that do not add up" type.overflow
{ plan; awk 'BEGIN { for (i = 0; i < 1000; i++) printf "let x%d = x%d + x%d\n", i, i + 1, i + 1; print "let x1000 = x0" }'
	printf 'goal x "X" { owner: ann  metric: m  target: x0 by 2026-12-31 }\n'; } >x.pbp
check "a circle of a thousand lets" syntax.too_large
{ plan; printf 'let x = y + y\nlet y = z\nlet z = x\n'; } >x.pbp
check "a circle of three lets" name.cycle
{ plan; awk 'BEGIN { for (i = 0; i < 60; i++) printf "let x%d = x%d + x%d\n", i, i + 1, i + 1; print "let x60 = 1 USD" }'
	printf 'goal x "X" { owner: ann  metric: m  target: x0 by 2026-12-31 }\n'; } >x.pbp
timeout 20 "$PBP" check --as-of none x.pbp >/dev/null 2>&1
[ $? -le 2 ]
verdict "sixty doublings end" $?

# ---- names ----
{ plan; awk 'BEGIN { for (i = 0; i < 20000; i++) print "goal g \"G\" { owner: ann }" }'; } >x.pbp
check "twenty thousand goals of one name" name.duplicate
{ plan; awk 'BEGIN { for (i = 0; i < 20000; i++) printf "goal g%d \"G\" { ownr: an }\n", i }'; } >x.pbp
check "twenty thousand misspelt fields" name.unknown_field
{ plan; awk 'BEGIN { for (i = 0; i < 5000; i++) printf "goal g%d \"G\" like g%d {}\n", i, i + 1; print "goal g5000 \"G\" like g0 {}" }'; } >x.pbp
check "a circle of five thousand likes" 'name.cycle\|syntax.too_large'
{ plan; awk 'BEGIN { for (i = 0; i < 40; i++) printf "goal g%d \"G\" like g%d {}\n", i, (i + 1) % 40 }'; } >x.pbp
check "a circle of forty likes" name.cycle
{ plan; awk 'BEGIN { for (i = 0; i < 3000; i++) printf "template initiative t%d \"T\" like t%d { milestone m%d \"M\" { due: end } }\n", i, i + 1, i; print "template initiative t3000 \"T\" {}"; print "initiative i \"I\" like t0 { owner: ann  window: 2026-02-01 .. 2026-03-01 }" }'; } >x.pbp
check "three thousand templates deep" .

# ---- what grows ----
{ plan; printf 'goal x "X" { owner: ['; awk 'BEGIN { for (i = 0; i < 10000; i++) printf "%sann", i ? ", " : "" }'; printf ', bob]  metric: m  target: 1 USD by 2026-12-31 }\n'; } >x.pbp
check "ten thousand owners of one goal" ownership.overlap
{ plan; awk 'BEGIN { for (i = 0; i < 5000; i++) printf "person p%d \"P\" { of: a }\n", i; printf "goal x \"X\" { owner: ["
	for (i = 0; i < 5000; i++) printf "%sp%d", i ? ", " : "", i; print "]  metric: m  target: 1 USD by 2026-12-31 }" }'; } >x.pbp
check "five thousand owners of one goal, all different" ownership.overlap
{ plan; awk 'BEGIN { print "milestone k0 \"M\" { due: 2026-02-01  owner: ann }"
	for (i = 1; i < 20000; i++) printf "milestone k%d \"M\" { due: 2026-02-01  owner: ann  after: k%d }\n", i, i - 1 }'; } >x.pbp
check "twenty thousand milestones in a row" .
{ plan; awk 'BEGIN { for (i = 0; i < 20000; i++) printf "milestone k%d \"M\" { due: 2026-02-01  owner: ann  after: k%d }\n", i, (i + 1) % 20000 }'; } >x.pbp
check "a circle of twenty thousand milestones" .
{ plan; awk 'BEGIN { for (i = 0; i < 2000; i++) printf "goal g%d \"G\" { owner: ann  metric: m  target: sum(goals.prior) by 2026-12-31 }\n", i }'; } >x.pbp
check "two thousand goals that ask all others" name.cycle
{ plan; printf 'rule r "R" { for: goal  require: count(goals where count(goals where count(goals) > 0) > 0) > 0 }\n'
	awk 'BEGIN { for (i = 0; i < 500; i++) printf "goal g%d \"G\" { owner: ann }\n", i }'; } >x.pbp
check "a rule that looks at all goals for all goals for all goals" syntax.too_large
{ plan; printf 'review r "R" { type: operational  every: 1 day from 0001-01-01 until 9999-12-31  attendees: [ann, bob] }\n'; } >x.pbp
survived "sessions every day for ten thousand years" "$PBP" check --as-of 2026-05-15 x.pbp
{ plan | sed 's/2026-01-01 \.\. 2026-12-31/0001-01-01 .. 9999-12-31/'
	awk 'BEGIN { for (i = 0; i < 100; i++) printf "review r%d \"R\" { type: operational  every: 1 week  attendees: [ann, bob] }\n", i
		for (i = 0; i < 100; i++) printf "goal k%d \"K\" { owner: ann  metric: m  at_least: 5 USD }\nreadings k%d { 2026-W07: 1 USD }\n", i, i
		for (i = 0; i < 100; i++) printf "risk k%d \"K\" { owner: ann  likelihood: 1  impact: 1  response: accept  trigger: g.latest < 5 USD for 9000 years }\n", i }'; } >x.pbp
survived "a plan of ten thousand years" "$PBP" build --as-of 9999-12-31 -o out x.pbp
rm -rf ./*

{ plan; awk 'BEGIN { print "milestone k \"K\" { due: 2026-03-04  owner: ann }"; for (i = 0; i < 100000; i++) print "update k { proof: \"x\" }" }'; } >x.pbp
check "a hundred thousand updates of one block" name.set_twice
{ plan; awk 'BEGIN { printf "goal k \"K\" { owner: ["; for (i = 0; i < 50000; i++) printf "ann from %04d-%02d-02 until %04d-%02d-03, ", 2026 + i % 4000, i % 12 + 1, 2026 + i % 4000, i % 12 + 1; print "bob]  metric: m  at_least: 5 USD }" }'; } >x.pbp
check "fifty thousand hand-overs" ownership.
{ plan; awk 'BEGIN { printf "milestone k \"K\" { due: 2026-03-04  allow: ["; for (i = 0; i < 50000; i++) printf "measurable.increments because \"x\" by ann until 2026-06-30, "; print "] }" }'; } >x.pbp
check "fifty thousand waivers of one block" contract.waiver_unused

# ---- imports ----
printf 'import "y.pbp"\n' >x.pbp
printf 'import "x.pbp"\n' >y.pbp
check "an import circle" name.cycle
printf 'import "x.pbp"\n' >x.pbp
check "a file that imports itself" name.cycle
awk 'BEGIN { for (i = 0; i < 40; i++) { file = i ? "l" i ".pbp" : "x.pbp"; printf "import \"l%d.pbp\"\n", i + 1 >file; close(file) } print "" >"l40.pbp" }'
check "imports forty deep" syntax.too_large
awk 'BEGIN { for (i = 0; i < 1200; i++) { printf "import \"m%d.pbp\"\n", i >"x.pbp"; file = "m" i ".pbp"; print "" >file; close(file) } }'
check "1,200 imports" syntax.too_large
# a diamond of thirty layers: each file once, not 2^30 times
awk 'BEGIN { for (i = 0; i < 30; i++) { file = i ? "d" i ".pbp" : "x.pbp"; printf "import \"d%d.pbp\" as a%d\nimport \"d%d.pbp\" as b%d\n", i + 1, i, i + 1, i >file; close(file) } print "goal" >"d30.pbp" }'
check "a diamond of thirty layers" .
mkdir inside && printf 'import "../secret.pbp"\n' >inside/x.pbp && printf 'project "P" {}\n' >inside/project.pbp && printf 'goal\n' >secret.pbp
refused "an import out of the project" name.import_outside "$PBP" check inside
mkdir inside && printf 'import "link.pbp"\n' >inside/x.pbp && printf 'project "P" {}\n' >inside/project.pbp && printf 'goal\n' >secret.pbp && ln -s ../secret.pbp inside/link.pbp
refused "an import out of the project by a link" name.import_outside "$PBP" check inside/x.pbp
printf 'import "/etc/passwd"\n' >x.pbp
check "an absolute import" name.import_outside
printf 'import "/dev/zero"\nimport "../../../../../../dev/zero"\n' >x.pbp
check "a device" name.import_outside
ln -s /dev/zero z.pbp && printf 'import "z.pbp"\n' >x.pbp
check "a device by a link" name.import_
mkfifo fifo.pbp && printf 'import "fifo.pbp"\n' >x.pbp
check "a named pipe" name.import_missing
ln -s x.pbp y.pbp && ln -s y.pbp x.pbp
check "links in a circle" .
mkdir x.pbp
refused "a folder called x.pbp" . "$PBP" check x.pbp
mkdir y.pbp && printf 'import "y.pbp"\n' >x.pbp
check "an import of a folder" name.import_missing
refused "no such file" "no such file" "$PBP" check nowhere.pbp
plan >x.pbp && chmod 000 x.pbp
if [ "$(id -u)" -ne 0 ]; then
	refused "an unreadable file" "may not be read" "$PBP" check x.pbp
elif command -v setpriv >/dev/null; then
	chmod 755 . && cp "$PBP" .pbp
	refused "an unreadable file" "may not be read" setpriv --reuid=65534 --clear-groups ./.pbp check x.pbp
	rm .pbp
fi
chmod 600 x.pbp 2>/dev/null
rm -rf ./*
survived "the device /dev/null" "$PBP" check /dev/null
refused "the device /dev/zero" "regular file" "$PBP" check /dev/zero
refused "a path that is empty" . "$PBP" check ''
plan >x.pbp
refused "one path of several that does not exist" "nowhere.pbp" "$PBP" check nowhere.pbp x.pbp
refused "standard input that is a folder" "standard input" sh -c "exec \"$PBP\" check - </"
refused "standard input that is closed" "standard input" sh -c "exec \"$PBP\" check - <&-"
refused "17 MB of standard input" "16 MiB" sh -c "head -c 17000000 /dev/zero | \"$PBP\" check -"
refused "a path of 5,000 bytes" "no such file" "$PBP" check "$(repeat x 5000)"
refused "a path of 100,000 bytes" "no such file" "$PBP" check "$(repeat a/ 50000)"
{ plan; printf 'import "%s"\n' "$(repeat ../a/ 20000)"; } >x.pbp
check "an import of a hundred thousand characters" name.import_
refused "noise on standard input" syntax. sh -c 'head -c 100000 /dev/urandom | "$0" check -' "$PBP"
refused "standard input that does not end" "larger than 16 MiB" sh -c '"$0" check - </dev/zero' "$PBP"
refused "nothing on standard input" "nothing to build" "$PBP" build -
survived "standard input by its path" "$PBP" check /dev/stdin
long=$(repeat d 200)
(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do mkdir "$long" && cd "$long" || exit; done
	plan >x.pbp) 2>/dev/null
survived "folders deeper than a path may be long" "$PBP" check --as-of none .
rm -rf ./*

# ---- feeds ----
feed() {
	plan
	printf 'feed f "F" { file: "f.csv"  into: g  date: column("Date")  value: column("Value") }\n'
}
feed >x.pbp
check "a feed without its file" feed.missing_file
feed >x.pbp && head -c 1000000 /dev/urandom >f.csv
check "a feed of noise" feed.
feed >x.pbp && printf 'Day,Value\n2026-01-01,5\n' >f.csv
check "a feed without its column" feed.missing_column
feed >x.pbp && { printf 'Date,Value\n'; awk 'BEGIN { for (i = 0; i < 10000; i++) print "31.02.2026,x" }'; } >f.csv
check "ten thousand bad rows" feed.bad_row
feed >x.pbp && { printf 'Date,Value\n2026-01-01,"'; repeat 'a,b\n' 1000000; } >f.csv
check "a quote that never closes" feed.
feed >x.pbp && { printf 'Date,Value\n'; repeat ',' 5000000; } >f.csv
check "a row of five million cells" feed.
feed | sed 's/"f.csv"/"..\/f.csv"/' >x.pbp
check "a feed out of the project" feed.missing_file
feed >x.pbp && mkdir f.csv
check "a feed that is a folder" feed.missing_file

ln -s /etc/hostname f.csv && feed >x.pbp
check "a feed out of the project by a link" feed.missing_file
mkdir inside && feed >inside/x.pbp && ln -s .. inside/up && printf 'Date,Value\n2026-01-05,7\n' >f.csv &&
	sed -i 's/"f.csv"/"up\/f.csv"/' inside/x.pbp
refused "a feed out of the project by a linked folder" feed.missing_file "$PBP" check --as-of 2026-05-15 inside
feed | sed 's/"f.csv"/"\/etc\/hostname"/' >x.pbp
check "a feed with an absolute path" feed.missing_file
feed >x.pbp && mkfifo f.csv
check "a feed that is a named pipe" feed.missing_file
feed | sed 's/value: column("Value")/count: true  where: count(goals where it.owner == ann) > 3/' >x.pbp &&
	awk 'BEGIN { for (i = 0; i < 300; i++) printf "goal g%d \"G\" { owner: ann }\n", i }' >>x.pbp &&
	{ printf 'Date,Value\n'; repeat '2026-03-01,5
' 200000; } >f.csv
check "a condition that looks at all goals for every row" syntax.too_large

# ---- what text may do ----
controls=$(printf '[\001-\010\013\014\016-\037\177]')
# bare NAME EXPRESSION FILE...: no line of the files matches
bare() {
	name=$1 expression=$2
	shift 2
	! LC_ALL=C grep -q -a -E -e "$expression" "$@"
	verdict "$name" $? "$(LC_ALL=C grep -a -E -e "$expression" "$@" | head -n 3 | cut -c 1-200 | cat -v)"
}
for name in "$(printf 'new\nline')" "$(printf 'esc\033[31m')" "q\"'\`\$(id)" '::error file=a::b' '##[error]x' '-E' "$(printf 'bad\377')" \
	"$(printf 'rtl\342\200\256')" ' blank ' '*' '\n'; do
	plan | sed 's/role: vendor/role: vendr/' >"./$name.pbp"
	plan >"./good $name.pbp"
done
"$PBP" check --as-of 2026-05-15 --color never . >"$work/.text" 2>&1
"$PBP" check --as-of 2026-05-15 --format concise --color never -- ./*.pbp >"$work/.concise" 2>&1
"$PBP" build --as-of 2026-05-15 -t html,csv -o out . >"$work/.paths" 2>"$work/.errors"
bare "file names on the terminal" "$controls|^(::|##\[)" "$work/.text" "$work/.concise" "$work/.paths" "$work/.errors"
[ "$(grep -c vendr "$work/.concise")" = 11 ]
verdict "every oddly named file is checked" $? "$(cat -v "$work/.concise" | head -n 3)"
find out -type f -exec cat {} + >"$work/.all"
[ -s "$work/.all" ] && iconv -f UTF-8 -t UTF-8 "$work/.all" >/dev/null 2>&1
verdict "outputs of oddly named files are UTF-8" $?
rm -rf ./* "$work"/.all
for word in '=cmd|0!A0' '+1' '@SUM(A1)' '-2+3' '\t=1' ' =1' '\u{FF1D}1' '<script>alert(1)</script>' '\" onload=x' "' onload=x" '&lt;' '</style>' \
	'::error::x' '##vso[task.x]y' '\n::error::x' '\n##[error]x' 'javascript:alert(1)'; do
	printf 'milestone "%s" { due: 2026-02-01  owner: ann  about: "%s [a](javascript:alert(2)) <b onclick=x>"  link: "%s" }\n' "$word" "$word" "$word"
done >words
{ plan; cat words; } >x.pbp
"$PBP" build --as-of 2026-05-15 -o out x.pbp >"$work/.paths" 2>"$work/.errors"
bare "titles on the terminal" "$controls|^(::|##\[)" "$work/.paths" "$work/.errors"
bare "no cell is a formula" "(^|,)\"?[=@$(printf '\t')]" out/x/*.csv
bare "no title becomes a part of the page" '<script>alert|<[a-z]+ [^>]*on(load|click)=|href="?javascript|<b onclick' out/x.html
bare "titles in outputs" "$controls" out/x.html out/x/*.csv
rm -rf ./*

# ---- output ----
agenda_plan() {
	plan
	printf 'review r "R" { type: operational  every: 2 weeks from 2026-01-13  attendees: [ann, bob] }\n'
}
for command in 'check --as-of 2026-05-15 x.pbp' 'agenda --as-of 2026-05-15 x.pbp' 'explain goal' 'build --as-of 2026-05-15 -o out x.pbp' help \
	version; do
	agenda_plan >x.pbp
	refused "a full disk: $command" "cannot be written" sh -c "exec \"$PBP\" $command >/dev/full"
	agenda_plan >x.pbp
	refused "a closed standard output: $command" "cannot be written" sh -c "exec \"$PBP\" $command >&-"
	agenda_plan >x.pbp
	survived "a reader that goes away: $command" sh -c "\"$PBP\" $command | head -c 1"
	agenda_plan >x.pbp
	mkfifo "$work/.pipe" && exec 3<>"$work/.pipe" 4>"$work/.pipe" && exec 3>&-
	refused "a pipe without a reader: $command" "cannot be written: Broken pipe" sh -c "exec \"$PBP\" $command >&4"
	exec 4>&- && rm "$work/.pipe"
	agenda_plan >x.pbp
	survived "closed and full standard errors: $command" sh -c "\"$PBP\" $command 2>&- && \"$PBP\" $command 2>/dev/full"
	rm -rf ./*
done
agenda_plan >x.pbp && "$PBP" build --as-of 2026-05-15 -o out x.pbp >/dev/full 2>"$work/.said"
[ "$(grep -c '^pbp: ' "$work/.said")" = 1 ]
verdict "an output that fails is complained of once" $? "$(cat "$work/.said")"
rm -rf ./*
agenda_plan >x.pbp && "$PBP" check --as-of 2026-05-15 x.pbp <&- 2>&- | grep -q "as of 2026-05-15"
verdict "findings without standard input and error" $?
for folder in out out/x.html; do
	agenda_plan >x.pbp && mkdir -p "$folder" && "$PBP" build --as-of 2026-05-15 -o out x.pbp 2>&- >/dev/null
	code=$?
	if [ "$folder" = out ]; then
		[ "$code" -le 1 ] && tail -c 8 out/x.html | grep -q '</html>'
		verdict "a pack without standard error" $? "code $code"
	else
		[ "$code" = 2 ] && [ -d out/x.html ]
		verdict "a folder where the pack belongs" $? "code $code"
	fi
	rm -rf ./*
done

plan >x.pbp && printf 'review r "R" { type: operational  every: 2 weeks from 2026-01-13  attendees: [ann, bob] }\n' >>x.pbp && mkdir out && echo old >out/x.html
refused "a file size limit on output" "x" sh -c "ulimit -f 1; trap '' XFSZ; exec \"$PBP\" build --as-of 2026-05-15 -t html -o out x.pbp"
plan >x.pbp && mkdir out && echo old >out/x.html
sh -c "ulimit -f 1; trap '' XFSZ; exec \"$PBP\" build --as-of 2026-05-15 -t html -o out x.pbp" >/dev/null 2>&1
[ $? = 2 ] && [ "$(cat out/x.html)" = old ] && [ "$(ls -A out)" = x.html ]
verdict "what could not be written whole leaves the old file and nothing else" $? "$(ls -lA out)"
rm -rf ./*
if [ "$(id -u)" -eq 0 ] && mkdir full && mount -t tmpfs -o size=64k none full 2>/dev/null; then
	agenda_plan >x.pbp
	echo old >full/x.html
	head -c 60000 /dev/zero >full/filler
	timeout 20 "$PBP" build --as-of 2026-05-15 -o full x.pbp >"$work/.said" 2>&1
	[ $? = 2 ] && grep -q "No space left" "$work/.said" && [ "$(cat full/x.html)" = old ] && [ -z "$(find full -name '.*' -type f)" ]
	verdict "a full disk leaves the old file and nothing else" $? "$(ls -lA full; cat "$work/.said")"
	umount full
fi
rm -rf ./*
plan >x.pbp && mkdir out && ln -s ../precious out/x.html && echo precious >precious
"$PBP" build --as-of 2026-05-15 -t html -o out x.pbp >/dev/null 2>&1
[ "$(cat precious)" = precious ] && [ ! -L out/x.html ]
verdict "a link at an output's place is replaced, not followed" $?
rm -rf ./*
# A name that a terminal or a build log would obey is shown and obeyed by nobody.
obeyed=$(printf '\033\\[|\342\200\256|\377|^::|^##vso|^evil')
for name in "$(printf 'a\nevil.pbp')" "$(printf 'a\033[31mb.pbp')" '::error::x.pbp' '##vso[task.x]y.pbp' \
	"$(printf 'a\342\200\256b.pbp')" "$(printf 'a\377b.pbp')" 'a"b'"'"'c`d.pbp' ' .pbp' 'a\\b.pbp' '%s%n.pbp'; do
	for command in "check --format concise" "check --color never" "build -o out" "agenda"; do
		mkdir sub && { agenda_plan && echo 'goal'; } >"sub/$name"
		(cd sub && "$PBP" $command "$name"; "$PBP" $command .; "$PBP" $command "x$name"; "$PBP" "$name"
			"$PBP" build -o "$name/$name" "$name"; "$PBP" build -t "$name" "$name") >.said 2>&1 </dev/null
		code=$?
		! grep -aqE "$obeyed" .said && [ "$(grep -ac "" .said)" -lt 300 ] && [ "$code" = 2 ]
		verdict "$command of \`$(printf %s "$name" | tr -c ' -~' '?')\`" $? "code $code: $(grep -aE "$obeyed" .said | cat -v | head -c 300)"
		rm -rf ./*
	done
done
plan >x.pbp && : >out
refused "an output folder that is a file" . "$PBP" build -o out x.pbp
plan >x.pbp
refused "an unknown output" html "$PBP" build -t pdf x.pbp
refused "an unknown option" as-of "$PBP" check --asof 2026-01-01
refused "a bad day" as-of "$PBP" check --as-of 2026-02-31
refused "an unknown command" check "$PBP" chek
exit "$failed"
