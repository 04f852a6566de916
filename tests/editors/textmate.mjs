// The grammar of VS Code, read by VS Code's own engine.
//
// usage: node textmate.mjs MODULES PBP          from the root of the repository

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { compare, plans, report } from './classes.mjs';
import { allTokens } from './tokens.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'package.json'));
const oniguruma = require('vscode-oniguruma');
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');
const GRAMMAR = 'editors/vscode/syntaxes/pbp.tmLanguage.json';

// The innermost scope that says something.
const SCOPES = [
	[/^comment\./, 'comment'],
	[/^string\./, 'string'],
	[/^constant\.numeric\./, 'number'],
	[/^constant\.other\.date\./, 'date'],
	[/^storage\.type\.kind\./, 'kind'],
	[/^support\.type\.property-name\./, 'field'],
	[/^(keyword\.(control|other)|constant\.language)\./, 'keyword'],
	[/^keyword\.operator\./, 'operator'],
	[/^(variable|support\.(constant|function))\./, 'name'],
];

function classOf(scopes) {
	for (const scope of [...scopes].reverse()) {
		const known = SCOPES.find(([pattern]) => pattern.test(scope));
		if (known) return known[1];
	}
	return 'nothing';
}

async function loadGrammar() {
	await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
	const registry = new Registry({
		onigLib: Promise.resolve({
			createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
			createOnigString: (text) => new oniguruma.OnigString(text),
		}),
		loadGrammar: async () => parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
	});
	return registry.loadGrammar('source.pbp');
}

// The class of each character, line by line.
function paint(grammar, text) {
	let stack = INITIAL;
	return text.split('\n').map((line) => {
		const result = grammar.tokenizeLine(line, stack);
		stack = result.ruleStack;
		const classes = [];
		for (const { startIndex, endIndex, scopes } of result.tokens)
			for (let i = startIndex; i < endIndex; i++) classes[i] = classOf(scopes);
		return classes;
	});
}

const grammar = await loadGrammar();
const all = await allTokens(modules, program, plans());
let n = 0;
const complaints = [];
for (const [path, tokens] of all) {
	const classes = paint(grammar, readFileSync(path, 'utf8'));
	complaints.push(...compare(path, tokens, (line, column) => classes[line][column]));
	n += tokens.length;
}
process.exit(report('vscode-textmate', n, complaints) ? 0 : 1);
