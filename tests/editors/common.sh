# What the tests of editors share. Sets root, here, work, failed.
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/editors
cd "$root" || exit 2
PBP=$(realpath "${PBP:-build/pbp}")
MODULES=$(realpath "${MODULES:-build/browser}")
export PBP MODULES
unset XDG_CONFIG_DIRS XDG_RUNTIME_DIR NVIM VIMINIT EXINIT EMACSLOADPATH
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
HOME=$work/home
XDG_CONFIG_HOME=$HOME/config
XDG_DATA_HOME=$HOME/data
XDG_STATE_HOME=$HOME/state
XDG_CACHE_HOME=$HOME/cache
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
failed=0

# verdict CODE NAME
verdict() {
	if [ "$1" -eq 0 ]; then
		echo "ok - $2"
	else
		echo "not ok - $2"
		failed=1
	fi
}

# Plans without mistakes, and what is laid out as `pbp fmt` does.
plans() {
	ls examples/*/*.pbp stdlib/*.pbp stdlib/new/*.pbp
}

colour_files() {
	plans
	ls tests/golden/fmt/*.fmt tests/golden/types/*.pbp tests/golden/syntax/shapes.pbp |
		grep -v -E '/(broken|unbalanced|comments|statements).fmt|/children.pbp'
}

laid_out_files() {
	plans
	ls tests/editors/layout.pbp
	ls tests/golden/fmt/*.fmt | grep -v -E '/(broken|unbalanced|comments).fmt'
}

# list_tokens FILE...: what the compiler says every token is
list_tokens() {
	node "$here/colours.mjs" list "$MODULES" "$PBP" "$@" >"$work/tokens"
	verdict $? "the compiler says what every token is"
}

judge_colours() {
	node "$here/colours.mjs" judge "$1" "$work/tokens" "$work/seen" || {
		cat "$work/said"
		failed=1
	}
	rm -f "$work/seen"
}

# What is laid out is no matter of opinion.
check_layout() {
	"$PBP" fmt --check tests/editors/layout.pbp
	verdict $? "pbp fmt has nothing to say about the values over several lines"
}

judge_indent() {
	lines=$(sed -n 's/^lines: //p' "$work/seen" 2>/dev/null)
	changed=$(grep -v '^lines: ' "$work/seen" 2>/dev/null)
	[ "$SPOIL" -eq 0 ] && what="leaves" || what="restores"
	[ -n "$changed" ] && printf '%s\n' "$changed"
	[ -z "$changed" ] && [ "${lines:-0}" -gt 1000 ]
	verdict $? "$1 $what the indentation of ${lines:-0} lines"
	rm -f "$work/seen"
}

# judge_lines NAME: an editor has written lines of its own
judge_lines() {
	cat "$work/seen"
	if ! grep -q '^ok ' "$work/seen" || grep -q '^not ok ' "$work/seen"; then
		cat "$work/said"
		echo "not ok - $1"
		failed=1
	fi
}

# Copies the reseller example, with a file that has letters beyond ASCII.
copy_example() {
	rm -rf "$work/plan"
	cp -r examples/reseller "$work/plan"
	cat >"$work/plan/accents.pbp" <<-EOF
		party acme "Société générale" { role: vendor  ownr: "x" }
		party other "東京" { role: vendor }
	EOF
	"$PBP" check --format concise --as-of 2026-05-15 "$work/plan" >"$work/checked"
	mkdir "$work/plan/before"
	cp "$work/plan"/*.pbp "$work/plan/before"
	for file in "$work/plan/before"/*.pbp; do mv "$file" "$file.txt"; done
}
