#!/bin/sh
# pbp fix: what it mends is gone, a second run changes nothing, and nothing but the files named is touched. PBP is the program.
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 2000 said
		echo "not ok - $1"
		failed=1
	fi
}

fix() {
	"$PBP" fix --as-of 2026-05-15 "$@" >said 2>&1
	[ $? -le 1 ]
}

# hard FOLDER: how many errors of syntax, names and types there are
hard() {
	"$PBP" check --as-of 2026-05-15 --format concise "$1" 2>/dev/null | grep -c 'error\[\(syntax\|name\|type\)\.'
}

# settles NAME FOLDER OPTION: fixes a copy of the folder, and again
settles() {
	name=$1 folder=$2
	shift 2
	rm -rf one two
	cp -r "$folder" one
	cp -r "$folder" two
	before=$(hard one)
	"$PBP" fix --as-of 2026-05-15 "$@" --diff one >patch 2>said
	[ $? -le 1 ] && diff -r "$folder" one >>said
	verdict "$name: --diff changes nothing" $?
	fix "$@" one && [ "$(hard one)" -le "$before" ]
	verdict "$name: no new errors of syntax, names and types" $?
	if command -v patch >/dev/null; then
		(cd two && sed 's,^\(---\|+++\) one/,\1 ,' ../patch | patch -s -p0) >>said 2>&1 && diff -r one two >>said
		verdict "$name: the diff is what is done" $?
	fi
	rm -rf two
	cp -r one two
	fix "$@" one && diff -r one two >>said
	verdict "$name: a second run changes nothing" $?
}

cp -r "$root/examples/reseller" reseller
settles "the example" reseller --unsafe
settles "the example, safely" reseller
for case in recovery syntax names types; do
	cp -r "$root/tests/golden/$case" "$case"
	settles "$case" "$case" --unsafe
	settles "$case, safely" "$case"
done

# one TEXT FIXED RULE: a small file, mended safely and wholly
mended() {
	rm -rf small
	mkdir small
	printf "$1" >small/x.pbp
	printf "$2" >wanted
	fix small && cmp small/x.pbp wanted >>said 2>&1
	verdict "mended: $3" $?
}
mended 'let a = 5;\n' 'let a = 5\n' "a semicolon"
mended 'let a: 5\n' 'let a = 5\n' "a colon for an equals sign"
mended 'let a: 5\r\nlet b: 6\r\n' 'let a = 5\r\nlet b = 6\r\n' "line ends stay"
mended '\357\273\277let a: 5\n' '\357\273\277let a = 5\n' "a byte order mark stays"
mended 'let a: 5' 'let a = 5' "no line end behind the last line"
mended '' '' "an empty file"

# What was in the one layout stays in it.
"$PBP" new --template reseller --from 2026-01-01 laid.pbp >said
sed '/^  evidence:/d' laid.pbp >out.pbp
rm -rf small
mkdir small
mv out.pbp small/x.pbp
fix --unsafe small && "$PBP" fmt --check small >>said 2>&1 && grep -q 'evidence:  "TODO"' small/x.pbp
verdict "a file in the one layout stays in it" $?

printf 'let a: 5\n' | "$PBP" fix - >answer 2>said
[ "$(cat answer)" = "let a = 5" ]
verdict "standard input is mended to standard output" $?

# Other files of the project are read, never written.
rm -rf small
mkdir -p small/inner
printf 'let a: 5\n' >small/lib.pbp
printf 'import "../lib.pbp"\nlet b: 6\n' >small/inner/x.pbp
: >small/project.pbp
fix small/inner/x.pbp && grep -q 'let b = 6' small/inner/x.pbp
verdict "the file named is mended" $?
ln -s ../outside.pbp small/link.pbp
printf 'let c: 7\n' >outside.pbp
fix small
[ "$(cat outside.pbp)" = "let c: 7" ] && [ -h small/link.pbp ]
verdict "nothing outside of the project is written" $?

if [ "$(id -u)" -ne 0 ]; then
	rm -rf small
	mkdir small
	printf 'let a: 5\n' >small/x.pbp
	chmod a-w small
	"$PBP" fix small >said 2>&1
	[ $? -eq 2 ] && grep -q 'cannot be written' said && [ "$(cat small/x.pbp)" = "let a: 5" ]
	verdict "a folder that cannot be written to" $?
fi
exit "$failed"
