// The lexer for Pygments, used by Debian's.
//
// usage: node pygments.mjs MODULES PBP          from the root of the repository; PYTHON names Python (default /usr/bin/python3)

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compare, plans, report } from './classes.mjs';
import { allTokens } from './tokens.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));

// Prints the length and the type of every token, in characters.
const LEX = `
import sys
sys.path.insert(0, "editors/pygments")
from pbp_lexer import PbpLexer
text = open(sys.argv[1], encoding="utf-8", newline="").read()
lexer = PbpLexer(stripnl=False, ensurenl=False)
for index, token, value in lexer.get_tokens_unprocessed(text):
    print(len(value.encode("utf-16-le")) // 2, token)
`;

const TYPES = [
	[/^Token\.Comment/, 'comment'],
	[/^Token\.Literal\.String/, 'string'],
	[/^Token\.Literal\.Number\.Date/, 'date'],
	[/^Token\.Literal\.Number/, 'number'],
	[/^Token\.Keyword\.Type/, 'kind'],
	[/^Token\.Keyword/, 'keyword'],
	[/^Token\.Name\.Tag/, 'field'],
	[/^Token\.Name/, 'name'],
	[/^Token\.Operator/, 'operator'],
];

function paint(path) {
	const printed = execFileSync(process.env.PYTHON ?? '/usr/bin/python3', ['-c', LEX, path], { maxBuffer: 1 << 26 }).toString();
	const text = readFileSync(path, 'utf8');
	const lines = [[]];
	let at = 0;
	for (const line of printed.trim().split('\n')) {
		const [length, type] = line.split(' ');
		const known = TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? 'nothing';
		for (let end = at + Number(length); at < end; at++)
			if (text[at] === '\n') lines.push([]);
			else lines[lines.length - 1].push(known);
	}
	return lines;
}

const all = await allTokens(modules, program, plans());
let n = 0;
const complaints = [];
for (const [path, tokens] of all) {
	const classes = paint(path);
	complaints.push(...compare(path, tokens, (line, column) => classes[line][column]));
	n += tokens.length;
}
process.exit(report('Pygments', n, complaints) ? 0 : 1);
