// Comparing what an editor colours with what the compiler says of each token.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the language server calls a token -> the class that colours have to tell apart. Which names are words of a list, units
// or functions takes knowing the plan: to a grammar all of them are names.
export const CLASS = {
	comment: 'comment',
	string: 'string',
	number: 'number',
	date: 'date',
	type: 'kind',
	property: 'field',
	keyword: 'keyword',
	operator: 'operator',
	variable: 'name',
	enumMember: 'name',
	unit: 'name',
	function: 'name',
};

const CONSTANTS = ['all', 'today', 'it', 'start', 'end'];

function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : path.endsWith('.pbp') ? [path] : [];
	});
}

// The examples and the standard library.
export const plans = () => [...filesBelow('examples'), ...filesBelow('stdlib')].sort();

// `classAt(line, column)` is what the editor makes of the character; complaints for tokens of which one is wrong.
export function compare(path, tokens, classAt) {
	const lines = readFileSync(path, 'utf8').split('\n');
	const complaints = [];
	for (const { line, start, length, type } of tokens) {
		const text = lines[line].slice(start, start + length);
		// `year_named: end`: only the schema tells that this `end` is a word of a list.
		const wanted = type === 'enumMember' && CONSTANTS.includes(text) ? classAt(line, start) : CLASS[type];
		const places = [start, start + Math.floor(length / 2), start + length - 1];
		const wrong = places.find((column) => classAt(line, column) !== wanted);
		if (wrong !== undefined)
			complaints.push(`${path}:${line + 1}:${wrong + 1}: ${JSON.stringify(text.slice(0, 40))} ` +
				`is ${classAt(line, wrong)}, not ${wanted}`);
	}
	return complaints;
}

// Prints the result for an engine; true if it is good.
export function report(engine, tokens, complaints) {
	for (const complaint of complaints.slice(0, 20)) console.log(`    ${complaint}`);
	if (complaints.length > 20) console.log(`    and ${complaints.length - 20} more`);
	const good = tokens > 3000 && !complaints.length;
	console.log(`${good ? 'ok' : 'not ok'} - ${engine} colours ${tokens} tokens as the compiler does`);
	return good;
}
