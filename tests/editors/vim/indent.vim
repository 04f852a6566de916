" Indents each file of the list $LIST anew and writes the places that changed to $SEEN, and then the number of lines.
let s:seen = []
let s:lines = 0
for s:file in readfile($LIST)
  execute 'silent edit' fnameescape(s:file)
  setlocal filetype=pbp
  let s:before = getline(1, '$')
  " members out of place: all that is there to go by is what stands above
  if $SPOIL ==# '1'
    for s:line in range(1, line('$'))
      if getline(s:line) =~# '\v^\s*\h\w*:|^\s*\}'
        call setline(s:line, substitute(getline(s:line), '^\s*', '       ', ''))
      endif
    endfor
  endif
  silent normal! gg=G
  let s:after = getline(1, '$')
  let s:lines += len(s:before)
  for s:i in range(len(s:before))
    if s:before[s:i] !=# get(s:after, s:i, '')
      call add(s:seen, s:file . ':' . (s:i + 1) . ': ' . string(s:before[s:i]) . ' became '
            \ . string(get(s:after, s:i, '')))
    endif
  endfor
  silent edit!
endfor
call writefile(s:seen + ['lines: ' . s:lines], $SEEN)
qall!
