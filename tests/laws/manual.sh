#!/bin/sh
# The manual: its links lead somewhere, its examples are sound, and it holds what the program knows. PBP is the program.
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 1500 said
		echo "not ok - $1"
		failed=1
	fi
}

"$PBP" manual >manual.md 2>said && [ "$(wc -l <manual.md)" -gt 5000 ] && [ ! -s said ]
verdict "pbp manual writes it" $?
(cd / && LC_ALL=C TZ=UTC "$PBP" manual) | cmp - manual.md >said
verdict "it has the same bytes everywhere" $?
"$PBP" manual x >said 2>&1
[ $? -eq 2 ]
verdict "it takes no path" $?

# Headings as addresses, and the addresses that links ask for.
awk '/^```/ { code = !code } code || !/^#+ / { next }
	{ sub(/^#+ /, ""); $0 = tolower($0); gsub(/[^a-z0-9 _-]/, ""); gsub(/ /, "-"); print }' manual.md | sort -u >addresses
grep -o '](#[^)]*)' manual.md | sed 's/](#//; s/)//' | sort -u >asked
comm -13 addresses asked >said
[ ! -s said ] && [ "$(wc -l <asked)" -gt 40 ]
verdict "every link leads to a heading" $?
[ -z "$(awk '/^```/ { n++ } END { if (n % 2) print "odd" }' manual.md)" ]
verdict "every block of code is closed" $?
awk '/^```/ { code = !code } !code && /^\|/ { gsub(/\\\|/, ""); n = gsub(/\|/, ""); if (n != before && before) print FILENAME ":" FNR; before = n; next } { before = 0 }' manual.md >said
[ ! -s said ]
verdict "every row of a table has its columns" $?

# Everything that can be explained stands in it.
awk '/^```/ { code = !code } !code && /^#### / { print $2 }' manual.md | sort >explained
: >said
while read -r name; do
	"$PBP" explain "$name" >/dev/null 2>>said || echo "$name" >>said
done <explained
[ ! -s said ] && [ "$(wc -l <explained)" -gt 150 ]
verdict "every rule and error in it can be explained" $?
ls "$root"/compiler/rules/*_*.c | sed 's,.*/,,; s,\.c$,,' | grep -v _shared | sort >files
grep -v '^\(syntax\|name\|type\|feed\)\.' explained | tr . _ | sort | diff files - >said
verdict "every rule stands in it" $?
"$PBP" help | awk '/^  [a-z]/ && $1 != "pbp" { print $1 }' | while read -r command; do
	grep -q "^### pbp $command\$" manual.md || echo "$command"
done >said
[ ! -s said ]
verdict "every command stands in it" $?

# The examples of the chapter on the language, each beside a whole plan; and the example of every kind.
awk '/^## Kinds and/ { exit } /^```pbp/ { n++; code = 1; next } /^```/ { code = 0 } code { print > ("language." n) }' manual.md
awk '/^## Kinds and/ { kinds = 1 } /^## Words/ { exit } !kinds { next } /^### / { name = $2 }
	/^```pbp/ { code = 1; next } /^```/ { code = 0 } code { print > ("kind." name) }' manual.md
hard='error\[\(syntax\|name\|type\|feed\)\.'
for example in language.*; do
	cat "$root/tests/unit/prelude.pbp" "$example" >plan.pbp
	"$PBP" check --as-of 2026-02-12 --format concise plan.pbp 2>&1 | grep "$hard" >said
	[ ! -s said ]
	verdict "$example: $(grep -m 1 . "$example" | cut -c 1-50)" $?
done
bad=0
for example in kind.*; do
	"$PBP" check --format concise "$example" 2>&1 | grep "$hard" | grep -v 'name\.\|type\.child' >>said && bad=1
done
verdict "the example of each of $(ls kind.* | wc -l) kinds can be read" "$bad"
exit "$failed"
