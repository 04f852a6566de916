#!/bin/sh
# Writes the names of all time zones with the rule that each follows now, X("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"),
# in byte order. The rule is the last line of a file of the tz database.
#
# usage: zones.sh FOLDER, such as /usr/share/zoneinfo
set -eu
cd "$1"
names=$(awk '$1 == "Z" { print $2 } $1 == "L" { print $3 }' tzdata.zi | LC_ALL=C sort -u)
for name in $names; do
	rule=$(tail -n 1 "$name" 2>/dev/null | tr -cd '[:alnum:]<>+,./:-')
	[ -z "$rule" ] || printf 'X("%s", "%s")\n' "$name" "$rule"
done
