# A plan file without its layout, one line for each text, comment and run of other characters. Knows nothing of the compiler:
# blanks outside of texts and comments go, and so does a comma before `]`. A comment is shown with the number of the
# character it follows, so that one that moves to another place is seen; commas do not count for that.

function flush() {
	if (run != "")
		print run
	run = ""
}

function emit(piece) {
	if (comma) {
		comma = 0
		if (piece != "]")
			emit(",,")
	}
	if (piece == ",,")
		piece = ","
	else
		count += length(piece)
	if (piece ~ /^"/) {
		flush()
		print piece
	} else {
		run = run piece
		while (length(run) > 200) {
			print substr(run, 1, 200)
			run = substr(run, 201)
		}
	}
}

{
	text = text $0 "\n"
}

END {
	sub(/^\357\273\277/, "", text)
	sub(/\n$/, "", text)
	while (text != "") {
		if (match(text, /^[ \t\r\n]+/)) {
			text = substr(text, RLENGTH + 1)
			continue
		}
		if (match(text, /^#[^\n]*/)) {
			comment = substr(text, 1, RLENGTH)
			text = substr(text, RLENGTH + 1)
			sub(/[ \t\r]+$/, "", comment)
			comments = comments count " " comment "\n"
			continue
		}
		if (substr(text, 1, 3) == "\"\"\"") {
			end = index(substr(text, 4), "\"\"\"")
			end = end ? end + 5 : length(text)
		} else if (match(text, /^"([^"\\\n]|\\[^\n])*"?/)) {
			end = RLENGTH
		} else if (substr(text, 1, 1) == ",") {
			if (comma)
				emit(",,")
			comma = 1
			text = substr(text, 2)
			continue
		} else if (match(text, /^[^ \t\r\n#",\]]+/)) {
			end = RLENGTH
		} else {
			end = 1
		}
		piece = substr(text, 1, end)
		text = substr(text, end + 1)
		emit(piece)
	}
	if (comma)
		emit(",,")
	flush()
	printf "%s", comments
}
