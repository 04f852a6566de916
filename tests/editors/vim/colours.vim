" Writes to $SEEN, for each line of $LIST, the classes that its token has on the screen.
let s:classes = {'pbpKind': 'type', 'pbpField': 'property', 'pbpKeyword': 'keyword', 'pbpClause': 'keyword',
      \ 'pbpConstant': 'keyword', 'pbpNumber': 'number', 'pbpDate': 'date', 'pbpOperator': 'operator',
      \ 'pbpText': 'string', 'pbpProse': 'string', 'pbpComment': 'comment', 'pbpUnit': 'name',
      \ 'pbpFunction': 'name', 'pbpWord': 'name', 'pbpName': 'name'}

function! s:class(line, byte) abort
  for l:id in synstack(a:line, a:byte)
    let l:name = synIDattr(l:id, 'name')
    if l:name !=# 'pbpBlock'
      return get(s:classes, l:name, l:name)
    endif
  endfor
  return 'none'
endfunction

let s:seen = []
let s:path = ''
for s:row in readfile($LIST)
  let [s:file, s:line, s:first, s:last, s:_, s:_, s:type] = split(s:row, '\t')
  if s:file !=# s:path
    execute 'silent edit' fnameescape(s:file)
    setlocal filetype=pbp
    let s:path = s:file
  endif
  let s:found = {}
  for s:byte in [s:first, (s:first + s:last) / 2, s:last]
    let s:found[s:class(s:line, s:byte)] = 1
  endfor
  call add(s:seen, join(sort(keys(s:found)), ','))
endfor
call writefile(s:seen, $SEEN)
qall!
