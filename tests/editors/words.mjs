// The words of the language in the files of editors: each file states them where it needs them, and this keeps them in step
// with what the program says (`pbp manual --format json`).
// A file that holds words is a row of FILES: a function from its text and the words to the text as it has to be.
//
// usage: node words.mjs PBP [--update]          from the root of the repository
// Prints "ok ..." or "not ok ..." for each file; --update rewrites those that are not.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// Longer words first: in an alternative of many regular expressions the first that fits wins.
export const sorted = (words) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
export const alternatives = (words) => sorted(words).join('|');

export function wordsOf(program) {
	const words = JSON.parse(execFileSync(program, ['manual', '--format', 'json'], { maxBuffer: 1 << 26 }).toString());
	return {
		...words,
		kinds: words.kinds.map((kind) => kind.name),
		units: [...words.units, ...words.currencies, 'percent', 'money'],
		blocks: words.kinds,
		values: words.values.filter((word) => !words.constants.includes(word)),
	};
}

// The rows of a JSON grammar whose `comment` begins with "words: NAME": their `match` has the words in its first group of
// nothing but words. Layout stays as it is.
function textmate(text, words) {
	const fill = (pattern, list) => pattern.replace(/\((\?:)?[\w|]*\)/, (_, group) => `(${group ?? ''}${alternatives(list)})`);
	return text.replace(
		/("comment": "words: (\w+)[^\n]*\n(?:\s*"name"[^\n]*\n)?\s*"match": )("(?:[^"\\]|\\.)*")/g,
		(_, before, name, match) => before + JSON.stringify(fill(JSON.parse(match), words[name]))
	);
}

// "  kinds: 'a|b'" below a line that says "words:".
function sublime(text, words) {
	return text.replace(/^( {2})(\w+): '[\w|]*'$/gm, (line, indent, name) =>
		words[name] ? `${indent}${name}: '${alternatives(words[name])}'` : line);
}

// "	kinds: 'a b'," below a line that says "words:".
function highlightjs(text, words) {
	return text.replace(/^(\t)(\w+): '[\w ]*',$/gm, (line, indent, name) =>
		words[name] ? `${indent}${name}: '${sorted(words[name]).join(' ')}',` : line);
}

// "KINDS = (...)" below a line that says "words:".
function pygments(text, words) {
	return text.replace(/^([A-Z]+) = \([^)]*\)$/gm, (line, name) => {
		const list = words[name.toLowerCase()];
		return list ? `${name} = (${sorted(list).map((word) => `\n    "${word}",`).join('')}\n)` : line;
	});
}

// "const KINDS = [...];" below a line that says "words:".
function treeSitter(text, words) {
	return text.replace(/^const ([A-Z]+) = \[[^\]]*\];$/gm, (line, name) => {
		const list = words[name.toLowerCase()];
		return list ? `const ${name} = [${sorted(list).map((word) => `\n\t'${word}',`).join('')}\n];` : line;
	});
}

// (#any-of? @constant.builtin "..." ...)
function highlights(text, words) {
	return text.replace(/\(#any-of\? @constant\.builtin [^)]*\)/, () =>
		`(#any-of? @constant.builtin ${sorted(words.constants).map((word) => `"${word}"`).join(' ')})`);
}

// A snippet for each kind: its header and the fields that must be stated.
function snippets(text, words) {
	const all = {};
	for (const kind of words.blocks) {
		let place = 1;
		const name = { required: ' ${#:name}', reference: ' ${#:name}', date: ' ${#:2026-01-31}' }[kind.named] ?? '';
		const title = kind.titled ? ' "${#:Title}"' : '';
		const fields = kind.fields.filter((field) => field.required).map((field) => `\t${field.name}: $#`);
		const body = [`${kind.name}${name}${title} {`, ...fields, '\t$0', '}'];
		all[kind.name] = {
			prefix: kind.name,
			description: kind.doc,
			body: body.map((line) => line.replace(/\$\{#|\$#/g, (mark) => mark.replace('#', String(place++)))),
		};
	}
	return `${JSON.stringify(all, null, '\t')}\n`;
}

export const FILES = {
	'editors/vscode/syntaxes/pbp.tmLanguage.json': textmate,
	'editors/vscode/snippets/pbp.json': snippets,
	'editors/sublime/PBP.sublime-syntax': sublime,
	'editors/highlightjs/pbp.js': highlightjs,
	'editors/pygments/pbp_lexer.py': pygments,
	'editors/tree-sitter-pbp/grammar.js': treeSitter,
	'editors/tree-sitter-pbp/queries/highlights.scm': highlights,
};

const [program, update] = process.argv.slice(2);
const words = wordsOf(resolve(program));
let failed = 0;
for (const [path, render] of Object.entries(FILES)) {
	const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const wanted = render(text, words);
	if (text !== wanted && update === '--update') writeFileSync(path, wanted);
	const good = text === wanted || update === '--update';
	if (!good) failed = 1;
	console.log(`${good ? 'ok' : 'not ok'} - ${path} has the words of the language${good ? '' : ': node tests/editors/words.mjs PBP --update'}`);
}
process.exit(failed);
