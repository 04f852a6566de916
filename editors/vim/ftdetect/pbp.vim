autocmd BufNewFile,BufRead *.pbp setfiletype pbp
