#!/bin/sh
# The habits of architecture that a machine can check. Prints "ok" or "not ok" for each with the places.
export LC_ALL=C

failed=0
# verdict NAME PLACES: ok if there are none
verdict() {
	if [ -z "$2" ]; then
		echo "ok - $1"
	else
		printf '%s\n' "$2"
		echo "not ok - $1"
		failed=1
	fi
}

# Arguments: the C files, none of which has a blank in its name.
sources=$(find runtime compiler tests -name '*.[ch]' | sort)
[ -n "$sources" ] || {
	echo "not ok - there are C sources"
	exit 1
}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
awk -v want=code -f tests/csource.awk $sources >"$work/code"
awk -v want=comments -f tests/csource.awk $sources $(find grammar -name '*.[lyd]*' -type f) >"$work/comments"

# in_code FOLDERS EXPRESSION: the places in these folders (an expression) whose code matches
in_code() {
	grep -E "^($1)/[^:]*:[0-9]+:" "$work/code" | grep -E "^[^:]*:[0-9]+:(.*[^A-Za-z0-9_])?($2)"
}

format=$(command -v clang-format-14 || command -v clang-format)
if [ -n "$format" ]; then
	verdict "C sources are laid out by clang-format" "$("$format" --dry-run -Werror $sources 2>&1 |
		grep -E '^[^ ].*: error:')"
else
	verdict "C sources are laid out by clang-format" "clang-format is not installed"
fi

verdict "lines have at most 100 columns, a tab counting 8" "$(awk '
	{
		line = $0
		gsub(/[\200-\277]/, "", line)
		column = 0
		for (i = 1; i <= length(line); i++)
			column += substr(line, i, 1) == "\t" ? 8 - column % 8 : 1
		if (column > 100)
			print FILENAME ":" FNR ": " column " columns"
	}' $sources)"

verdict "files have at most 650 lines or say why not" "$(for file in $sources; do
	lines=$(wc -l <"$file")
	if [ "$lines" -gt 650 ] && ! grep -q '/\* long: ' "$file"; then
		echo "$file: $lines lines"
	fi
done)"

verdict "memory is freed only in runtime/" "$(in_code 'compiler' 'free\(')"

# What would make a result depend on more than the files and the day. The clock, the environment and the
# exit code belong to the command line; only running out of memory ends the program from below.
verdict "no exit, clock, environment or locale below compiler/cmd" "$(
	in_code 'compiler|runtime' \
		'(_?exit|time|clock|clock_gettime|gettimeofday|localtime|getenv|setlocale)\(' |
		grep -v -e '^compiler/cmd/' -e '^compiler/embed\.c:' -e '^runtime/base/arena\.c:')"
verdict "no floating point in plans" "$(
	in_code 'compiler|runtime' '(strtod|strtof|atof)\(|(double|float)([^A-Za-z0-9_]|$)' |
		grep -v '^compiler/cmd/')"
verdict "no static variable can change" "$(
	grep -E '^(compiler|runtime)/[^:]*:[0-9]+:[[:space:]]*static [^(]*(;|=)' "$work/code" |
		grep -v -w const)"
verdict "no comment leaves work for later" "$(grep -E -w 'TODO|FIXME|XXX' "$work/comments")"

exit "$failed"
