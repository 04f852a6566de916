// What the language server costs somebody who types: times in milliseconds, at the 95th percentile, from the keystroke
// sent to the findings received, and of a completion; and what it holds in memory after many edits.
//
// usage: node editor.mjs MODULES PBP PLAN         a plan of about 5,000 lines
// Prints "KEYSTROKE COMPLETION GROWTH": the last one is memory after 100,000 edits of a small plan by that after 1,000.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from '../editors/client.mjs';
import { random } from '../editors/random.mjs';

const [modules, program, plan] = process.argv.slice(2).map((path) => resolve(path));
const SMALL = 'person ann "Ann" { of: acme }\nparty acme "Acme" { role: vendor }\ngoal one "One" {\n  owner: ann\n}\n';

async function begin() {
	const client = new Client(modules, program, ['--as-of', '2026-05-15']);
	await client.begin();
	return client;
}

const percentile = (times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];

async function timed(times, work) {
	const start = process.hrtime.bigint();
	await work();
	times.push(Number(process.hrtime.bigint() - start) / 1e6);
}

// A letter put at the beginning of a line, a completion behind it, and the letter taken away.
async function type(client, n) {
	const draw = random(1);
	const opened = await client.open(plan, readFileSync(plan, 'utf8'));
	const [strokes, completions] = [[], []];
	for (let i = 0; i < n; i++) {
		const line = draw(opened.document.lineCount);
		const [start, end] = [0, 1].map((character) => ({ line, character }));
		await timed(strokes, () => client.change(opened, [{ range: { start, end: start }, text: 'o' }]));
		await timed(completions, () =>
			client.request('textDocument/completion', { textDocument: { uri: opened.uri }, position: end }));
		await timed(strokes, () => client.change(opened, [{ range: { start, end }, text: '' }]));
	}
	return [percentile(strokes), percentile(completions)];
}

const memory = (client) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${client.process.pid}/status`, 'utf8'))[1]);

async function editOften(client, first, n) {
	const opened = await client.open('/nowhere/small.pbp', SMALL);
	const start = { line: 3, character: 2 };
	const end = { line: 3, character: 3 };
	let early = 0;
	for (let i = 0; i < n; i++) {
		if (i === first) early = memory(client);
		await client.change(opened, [i % 2 ? { range: { start, end }, text: '' } : { range: { start, end: start }, text: 'x' }]);
	}
	return memory(client) / early;
}

const client = await begin();
const [stroke, completion] = await type(client, 1000);
await client.end();
const other = await begin();
const growth = await editOften(other, 1000, 100000);
await other.end();
console.log(stroke.toFixed(2), completion.toFixed(2), growth.toFixed(3));
