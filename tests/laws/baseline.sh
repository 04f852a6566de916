#!/bin/sh
# Baselines: what is known stays out until its day, what is new is seen, mistakes of syntax are never kept out. PBP is the
# program.
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -r "$root/examples/reseller" "$work/plan"
cd "$work/plan" || exit 2
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

# check CODE DAY ARGUMENT...: what it says goes to `said`, one line a finding
check() {
	wanted=$1 day=$2
	shift 2
	"$PBP" check --as-of "$day" "$@" . >said 2>&1
	[ $? -eq "$wanted" ]
}

check 2 2026-05-15 --baseline known.json && grep -q 'update-baseline writes it' said && [ ! -e known.json ]
verdict "a baseline that is not there is an error" $?
check 1 2026-05-15 --format concise
cp said before
check 0 2026-05-15 --baseline known.json --update-baseline && [ "$(grep -c fingerprint known.json)" -eq "$(wc -l <before)" ]
verdict "every finding becomes an entry, on a line of its own" $?
check 0 2026-05-15 --fail-on info --baseline known.json && grep -q "$(wc -l <before) more in the baseline" said
verdict "what is known stays out, and is counted" $?
cp known.json first.json
check 0 2026-05-15 --baseline known.json --update-baseline && cmp known.json first.json >>said
verdict "written again it is the same" $?
check 1 2026-08-14 --baseline known.json && [ "$(grep -c 'entry in the baseline ended on 2026-08-13' said)" -ge 10 ]
verdict "after its day a finding is back, and says so" $?
check 0 none --fail-on info --baseline known.json
verdict "without a day nothing ends" $?
check 2 none --baseline known.json --update-baseline && cmp known.json first.json >>said
verdict "without a day none is written" $?

# Lines come and go, figures move with the day: what is known is still known.
{ printf '# one\n\n# two\n'; sed 's/^  owner:     bakker/  owner:    bakker/' plan.pbp; } >moved && mv moved plan.pbp
check 0 2026-05-16 --fail-on info --baseline known.json
verdict "other lines around it change nothing" $?
printf 'milestone late "Late by a day" { due: 2026-05-10  owner: bakker  accepted_when: "Seen." }\n' >>plan.pbp
check 1 2026-05-16 --format concise --baseline known.json && grep -q '"Late by a day"' said && [ "$(grep -c ': error\|: warning' said)" -eq 1 ]
verdict "what is new is seen, alone" $?
printf 'persn x "X" {}\n' >>plan.pbp
"$PBP" check --as-of 2026-05-16 --baseline known.json --update-baseline . >said 2>&1
[ $? -eq 1 ] && grep -q 'name.unknown_kind' said && ! grep -q 'name\.' known.json
verdict "a mistake of names is never kept out" $?
cp first.json known.json
cp "$root/examples/reseller/plan.pbp" plan.pbp
sed -i 's/^  due:       2026-04-10$/  due:       2026-03-30/' plan.pbp
check 0 2026-05-15 --baseline known.json && grep -q 'entr.* to nothing any more.*enablement.too_late' said
verdict "an entry that belongs to nothing is named" $?
check 0 2026-05-20 --baseline known.json --update-baseline || [ $? -le 1 ]
grep -q '"until": "2026-08-13"' known.json && ! grep -q too_late known.json
verdict "an update keeps ends and takes out what is gone" $?

cp first.json known.json
cp "$root/examples/reseller/plan.pbp" plan.pbp
sed -i 's/^  owner:     bakker$/  owner:     bakkker/' plan.pbp
"$PBP" check --as-of 2026-05-15 --baseline known.json . >said 2>&1
! grep -q 'to nothing any more' said && "$PBP" check --as-of 2026-05-15 --baseline known.json --update-baseline . >/dev/null 2>&1
cp "$root/examples/reseller/plan.pbp" plan.pbp
check 0 2026-05-15 --fail-on info --baseline known.json
verdict "while something cannot be read no entry goes" $?

# refused TEXT CONTENT: a baseline that cannot be used
refused() {
	printf '%s' "$2" >broken.json
	check 2 2026-05-15 --baseline broken.json && grep -q -F -e "$1" said && [ "$(cat broken.json)" = "$2" ]
	verdict "refused: $1" $?
}
refused 'broken.json:1:' '{'
refused 'no baseline of version 1' '[]'
refused 'no baseline of version 1' '{"version": 2, "entries": []}'
refused 'entry 1 has no fingerprint' '{"version": 1, "entries": [7]}'
refused 'entry 1 has no fingerprint' '{"version": 1, "entries": [{"fingerprint": "xyz", "rule": "a.b", "until": "2026-01-01"}]}'
refused 'entry 1 has no fingerprint' '{"version": 1, "entries": [{"fingerprint": "0123456789abcdef", "rule": "a.b", "until": "2026-02-31"}]}'
refused 'broken.json' "$(head -c 300 /dev/urandom | tr -d '\0')"
check 2 2026-05-15 --baseline . && check 2 2026-05-15 --update-baseline
verdict "refused: a folder, and an update without a file" $?
exit "$failed"
