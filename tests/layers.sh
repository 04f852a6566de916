#!/bin/sh
# Which folder may include which: only those to its left in
#
#   runtime <- grammar <- source <- diag <- syntax <- schema <- plan <- { rules, emit, format }
#           <- { manual, lsp, renew } <- cmd
#
# and its own. Folders in braces do not see each other. Within runtime: base <- values <- track.
# Generated headers belong to the folder they are made from.

find runtime compiler grammar -name '*.[chly]' -o -name '*.def' | sort | xargs awk '
BEGIN {
	n = split("base values track grammar source diag syntax schema plan rules,emit,format manual,lsp,renew cmd", \
		column, " ")
	for (i = 1; i <= n; i++) {
		m = split(column[i], folders, ",")
		for (j = 1; j <= m; j++)
			place[folders[j]] = i
	}
	from["parser.h"] = from["scanner.h"] = "syntax"
	from["schema.def"] = from["types.def"] = "schema"
	from["rules.def"] = "rules"
	from["formats.def"] = "emit"
	from["finding_formats.def"] = "diag"
	from["commands.def"] = "cmd"
	from["lsp_methods.def"] = "lsp"
	from["zones.def"] = "values"
}

# The folder a path counts to, "" if it has none.
function folder_of(path,  part) {
	if (path ~ /^grammar\/[^\/]*\.[ly]$/)
		return "syntax"
	if (path ~ /^grammar\//)
		return "grammar"
	split(path, part, "/")
	if (path ~ /^build\/gen\//)
		return from[part[3]]
	if ((part[1] == "runtime" || part[1] == "compiler") && part[2] in place)
		return part[2]
	return ""
}

# A tool of the build stands outside.
FILENAME == "compiler/embed.c" {
	next
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	path = quoted[2]
	here = folder_of(FILENAME)
	there = folder_of(path)
	if (here == "")
		complain("stands in no known folder")
	else if (there == "")
		complain("includes \"" path "\", which is not a path from the root into a known folder")
	else if (here != there && place[there] >= place[here])
		complain("counts to " here " and includes \"" path "\" of " there)
	includes++
}

function complain(what) {
	print "not ok - " FILENAME ":" FNR ": " what
	failed = 1
}

END {
	if (!failed)
		print "ok - " includes " includes point to the left"
	exit failed
}'
