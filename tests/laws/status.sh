#!/bin/sh
# Laws of `pbp status`: no line is wider than the terminal, piped it is plain text, and it is the same everywhere.
#
# usage: PBP=build/pbp tests/laws/status.sh
set -u
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
plans="examples/reseller/plan.pbp examples/co_sell/plan.pbp tests/golden/agendas/status_60.pbp"

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
}

# widest FILE: columns of its widest line
widest() {
	LC_ALL=C.UTF-8 wc -L <"$1"
}

wide=0 n=0
for plan in $plans; do
	for width in 40 47 60 79 80 99 109 110 111 132 160 200; do
		"$PBP" status --as-of 2026-05-15 --width $width "$plan" >"$work/out" 2>/dev/null || wide=$((wide + 1))
		[ "$(widest "$work/out")" -le $width ] || wide=$((wide + 1))
		n=$((n + 1))
	done
done
[ $wide -eq 0 ]
verdict "$n dashboards fit their width" $?

COLUMNS=50 "$PBP" status --as-of 2026-05-15 examples/reseller >"$work/out"
[ "$(widest "$work/out")" -le 50 ]
verdict "COLUMNS says how wide" $?
COLUMNS=99999999999999999999 "$PBP" status --as-of 2026-05-15 examples/reseller >"$work/out"
[ "$(widest "$work/out")" -le 200 ]
verdict "a width that is none is kept within bounds" $?
env -u COLUMNS "$PBP" status --as-of 2026-05-15 examples/reseller >"$work/plain"
[ "$(widest "$work/plain")" -le 80 ] && ! LC_ALL=C grep -q "$(printf '[\001-\011\013-\037]')" "$work/plain"
verdict "piped it is plain text of 80 columns" $?

env -u COLUMNS -u NO_COLOR "$PBP" status --color always --as-of 2026-05-15 examples/reseller >"$work/color"
sed "s/$(printf '\033')\[[0-9;]*m//g" "$work/color" | cmp -s - "$work/plain" && ! cmp -s "$work/color" "$work/plain"
verdict "colour adds nothing but colour" $?
env -u COLUMNS NO_COLOR=1 CLICOLOR_FORCE=1 "$PBP" status --as-of 2026-05-15 examples/reseller | cmp -s - "$work/plain"
verdict "NO_COLOR is obeyed" $?

(cd / && env -u COLUMNS TZ=Asia/Tokyo LANG=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 "$PBP" status --as-of 2026-05-15 "$OLDPWD/examples/reseller") |
	cmp -s - "$work/plain"
verdict "the same in another zone, language and folder" $?

"$PBP" status --as-of 2026-05-15 examples >"$work/out" 2>"$work/said"
[ $? -eq 0 ] && [ "$(grep -c 'plan.pbp$' "$work/out")" -eq 2 ] && [ "$(wc -l <"$work/out")" -eq 4 ]
verdict "of several plans two lines each" $?

printf 'plan joint "A" {\n  between: [a, b]\n  period: 2026-01-01 .. 2026-12-31\n  currency: USD\n}\ngoal x "X {\n' >"$work/broken.pbp"
"$PBP" status --as-of 2026-05-15 "$work/broken.pbp" >"$work/out" 2>"$work/said"
[ $? -ne 0 ] && grep -q 'syntax\.' "$work/said"
verdict "a plan that cannot be read whole is not shown as if it were" $?
"$PBP" status --as-of none examples/reseller >"$work/out" 2>"$work/said"
[ $? -eq 2 ] && [ ! -s "$work/out" ]
verdict "without a day there is none" $?
for width in 0 -1 x "" 1e3 99999; do
	"$PBP" status --width "$width" examples/reseller >"$work/out" 2>"$work/said"
	[ $? -eq 2 ] || wide=1
done
[ $wide -eq 0 ]
verdict "widths that are none are refused" $?
exit "$failed"
