# A random plan file, chosen by -v seed=N: everything the grammar knows, in every length and order, without mistakes of
# spelling. What it says makes no sense.

function random(n) {
	# Park and Miller, by Schrage's method: exact in any awk
	hi = int(seed / 127773)
	seed = 16807 * (seed % 127773) - 2836 * hi
	if (seed <= 0)
		seed += 2147483647
	return int(seed / 7) % n
}

function pick(words,  list, n) {
	n = split(words, list, "|")
	return list[1 + random(n)]
}

function repeat(s, n,  all) {
	all = ""
	while (n-- > 0)
		all = all s
	return all
}

function name() {
	return pick("a|b|owner_of|dana|priya|x1|_y") repeat(pick("a|_b|c1"), random(6) ? random(4) : random(20))
}

function path() {
	return name() (random(3) ? "" : "." name() (random(3) ? "" : ".with"))
}

function text() {
	return "\"" pick("|a text|quotes \\\" in it|# no comment|[no, list]|{ no block|\303\251\346\235\261  x") \
		repeat(pick("word |x|\346\235\261"), random(5) ? random(6) : random(40)) "\""
}

function atom() {
	return pick("5|650,000 USD|1.2M leads|12.5%|2026-03-31|2026-Q2|FY2026-P07|14:30|true|3 business_days|-7|start + 14 days")
}

function gap() {
	return random(60) ? " " : pick("\n|  # remark\n|\n# below\n\n")
}

function condition(deep,  i, n, s) {
	if (deep > 3 || random(3) == 0)
		return random(4) ? path() " " pick("==|!=|<|<=|>|>=|in") " " primary(deep + 1) : "has " path()
	if (random(4) == 0)
		return "not (" gap() condition(deep + 1) ")"
	if (random(4) == 0)
		return "count(" path() " where" gap() condition(deep + 1) ") > 5"
	s = condition(deep + 1)
	n = random(5)
	for (i = 0; i < n; i++)
		s = s gap() pick("and|or") gap() (random(3) ? condition(deep + 1) : "(" condition(deep + 1) ")")
	return s
}

function primary(deep) {
	if (deep > 3 || random(4) < 2)
		return random(2) ? path() : atom()
	if (random(5) == 0)
		return text()
	if (random(4) == 0)
		return "(" primary(deep + 1) ")"
	if (random(4) == 0)
		return pick("min|sum|column") "(" primary(deep + 1) (random(2) ? "" : ", " primary(deep + 1)) ")"
	if (random(3) == 0)
		return list(deep + 1)
	return primary(deep + 1) " " pick("+|-|*|/") " " primary(deep + 1)
}

function list(deep,  i, n, s) {
	n = random(4) ? random(5) : random(14)
	s = "["
	for (i = 0; i < n; i++)
		s = s (i ? "," gap() : random(5) ? "" : gap()) phrase(deep + 1)
	return s (n && random(3) == 0 ? "," : "") (random(6) ? "" : "\n") "]"
}

function phrase(deep,  i, n, s) {
	s = primary(deep)
	n = random(5) ? random(2) : random(5)
	for (i = 0; i < n; i++)
		s = s gap() pick("by|on|from|until|to|of|per|because|as|for") gap() primary(deep + 2)
	return s
}

function value(  i, n, s) {
	if (random(12) == 0)
		return "\"\"\"\n   prose # that\n\tis kept  \n\"\"\"" (random(4) ? "" : " because x")
	if (random(4) == 0)
		return condition(0)
	s = phrase(0)
	n = random(5) ? 0 : random(4)
	for (i = 0; i < n; i++)
		s = s "," gap() phrase(0)
	return s
}

# What comes between two statements: a line end at least.
function between(  s) {
	s = random(6) ? "\n" : pick("\n\n|\n\n\n|  # remark\n|\t#\n|  # one\n   # goes on\n")
	return s (random(8) ? "" : "# above\n" (random(3) ? "" : "\n"))
}

function member(deep) {
	if (deep < 4 && random(6) == 0)
		return block(deep + 1)
	return (random(6) ? name() : pick("2026-Q1|2026-02-15|FY2026")) ":" gap() value()
}

function block(deep,  i, n, s, line) {
	s = random(8) ? pick("goal|party|milestone|k" repeat("k", random(30))) : "update " path()
	if (s !~ /^update/) {
		s = s (random(4) ? " " name() : random(2) ? "" : " 2026-01-13") (random(3) ? " " text() : "")
		s = s (random(6) ? "" : " like " path())
		s = (random(10) ? "" : "template ") s
	}
	s = s " {"
	n = random(7)
	line = random(3) == 0
	for (i = 0; i < n; i++)
		s = s (line ? " " : between()) (line ? name() ": " atom() : member(deep))
	return s (line ? " " : between()) "}"
}

BEGIN {
	seed = seed * 104729 + 3
	for (i = 0; i < 10; i++)
		random(2)
	n = 3 + random(12)
	for (i = 0; i < n; i++) {
		if (random(6) == 0)
			s = "import " (random(2) ? "std." name() : text() " as " name())
		else if (random(6) == 0)
			s = "let " name() " = " value()
		else
			s = block(0)
		printf "%s%s", s, between()
	}
}
