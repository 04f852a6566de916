#!/bin/sh
# What `pbp fmt` does to files: which it changes, names and leaves alone, what it prints, how it ends.
: "${PBP:?PBP is the program to test}"
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

verdict() { # NAME CODE
	if [ "$2" = 0 ]; then
		echo "ok - $1"
	else
		cat said complaints 2>/dev/null | head -n 5
		echo "not ok - $1"
		failed=1
	fi
}

# fmt CODE ARGUMENT...: runs pbp fmt, which ends with this code
fmt() {
	wanted=$1
	shift
	"$PBP" fmt "$@" >said 2>complaints
	[ $? -eq "$wanted" ]
}

ugly='party a "A" {\nrole:vendor\n}\n'
fair='party a "A" {\n  role: vendor\n}\n'
slip='party a "A" {\nrole = vendor\n}\n'
plans() {
	rm -rf plans
	mkdir -p plans/below plans/.hidden plans/build
	for file in plans/b.pbp plans/below/c.pbp plans/a.pbp plans/.hidden/d.pbp plans/build/e.pbp plans/notes.txt; do
		printf "$ugly" >"$file"
	done
	printf "$fair" >plans/fair.pbp
}
is() { # FILE TEXT
	printf '%b' "$2" | cmp -s "$1" -
}

plans
fmt 0 plans && is said 'plans/a.pbp\nplans/b.pbp\nplans/below/c.pbp\n' && is complaints '' &&
	is plans/a.pbp "$fair" && is plans/b.pbp "$fair" && is plans/below/c.pbp "$fair" &&
	is plans/notes.txt "$ugly" && is plans/.hidden/d.pbp "$ugly" && is plans/build/e.pbp "$ugly"
verdict "a folder: its files change and are named in order" $?
fmt 0 plans && is said '' && is complaints ''
verdict "a second time there is nothing to change" $?
plans
touch -t 202601010000 plans/fair.pbp && cp -p plans/fair.pbp before
fmt 0 plans/fair.pbp plans/a.pbp && is said 'plans/a.pbp\n' && is plans/b.pbp "$ugly" &&
	[ -z "$(find plans/fair.pbp -newer before)" ]
verdict "only the files named change, and none that need not" $?
plans
(cd plans && fmt 0) && is plans/below/c.pbp "$fair"
verdict "without a path it is the folder" $?
fmt 0 plans/notes.txt && is plans/notes.txt "$fair"
verdict "a file named may be called anything" $?

plans
fmt 1 --check plans && is said 'plans/a.pbp\nplans/b.pbp\nplans/below/c.pbp\n' && is plans/a.pbp "$ugly"
verdict "--check names the files and changes none" $?
fmt 0 --check plans/fair.pbp && is said ''
verdict "--check of a file in the layout" $?
fmt 0 --diff plans/a.pbp && is plans/a.pbp "$ugly" &&
	is said '--- plans/a.pbp\n+++ plans/a.pbp\n@@ -1,3 +1,3 @@\n party a "A" {\n-role:vendor\n+  role: vendor\n }\n'
verdict "--diff shows the change and makes none" $?
fmt 1 --check --diff plans && [ "$(grep -c '^+++' said)" -eq 3 ] && is plans/a.pbp "$ugly"
verdict "--check --diff shows the changes and ends with 1" $?
if command -v patch >/dev/null; then
	patch -s -p0 <said && fmt 0 --check plans
	verdict "the diff can be applied" $?
fi

printf "$ugly" | "$PBP" fmt - >said 2>complaints && is said "$fair"
verdict "standard input" $?
printf "$fair" | "$PBP" fmt - >said 2>complaints && is said "$fair"
verdict "standard input in the layout is printed all the same" $?
printf "$ugly" | "$PBP" fmt --check --stdin-name a/b.pbp - >said 2>complaints
[ $? -eq 1 ] && is said 'a/b.pbp\n'
verdict "--stdin-name names it" $?
printf "$slip" | "$PBP" fmt --stdin-name a/b.pbp - >said 2>complaints
[ $? -eq 1 ] && is said "$slip" && grep -q '^pbp: a/b.pbp: ' complaints
verdict "standard input with a mistake is printed, ends with 1 and says so" $?

plans
printf "$slip$ugly" >plans/a.pbp
fmt 1 plans && is plans/a.pbp "$slip\n$fair" && is plans/b.pbp "$fair" && grep -q 'plans/a.pbp.*check' complaints
verdict "a file with a mistake: the rest changes" $?
printf "$slip" >plans/a.pbp
fmt 1 --check plans && is said ''
verdict "a file that could not be read is never reported clean" $?

plans
fmt 2 plans/none.pbp plans/a.pbp && grep -q none.pbp complaints && is plans/a.pbp "$fair"
verdict "a file that is not there: the others change" $?
mkdir empty
fmt 2 empty
verdict "a folder without plans" $?
fmt 2 --chek plans && grep -q -e --check complaints
verdict "an unknown option" $?
plans
chmod 600 plans/a.pbp && ln -s a.pbp plans/link.pbp
fmt 0 plans/link.pbp && [ -L plans/link.pbp ] && is plans/a.pbp "$fair" && [ -n "$(find plans/a.pbp -perm 600)" ]
verdict "a link stays one, permissions stay" $?
if [ "$(id -u)" -ne 0 ]; then
	plans
	chmod 500 plans
	fmt 2 plans/a.pbp && is plans/a.pbp "$ugly" && is said ''
	verdict "a folder that may not be written" $?
	chmod 700 plans
fi
plans
awk 'BEGIN { for (i = 0; i < 2000; i++) printf "party p%d \"P\" {\nrole:vendor\n}\n", i }' >plans/a.pbp
cp plans/a.pbp before
sh -c "ulimit -f 8; trap '' XFSZ; exec \"$PBP\" fmt plans/a.pbp" >said 2>complaints
[ $? -eq 2 ] && cmp -s before plans/a.pbp && [ "$(ls -A plans | grep -c tmp)" -eq 0 ]
verdict "what cannot be written whole leaves the old file and nothing else" $?
if [ -e /dev/full ]; then
	printf "$ugly" | "$PBP" fmt - >/dev/full 2>complaints
	[ $? -eq 2 ]
	verdict "a full disk under standard output" $?
fi
awk 'BEGIN { for (i = 0; i < 120; i++) print "a b {"; for (i = 0; i < 90000; i++) print "x:1"; for (i = 0; i < 120; i++) print "}" }' >big.pbp
cp big.pbp before
fmt 2 big.pbp && cmp -s before big.pbp && grep -q '16 MiB' complaints
verdict "a layout larger than a file may be" $?
exit "$failed"
