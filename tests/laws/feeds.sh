#!/bin/sh
# Laws of feeds that are too large to be kept: they are read piece by piece, add up to what an independent count gives,
# and every row that cannot be read is listed.
#
# usage: PBP=build/pbp tests/laws/feeds.sh
set -u
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
}

cat >"$work/plan.pbp" <<'X'
plan joint "Feed" {
  between:  [acme, brightline]
  period:   2026-01-01 .. 2026-12-31
  currency: USD
}

party acme "Acme" { role: vendor }

party brightline "Brightline" { role: reseller }

person dana "Dana" { of: brightline }

metric won "Won" {
  kind:  flow
  unit:  USD
  means: "Deals that were won."
}

goal revenue "Revenue" {
  owner:  dana
  metric: won
  target: 5,000,000,000.00 USD by 2026-12-31
}

feed crm "CRM" {
  file:  "crm.csv"
  into:  won
  date:  column("Close Date") as "MM/DD/YYYY"
  value: column("Amount")
  where: column("Stage") == "Won" and column("Product Line") == "GTX Pro"
}
X

# rows N BAD: a CSV file; each BAD-th row has a day that does not exist
rows() {
	awk -v n="$1" -v bad="$2" 'BEGIN {
		print "Id,Account Name,Product Line,Stage,Close Date,Amount,Notes"
		split("GTX Pro,GTX Basic,MG Special", product, ",")
		split("Won,Lost", stage, ",")
		for (i = 1; i <= n; i++) {
			month = 1 + i % 12
			day = bad && i % bad == 0 ? 31 : 1 + i % 28
			if (day == 31) month = 2
			printf "D-%d,\"Account, %d Ltd\",%s,%s,%02d/%02d/2026,\"%d,%03d.%02d\",\"said \"\"yes\"\", then\n went on\"\n", i,
				i % 500, product[1 + i % 3], stage[1 + int(i / 3) % 2], month, day, 1 + i % 9, i % 1000, i % 100
		}
	}' >"$work/crm.csv"
}

# expected BAD: the sum of those rows, in cents, and how many are bad
expected() {
	awk -v n="$1" -v bad="$2" 'BEGIN {
		for (i = 1; i <= n; i++) {
			if (i % 3 || int(i / 3) % 2) continue
			if (bad && i % bad == 0) { rejected++; continue }
			cents += (1 + i % 9) * 100000 + (i % 1000) * 100 + i % 100
		}
		printf "%d.%02d %d\n", int(cents / 100), cents % 100, rejected
	}'
}

# latest: what the goal reads, in plain digits
latest() {
	"$PBP" query goals --columns latest --table csv --as-of 2026-12-31 "$work/plan.pbp" 2>/dev/null | tail -n 1 |
		tr -d '\r",' | sed 's/ USD$//; s/^.*revenue//'
}

n=260000 bad=997
rows $n $bad
[ "$(wc -c <"$work/crm.csv")" -gt 18000000 ]
verdict "the file is larger than one that is kept" $?
set -- $(expected $n $bad)
"$PBP" build -t csv --as-of 2026-12-31 -o "$work/out" "$work/plan.pbp" >/dev/null 2>"$work/said"
grep -qF "$1" "$work/out/plan/goals.csv"
verdict "the sum is that of an independent count" $?
grep -qF "error[feed.bad_row]: $2 rows of" "$work/said" && [ "$(grep -c 'is not a date of the form' "$work/said")" -eq 10 ]
verdict "rows that cannot be read are counted and the first ten shown" $?
[ "$(grep -c '^crm,' "$work/out/plan/rejected_rows.csv")" -eq "$2" ] &&
	grep -q "^crm,crm.csv,$((2 * 997 * 6)),Close Date,02/31/2026,is not a date" "$work/out/plan/rejected_rows.csv"
verdict "all of them are listed with their lines" $?
sed 's/$/\r/' "$work/crm.csv" >"$work/other" && mv "$work/other" "$work/crm.csv"
"$PBP" build -t csv --as-of 2026-12-31 -o "$work/out" "$work/plan.pbp" >/dev/null 2>&1
grep -qF "$1" "$work/out/plan/goals.csv"
verdict "the same with other line ends" $?

{
	head -n 4001 "$work/crm.csv"
	printf 'D-1,"'
	head -c 20000000 /dev/zero | tr '\0' 'x'
	printf '\nD-2,Last,GTX Pro,Won,12/24/2026,7.00,end'
} >"$work/other" && mv "$work/other" "$work/crm.csv"
timeout 60 "$PBP" check --as-of 2026-12-31 "$work/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && grep -q 'is longer than 1 MiB' "$work/said" && [ "$(wc -c <"$work/said")" -lt 60000 ]
verdict "a row of twenty megabytes is left out and said" $?
"$PBP" build -t csv --as-of 2026-12-31 -o "$work/out" "$work/plan.pbp" >/dev/null 2>&1
grep -q 2026-12-24 "$work/out/plan/goals.csv"
verdict "what stands behind it is read, to the last byte" $?
head -c 30000000 /dev/zero >"$work/crm.csv"
timeout 60 "$PBP" check --as-of 2026-12-31 "$work/plan.pbp" >"$work/said" 2>&1
[ $? -eq 1 ] && [ "$(wc -c <"$work/said")" -lt 60000 ]
verdict "thirty megabytes of nothing are no table" $?
exit "$failed"
