// The definition for highlight.js, used by it.
//
// usage: node highlightjs.mjs MODULES PBP          from the root of the repository

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compare, plans, report } from './classes.mjs';
import { allTokens } from './tokens.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const hljs = createRequire(join(modules, 'package.json'))('highlight.js/lib/core');
const { default: pbp } = await import(pathToFileURL(resolve('editors/highlightjs/pbp.js')).href);
hljs.registerLanguage('pbp', pbp);

const SCOPES = {
	comment: 'comment',
	string: 'string',
	number: 'number',
	symbol: 'date',
	type: 'kind',
	attr: 'field',
	keyword: 'keyword',
	operator: 'operator',
	variable: 'name',
	built_in: 'name',
};

// The class of each character, line by line, from the HTML that it makes.
function paint(text) {
	const html = hljs.highlight(text, { language: 'pbp' }).value;
	const lines = [[]];
	const open = [];
	for (const [part] of html.matchAll(/<span class="[^"]*">|<\/span>|&#?\w+;|[^]/g)) {
		const [, name] = /^<span class="hljs-([a-z_]+)/.exec(part) ?? [];
		if (name) open.push(name.replace(/_$/, ''));
		else if (part === '</span>') open.pop();
		else if (part === '\n') lines.push([]);
		else lines[lines.length - 1].push(SCOPES[open.at(-1)] ?? 'nothing');
	}
	return lines;
}

const all = await allTokens(modules, program, plans());
let n = 0;
const complaints = [];
for (const [path, tokens] of all) {
	const classes = paint(readFileSync(path, 'utf8'));
	complaints.push(...compare(path, tokens, (line, column) => classes[line][column]));
	n += tokens.length;
}
process.exit(report('highlight.js', n, complaints) ? 0 : 1);
