#!/bin/sh
# What shells complete behind pbp, and its manual page: written from the tables, read by bash, zsh, fish and groff.
# PBP is the program.
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
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

# offers NAME WORDS: each of them is a line or a word of the file `said`
offers() {
	for word in $2; do
		tr ' ' '\n' <said | grep -qx -e "$word" || {
			verdict "$1 offers $word" 1
			return
		}
	done
	verdict "$1" 0
}

for shell in bash zsh fish; do
	"$PBP" completions $shell >$shell.completions 2>said && "$shell" -n $shell.completions >>said 2>&1
	verdict "$shell reads its completions" $?
done
"$PBP" completions csh >said 2>&1
[ $? -eq 2 ] && grep -q "known are bash, zsh and fish" said
verdict "an unknown shell is refused" $?

# in_bash WORD...: the completions of the last word
in_bash() {
	bash --norc -c '. ./bash.completions; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pbp; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$@" >said 2>&1
}
: >plan.pbp
in_bash pbp ''
offers "bash: commands" "$("$PBP" help | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort -u | grep -v '^pbp$')"
in_bash pbp check --format ''
offers "bash: words of an option" "text concise json sarif github gitlab junit"
in_bash pbp check --o
offers "bash: options of the command" "--off"
in_bash pbp check pl
offers "bash: files" "plan.pbp"
in_bash pbp explain ownership.g
offers "bash: names to explain" "ownership.gap"
in_bash pbp check --off risk.n
offers "bash: rules" "risk.none risk.no_trigger"
in_bash pbp completions ''
offers "bash: words a command takes" "bash zsh fish"

# What zsh would be told to offer.
zsh -f -c '
	_arguments() { print -l -- "$@" }
	_describe() { print -l -- ${(P)2} }
	compdef() { }
	_files() { }
	source ./zsh.completions
	words=(pbp ""); CURRENT=2; _pbp
	words=(pbp check ""); CURRENT=3; _pbp' >said 2>&1
grep -q '^check:' said && grep -q -e "^\*--format\[.*:value:(text concise json" said && grep -q -e '^\*-W\[' said
verdict "zsh: commands, options and their words" $?

in_fish() {
	HOME=$work XDG_CONFIG_HOME=$work/none fish --no-config -c "source fish.completions; complete -C'$1'" 2>&1 |
		cut -f1 >said
}
in_fish 'pbp '
offers "fish: commands" "check build lsp"
in_fish 'pbp check --format '
offers "fish: words of an option" "text sarif"
in_fish 'pbp explain ownership.g'
offers "fish: names to explain" "ownership.gap"

# ---- the manual page ----

"$PBP" manual --format man >pbp.1 2>said && groff -man -Tutf8 -ww -z pbp.1 >>said 2>&1 && [ ! -s said ]
verdict "groff reads the manual page without a warning" $?
groff -man -Tascii -P-c pbp.1 2>/dev/null | sed 's/.\x08//g' >page
missing=
for command in $("$PBP" help | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort -u | grep -v '^pbp$'); do
	grep -q "pbp $command\b" page || missing="$missing $command"
	for option in $("$PBP" help "$command" | grep -o -e '^ *\(-[a-zA-Z], \)\?--[a-z-]*' | grep -o -e '--[a-z-]*'); do
		grep -q -e "$option\b" page || missing="$missing $option"
	done
done
echo "missing:$missing" >said
[ -z "$missing" ] && [ "$(wc -l <page)" -gt 200 ]
verdict "the manual page has every command and option" $?

# ---- words as data ----

"$PBP" manual --format json >words.json 2>said &&
	node -e '
		const words = JSON.parse(require("fs").readFileSync("words.json", "utf8"));
		for (const list of ["fields", "keywords", "clauses", "constants", "functions", "figures", "values", "units", "currencies"])
			if (!words[list].length || new Set(words[list]).size !== words[list].length) throw list;
		const fields = words.kinds.flatMap((kind) => kind.fields.map((field) => field.name));
		for (const field of fields) if (!words.fields.includes(field)) throw field;
		if (words.kinds.length < 40 || !words.keywords.includes("import")) throw "kinds";' >>said 2>&1
verdict "the words of the language are lists of JSON, each word once" $?
exit "$failed"
