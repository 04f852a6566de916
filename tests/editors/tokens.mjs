// What every token of a plan is, as the language server tells it: what editors' grammars are compared with.
//
//     node tests/editors/tokens.mjs MODULES PBP FILE...   prints a line "FILE:LINE:START:LENGTH CLASS" a token; lines
//                                                         and columns from 0, columns in UTF-16

import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './client.mjs';

// [{ line, start, length, type }], in order.
export async function tokensOf(client, types, path) {
	const { uri } = await client.open(path, readFileSync(path, 'utf8'));
	const { data } = await client.request('textDocument/semanticTokens/full', { textDocument: { uri } });
	const tokens = [];
	let line = 0;
	let start = 0;
	for (let i = 0; i < data.length; i += 5) {
		line += data[i];
		start = data[i] ? data[i + 1] : start + data[i + 1];
		tokens.push({ line, start, length: data[i + 2], type: types[data[i + 3]] });
	}
	await client.notify('textDocument/didClose', { textDocument: { uri } });
	return tokens;
}

export async function allTokens(modules, program, paths) {
	const client = new Client(modules, program, ['--as-of', 'none']);
	const { capabilities } = await client.begin();
	const types = capabilities.semanticTokensProvider.legend.tokenTypes;
	const all = new Map();
	for (const path of paths) all.set(path, await tokensOf(client, types, resolve(path)));
	await client.end();
	return all;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const [modules, program, ...paths] = process.argv.slice(2);
	for (const [path, tokens] of await allTokens(resolve(modules), resolve(program), paths))
		for (const { line, start, length, type } of tokens) console.log(`${path}:${line}:${start}:${length} ${type}`);
}
