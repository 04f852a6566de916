#!/bin/sh
# Runs test suites and adds up what they report.
#
# usage: tests/run.sh SUITE...        from the root of the repository; make builds what the suites need
#   style, layers                     the sources
#   unit:BUILD golden:BUILD laws:BUILD   BUILD is build or build/san
#   foreign:FOLDER                    the outputs in FOLDER, read by other people's programs
#   editors:BUILD                     the language server and what editors take from editors/
#   server:BUILD                      the language server alone
#
# Every program of a suite prints a line "ok ..." or "not ok ..." for each thing it tried. One that ends with
# an error without saying which, or that says nothing at all, counts as a failure. The output of programs
# with failures is shown; all of it is kept in build/test. The last line is "N passed, M failed".

export LC_ALL=C
# pbp's own exit codes are 0, 1 and 2: a sanitizer's finding must not look like one of them.
export ASAN_OPTIONS="exitcode=99:detect_leaks=1:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="exitcode=99:print_stacktrace=1"
export CMOCKA_MESSAGE_OUTPUT=TAP

root=$PWD
passed=0
failed=0

# run NAME COMMAND...
run() {
	name=$1
	shift
	log=build/test/$(echo "$name" | tr ' /' '__').log
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	good=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then
		echo "not ok - $name ended with code $status" >>"$log"
		bad=1
	elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
		echo "not ok - $name tried nothing" >>"$log"
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" -gt 0 ]; then
		sed 's/^/    /' "$log"
	fi
	printf '%-44s %5d ok %5d not ok\n' "$name" "$good" "$bad"
}

# none SUITE PATTERN: what to do about a suite without programs
none() {
	printf '%-44s there is no %s\n' "$1" "$2"
	failed=$((failed + 1))
}

run_suite() {
	build=${1#*:}
	PBP=$root/$build/pbp
	export PBP
	case $1 in
	style | layers)
		run "$1" sh "tests/$1.sh"
		;;
	unit:*)
		set -- tests/unit/test_*.c
		[ -e "$1" ] || none "unit ($build)" "tests/unit/test_*.c"
		for test; do
			[ -e "$test" ] || continue
			run "$(basename "$test" .c) ($build)" "$build/${test%.c}"
		done
		;;
	golden:*)
		run "golden ($build)" sh tests/golden/run.sh
		;;
	laws:*)
		set -- tests/laws/*.sh
		[ -e "$1" ] || none "laws ($build)" "tests/laws/*.sh"
		for law; do
			[ -e "$law" ] || continue
			run "law $(basename "$law" .sh) ($build)" sh "$law"
		done
		;;
	foreign:*)
		run "foreign ($build)" node tests/browser/run.mjs build/browser "$build"
		;;
	server:*)
		run "editors lsp ($build)" node tests/editors/lsp.mjs build/browser "$build/pbp"
		;;
	editors:*)
		run_suite "server:$build"
		MODULES=$root/build/browser
		export MODULES
		run "editors words" node tests/editors/words.mjs "$PBP"
		run "editors words of vim and emacs" node tests/editors/words_vim_emacs.mjs "$PBP"
		for test in textmate highlightjs bat pygments treesitter; do
			run "editors $test" node "tests/editors/$test.mjs" build/browser "$PBP"
		done
		for test in tools vim emacs; do
			run "editors $test" sh "tests/editors/$test.sh"
		done
		;;
	*)
		echo "tests/run.sh: no suite is called $1" >&2
		exit 2
		;;
	esac
}

mkdir -p build/test
for suite; do
	run_suite "$suite"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
