#!/bin/sh
# Runs each fuzzer for a while, starting from its corpus and the examples. Inputs that break something are
# kept in build/fuzz/found.
#
# usage: tests/fuzz.sh SECONDS FUZZER...
set -u
seconds=$1
shift
if [ $# -eq 0 ]; then
	echo "make fuzz: there is no tests/fuzz/fuzz_*.c" >&2
	exit 2
fi

failed=0
for fuzzer; do
	name=$(basename "$fuzzer")
	grown=build/fuzz/corpus/$name
	found=build/fuzz/found/$name-
	mkdir -p "$grown" build/fuzz/found
	# libFuzzer writes what it learns to the first folder and only reads the others.
	set -- "$grown"
	for seeds in "tests/fuzz/corpus/${name#fuzz_}" tests/fuzz/corpus/"$name" examples/*; do
		[ -d "$seeds" ] && set -- "$@" "$seeds"
	done
	echo "$name for $seconds seconds, from $*"
	log=build/fuzz/$name.log
	if "$fuzzer" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$found" "$@" >"$log" 2>&1 </dev/null; then
		grep '^stat::' "$log"
	else
		tail -n 60 "$log"
		echo "$name: failed; the input lies at $found*" >&2
		failed=$((failed + 1))
	fi
done
exit "$failed"
