#!/bin/sh
# Bad input of every sort gives a clear finding or error and exit code 1 or 2, within a second a megabyte (ten under the
# sanitizers), with bounded output; and no file is left half written. PBP is the program.
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
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
check "readings that do not add up to 64 bits" .
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
check "a circle of five thousand likes" name.cycle
{ plan; awk 'BEGIN { for (i = 0; i < 3000; i++) printf "template initiative t%d \"T\" like t%d { milestone m%d \"M\" { due: end } }\n", i, i + 1, i; print "template initiative t3000 \"T\" {}"; print "initiative i \"I\" like t0 { owner: ann  window: 2026-02-01 .. 2026-03-01 }" }'; } >x.pbp
check "three thousand templates deep" .

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
if [ "$(id -u)" -ne 0 ]; then
	plan >x.pbp && chmod 000 x.pbp
	refused "an unreadable file" "may not be read" "$PBP" check x.pbp
fi

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

# ---- output ----
plan >x.pbp
refused "a full disk under the agenda" . sh -c "exec \"$PBP\" check --format concise x.pbp -E 'ownership.*' >/dev/full"
plan >x.pbp && printf 'review r "R" { type: operational  every: 2 weeks from 2026-01-13  attendees: [ann, bob] }\n' >>x.pbp && mkdir out && echo old >out/x.html
refused "a file size limit on output" "x" sh -c "ulimit -f 1; trap '' XFSZ; exec \"$PBP\" build --as-of 2026-05-15 -t html -o out x.pbp"
plan >x.pbp && mkdir out && echo old >out/x.html
sh -c "ulimit -f 1; trap '' XFSZ; exec \"$PBP\" build --as-of 2026-05-15 -t html -o out x.pbp" >/dev/null 2>&1
[ $? = 2 ] && [ "$(cat out/x.html)" = old ] && [ "$(ls -A out)" = x.html ]
verdict "what could not be written whole leaves the old file and nothing else" $? "$(ls -lA out)"
rm -rf ./*
plan >x.pbp && : >out
refused "an output folder that is a file" . "$PBP" build -o out x.pbp
plan >x.pbp
refused "an unknown output" html "$PBP" build -t pdf x.pbp
refused "an unknown option" as-of "$PBP" check --asof 2026-01-01
refused "a bad day" as-of "$PBP" check --as-of 2026-02-31
refused "an unknown command" help "$PBP" chek
exit "$failed"
