# Splits C sources: prints "file:line:text" for each line with, as -v want= says, only its code (comments and
# the insides of strings taken out) or only its comments.

FNR == 1 {
	in_comment = 0
}

{
	code = comment = ""
	quote = ""
	n = length($0)
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				i++
			} else {
				comment = comment c
			}
		} else if (quote != "") {
			if (c == "\\") {
				i++
			} else if (c == quote) {
				quote = ""
				code = code c
			}
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//") {
			comment = comment substr($0, i + 2)
			break
		} else {
			if (c == "\"" || c == "'")
				quote = c
			code = code c
		}
	}
	text = want == "code" ? code : comment
	if (text ~ /[^ \t]/)
		print FILENAME ":" FNR ":" text
}
