#!/bin/sh
# Runs each fuzzer for a while, starting from its corpus, the examples, the standard library, the golden tests and the
# examples of rules and findings, with the language's words as a dictionary. Inputs that break something are kept in
# build/fuzz/found.
#
# usage: tests/fuzz.sh SECONDS FUZZER...
set -u
seconds=$1
shift
if [ $# -eq 0 ]; then
	echo "make fuzz: there is no tests/fuzz/fuzz_*.c" >&2
	exit 2
fi
export LC_ALL=C
export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="print_stacktrace=1"

# Every word of the schema, the clause words and enough of the rest to write any statement.
make_words() {
	{
		sed -n 's/^KIND(\([a-z_]*\), *\([a-z_]*\),.*/\1\n\2/p
			s/^FIELD([a-z_]*, *\([a-z_]*\),.*/\1:/p
			s/^FIELD_AS([a-z_]*, *[a-z_]*, *"*\([a-z_]*\)"*,.*/\1:/p
			s/^ANY_FIELD(\([a-z_]*\),.*/\1:/p
			s/^WORD([a-z_]*, *\([a-z_0-9]*\),.*/\1/p' grammar/schema/*.def
		sed -n 's/^CLAUSE_WORD(\([a-z]*\))/ \1 /p' grammar/clauses.def
		sed -n 's/^TOKEN([A-Z_]*, "`\(.*\)`".*/\1/p' grammar/tokens.def
		printf '%s\n' true false all today it start end count sum any min max column std.metrics std.units std.tiers \
			std.calendars std.templates std.terms .latest .attainment .expected .pace .gap .status USD EUR JPY \
			percent minutes hours days weeks months quarters years business_days business_hours 2026-05-15 \
			0001-01-01 9999-12-31 2026-Q2 FY2026 FY2026-P12 2026-W53 2026-H1 10:00 9223372036854775807 100% 1.5M \
			'"""' '"' '#'
	} | sort -u | sed 's/[\\"]/\\&/g; s/.*/"&"/'
	echo '"\x0a"'
}

# The examples of rules and findings, as `explain` prints them: alone and as part of a whole plan.
make_seeds() { # FOLDER
	mkdir -p "$1"
	[ -x build/pbp ] || return 0
	for name in $(sed -n 's/^FINDING([a-z_]*, *"\([^"]*\)".*/\1/p' grammar/findings/*.def) \
		$(sed -n 's/^[[:space:]]*\.name = "\([a-z]*\.[a-z_]*\)",.*/\1/p' compiler/rules/*.c); do
		build/pbp explain "$name" | awk -v file="$1/$name" '
			/^reported/ || /^not reported/ { part++ }
			part && /^  / { print substr($0, 3) >(file "." part) }'
	done
	for example in "$1"/*.[0-9]; do
		[ -e "$example" ] && cat tests/unit/prelude.pbp "$example" >"$example.whole"
	done
}

mkdir -p build/fuzz/found
make_words >build/fuzz/words
make_seeds build/fuzz/seeds

# fuzz FUZZER: reports to standard output
fuzz() {
	fuzzer=$1
	name=$(basename "$fuzzer")
	grown=build/fuzz/corpus/$name
	found=build/fuzz/found/$name-
	mkdir -p "$grown"
	# libFuzzer writes what it learns to the first folder and only reads the others.
	set -- "$grown"
	for seeds in "tests/fuzz/corpus/${name#fuzz_}" tests/fuzz/corpus/"$name" examples/*; do
		[ -d "$seeds" ] && set -- "$@" "$seeds"
	done
	case $name in
	fuzz_source | fuzz_format) set -- "$@" stdlib tests/golden build/fuzz/seeds ;;
	esac
	echo "$name for $seconds seconds, from $*"
	log=build/fuzz/$name.log
	if "$fuzzer" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
		-dict=build/fuzz/words -artifact_prefix="$found" "$@" >"$log" 2>&1 </dev/null; then
		# How much of the program was reached: places of the code and their combinations.
		grep -o 'cov: [0-9]* ft: [0-9]*' "$log" | tail -n 1
		grep '^stat::' "$log"
	else
		tail -n 60 "$log"
		echo "$name: failed; the input lies at $found*" >&2
		return 1
	fi
}

# Two at a time: each is one thread.
failed=0
while [ $# -gt 0 ]; do
	fuzz "$1" >build/fuzz/report.1 2>&1 &
	first=$!
	if [ $# -gt 1 ]; then
		fuzz "$2" >build/fuzz/report.2 2>&1 || failed=$((failed + 1))
		shift
	else
		: >build/fuzz/report.2
	fi
	wait "$first" || failed=$((failed + 1))
	cat build/fuzz/report.1 build/fuzz/report.2
	shift
done
exit "$failed"
