" Where lines begin: the rules of `pbp fmt`.
"
" A member of a block stands two columns in from it, an item of a list two columns in from the line of
" its `[`. A value that goes on begins where it began above, and two columns further in for each looser
" way in which its parts are joined: behind commas, before clauses, before `where`, `or`, `and`.

let s:STEP = 2
let s:LINES_MAX = 400

let s:token = '\v"""|"%([^"\\]|\\.)*"?|#.*|\.?\h\w*:?|\d\w*%([-/,.:'']\w+)*\%?:?|\.\.|[<>=!]\=|\S'

" What joins a value's parts, the loosest last.
let s:joints = {'and': 1, 'or': 2, 'where': 3, ',': 5}
for s:word in g:pbp#words#clauses
  let s:joints[s:word] = 4
endfor
let s:before_value = {}
for s:word in ['not', 'has', 'in', 'like', 'import', 'let', 'template', 'update', 'every']
      \ + split('( [ , + - * / < <= > >= == != = ..')
  let s:before_value[s:word] = 1
endfor
let s:goes_on = {}
for s:word in ['in', 'like', '(', ')', ']', ','] + split('+ - * / < <= > >= == != = ..')
  let s:goes_on[s:word] = 1
endfor
unlet s:word

function! s:is_field(text) abort
  return a:text =~# '\v^[^".#].*:$'
endfunction

" A token: [text, line, column from 0]. The tokens of one line; `prose` is whether it begins in prose.
function! s:tokens_of(lnum, prose) abort
  let l:line = getline(a:lnum)
  let l:tokens = []
  let l:prose = a:prose
  let l:at = 0
  while 1
    if l:prose
      let l:end = stridx(l:line, '"""', l:at)
      if l:end < 0
        return [l:tokens, 1]
      endif
      let l:at = l:end + 3
      let l:prose = 0
    endif
    let [l:text, l:start, l:end] = matchstrpos(l:line, s:token, l:at)
    if l:start < 0
      return [l:tokens, 0]
    endif
    let l:at = l:end
    let l:prose = l:text ==# '"""'
    if l:text[0] !=# '#'
      call add(l:tokens, [l:text, a:lnum, l:start])
    endif
  endwhile
endfunction

function! s:in_prose(lnum) abort
  if exists('b:current_syntax')
    for l:id in synstack(a:lnum, 1)
      if synIDattr(l:id, 'name') ==# 'pbpProse'
        return getline(a:lnum) !~# '^"""' || synIDattr(synID(max([a:lnum - 1, 1]),
              \ max([col([max([a:lnum - 1, 1]), '$']) - 1, 1]), 0), 'name') ==# 'pbpProse'
      endif
    endfor
    return 0
  endif
  let l:prose = 0
  for l:line in range(1, a:lnum - 1)
    if l:prose || stridx(getline(l:line), '"""') >= 0
      let l:prose = s:tokens_of(l:line, l:prose)[1]
    endif
  endfor
  return l:prose
endfunction

" A line above, not below `lnum`, at which all blocks have ended.
function! s:top_above(lnum) abort
  let l:line = a:lnum - 1
  while l:line > 1
    if getline(l:line) =~# '\v^\h\w*%(\s|$)' && !s:in_prose(l:line)
      return l:line
    endif
    let l:line -= 1
  endwhile
  return 1
endfunction

" ---- statements ----

