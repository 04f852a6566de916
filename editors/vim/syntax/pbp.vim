" Vim syntax file
" Language: Partner Business Plans (.pbp)
" Words:    autoload/pbp/words.vim

if exists('b:current_syntax')
  finish
endif
let s:cpo_save = &cpoptions
set cpoptions&vim

syntax case match
syntax sync fromstart
syntax spell notoplevel

let s:kinds = join(g:pbp#words#kinds, '|')
let s:reserved = join(g:pbp#words#keywords + g:pbp#words#clauses, '|')
" From a kind on: name, title, `like`, `{`. A name is a path or a day.
let s:header = '%(\s*[A-Za-z_0-9][A-Za-z_0-9.-]*)?%(\s*"%([^"\\]|\\.)*")?%(\s*<like>\s*\h[A-Za-z_0-9.]*)?'
let s:date = '\d\d\d\d-%(\d\d-\d\d|Q\d|H\d|W\d\d|\d\d)|FY\d\d\d\d%(-%(Q\d|H\d|P\d\d))?'

" Order matters: of two that begin at the same place, the later one wins.

" ---- names, words and numbers ----
execute 'syntax match pbpKeyword /\v\.@1<!<%(' . join(g:pbp#words#keywords, '|') . ')>:@!/'
execute 'syntax match pbpClause /\v\.@1<!<%(' . join(g:pbp#words#clauses, '|') . ')>:@!/'
execute 'syntax match pbpConstant /\v\.@1<!<%(' . join(g:pbp#words#constants, '|') . ')>%(:|\s*\()@!/'
syntax match pbpKeyword /\v\.@1<!<%(import|let|like|update)>:@!/ nextgroup=pbpName skipwhite
execute 'syntax match pbpName /\v<%(%(' . s:reserved . ')>)@!\h\w*>:@!/ contained'
execute 'syntax match pbpFunction /\v\.@1<!<%(' . join(g:pbp#words#functions, '|') . ')>\ze\s*\(/'

" A kind begins a block: its `{` stands behind it, or the line ends before it was typed.
execute 'syntax match pbpKind /\v\.@1<!<%(' . s:kinds . ')>\ze' . s:header
      \ . '\_s*\{/ nextgroup=pbpName skipwhite'
execute 'syntax match pbpKind /\v%(^\s*%(<template>\s+)?)@<=<%(' . s:kinds
      \ . ')>\ze\s+%(\h\w*\s*)?%(".*|<like>.*)?$/ nextgroup=pbpName skipwhite'

" ---- fields ----
syntax match pbpField /\v\.@1<!<\h\w*\ze:/
execute 'syntax match pbpField /\v\.@1<!<%(' . join(g:pbp#words#word_fields, '|')
      \ . ')\ze:/ nextgroup=pbpWordBegin'
syntax match pbpWordBegin /:\s*\[\=\s*/ contained nextgroup=pbpWord
execute 'syntax match pbpWord /\v<%(%(' . s:reserved . ')>)@!\h\w*>[:.]@!/ contained nextgroup=pbpWordNext'
syntax match pbpWordNext /\s*,\s*/ contained nextgroup=pbpWord

" ---- numbers, their units, dates ----
syntax match pbpNumber /\v<%(\d{1,3}%(,\d\d\d)+|\d+%(_\d+)*)%(\.\d+)?[kMB]?[A-Za-z0-9_]@!\%?/
      \ nextgroup=pbpUnit skipwhite
execute 'syntax match pbpUnit /\v<%(%(' . s:reserved . ')>|%(' . s:kinds . ')>' . s:header
      \ . '\s*\{)@!\h\w*>:@!/ contained'
execute 'syntax match pbpDate /\v<%(' . s:date . ')>/'
syntax match pbpDate /\v<\d\d?:\d\d>/
execute 'syntax match pbpDate /\v<%(\d\d\d\d|' . s:date . ')\ze:\d@!/'

" ---- operators ----
syntax match pbpOperator /\.\.\|[-+*\/<>=]\|[<>=!]=/

" ---- comments and texts ----
syntax keyword pbpTodo contained TODO FIXME XXX NOTE
syntax match pbpComment /#.*$/ contains=pbpTodo,@Spell
syntax match pbpEscape /\\\%(["\\nt]\|u{\x\+}\)/ contained
syntax region pbpText start=/"/ skip=/\\./ end=/"/ end=/$/ oneline contains=pbpEscape,@Spell
syntax region pbpProse start=/"""/ end=/"""/ contains=@Spell

" ---- folds ----
syntax region pbpBlock start=/{/ end=/}/ transparent fold contains=TOP

highlight default link pbpKind Structure
highlight default link pbpField Identifier
highlight default link pbpKeyword Keyword
highlight default link pbpClause Keyword
highlight default link pbpConstant Keyword
highlight default link pbpFunction Function
highlight default link pbpWord Constant
highlight default link pbpNumber Number
highlight default link pbpUnit Type
highlight default link pbpDate Special
highlight default link pbpOperator Operator
highlight default link pbpText String
highlight default link pbpProse String
highlight default link pbpEscape SpecialChar
highlight default link pbpComment Comment
highlight default link pbpTodo Todo

let b:current_syntax = 'pbp'
let &cpoptions = s:cpo_save
unlet s:cpo_save s:kinds s:reserved s:header s:date
