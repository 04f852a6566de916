" Vim compiler file
" Compiler: pbp check
" `:make` checks the current folder, `:make FILE...` these files.

if exists('g:current_compiler')
  finish
endif
let g:current_compiler = 'pbp'
let s:cpo_save = &cpoptions
set cpoptions&vim

if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

execute 'CompilerSet makeprg=' . escape(pbp#program(1), ' \|"') . '\ check\ --format\ concise\ $*'
" Columns count characters, not bytes.
CompilerSet errorformat=%f:%l:%v:\ %t%*[a-z]%m

let &cpoptions = s:cpo_save
unlet s:cpo_save