" Whether the token that is first on its line goes on with the statement of the tokens before it.
function! s:continues(token, before, statement) abort
  if empty(a:before)
    return 0
  endif
  let l:text = a:token[0]
  let l:last = a:before[0]
  if s:is_field(l:text) || l:text ==# '}'
    return 0
  endif
  if has_key(s:joints, l:text) || has_key(s:goes_on, l:text) || has_key(s:joints, l:last)
        \ || has_key(s:before_value, l:last) || s:is_field(l:last)
    return l:last !=# '{' && l:last !=# '}'
  endif
  if l:text[0] ==# '.'
    return l:last !=# '{' && l:last !=# '}'
  endif
  " a title, or the brace, of a header above
  return (l:text[0] ==# '"' || l:text ==# '{') && !empty(a:statement) && !s:is_field(a:statement[0])
        \ && l:last !=# '{' && l:last !=# '}'
endfunction

function! s:new_state() abort
  " levels: [opening token or [], first token of the statement or [], its tokens on this level]
  return {'levels': [[[], [], []]], 'last': [], 'first': 0}
endfunction

" Goes over a token. Inside of parentheses and lists all tokens are of one statement.
function! s:over(state, token, first) abort
  let l:level = a:state.levels[-1]
  let l:text = a:token[0]
  if l:text ==# '}' || l:text ==# ']' || l:text ==# ')'
    let l:open = {'}': '{', ']': '[', ')': '('}[l:text]
    let l:depth = len(a:state.levels) - 1
    while l:depth > 0 && a:state.levels[l:depth][0][0] !=# l:open
      let l:depth -= 1
    endwhile
    if l:depth > 0
      call remove(a:state.levels, l:depth, -1)
    endif
    let l:level = a:state.levels[-1]
    if l:text ==# '}'
      let l:level[1] = []
      let l:level[2] = []
    else
      call add(l:level[2], a:token)
    endif
  else
    let l:in_block = empty(l:level[0]) || l:level[0][0] ==# '{'
    if l:in_block && (empty(l:level[1]) || s:is_field(l:text)
          \ || (a:first && !s:continues(a:token, a:state.last, l:level[1])))
      let l:level[1] = a:token
      let l:level[2] = []
    endif
    call add(l:level[2], a:token)
    if l:text ==# '{' || l:text ==# '[' || l:text ==# '('
      call add(a:state.levels, [a:token, [], []])
    endif
  endif
  let a:state.last = a:token
endfunction

" ---- values ----

" How many looser joints stand around the token `at` of a run of tokens.
function! s:depth_in(run, at) abort
  let [l:from, l:to, l:depth] = [0, len(a:run), 0]
  while 1
    let l:loosest = 0
    for l:i in range(l:from + 1, l:to - 1)
      let l:loosest = max([l:loosest, get(s:joints, a:run[l:i][0], 0)])
    endfor
    if !l:loosest
      return l:depth
    endif
    let l:start = l:from
    for l:i in range(l:from + 1, l:to - 1)
      if get(s:joints, a:run[l:i][0], 0) != l:loosest
        continue
      endif
      let l:part = l:i + (l:loosest == 5)
      if l:part == a:at
        return l:depth
      elseif l:part < a:at
        let l:start = l:part
      else
        let l:to = l:i
        break
      endif
    endfor
    if l:start == l:from && l:to == len(a:run) && l:depth > 5
      return l:depth
    endif
    let l:from = l:start
    let l:depth += 1
  endwhile
endfunction

" The tokens of the innermost level from the one on line `lnum` on, to the end of its statement.
function! s:rest(state, lnum, prose) abort
  let l:rest = []
  let l:inner = 0
  let l:prose = a:prose
  let l:in_block = empty(a:state.levels[-1][0]) || a:state.levels[-1][0][0] ==# '{'
  let l:last = a:state.last
  for l:line in range(a:lnum, min([a:lnum + s:LINES_MAX, line('$')]))
    let [l:tokens, l:prose] = s:tokens_of(l:line, l:prose)
    let l:first = 1
    for l:token in l:tokens
      let l:text = l:token[0]
      if !l:inner && (l:text =~# '^[]})]$' || (l:in_block && (s:is_field(l:text) || (l:line > a:lnum
            \ && l:first && !s:continues(l:token, l:last, a:state.levels[-1][1])))))
        return l:rest
      endif
      if l:text =~# '^[]})]$'
        let l:inner -= 1
      endif
      if !l:inner
        call add(l:rest, l:token)
      endif
      if l:text =~# '^[[{(]$'
        let l:inner += 1
      endif
      let l:last = l:token
      let l:first = 0
    endfor
  endfor
  return l:rest
endfunction

function! s:indent_of_token(token) abort
  return indent(a:token[1])
endfunction

