#!/bin/sh
# Prints what `pbp check` costs, as ratios. Instructions are counted by valgrind and do not depend on the machine's load;
# CPU times and memory are medians of several runs.
#
# usage: PBP=build/pbp BENCH=build/bench MODULES=build/browser sh tests/bench/run.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sizes="10 1000 10000 100000"

for n in $sizes; do
	mkdir "$work/$n"
	{
		cat "$here/../unit/prelude.pbp"
		"$BENCH/plan_maker" "$n"
	} >"$work/$n/plan.pbp"
	"$BENCH/plan_maker" "$n" json >"$work/$n/plan.json"
	mkdir "$work/$n/tangled"
	{
		cat "$here/../unit/prelude.pbp"
		"$BENCH/tangle_maker" "$n"
	} >"$work/$n/tangled/plan.pbp"
done

# instructions COMMAND...: how many it takes
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
		awk '/Collected :/ { print $4 }'
}

# divide A B: with two decimals
divide() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'
}

# check SIZE [FOLDER]: the command
check() {
	echo "$PBP" check --as-of 2026-05-15 --color never "$work/$1/${2:-.}/plan.pbp"
}

row() {
	printf '%-58s %12s %8s\n' "$1" "$2" "$3"
}

echo "plans of $(echo $sizes | tr ' ' ',') items; $(wc -c <"$work/10000/plan.pbp") bytes at 10,000"
row "" "measured" "aim"
i10k=$(instructions $(check 10000))
row "instructions of check / bare flex scan, 10k items" \
	"$(divide "$i10k" "$(instructions "$BENCH/bare_scan" "$work/10000/plan.pbp")")" 4
row "instructions an item, 10k items" "$(divide "$i10k" 10000)" 25000
row "growth of instructions, 10k to 100k items" \
	"$(divide "$(instructions $(check 100000))" "$i10k")" 10.3
row "growth of instructions, 1k to 10k items" "$(divide "$i10k" "$(instructions $(check 1000))")" 10.3
t10k=$(instructions $(check 10000 tangled))
row "the same where all hangs on the same few, 1k to 10k items" \
	"$(divide "$t10k" "$(instructions $(check 1000 tangled))")" 10.3
row "the same where all hangs on the same few, 10k to 100k items" \
	"$(divide "$(instructions $(check 100000 tangled))" "$t10k")" 10.3

row "instructions of pbp agenda / check, 10k items" \
	"$(divide "$(instructions "$PBP" agenda --as-of 2026-05-15 --color never "$work/10000/plan.pbp")" "$i10k")" 2

build=$(instructions "$PBP" build -t html --as-of 2026-05-15 --color never -o "$work/pack" "$work/10000/plan.pbp")
row "instructions of writing the pack / check, 10k items" "$(divide "$((build - i10k))" "$i10k")" 1.5
row "megabytes of the pack, 10k items" "$(divide "$(wc -c <"$work/pack/plan.html")" 1000000)" 2.5

set -- $("$BENCH/timed" 15 $(check 10000))
cpu=$1 peak=$2
set -- $("$BENCH/timed" 15 "$BENCH/json_load" "$work/10000/plan.json")
row "CPU of check / jansson loading the same data, 10k items" "$(divide "$cpu" "$1")" 0.9
set -- $("$BENCH/timed" 301 "$PBP" version)
start=$1
set -- $("$BENCH/timed" 301 "$BENCH/nothing")
row "start-up: CPU of pbp version / an empty program" "$(divide "$start" "$1")" 1.3
set -- $("$BENCH/timed" 3 $(check 100000))
row "peak memory of check / bytes of source, 100k items" \
	"$(divide "$(($2 * 1024))" "$(wc -c <"$work/100000/plan.pbp")")" 9
set -- $("$BENCH/timed" 31 "$PBP" seal "$work/10000/plan.pbp") $("$BENCH/timed" 31 $(check 10000))
row "CPU of sealing / of check, 10k items" "$(divide "$1" "$3")" 1
row "CPU milliseconds of check, 10 items" "$(set -- $("$BENCH/timed" 101 $(check 10)) && divide "$1" 1000)" ""
row "CPU milliseconds of check, 10k items" "$(divide "$cpu" 1000)" ""

# Both by the clock on the wall, in turn: whatever else the machine does weighs on both.
mkdir "$work/plans" "$work/100"
{
	cat "$here/../unit/prelude.pbp"
	"$BENCH/plan_maker" 100
} >"$work/100/plan.pbp"
for n in $(seq 2000); do
	cp "$work/100/plan.pbp" "$work/plans/plan$n.pbp"
done
many="$PBP check --as-of 2026-05-15 --color never $work/plans"
set -- $("$BENCH/walled" 7 $many --jobs 1 -- $many --jobs 2)
row "2,000 plans of 100 items: wall time --jobs 1 / --jobs 2" "$(divide "$1" "$2")" 1.8

# A feed of a million rows, of which a twelfth is wanted.
mkdir "$work/feed"
sed -n '/^cat >"$work\/plan.pbp"/,/^X$/p' "$here/../laws/feeds.sh" | sed '1d;$d' >"$work/feed/plan.pbp"
awk 'BEGIN {
	print "Id,Account Name,Product Line,Stage,Close Date,Amount,Owner,Notes"
	split("GTX Pro,GTX Basic,MG Special,GTK 500", product, ",")
	split("Won,Lost,Engaging", stage, ",")
	for (i = 1; i <= 1000000; i++)
		printf "OPP-%07d,\"Account, %d Ltd\",%s,%s,%02d/%02d/2026,%d,Owner %d,\"a longer note, with a comma in it\"\n", i,
			i % 5000, product[1 + i % 4], stage[1 + int(i / 4) % 3], 1 + i % 12, 1 + i % 28, 1000 + i % 9000, i % 50
}' >"$work/feed/crm.csv"
bytes=$(wc -c <"$work/feed/crm.csv")
set -- $("$BENCH/timed" 5 "$PBP" check --jobs 1 --as-of 2026-05-15 --color never "$work/feed/plan.pbp")
row "a feed of 1,000,000 rows: megabytes a second of CPU" "$(divide "$bytes" "$1")" 100
row "peak memory with that feed / bytes of it" "$(divide "$(($2 * 1024))" "$bytes")" 1

# Somebody types in a plan of 5,000 lines.
mkdir "$work/editor"
{
	cat "$here/../unit/prelude.pbp"
	"$BENCH/plan_maker" 680
} >"$work/editor/plan.pbp"
set -- $(node "$here/editor.mjs" "$MODULES" "$PBP" "$work/editor/plan.pbp")
row "editor: ms from keystroke to findings, 95th percentile" "$1" 5
row "editor: ms of a completion, 95th percentile" "$2" 5
row "editor: memory after 100,000 edits / after 1,000" "$3" 1.1
