#!/bin/sh
# The plugin in Vim and Neovim: colours, indentation, errors, the language server.
#
#     PBP=build/pbp MODULES=build/browser sh tests/editors/vim.sh
#
# Reads nobody's own configuration; nothing takes longer than its time limit.
export LC_ALL=C.UTF-8
. "$(dirname "$0")/common.sh"
plugin=$root/editors/vim

cat >"$work/begin.vim" <<EOF
set runtimepath^=$plugin
let g:pbp_lsp = 0
let g:pbp_program = \$PBP
filetype plugin indent on
syntax on
EOF

colours=$(colour_files)
list_tokens $colours
check_layout
laid_out_files >"$work/files"

# edit ENGINE SCRIPT: runs the script in the editor
edit() {
	case $1 in
	Vim) timeout 120 vim -N -u NONE -i NONE -n -es -S "$work/begin.vim" -S "$2" ;;
	Neovim) timeout 120 nvim -u NONE -i NONE -n --headless -es -S "$work/begin.vim" -S "$2" ;;
	esac >"$work/said" 2>&1 </dev/null
}

for ENGINE in Vim Neovim; do
	export ENGINE
	LIST=$work/tokens SEEN=$work/seen edit "$ENGINE" "$here/vim/colours.vim"
	judge_colours "$ENGINE"
	for SPOIL in 0 1; do
		export SPOIL
		LIST=$work/files SEEN=$work/seen edit "$ENGINE" "$here/vim/indent.vim"
		judge_indent "$ENGINE"
	done
	copy_example
	rm -f "$work/seen"
	CHECKED=$work/checked WORK=$work/plan SEEN=$work/seen edit "$ENGINE" "$here/vim/errors.vim"
	judge_lines "$ENGINE errors"
done

copy_example
sed -i 's/let g:pbp_lsp = 0//' "$work/begin.vim"
WORK=$work/plan DAY=2026-05-15 timeout 120 nvim -u NONE -i NONE -n --headless -S "$work/begin.vim" \
	-S "$here/vim/session.lua" >"$work/seen" 2>"$work/said" </dev/null
judge_lines "Neovim session"

cp -r "$plugin/doc" "$work/doc"
timeout 60 vim -N -u NONE -i NONE -n -es -c "redir! > $work/said" -c "helptags $work/doc" -c 'redir END' \
	-c 'qa!' </dev/null
[ -s "$work/doc/tags" ]
verdict $? "Vim reads the help page"

exit "$failed"
