#!/bin/sh
# Every name that can be printed or written is explained: each finding of the golden tests, each kind, field and type.
: "${PBP:?PBP is the program to test}"
failed=0

explained() { # WHAT NAME...
	what=$1
	shift
	if said=$("$PBP" explain "$@" 2>&1) && [ -n "$said" ]; then
		echo "ok - $what: $# names"
	else
		echo "    $said" | tail -n 3
		echo "not ok - $what"
		failed=1
	fi
}

rules=$(ls compiler/rules/*_*.c | sed 's,.*/,,; s/\.c$//; /_shared$/d; s/_/./')
findings=$(sed -n 's/^FINDING([a-z_]*, *"\([^"]*\)".*/\1/p' grammar/findings/*.def)
kinds=$(sed -n 's/^KIND(\([a-z_]*\),.*/\1/p' grammar/schema/*.def)
fields=$(sed -n 's/^FIELD(\([a-z_]*\), *\([a-z_]*\),.*/\1.\2/p' grammar/schema/*.def)
types=$(sed -n 's/^VALUE_TYPE(\([a-z_]*\),.*/\1/p; s/^PHRASE(\([a-z_]*\),.*/\1/p' grammar/schema/types.def)
explained rules $rules
explained findings $findings
explained kinds $kinds
explained fields $fields
explained types $types
if "$PBP" explain no_such_thing_at_all >/dev/null 2>&1; then
	echo "not ok - what there is not is not explained"
	failed=1
else
	echo "ok - what there is not is not explained"
fi
exit "$failed"
