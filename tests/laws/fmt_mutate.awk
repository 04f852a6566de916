# The same plan file with another layout. -v seed=N chooses it, -v kind= what may change:
#   indent     blanks at the ends of lines and between words on a line, blank lines beside blank lines, CR LF:
#              nothing that an author means by a layout
#   gaps       any run of blanks and line ends becomes another one; mostly where the language lets it
#   comments   the same, and comments appear in some gaps

function random(n) {
	# Park and Miller, by Schrage's method: exact in any awk
	hi = int(seed / 127773)
	seed = 16807 * (seed % 127773) - 2836 * hi
	if (seed <= 0)
		seed += 2147483647
	return int(seed / 7) % n
}

function blanks(n,  s, i) {
	s = ""
	for (i = 0; i < n; i++)
		s = s (random(8) ? " " : "\t")
	return s
}

# Blanks within a line that stay within it, and line ends that stay line ends.
function indented(gap,  lines, s, i) {
	lines = gsub(/\n/, "\n", gap)
	if (!lines)
		return blanks(1 + random(3))
	if (lines > 1)
		lines += random(3)
	s = ""
	for (i = 0; i < lines; i++)
		s = s blanks(random(3)) newline
	return s blanks(random(9))
}

# A number's unit stands on its line, a block's name on that of its kind, and a kind begins a line.
function is_tied(gap) {
	if (piece ~ /^[0-9]/ && piece !~ /:$/ || is_kind)
		return 1
	return gap ~ /\n/ && !depth && text !~ /^([A-Za-z_0-9-]+:|[}])/
}

function any_gap(gap,  s) {
	s = ""
	if (random(3) == 0 || (random(200) && is_tied(gap)))
		return gap
	if (kind == "comments" && random(6) == 0)
		s = blanks(random(2) + 1) "# remark " ++n_comments newline
	if (random(2))
		return s == "" ? blanks(1 + random(2)) : s blanks(random(4))
	return s blanks(random(2)) newline (random(4) ? "" : newline) blanks(random(12))
}

{
	text = text $0 "\n"
}

END {
	seed = seed * 7919 + 17
	for (i = 0; i < 10; i++)
		random(2)
	newline = random(4) ? "\n" : "\r\n"
	begins = 1
	while (text != "") {
		if (match(text, /^[ \t\n]+/)) {
			gap = substr(text, 1, RLENGTH)
			text = substr(text, RLENGTH + 1)
			# What stands behind a comment stays off its line.
			if (kind == "indent" || after_comment || text == "" || text ~ /^#/)
				printf "%s", indented(gap)
			else
				printf "%s", any_gap(gap)
			after_comment = 0
			begins = begins || gap ~ /\n/
			continue
		}
		after_comment = 0
		if (match(text, /^#[^\n]*/)) {
			after_comment = 1
			end = RLENGTH
		} else if (substr(text, 1, 3) == "\"\"\"") {
			end = index(substr(text, 4), "\"\"\"") + 5
		} else if (match(text, /^"([^"\\\n]|\\[^\n])*"?/)) {
			end = RLENGTH
		} else if (match(text, /^[^ \t\n#"(){}\[\]]+/)) {
			end = RLENGTH
		} else {
			end = 1
		}
		piece = substr(text, 1, end)
		text = substr(text, end + 1)
		is_kind = begins && piece ~ /^[a-z_]+$/
		begins = piece ~ /^[{}]$/ || piece == "template"
		depth += piece ~ /^[[(]$/
		depth -= piece ~ /^[])]$/
		if (newline == "\r\n")
			gsub(/\n/, newline, piece)
		printf "%s", piece
	}
}
