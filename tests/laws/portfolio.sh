#!/bin/sh
# Several plans built at once have a page and a table over all of them, whose numbers are those of the plans. PBP is the
# program.
: "${PBP:?PBP is the program to test}"
case $PBP in /*) ;; *) PBP=$PWD/$PBP ;; esac
examples=$(cd "$(dirname "$0")/../../examples" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

verdict() {
	if [ "$2" = 0 ]; then
		echo "ok - $1"
	else
		echo "    $3"
		echo "not ok - $1"
		failed=1
	fi
}

build() { # FOLDER ARGUMENT...
	folder=$1
	shift
	timeout 60 "$PBP" build -o "$folder" "$@" >"$folder.list" 2>"$folder.err"
	code=$?
}

# column FILE NAME: the cells of a column, without quotes and line ends; no cell of these tables holds a comma in quotes
# before it
column() {
	awk -F, -v name="$2" '{ sub(/\r$/, "") }
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
		{ print $at }' "$1"
}

# ---- the examples, two projects ----

build all "$examples" --as-of 2026-05-15
verdict "plans of several projects are named by their folders" \
	"$([ "$code" = 1 ] && [ -f all/reseller/plan.html ] && [ -f all/co_sell/plan.html ] && [ -f all/index.html ]; echo $?)" \
	"code $code: $(tail -3 all.err)"
wrong=""
for plan in reseller co_sell; do
	row=$(grep "$plan/plan.pbp" all/portfolio.csv)
	for status in behind watch on_track unknown missed done not_judged; do
		told=$(printf '%s\n%s\n' "$(head -1 all/portfolio.csv)" "$row" >row.csv; column row.csv "$status")
		counted=$(column "all/$plan/plan/goals.csv" status | grep -c "^$status\$")
		[ "$told" = "$counted" ] || wrong="$wrong $plan has $counted goals $status, told $told;"
	done
	late=$(column row.csv late_items)
	[ "$late" -gt 0 ] || wrong="$wrong $plan has nothing late;"
	errors=$("$PBP" check "$examples/$plan" --as-of 2026-05-15 --format json | sed -n 's/^    "error": \([0-9]*\),/\1/p')
	[ "$(column row.csv errors)" = "$errors" ] || wrong="$wrong $plan has $errors errors, told $(column row.csv errors);"
done
verdict "its numbers are those of the plans" "$([ -z "$wrong" ]; echo $?)" "$wrong"
missing=$(sed -n 's/.*<th scope="row"><a href="\([^"]*\)".*/\1/p' all/index.html | while read -r page; do [ -f "all/$page" ] || echo "$page"; done)
verdict "every plan's page is where the link leads" \
	"$([ -z "$missing" ] && grep -q 'href="reseller/plan.html"' all/index.html; echo $?)" "$missing"
"$PBP" build -o again "$examples" --as-of 2026-05-15 --jobs 1 >/dev/null 2>&1
verdict "the same bytes with one thread" "$(diff -r all again >difference; echo $?)" "$(head -3 difference)"

# ---- one project of odd names, a shared person, a change ----

plan() { # NAME TITLE MAIL JANUARY APRIL
	cat <<PLAN
plan $1 "$2" {
  between:  [a, b]
  period:   2026-01-01 .. 2026-12-31
  currency: USD
  profile:  napkin
}
party a "Acme" { role: vendor }
party b "Brightline" { role: reseller }
person ann "Ann" { of: a  email: "$3" }
metric m "Sales" { means: "Orders."  unit: money  kind: flow  source: "CRM"  refresh: 3 months }
goal g "Sell" {
  owner:  ann
  metric: m
  target: 1,200 USD by 2026-12-31
}
readings g {
  2026-03-31: $4 USD
  2026-05-10: $5 USD
}
fund f "Market money" { of: a  owner: ann  amount: 5,000 USD  window: 2026-01-01 .. 2026-12-31 }
action act "Call" { owner: ann  due: 2026-05-01 }
PLAN
}
mkdir -p "odd/new plans #1"
plan up "Goes <b>up</b> & on" ann@acme.example 100 500 >"odd/new plans #1/up 100%.pbp"
plan down "Goes down" ann@acme.example 300 310 >odd/index.pbp
plan apart "Another Ann" another@acme.example 300 500 >odd/apart.pbp
build odd.out odd --as-of 2026-05-15
verdict "a plan called index keeps its page" \
	"$([ -f odd.out/portfolio.html ] && grep -q 'Goes down</h1>' odd.out/index.html; echo $?)" "$(cat odd.out.list)"
verdict "an address of any name is written as one" \
	"$(grep -q 'href="new%20plans%20%231/up%20100%25.html"' odd.out/portfolio.html; echo $?)" "$(grep -o 'href="new[^"]*' odd.out/portfolio.html | head -1)"
verdict "a title is text" "$(grep -q 'Goes &lt;b&gt;up&lt;/b&gt; &amp; on' odd.out/portfolio.html; echo $?)" ""
changes=$(column odd.out/portfolio.csv change | sort | tr '\n' ' ')
verdict "it says what became better and worse in 30 days" "$([ "$changes" = "better same worse " ]; echo $?)" "$changes"
ann=$(sed -n '/id="owners"/,/<\/section>/p' odd.out/portfolio.html | grep -c '<th scope="row"><bdi>Ann</bdi>')
both=$(sed -n '/id="owners"/,/<\/section>/p' odd.out/portfolio.html | grep 'Goes down' | grep -c 'Goes &lt;b')
verdict "one address is one person, another is another" "$([ "$ann" = 2 ] && [ "$both" = 1 ]; echo $?)" "$ann rows, $both of both"
mkdir names names/deep
plan one "One" ann@acme.example 100 500 >names/index.pbp
plan two "Two" ann@acme.example 100 500 >names/portfolio.pbp
build names.out names --as-of 2026-05-15
verdict "nor does one called portfolio lose it" \
	"$([ -f names.out/portfolio_2.html ] && grep -q 'Two</h1>' names.out/portfolio.html; echo $?)" "$(cat names.out.list)"
plan dots "Dots" ann@acme.example 100 500 >names/deep/...pbp
plan none "None" ann@acme.example 100 500 >names/deep/.pbp
for file in ...pbp .pbp; do
	mkdir -p deep
	said=$("$PBP" build names/deep/$file --as-of 2026-05-15 -o deep/out 2>&1 >/dev/null)
	verdict "$file has no name that outputs could have" \
		"$([ $? -eq 2 ] && [ -z "$(find deep -type f)" ] && echo "$said" | grep -q 'gives the files no name'; echo $?)" "$said"
done
for name in / . .. a/../b /tmp/x; do
	said=$("$PBP" build - --stdin-name "$name" --as-of 2026-05-15 -o deep/out <names/index.pbp 2>&1 >/dev/null)
	verdict "--stdin-name $name writes nothing outside" \
		"$([ -z "$(find deep -type f ! -path 'deep/out/*')" ] && [ ! -e /.html ]; echo $?)" "$said"
done
build none odd --as-of none
verdict "without a day it leaves out states" "$([ "$code" -le 1 ] && grep -q 'without a day' none/portfolio.html; echo $?)" "code $code"
build one odd/apart.pbp --as-of 2026-05-15
verdict "one plan has no page over it" "$([ -f one/apart.html ] && [ ! -e one/index.html ] && [ ! -e one/portfolio.csv ]; echo $?)" "$(ls one)"

exit "$failed"
