// Compares an editor's colours with what the compiler says every token is.
//
//     node tests/editors/colours.mjs list MODULES PBP FILE...  prints a line a token, tabs between: file, line from 1,
//                                                              first and last byte from 1, first and last
//                                                              character from 0, type
//     node tests/editors/colours.mjs judge NAME LIST SEEN      SEEN has a line a line of LIST: the classes that the
//                                                              editor shows, joined by commas, or `none`

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allTokens } from './tokens.mjs';

// What may be shown for names; all other types have the class of their name, and nothing else.
const NAMES = new Set(['variable', 'enumMember', 'unit', 'function']);
const FOR_NAMES = new Set(['none', 'name']);

async function list(modules, program, paths) {
	for (const [path, tokens] of await allTokens(resolve(modules), resolve(program), paths)) {
		const lines = readFileSync(path, 'utf8').split('\n');
		for (const { line, start, length, type } of tokens) {
			const before = lines[line].slice(0, start);
			const text = lines[line].slice(start, start + length);
			const from = Buffer.byteLength(before);
			const first = [...before].length;
			const last = Buffer.byteLength([...before, ...text].slice(0, -1).join(''));
			console.log([path, line + 1, from + 1, last + 1, first, first + [...text].length - 1, type].join('\t'));
		}
	}
}

function judge(name, listed, seen) {
	const rows = readFileSync(listed, 'utf8').trimEnd().split('\n');
	const classes = readFileSync(seen, 'utf8').trimEnd().split('\n');
	const faults = [];
	const counts = new Map();
	rows.forEach((row, i) => {
		const [path, line, byte, , , , type] = row.split('\t');
		const shown = classes[i] ?? 'nothing';
		const good = NAMES.has(type) ? shown.split(',').every((one) => FOR_NAMES.has(one)) : shown === type;
		counts.set(type, (counts.get(type) ?? 0) + 1);
		if (!good) faults.push(`${path}:${line}:${byte}: ${type} is shown as ${shown}`);
	});
	if (classes.length !== rows.length) faults.push(`${rows.length} tokens, ${classes.length} answers`);
	for (const fault of faults.slice(0, 40)) console.log(fault);
	const each = [...counts].map(([type, n]) => `${n} ${type}`).join(', ');
	const good = !faults.length && rows.length > 1;
	console.log(`${good ? 'ok' : 'not ok'} - ${name} colours ${rows.length} tokens as the compiler reads them (${each})`);
	if (!good) process.exitCode = 1;
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'list') await list(rest[0], rest[1], rest.slice(2));
else if (command === 'judge') judge(...rest);
else process.exitCode = 2;
