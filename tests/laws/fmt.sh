#!/bin/sh
# The laws of `pbp fmt`: what it writes has the words, texts and comments of what it read, by the judgement of a reader
# of our own that knows nothing of the compiler; laid out again it does not change; a layout that means nothing is
# forgotten; it changes no finding and no output. Tried on every .pbp file of the project and on hundreds of files
# made from them by changing blanks and line ends and adding comments, the same ones every time.
: "${PBP:?PBP is the program to test}"
export LC_ALL=C
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() { # NAME CODE
	if [ "$2" = 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
}

bare() {
	awk -f tests/laws/fmt_tokens.awk "$1"
}

# obeys FILE NAME: lays FILE out to $work/once and judges it; says what is wrong
obeys() {
	"$PBP" fmt - <"$1" >"$work/once" 2>"$work/said"
	code=$?
	if [ "$code" -gt 1 ]; then
		echo "    $2: code $code: $(cat "$work/said")"
		return 1
	fi
	bare "$1" >"$work/before"
	bare "$work/once" >"$work/after"
	if ! cmp -s "$work/before" "$work/after"; then
		echo "    $2: other words or comments:"
		diff "$work/before" "$work/after" | head -n 5
		return 1
	fi
	"$PBP" fmt - <"$work/once" >"$work/twice" 2>/dev/null
	if ! cmp -s "$work/once" "$work/twice"; then
		echo "    $2: changed the second time:"
		diff "$work/once" "$work/twice" | head -n 5
		return 1
	fi
	if [ "$code" -eq 0 ] && LC_ALL=C grep -n -E '[ 	]$|	' "$work/once" >"$work/blanks" &&
		! grep -q '"""' "$work/once"; then
		echo "    $2: blanks at a line's end, or tabs: $(head -n 1 "$work/blanks")"
		return 1
	fi
	return 0
}

# The reader can see a difference.
printf 'a b { x: [1, 2] } # c\n' >"$work/one"
seen=0
for other in 'a b { x: [1, 3] } # c' 'a b { x: [1, 2] } # d' 'a b { x: [1, 2] }' 'a b { x: [1 2] } # c' \
	'a b { # c\n x: [1, 2] }' 'a b { x: [1, "2"] } # c'; do
	printf "$other\n" >"$work/other"
	bare "$work/one" >"$work/before"
	bare "$work/other" >"$work/after"
	cmp -s "$work/before" "$work/after" || seen=$((seen + 1))
done
[ "$seen" -eq 6 ]
verdict "the reader sees six differences" $?
printf 'a b {\r\n\tx: [1,\n 2 , ] } # c   ' >"$work/other"
bare "$work/one" >"$work/before"
bare "$work/other" >"$work/after"
cmp "$work/before" "$work/after"
verdict "the reader sees no layout" $?

files=$(find examples stdlib tests -name '*.pbp' ! -path '*/.*' | sort)
wrong=0
n=0
for file in $files; do
	obeys "$file" "$file" || wrong=$((wrong + 1))
	n=$((n + 1))
done
[ "$wrong" -eq 0 ] && [ "$n" -ge 20 ]
verdict "$n files keep their words and comments" $?

# Plans and libraries without mistakes; the largest stay out to save time.
clean="examples/reseller/people.pbp examples/reseller/plan.pbp examples/reseller/progress.pbp stdlib/tiers.pbp
	stdlib/templates.pbp stdlib/calendars.pbp tests/unit/prelude.pbp tests/golden/fmt/conditions.pbp
	tests/golden/fmt/lists.pbp tests/golden/fmt/statements.pbp tests/golden/fmt/nested.pbp"
mutate() { # FILE KIND SEED
	awk -v kind="$2" -v seed="$3" -f tests/laws/fmt_mutate.awk "$1" >"$work/mutant"
}

wrong=0
n=0
for file in $clean; do
	"$PBP" fmt - <"$file" >"$work/wanted" || wrong=$((wrong + 1))
	for seed in 1 2 3 4 5 6; do
		mutate "$file" indent "$seed"
		n=$((n + 1))
		cmp -s "$file" "$work/mutant" && wrong=$((wrong + 1))
		if ! "$PBP" fmt - <"$work/mutant" | tr -d '\r' | cmp -s "$work/wanted" -; then
			echo "    $file, seed $seed: indentation is not forgotten"
			"$PBP" fmt - <"$work/mutant" | tr -d '\r' | diff "$work/wanted" - | head -n 5
			wrong=$((wrong + 1))
		fi
	done
done
[ "$wrong" -eq 0 ]
verdict "$n files with other indentation get the same layout" $?

for kind in gaps comments; do
	wrong=0
	n=0
	for file in $clean $(find tests/golden -name '*.pbp' | sort); do
		for seed in 1 2 3 4 5; do
			mutate "$file" "$kind" "$seed"
			n=$((n + 1))
			obeys "$work/mutant" "$file, $kind, seed $seed" || wrong=$((wrong + 1))
		done
	done
	[ "$wrong" -eq 0 ]
	verdict "$n files with other $kind keep their words and comments" $?
done

wrong=0
broken=0
n=0
while [ "$n" -lt 300 ]; do
	n=$((n + 1))
	awk -v seed="$n" -f tests/laws/fmt_random.awk >"$work/random"
	obeys "$work/random" "random plan $n" || wrong=$((wrong + 1))
	[ "$code" -eq 0 ] || broken=$((broken + 1))
done
[ "$wrong" -eq 0 ] && [ "$broken" -lt 30 ]
verdict "$n random plans keep their words and comments, $((n - broken)) of them without mistakes" $?

# What a plan means does not change: the same findings but for their places, the same tables.
meaning() { # FOLDER NAME
	"$PBP" check --as-of 2026-05-15 --color never --format concise "$1" 2>/dev/null |
		sed 's/^[^ ]*: //' | sort >"$work/$2.findings"
	"$PBP" build --as-of 2026-05-15 -t csv -o "$work/$2" "$1" >/dev/null 2>&1
	rm -f "$work/$2"/*/findings.csv "$work/$2"/findings.csv
}
mkdir "$work/plan"
cp -R examples/reseller/. "$work/plan"
meaning "$work/plan" first
[ -s "$work/first.findings" ] && [ -n "$(find "$work/first" -name '*.csv')" ]
verdict "there is a meaning to compare" $?
for seed in 1 2 3; do
	for file in people plan progress; do
		mutate "examples/reseller/$file.pbp" indent "$seed"
		cp "$work/mutant" "$work/plan/$file.pbp"
	done
	"$PBP" fmt "$work/plan" >/dev/null
	meaning "$work/plan" again
	cmp "$work/first.findings" "$work/again.findings" && diff -r "$work/first" "$work/again"
	verdict "the layout changes no finding and no table, seed $seed" $?
done

# Time grows with the length of the text and nothing else: two megabytes of anything.
slow=0
n=0
while IFS= read -r pattern; do
	awk -v text="$pattern" 'BEGIN {
		times = 2000000 / length(text)
		for (i = 0; i < times; i++)
			printf "%s", text
	}' >"$work/long"
	timeout 20 "$PBP" fmt - <"$work/long" >"$work/once" 2>/dev/null
	code=$?
	n=$((n + 1))
	if [ "$code" -gt 1 ]; then
		echo "    code $code for two megabytes of $pattern"
		slow=$((slow + 1))
	fi
done <<'PATTERNS'
(
[
{
a b {
}
"
"""
#
# c\n
a b { x: 1 } # c\n
a b {\n x: 1 # c\n     # d\n}\n
let x = a or\n
a b { x: [1, [2, 3],\n] }\n
a b {\n x: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc]\n}\n
x: 1\n
,
a:
a b { x = 1 }
\n
é
PATTERNS
{
	echo 'a b {'
	awk 'BEGIN { for (i = 0; i < 200000; i++) print " x:1\n# c\n yy:2"; print "}" }'
} >"$work/long"
timeout 20 "$PBP" fmt - <"$work/long" >/dev/null 2>&1 || slow=$((slow + 1))
{
	printf 'let x = a'
	awk 'BEGIN { for (i = 0; i < 200000; i++) printf ", (b%d and c > [1, 2])", i }'
} >"$work/long"
timeout 20 "$PBP" fmt - <"$work/long" >/dev/null 2>&1 || slow=$((slow + 1))
[ "$slow" -eq 0 ]
verdict "$n sorts of two megabytes are laid out in time" $?

# All that we ship is in the layout.
awk '/^```pbp/ { if (n++) print ""; inside = 1; next } /^```/ { inside = 0 } inside' README.md >"$work/readme.pbp"
"$PBP" fmt --check --diff examples stdlib tests/unit/prelude.pbp "$work/readme.pbp"
verdict "examples, standard library and README are in the layout" $?
exit "$failed"
