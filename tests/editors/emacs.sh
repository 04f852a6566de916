#!/bin/sh
# The mode for Emacs: how it compiles, colours, indentation, Flymake, a session with the language server in eglot.
#
#     PBP=build/pbp MODULES=build/browser sh tests/editors/emacs.sh
#
# Reads nobody's own configuration; nothing takes longer than its time limit.
export LC_ALL=C.UTF-8
. "$(dirname "$0")/common.sh"

mkdir "$work/lisp"
cp "$root/editors/emacs/pbp-mode.el" "$work/lisp"

run_emacs() {
	timeout 120 emacs -Q --batch -L "$work/lisp" "$@" >"$work/said" 2>&1 </dev/null
}

run_emacs --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "$work/lisp/pbp-mode.el"
code=$?
grep . "$work/said"
[ "$code" -eq 0 ] && ! grep -q . "$work/said" && [ -s "$work/lisp/pbp-mode.elc" ]
verdict $? "Emacs compiles the mode without warnings"

run_emacs --eval "(checkdoc-file \"$work/lisp/pbp-mode.el\")"
code=$?
grep . "$work/said"
[ "$code" -eq 0 ] && ! grep -q . "$work/said"
verdict $? "checkdoc has nothing to say"

run_emacs --eval "(progn
	(setq make-backup-files nil)
	(if (fboundp 'loaddefs-generate)
	    (loaddefs-generate \"$work/lisp\" \"$work/lisp/loads.el\")
	  (require 'autoload)
	  (make-directory-autoloads \"$work/lisp\" \"$work/lisp/loads.el\"))
	(load \"$work/lisp/loads.el\")
	(find-file \"$root/examples/reseller/people.pbp\")
	(kill-emacs (if (eq major-mode 'pbp-mode) 0 1)))"
code=$?
[ "$code" -eq 0 ] || cat "$work/said"
[ "$code" -eq 0 ]
verdict $? "its autoloads open a plan in it"

colours=$(colour_files)
list_tokens $colours
check_layout
laid_out_files >"$work/files"

LIST=$work/tokens SEEN=$work/seen run_emacs -l "$here/emacs/colours.el"
judge_colours Emacs
for SPOIL in 0 1; do
	export SPOIL
	LIST=$work/files SEEN=$work/seen run_emacs -l "$here/emacs/indent.el"
	judge_indent Emacs
done

copy_example
CHECKED=$work/checked WORK=$work/plan DAY=2026-05-15 timeout 120 emacs -Q --batch -L "$work/lisp" \
	-l "$here/emacs/session.el" >"$work/seen" 2>"$work/said" </dev/null
judge_lines "Emacs session"

exit "$failed"
