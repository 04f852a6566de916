// The words of the language in the files for Vim and Emacs, between the markers `words: NAME {{{` and `}}}`.
//
//     node tests/editors/words_vim_emacs.mjs PBP            compares them with what the program says
//     node tests/editors/words_vim_emacs.mjs --update PBP   writes them

import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const WIDTH = 100;

// Words joined by `between`, in lines no longer than WIDTH that begin with `before`.
function filled(words, before, between) {
	const lines = [];
	let line = before;
	for (const word of words) {
		if (line !== before && line.length + word.length > WIDTH) {
			lines.push(line.trimEnd());
			line = before;
		}
		line += word + between;
	}
	return [...lines, line.trimEnd()];
}

// Fields whose value is one of a fixed set of words, whatever the kind.
function wordFields(manual) {
	const types = new Map();
	for (const { fields } of manual.kinds)
		for (const { name, type } of fields) types.set(name, (types.get(name) ?? new Set()).add(type));
	return [...types].filter(([, set]) => set.size === 1 && set.has('word')).map(([name]) => name);
}

// The lists that editors need, by name; `kind_fields` and `plurals` are pairs.
export function listsOf(manual) {
	const every = manual.fields_of_every_block.map((field) => field.name);
	return {
		kinds: manual.kinds.map((kind) => kind.name),
		fields: manual.fields,
		fields_of_every_block: every,
		word_fields: wordFields(manual),
		keywords: manual.keywords,
		clauses: manual.clauses,
		constants: manual.constants,
		functions: manual.functions,
		figures: manual.figures,
		values: manual.values,
		units: manual.units,
		currencies: manual.currencies,
		kind_fields: Object.fromEntries(manual.kinds.map((kind) => [kind.name, kind.fields.map((field) => field.name)])),
	};
}

const forVim = (name, lists) =>
	name === 'kind_fields'
		? [
				'let pbp#words#kind_fields = {',
				...Object.entries(lists[name]).flatMap(([kind, fields]) => [
					`      \\ '${kind}': [`,
					...filled(fields.map((field) => `'${field}'`), '      \\   ', ', '),
					'      \\ ],',
				]),
				'      \\ }',
			]
		: [`let pbp#words#${name} = [`, ...filled(lists[name].map((word) => `'${word}'`), '      \\ ', ', '), '      \\ ]'];

const forEmacs = (name, lists) =>
	name === 'kind_fields'
		? [
				"  '(",
				...Object.entries(lists[name]).flatMap(([kind, fields]) => {
					const lines = filled(fields.map((field) => `"${field}"`), '     ', ' ');
					return [`    ("${kind}"`, ...lines.slice(0, -1), `${lines.at(-1)})`];
				}),
				'    )',
			]
		: ["  '(", ...filled(lists[name].map((word) => `"${word}"`), '    ', ' '), '    )'];

// render(name, lists) are the lines between the markers of a list in that file.
export const files = [
	{ file: 'editors/vim/autoload/pbp/words.vim', render: forVim },
	{ file: 'editors/emacs/pbp-mode.el', render: forEmacs },
];

// The text of a file with its lists as `lists` has them; `names` are those found in it.
export function filledIn(text, render, lists) {
	const names = [];
	const out = [];
	let inside = false;
	for (const line of text.split('\n')) {
		if (inside && /\}\}\}$/.test(line)) inside = false;
		if (!inside) out.push(line);
		const marker = /words: (\w+) \{\{\{$/.exec(line);
		if (!marker) continue;
		if (!(marker[1] in lists)) throw new Error(`no list is called ${marker[1]}`);
		inside = true;
		names.push(marker[1]);
		out.push(...render(marker[1], lists));
	}
	if (inside) throw new Error('a list has no end');
	return { text: out.join('\n'), names };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const update = process.argv.includes('--update');
	const [program] = process.argv.slice(2).filter((word) => word !== '--update');
	const root = resolve(fileURLToPath(import.meta.url), '../../..');
	const lists = listsOf(JSON.parse(execFileSync(resolve(program), ['manual', '--format', 'json'], { maxBuffer: 1 << 26 })));
	for (const { file, render } of files) {
		const before = readFileSync(join(root, file), 'utf8');
		const { text, names } = filledIn(before, render, lists);
		if (update) writeFileSync(join(root, file), text);
		const good = names.length > 0 && (update || text === before);
		console.log(`${good ? 'ok' : 'not ok'} - ${file} has the words of the language: ${names.join(', ')}`);
		if (!good) process.exitCode = 1;
	}
}