function! s:column(token) abort
  return strdisplaywidth(strpart(getline(a:token[1]), 0, a:token[2]))
endfunction

" ---- the line ----

function! s:is_comment(lnum) abort
  return getline(a:lnum) =~# '^\s*#'
endfunction

" The column at which the token, first on its line, begins; `comment`: a comment above it.
function! s:place(state, token, comment) abort
  let [l:open, l:statement, l:run] = a:state.levels[-1]
  let l:text = a:token[0]
  if !empty(l:open) && l:open[0] ==# '['
    let l:outer = s:indent_of_token(l:open)
    if l:text ==# ']'
      return l:outer + (a:comment ? s:STEP : 0)
    elseif a:state.last is l:open || a:state.last[0] ==# ','
      return l:outer + s:STEP
    endif
    let l:begin = 0
    for l:i in range(len(l:run))
      let l:begin = l:run[l:i][0] ==# ',' ? l:i + 1 : l:begin
    endfor
    let l:item = l:run[l:begin :]
    let l:whole = l:item + s:rest(a:state, a:token[1], 0)
    for l:i in range(len(l:item), len(l:whole) - 1)
      if l:whole[l:i][0] ==# ','
        let l:whole = l:whole[: l:i - 1]
        break
      endif
    endfor
    return l:outer + 2 * s:STEP + s:STEP * s:depth_in(l:whole, len(l:item))
  elseif !empty(l:open) && l:open[0] ==# '('
    if l:text ==# ')'
      return s:column(l:open)
    endif
    return s:column(l:open) + 1
          \ + s:STEP * s:depth_in(l:run + s:rest(a:state, a:token[1], 0), len(l:run))
  endif
  " in a block, or at the top
  let l:base = 0
  if !empty(l:open)
    let l:head = a:state.levels[-2][1]
    let l:base = s:indent_of_token(empty(l:head) ? l:open : l:head)
    if l:text ==# '}'
      return l:base + (a:comment ? s:STEP : 0)
    endif
    let l:base += s:STEP
  elseif l:text ==# '}'
    return 0
  endif
  if empty(l:statement) || !s:continues(a:token, a:state.last, l:statement)
    return l:base
  endif
  " a statement goes on
  let l:value = s:is_field(l:statement[0]) ? 1 : l:statement[0] ==# 'let' ? 3 : -1
  if l:value < 0 || len(l:run) <= l:value
    return s:indent_of_token(l:statement) + 2 * s:STEP
  endif
  let l:run = l:run[l:value :]
  return s:column(l:run[0])
        \ + s:STEP * s:depth_in(l:run + s:rest(a:state, a:token[1], 0), len(l:run))
endfunction

function! pbp#indent#line(lnum) abort
  if s:in_prose(a:lnum)
    return -1
  endif
  let l:state = s:new_state()
  let l:prose = 0
  for l:line in range(s:top_above(a:lnum), a:lnum - 1)
    let [l:tokens, l:prose] = s:tokens_of(l:line, l:prose)
    let l:first = 1
    for l:token in l:tokens
      call s:over(l:state, l:token, l:first)
      let l:first = 0
    endfor
  endfor
  " a comment stands where the line below it stands
  let l:line = a:lnum
  let l:comment = s:is_comment(a:lnum)
  if l:comment
    let l:above = matchstr(getline(a:lnum - 1), '\v^%([^"#]|"%([^"\\]|\\.)*")*\ze#')
    if a:lnum > 1 && l:above =~# '\S' && strdisplaywidth(l:above) == indent(a:lnum)
      return -1
    elseif a:lnum > 2 && s:is_comment(a:lnum - 1) && indent(a:lnum - 1) == indent(a:lnum)
      return -1
    endif
    while l:line <= line('$') && (s:is_comment(l:line) || getline(l:line) =~# '^\s*$')
      let l:line += 1
    endwhile
  endif
  let l:tokens = l:line > line('$') ? [] : s:tokens_of(l:line, 0)[0]
  let l:token = empty(l:tokens) ? ['', a:lnum, 0] : l:tokens[0]
  return s:place(l:state, l:token, l:comment)
endfunction
