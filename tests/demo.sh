#!/bin/sh
# Checks the example plan as of a day, writes its outputs and says where they are. Findings (exit code 1)
# are part of the example; anything pbp could not do (2) fails.
#
# usage: tests/demo.sh PBP DAY FOLDER
set -u
pbp=$1 day=$2 folder=$3
plan=examples/reseller

# step COMMAND...: shows the command; goes on after findings
step() {
	echo "\$ $*" >&2
	"$@"
	status=$?
	if [ "$status" -gt 1 ]; then
		echo "make demo: that ended with code $status" >&2
		exit "$status"
	fi
}

rm -rf "$folder"
mkdir -p "$folder" || exit 2
step "$pbp" check --as-of "$day" "$plan"
step "$pbp" build --as-of "$day" -t html,csv,ics,json,md -o "$folder" "$plan" >/dev/null 2>&1
step "$pbp" build --as-of "$day" -t html,csv -o "$folder/portfolio" examples >/dev/null 2>&1
step "$pbp" agenda --as-of "$day" "$plan" >"$folder/agenda.csv" || exit
echo
echo "Written, as of $day:"
find "$folder" -type f | sort | sed 's/^/  /'
echo
echo "Open $folder/plan.html in a browser, $folder/agenda.csv in a spreadsheet and $folder/plan.ics in a calendar;"
echo "$folder/portfolio/index.html is over all examples."
