#!/bin/sh
# The same files and the same day give the same bytes, whatever the locale, the time zone, the working folder and the order
# of the arguments; checking twice gives the same findings.
: "${PBP:?PBP is the program to test}"
case $PBP in /*) ;; *) PBP=$PWD/$PBP ;; esac
root=$PWD
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

build() { # NAME: what pbp says and writes with the environment it is called in
	mkdir -p "$work/$1"
	"$PBP" build --as-of 2026-05-15 --color never -t html,csv,ics,json,md -o "$work/$1/out" "$2" >"$work/$1/paths" 2>"$work/$1/findings"
	echo "code $?" >>"$work/$1/findings"
	"$PBP" agenda --as-of 2026-05-15 "$2" >"$work/$1/agenda.csv" 2>/dev/null
	"$PBP" agenda --as-of 2026-05-15 --review qbr "$2" >"$work/$1/quarterly.csv" 2>/dev/null
	"$PBP" status --as-of 2026-05-15 "$2" >"$work/$1/status" 2>/dev/null
	sed -i "s,$work/$1/,," "$work/$1/paths"
}

same() { # NAME: equal to the first run
	if diff -r "$work/first" "$work/$1" >"$work/why" 2>&1; then
		echo "ok - $1"
	else
		head -n 20 "$work/why"
		echo "not ok - $1"
		failed=1
	fi
}

build first examples/reseller
[ -s "$work/first/out/plan.html" ] && [ -s "$work/first/out/plan.ics" ] && [ -s "$work/first/status" ] && [ -s "$work/first/agenda.csv" ] || {
	echo "not ok - there are outputs to compare"
	exit 1
}
build again examples/reseller
same again
(export TZ=Pacific/Kiritimati && build zone examples/reseller)
same zone
(export LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 LANGUAGE=ar && build locale examples/reseller)
same locale
PBP_BARE=$PBP
cat >"$work/bare_pbp" <<SCRIPT
#!/bin/sh
exec env -i "$PBP_BARE" "\$@"
SCRIPT
chmod +x "$work/bare_pbp"
(PBP=$work/bare_pbp && build bare examples/reseller)
same bare
cp -R examples/reseller "$work/copy"
(cd "$work/copy" && build folder "$work/copy" && sed -i "s,$work/copy,examples/reseller,g" "$work/folder/findings")
same folder
cd "$root" || exit 2
exit "$failed"
