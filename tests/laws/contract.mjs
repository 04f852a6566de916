// What a seal covers, tried on the examples: every field of theirs is changed in turn, and only what is sealed changes the
// seal, while diff names exactly that field.
//
// usage: node contract.mjs PBP FOLDER          from the root of the repository; FOLDER is empty and writable

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [program, work] = process.argv.slice(2);
const run = (...args) => spawnSync(program, args, { maxBuffer: 1 << 28 });
const manual = JSON.parse(execFileSync(program, ['manual', '--format', 'json'], { maxBuffer: 1 << 26 }).toString());
const kinds = new Map(manual.kinds.map((kind) => [kind.name, kind]));
let failed = 0;

function report(name, complaints) {
	for (const complaint of complaints.slice(0, 10)) console.log(`    ${complaint}`);
	if (complaints.length > 10) console.log(`    and ${complaints.length - 10} more`);
	console.log(`${complaints.length ? 'not ok' : 'ok'} - ${name}`);
	if (complaints.length) failed++;
}

const seal = (path) => {
	const { status, stdout } = run('seal', path);
	return status === 2 ? undefined : stdout.toString().split('\n')[0];
};
const diff = (old, now) => {
	const { status, stdout } = run('diff', '--format', 'json', old, now);
	return status === 2 ? undefined : JSON.parse(stdout);
};

// Another value in place of the first that a line holds.
function otherValue(value) {
	const day = /\d{4}-\d\d-(\d\d)/.exec(value);
	if (day) return value.replace(day[0], day[0].slice(0, 8) + (day[1] === '10' ? '11' : '10'));
	const text = /"([^"]+)"/.exec(value);
	if (text) return value.replace(text[0], `"${text[1]} x"`);
	const number = /\b(\d[\d,]*)(?=[ %\n]|$)/.exec(value);
	if (number) return value.replace(number[0], String(Number(number[1].replaceAll(',', '')) + 1));
	if (/^(true|false)$/.test(value)) return value === 'true' ? 'false' : 'true';
	return undefined;
}

// The lines of fields, with the kind of the block that each stands in.
function* fieldLines(lines) {
	const open = [];
	for (const [i, line] of lines.entries()) {
		const head = /^\s*([a-z_]+)\b[^:]*\{\s*$/.exec(line);
		const field = /^(\s+)([a-z_]+):(\s+)(.+)$/.exec(line);
		if (head) open.push(head[1]);
		else if (/^\s*\}\s*$/.test(line)) open.pop();
		else if (field && open.length && kinds.has(open.at(-1))) yield { i, kind: kinds.get(open.at(-1)), field };
	}
}

for (const example of ['reseller', 'co_sell']) {
	const [old, now] = ['old', 'now'].map((name) => join(work, example, name));
	for (const folder of [old, now]) cpSync(join('examples', example), folder, { recursive: true });
	const before = seal(join(old, 'plan.pbp'));
	const complaints = [];
	let n = 0;
	for (const file of ['plan.pbp', 'people.pbp', 'progress.pbp']) {
		const text = readFileSync(join(old, file), 'utf8');
		const lines = text.split('\n');
		for (const { i, kind, field: [, indent, name, gap, value] } of fieldLines(lines)) {
			const other = otherValue(value);
			const info = kind.fields.find((known) => known.name === name);
			if (other === undefined || !info) continue;
			writeFileSync(join(now, file), [...lines.slice(0, i), `${indent}${name}:${gap}${other}`, ...lines.slice(i + 1)].join('\n'));
			const after = seal(join(now, 'plan.pbp'));
			if (after === undefined) continue; // no value of that field
			n++;
			const isSealed = kind.sealed && info.life === 'contract';
			const place = `${example}/${file}:${i + 1}: ${name}: ${value} -> ${other}`;
			if ((after !== before) !== isSealed) complaints.push(`${place}: the seal ${isSealed ? 'stays' : 'changes'}`);
			const { changes, seal_differs } = diff(join(old, 'plan.pbp'), join(now, 'plan.pbp'));
			const [only] = changes;
			const named = only && (only.field === name || (only.field && only.new?.includes(other.slice(0, 4))) ||
				(name === 'title' && !only.field));
			if (seal_differs !== isSealed) complaints.push(`${place}: diff says ${seal_differs}`);
			if (changes.length !== 1 || !named) complaints.push(`${place}: diff names ${JSON.stringify(changes.map((change) => [change.block, change.field]))}`);
			const mirrored = diff(join(now, 'plan.pbp'), join(old, 'plan.pbp')).changes;
			if (JSON.stringify(mirrored.map((change) => [change.block, change.field, change.old, change.new])) !==
				JSON.stringify(changes.map((change) => [change.block, change.field, change.new, change.old])))
				complaints.push(`${place}: the other way round diff is not the mirror`);
		}
		writeFileSync(join(now, file), text);
	}
	report(`${example}: of ${n} fields changed in turn, those of the contract change the seal, and diff names each`,
		n > 100 ? complaints : [...complaints, `only ${n} were tried`]);
}
process.exit(failed ? 1 : 0);
