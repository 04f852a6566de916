" Vim indent file
" Language: Partner Business Plans (.pbp)
" The layout of `pbp fmt`, as far as it is about where lines begin.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal nolisp nosmartindent noautoindent
setlocal indentexpr=pbp#indent#line(v:lnum)
setlocal indentkeys=0},0],0),!^F,o,O,0=and\ ,0=or\ ,0=where\ ,0=by\ ,0=because\ ,0=until\ ,0=from\ ,0=on\ 

let b:undo_indent = 'setlocal lisp< smartindent< autoindent< indentexpr< indentkeys<'
