#!/bin/sh
# What build servers and hooks of git take from pbp: the problem matcher, and the hooks of pre-commit. PBP is the program.
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok - $1"
	else
		head -c 2000 "$work/said"
		echo "not ok - $1"
		failed=1
	fi
}

# ---- the problem matcher, over what `check` really prints ----

cd "$root" || exit 2
"$PBP" check --as-of 2026-05-15 --format concise --level measurable.increments=info examples/reseller >"$work/concise" 2>&1
node -e '
	const { readFileSync } = require("fs");
	const { problemMatcher } = JSON.parse(readFileSync("editors/github/problem-matcher.json", "utf8"));
	const lines = readFileSync(process.argv[1], "utf8").split("\n").filter((line) => /^\S+:\d+:\d+: /.test(line));
	const seen = new Set();
	for (const line of lines) {
		const found = problemMatcher.filter(({ pattern }) => new RegExp(pattern[0].regexp).test(line));
		if (found.length !== 1) throw `${found.length} matchers for ${line}`;
		const [{ severity, pattern: [row] }] = found;
		const parts = new RegExp(row.regexp).exec(line);
		const whole = `${parts[row.file]}:${parts[row.line]}:${parts[row.column]}: ${severity.replace("notice", "info")}[${parts[row.code]}]: ${parts[row.message]}`;
		if (whole !== line) throw `${whole} is not ${line}`;
		seen.add(severity);
	}
	if (lines.length < 10 || seen.size !== 3) throw `only ${lines.length} lines, ${[...seen]}`;' "$work/concise" >"$work/said" 2>&1
verdict "the problem matcher finds place, level, rule and message of every line" $?

# ---- the hooks, as pre-commit runs them: the files that are staged as arguments ----

# entry ID: the hook's command
entry() {
	awk -v id="$1" '$1 == "-" && $2 == "id:" { here = $3 == id } here && $1 == "entry:" { sub(/^ *entry: */, ""); print }' \
		"$root/.pre-commit-hooks.yaml" | sed "s#^pbp#$PBP#"
}
mkdir "$work/repository"
cd "$work/repository" || exit 2
git init -q . && cp -R "$root"/examples/reseller/. . && git add -A
$(entry pbp-check) --as-of 2026-05-15 --off '*' $(git diff --cached --name-only -- '*.pbp') >"$work/said" 2>&1
verdict "pbp-check lets a good plan pass" $?
printf 'goal x "X" {\n' >>plan.pbp
git add -A
$(entry pbp-check) --as-of 2026-05-15 --off '*' $(git diff --cached --name-only -- '*.pbp') >"$work/said" 2>&1
[ $? -eq 1 ]
verdict "and stops one that cannot be parsed" $?
sed '$d' plan.pbp | sed 's/^  owner: */  owner:/' >messy.pbp
mv messy.pbp plan.pbp
git add -A
$(entry pbp-fmt) $(git diff --cached --name-only -- '*.pbp') >"$work/said" 2>&1
! git diff --quiet && cmp plan.pbp "$root/examples/reseller/plan.pbp" >>"$work/said"
verdict "pbp-fmt lays out what is staged, which git sees" $?

# ---- what is installed ----

cd "$root" || exit 2
make -s install DESTDIR="$work/root" PREFIX=/usr >"$work/said" 2>&1 &&
	"$work/root/usr/bin/pbp" version >>"$work/said" 2>&1 &&
	[ "$(find "$work/root" -type f | wc -l)" -eq 5 ] &&
	[ -z "$(find "$work/root" -type f -empty)" ] &&
	grep -q '^\.TH PBP 1' "$work/root/usr/share/man/man1/pbp.1" &&
	bash -n "$work/root/usr/share/bash-completion/completions/pbp" >>"$work/said" 2>&1
verdict "make install puts the program, its manual page and three completions below PREFIX" $?
exit "$failed"
