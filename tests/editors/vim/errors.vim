" `:compiler pbp`, `:make` and :PbpCheck. $WORK has a plan, $CHECKED what `pbp check` says of it.
let s:failed = 0

function! s:say(good, name) abort
  call writefile([(a:good ? 'ok' : 'not ok') . ' - ' . $ENGINE . ' ' . a:name], $SEEN, 'a')
  let s:failed = s:failed || !a:good
endfunction

" The list as `pbp check` would say it, columns in characters.
function! s:listed() abort
  let l:lines = []
  let l:all = getqflist()
  for l:i in range(len(l:all))
    let l:item = l:all[l:i]
    if !l:item.valid
      continue
    endif
    " where `:cc` puts the cursor
    execute 'silent cc' (l:i + 1)
    let l:column = strchars(strpart(getline('.'), 0, col('.') - 1)) + 1
    let l:level = {'e': 'error', 'w': 'warning', 'i': 'info'}[tolower(l:item.type)]
    call add(l:lines, expand('%:t') . ':' . line('.') . ':' . l:column . ': ' . l:level
          \ . substitute(l:item.text, '^\s*', '', ''))
  endfor
  return l:lines
endfunction

let s:expected = map(filter(readfile($CHECKED), 'v:val =~# ":\\d\\+:\\d\\+: "'), 'substitute(v:val, "^.*/\\ze[^/]*:\\d\\+:\\d\\+: ", "", "")')
execute 'silent edit' fnameescape($WORK . '/plan.pbp')
compiler! pbp
silent cgetexpr readfile($CHECKED)
call s:say(len(s:expected) > 5 && s:listed() ==# s:expected, 'reads ' . len(s:expected) . ' findings with errorformat')
if s:listed() !=# s:expected
  call writefile(s:listed() + ['but'] + s:expected, $SEEN, 'a')
endif
call setqflist([])
execute 'silent edit' fnameescape($WORK . '/plan.pbp')
execute 'cd' fnameescape($WORK)
silent make! --as-of 2026-05-15 .
call s:say(s:listed() ==# s:expected, 'does so with :make')
call setqflist([])
execute 'silent edit' fnameescape($WORK . '/plan.pbp')
silent PbpCheck
call s:say(!empty(getqflist()), 'has findings after :PbpCheck')
cclose
execute 'silent edit' fnameescape($WORK . '/plan.pbp')

" ---- other things that a file of this type brings ----
call s:say(&commentstring ==# '# %s' && &suffixesadd ==# '.pbp', 'sets options')
call cursor(search('"people.pbp"'), 10)
silent normal! gf
call s:say(expand('%:t') ==# 'people.pbp', 'goes to an imported file with gf')
execute 'silent edit' fnameescape($WORK . '/plan.pbp')
call cursor(search('owner: *\zsoyelaran'), 1)
call search('oyelaran', 'c', line('.'))
call s:say(execute('normal! [d') =~# 'person oyelaran', 'finds a person in an imported file with [d')
let s:before = getline(1, '$')
call setline(1, ['', '', '   # a comment'])
call append(10, ['', '', ''])
let s:laid_out = systemlist(pbp#program(1) . ' fmt -', getline(1, '$') + [''])
silent normal! gggqG
call s:say(getline(1, '$') ==# s:laid_out && &modified, 'lays out a plan with gq')
call append(line('$'), ['goal a "A" {', '  ow', '}'])
call cursor(line('$') - 1, 4)
call s:say(pbp#complete(1, '') == 2 && map(pbp#complete(0, 'ow'), 'v:val.word') ==# ['owner:'], 'completes fields of a kind')
packadd matchit
call append(line('$'), ['party a "} {" { # }', '}'])
call cursor(line('$') - 1, 15)
silent normal %
call s:say(line('.') == line('$'), 'passes over brackets in texts with %')

" ---- indentation while typing ----
let s:typed = ['goal x "X" {', '  owner: lee', '  scope: [', '    a,', '    b because "so"', '      on 2026-01-01,', '  ]',
      \ '  when:  a == 1', '         or b == 2', '', '  milestone m "M" {', '    due: 2026-01-01', '  }', '}', 'goal y "Y" {',
      \ '}']
silent %delete _
execute 'silent normal! i' . join(map(copy(s:typed), 'substitute(v:val, "^ *", "", "")'), "\<CR>")
call s:say(getline(1, '$') ==# s:typed, 'indents while one types')
if getline(1, '$') !=# s:typed
  call writefile(getline(1, '$'), $SEEN, 'a')
endif
set filetype=
call s:say(&commentstring !=# '# %s' && &indentexpr ==# '' && !exists('b:did_ftplugin') && exists(':PbpFormat') != 2, 'undoes all that')
execute s:failed ? 'cquit' : 'qall!'
