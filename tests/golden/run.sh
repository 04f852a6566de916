#!/bin/sh
# Golden tests: every .pbp file below tests/golden with something to compare it to. PBP is the program.
# With UPDATE=1 the expected files are rewritten instead; look at the diff.
#
# What lies beside case.pbp says what is tested; pbp runs in the folder of the case:
#   case.diag   pbp check                  everything it prints
#   case.html   pbp build -t html          the pack
#   case.ics    pbp build -t ics           the calendar
#   case.md     pbp build -t md            the summary
#   case.plan   pbp build -t json          the plan as JSON
#   case.csv    pbp agenda                 the agenda
#   case.status pbp status                 the dashboard
#   case.json, .sarif, .github, .gitlab, .junit   pbp check --format, standard output alone
#   case.fmt    pbp fmt -                  the case in the one layout
#   case.renewed   pbp renew -o -          the plan that follows, and what is said of it
# and a comment in the case itself:
#   # expect: rule.name other.name         pbp check reports exactly these, on exactly the lines that say so;
#   # expect: nothing                      a whole file that is clean
#
# Comments before the first block change how pbp is run:
#   # as-of: 2026-05-15                    instead of none
#   # args: --profile napkin               further arguments
#   # exit: 2                              instead of 0 or 1
#
# Files below a folder called parts/ are there to be imported and are no cases. Where a finding lies in another
# file than the case, the expectations of that file count too.

cd "$(dirname "$0")" || exit 2
set -f # `# args: --off *` means a star
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

# setting NAME FILE: what a leading comment of the case says
setting() {
	awk -v name="$1" '
		!/^[ \t\r]*(#.*)?$/ { exit }
		sub("^# " name ":[ \t]*", "") { sub(/[ \t\r]+$/, ""); print; exit }' "$2"
}

# verdict NAME: the last command's success, with its output if there was none
verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		cat "$work/why"
		echo "not ok - $1"
		failed=1
	fi
}

# pbp COMMAND... with a limit on its time, where the system has one
limited() {
	if command -v timeout >/dev/null; then
		timeout 30 "$PBP" "$@"
	else
		"$PBP" "$@"
	fi
}

# built TYPE EXTENSION FILE: one of the files that pbp build writes
built() {
	limited build --as-of "$as_of" $args -t "$1" -o "$work/out" "$3" >/dev/null 2>"$work/err"
	status=$?
	cat "$work/out/${3%.pbp}.$2"
	return "$status"
}

# produce MODE FILE: what pbp makes of the case, to standard output
produce() {
	case $1 in
	diag)
		limited check --as-of "$as_of" --color never $args "$2" 2>&1
		;;
	html | ics | md)
		built "$1" "$1" "$2"
		;;
	plan)
		built json json "$2"
		;;
	status)
		limited status --as-of "$as_of" $args "$2" 2>"$work/err"
		;;
	csv)
		limited agenda --as-of "$as_of" $args "$2" 2>"$work/err"
		;;
	json | sarif | github | gitlab | junit)
		limited check --as-of "$as_of" --format "$1" $args "$2" 2>"$work/err"
		;;
	renewed)
		limited renew --as-of "$as_of" --color never $args -o - "$2" 2>&1
		;;
	fmt)
		limited fmt - <"$2" 2>"$work/err"
		;;
	esac
}

# right_exit CODE
right_exit() {
	if [ -n "$wanted_exit" ]; then
		[ "$1" -eq "$wanted_exit" ]
	else
		[ "$1" -le 1 ]
	fi || {
		echo "pbp ended with code $1" >>"$work/why"
		cat "$work/err" >>"$work/why" 2>/dev/null
		return 1
	}
}

# compare CASE MODE: in the folder of the case
compare() {
	file=$1.pbp
	expected=$1.$2
	: >"$work/why"
	: >"$work/err"
	rm -rf "$work/out"
	produce "$2" "$file" >"$work/actual"
	code=$?
	if [ -n "${UPDATE:-}" ]; then
		cp "$work/actual" "$expected"
	fi
	diff -u "$expected" "$work/actual" >"$work/why"
	same=$?
	right_exit "$code" && [ "$same" -eq 0 ]
	verdict "$folder/$expected" $?
}

# expectations FILE...: "file:line rule" for each that is expected
expectations() {
	awk '
		match($0, /# expect:/) {
			n = split(substr($0, RSTART + RLENGTH), rule, /[ \t\r]+/)
			for (i = 1; i <= n; i++)
				if (rule[i] ~ /\./)
					print FILENAME ":" FNR " " rule[i]
		}' "$@" | sort -u
}

# check_places CASE: findings against the comments
check_places() {
	file=$1.pbp
	: >"$work/err"
	limited check --as-of "$as_of" --color never $args --format concise "$file" >"$work/actual" 2>"$work/err"
	code=$?
	sed -n 's/^\([^:]*:[0-9]*\):[0-9]*: [a-z]*\[\([^]]*\)\]: .*/\1 \2/p' "$work/actual" | sort -u >"$work/found"
	others=$(cut -d: -f1 "$work/found" | sort -u | grep -v -x -F "$file")
	expectations "$file" $others >"$work/wanted"
	diff "$work/wanted" "$work/found" | sed -n 's/^</missing: /p; s/^>/not expected: /p' >"$work/why"
	right_exit "$code" && [ ! -s "$work/why" ]
	verdict "$folder/$file (places)" $?
}

find . -name '*.pbp' ! -path '*/parts/*' | sort | sed 's,^\./,,' >"$work/cases"
while read -r path; do
	folder=$(dirname "$path")
	case=$(basename "$path" .pbp)
	before=$PWD
	cd "$folder" || exit 2
	as_of=$(setting as-of "$case.pbp")
	as_of=${as_of:-none}
	args=$(setting args "$case.pbp")
	wanted_exit=$(setting exit "$case.pbp")
	if grep -q '# expect:' "$case.pbp"; then
		check_places "$case"
	fi
	for mode in diag html ics md plan csv status fmt renewed json sarif github gitlab junit; do
		if [ -e "$case.$mode" ]; then
			compare "$case" "$mode"
		fi
	done
	cd "$before" || exit 2
done <"$work/cases"
exit "$failed"
