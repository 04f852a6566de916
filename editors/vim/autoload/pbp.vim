" Commands and completion for plans.

" The program: g:pbp_program, or `pbp` from the path. With `shell`, quoted for it.
function! pbp#program(shell) abort
  let l:program = expand(get(g:, 'pbp_program', 'pbp'))
  return a:shell && l:program !~# '^[A-Za-z0-9_./~-]\+$' ? shellescape(l:program) : l:program
endfunction

function! s:complain(message) abort
  echohl ErrorMsg
  echomsg 'pbp: ' . a:message
  echohl None
endfunction

" ---- layout ----

" Lays out the buffer as `pbp fmt` does; only lines that change are touched. False if it cannot be done.
function! pbp#format() abort
  if !executable(pbp#program(0))
    call s:complain('there is no program ' . pbp#program(0) . '; g:pbp_program names it')
    return 0
  endif
  let l:old = getline(1, '$')
  let l:new = systemlist(pbp#program(1) . ' fmt -' . (has('win32') ? '' : ' 2>/dev/null'),
        \ l:old + (l:old ==# [''] ? [] : ['']))
  if v:shell_error > 1 || (empty(l:new) && l:old !=# [''])
    call s:complain('the plan cannot be laid out')
    return 0
  endif
  if has('win32') || &fileformat ==# 'dos'
    call map(l:new, {_, line -> substitute(line, '\r$', '', '')})
  endif
  if l:new ==# l:old
    return 1
  endif
  let l:view = winsaveview()
  let l:same = 0
  let l:least = min([len(l:old), len(l:new)])
  while l:same < l:least && l:old[l:same] ==# l:new[l:same]
    let l:same += 1
  endwhile
  let l:tail = 0
  while l:tail < l:least - l:same && l:old[-1 - l:tail] ==# l:new[-1 - l:tail]
    let l:tail += 1
  endwhile
  let l:from = l:same + 1
  let l:to = len(l:old) - l:tail
  let l:lines = l:new[l:same : len(l:new) - l:tail - 1]
  if len(l:new) - l:tail <= l:same
    let l:lines = []
  endif
  let l:shared = min([len(l:lines), l:to - l:same])
  if l:shared
    call setline(l:from, l:lines[: l:shared - 1])
  endif
  if len(l:lines) > l:shared
    call append(l:same + l:shared, l:lines[l:shared :])
  elseif l:to > l:same + l:shared
    silent execute 'keepjumps ' . (l:same + l:shared + 1) . ',' . l:to . 'delete _'
  endif
  call winrestview(l:view)
  return 1
endfunction

" For 'formatexpr': comments are filled by Vim itself; for all else the whole plan is laid out.
function! pbp#formatexpr() abort
  if mode() =~# '[iR]'
    return 1
  endif
  for l:line in getline(v:lnum, v:lnum + v:count - 1)
    if l:line !~# '^\s*\%(#\|$\)'
      return pbp#format() ? 0 : 1
    endif
  endfor
  return 1
endfunction

" ---- looking things up ----

" For 'includeexpr': std.metrics is a file of the standard library, where g:pbp_stdlib says it lies.
function! pbp#include(name) abort
  return a:name =~# '^std\.' ? a:name[4:] . '.pbp' : a:name
endfunction

" Checks the files, or the folder of this one, into the quickfix list.
function! pbp#check(paths) abort
  let l:paths = empty(a:paths) ? [expand('%:p:h')] : map(copy(a:paths), 'expand(v:val)')
  let l:command = pbp#program(1) . ' check --format concise '
        \ . join(map(l:paths, 'shellescape(v:val)'))
  let l:format = &g:errorformat
  try
    let &g:errorformat = '%f:%l:%v: %t%*[a-z]%m'
    cgetexpr system(l:command)
  finally
    let &g:errorformat = l:format
  endtry
  call setqflist([], 'a', {'title': 'pbp check'})
  cwindow
endfunction

" Says what a kind, a field, a rule or a type means.
function! pbp#explain(word) abort
  let l:word = empty(a:word) ? expand('<cword>') : a:word
  echo system(pbp#program(1) . ' explain ' . shellescape(l:word))
endfunction

" ---- completion without a language server ----

" The kind of the block around the cursor; empty at the top.
function! s:kind_around() abort
  let l:open = searchpairpos('{', '', '}', 'bnW',
        \ 'synIDattr(synID(line("."), col("."), 0), "name") =~# "Text\\|Prose\\|Comment"', 0, 200)
  return l:open[0] ? matchstr(strpart(getline(l:open[0]), 0, l:open[1] - 1),
        \ '\v.*[{}]?\s*<\zs%(' . join(g:pbp#words#kinds, '|') . ')>\ze[^{}:]*$') : ''
endfunction

" For 'omnifunc': kinds and fields where a statement begins, units behind a number, words elsewhere.
function! pbp#complete(findstart, base) abort
  let l:before = strpart(getline('.'), 0, col('.') - 1)
  if a:findstart
    return match(l:before, '\w*$')
  endif
  let l:kind = s:kind_around()
  if l:before =~# '\v^\s*%(template\s+)?\w*$|[{}]\s*\w*$'
    let l:fields = empty(l:kind) ? []
          \ : get(g:pbp#words#kind_fields, l:kind, []) + g:pbp#words#fields_of_every_block
    let l:found = map(copy(l:fields), '{"word": v:val . ":", "menu": l:kind}')
          \ + map(copy(g:pbp#words#kinds), '{"word": v:val, "menu": "kind"}')
    if empty(l:kind)
      let l:found += map(['import', 'let', 'template', 'update'], '{"word": v:val}')
    endif
  elseif l:before =~# '\v\d[0-9,_.kMB]*\s+\w*$'
    let l:found = map(g:pbp#words#units + g:pbp#words#currencies, '{"word": v:val, "menu": "unit"}')
  else
    let l:names = {}
    for l:line in getline(1, '$')
      let l:name = matchstr(l:line, '\v^\s*%(template\s+)?%(' . join(g:pbp#words#kinds, '|')
            \ . ')\s+\zs\h\w*')
      if !empty(l:name)
        let l:names[l:name] = 1
      endif
    endfor
    let l:found = map(sort(keys(l:names)), '{"word": v:val, "menu": "name"}')
          \ + map(copy(g:pbp#words#values), '{"word": v:val, "menu": "word"}')
          \ + map(g:pbp#words#clauses + g:pbp#words#keywords, '{"word": v:val}')
  endif
  return filter(l:found, 'stridx(v:val.word, a:base) == 0')
endfunction
