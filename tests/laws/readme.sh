#!/bin/sh
# What the README shows is true: its plan is clean but for what it says, its commands run.
: "${PBP:?PBP is the program to test}"
case $PBP in /*) ;; *) PBP=$PWD/$PBP ;; esac
root=$PWD
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" = 0 ]; then
		echo "ok - $1"
	else
		cat "$work/said"
		echo "not ok - $1"
		failed=1
	fi
}

# Its plan is in plan.pbp, unless the first line names another file.
awk -v work="$work/" '/^```pbp/ { inside = 1; file = work "plan.pbp"; next }
	/^```/ { inside = 0 }
	inside && /^# [a-z_]*\.pbp$/ { file = work $2; next }
	inside { print >file }' README.md
cd "$work" || exit 2
"$PBP" check --as-of 2026-03-10 plan.pbp >said 2>&1
verdict "the plan of the README has no errors" $?

# The finding it shows is what pbp says of that plan with the line that is shown in it.
awk '/^```text/ { inside = 1; next } /^```/ { inside = 0 } inside' "$root/README.md" >shown
line=$(sed -n '3s/^[0-9]* | //p' shown)
awk -v line="$line" '/^goal /{ goal = 1 } goal && /^  owner: /{ print line; goal = 0; next } { print }' plan.pbp >mistake.pbp
"$PBP" check --as-of 2026-03-10 mistake.pbp 2>&1 | sed 's/mistake\.pbp/plan.pbp/' >said
awk 'NR == FNR { shown = shown $0 "\n"; next } { said = said $0 "\n" }
	END { exit !(length(shown) > 100 && index(said, shown)) }' shown said
verdict "the finding of the README is printed like that" $?

# Versions to compare with.
git() {
	HOME=$work GIT_CONFIG_NOSYSTEM=1 command git -c user.name=N -c user.email=n@example.com "$@" >>said 2>&1
}
rm mistake.pbp
git init -q -b main .
for version in 1 2 3 4; do
	echo "# version $version" >>plan.pbp
	git add plan.pbp && git commit -q -m "version $version"
done

# The commands between ```sh and ``` that begin with build/pbp, each with a day if it takes one.
awk '/^```sh/ { inside = 1; next } /^```/ { inside = 0 } inside && /^build\/pbp/' "$root/README.md" >commands
[ -s commands ]
verdict "the README has commands" $?
while read -r line; do
	name=$(echo "$line" | sed 's,^build/pbp \([a-z]*\).*,\1,')
	day=
	"$PBP" help "$name" | grep -q -e '--as-of' && day=' --as-of 2026-03-10'
	line=$(echo "$line" | sed "s,^build/pbp [a-z]*,&$day,; s,^build/pbp,\"$PBP\",")
	sh -c "$line" >said 2>&1 </dev/null
	code=$?
	[ "$name" = diff ] && [ "$code" -eq 1 ] && code=0 # it tells of a difference
	verdict "$(echo "$line" | sed 's,.*pbp" ,pbp ,')" $code
done <commands
exit "$failed"
