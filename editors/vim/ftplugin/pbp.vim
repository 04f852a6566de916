" Vim filetype plugin
" Language: Partner Business Plans (.pbp)

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1
let s:cpo_save = &cpoptions
set cpoptions&vim

setlocal comments=:# commentstring=#\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal suffixesadd=.pbp
setlocal matchpairs=(:),{:},[:]
setlocal include=^\\s*import\\s\\+\"\\=
setlocal includeexpr=pbp#include(v:fname)
let &l:define = '\v^\s*%(let|%(template\s+)?%(' . join(g:pbp#words#kinds, '|') . '))\s+'
setlocal omnifunc=pbp#complete
setlocal formatexpr=pbp#formatexpr()
let &l:formatprg = pbp#program(1) . ' fmt -'
" Neovim's own `K` asks the language server.
if executable(pbp#program(0)) && !(has('nvim-0.10') && get(g:, 'pbp_lsp', 1))
  let &l:keywordprg = ':PbpExplain'
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< '
      \ . 'softtabstop< suffixesadd< matchpairs< include< includeexpr< define< omnifunc< '
      \ . 'formatexpr< formatprg< keywordprg<'
if exists('+tagfunc')
  let b:undo_ftplugin .= ' tagfunc<'
endif

if exists('g:pbp_stdlib')
  execute 'setlocal path^=' . fnameescape(g:pbp_stdlib)
  let b:undo_ftplugin .= ' path<'
endif

if get(g:, 'pbp_fold', 0)
  setlocal foldmethod=syntax
  let b:undo_ftplugin .= ' foldmethod<'
endif

" `%` passes over brackets in texts and comments, where matchit is loaded.
let b:match_skip = 's:pbp\%(Text\|Prose\|Comment\)'
let b:undo_ftplugin .= ' | unlet! b:match_skip'

command! -buffer -bar PbpFormat call pbp#format()
command! -buffer -nargs=* -complete=file PbpCheck call pbp#check([<f-args>])
command! -buffer -bar -nargs=? PbpExplain call pbp#explain(<q-args>)
let b:undo_ftplugin .= ' | delcommand PbpFormat | delcommand PbpCheck | delcommand PbpExplain'

augroup pbp_ftplugin
  autocmd! * <buffer>
  autocmd BufWritePre <buffer> if get(b:, 'pbp_format_on_save', get(g:, 'pbp_format_on_save', 0)) |
        \ call pbp#format() | endif
augroup END
let b:undo_ftplugin .= ' | execute "autocmd! pbp_ftplugin * <buffer>"'

if has('nvim-0.7') && get(g:, 'pbp_lsp', 1)
  lua require('pbp').start()
  let b:undo_ftplugin .= ' | call luaeval("require(''pbp'').stop()")'
endif

let &cpoptions = s:cpo_save
unlet s:cpo_save
