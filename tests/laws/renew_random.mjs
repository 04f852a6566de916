// Renewals of random plans: a plan that reads without a mistake is followed by one that does, in the one layout, and the
// same each time.
//
// usage: node renew_random.mjs PBP FOLDER [SEED [PLANS]]     FOLDER is empty and writable

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chanceFrom, CSV, FEEDS, Maker, schemaOf } from './random_plans.mjs';
import { OLD, otherFiles, plainFiles } from './random_text.mjs';

const [program, work, seed = '20260115', many] = process.argv.slice(2);
const N = Number(many ?? (/\/san\//.test(program) ? 60 : 600));
const manual = JSON.parse(execFileSync(program, ['manual', '--format', 'json'], { maxBuffer: 1 << 26 }).toString());
const chance = chanceFrom(Number(seed));
const maker = new Maker(schemaOf(manual), chance);
const days = ['2025-12-15', '2026-03-31', '2026-07-01', '2026-12-31', '2027-02-01'];
const complaints = [];
let renewed = 0;

for (let at = 0; at < N; at++) {
	const model = maker.plan();
	const folder = join(work, `plan${at}`);
	mkdirSync(folder);
	for (const file of FEEDS) writeFileSync(join(folder, file), CSV);
	writeFileSync(join(folder, 'fy25.pbp'), OLD);
	const files = chance.int(2) ? plainFiles(model) : otherFiles(model, chance);
	for (const [file, text] of files) writeFileSync(join(folder, file), text);
	const run = (...args) => spawnSync(program, args, { cwd: folder, maxBuffer: 1 << 26 });
	const day = days[chance.int(days.length)];
	if (run('seal', 'plan.pbp').status === 0) {
		const complain = (what) => complaints.push(`plan ${at} on ${day}: ${what}`);
		const { status, stdout, stderr } = run('renew', '--as-of', day, '-o', 'next.pbp', 'plan.pbp');
		const mistakes = stdout.toString().split('\n').filter((line) => /error\[(name|type|syntax)\./.test(line));
		if (status !== 0 || mistakes.length)
			complain(`ends with ${status}: ${mistakes[0] ?? stderr.toString().slice(0, 300)}`);
		if (existsSync(join(folder, 'next.pbp'))) {
			const next = readFileSync(join(folder, 'next.pbp'));
			if (run('fmt', '--check', 'next.pbp').status !== 0) complain('it is not laid out');
			if (!run('renew', '--as-of', day, '-o', '-', 'plan.pbp').stdout.equals(next)) complain('printed it is another');
			renewed++;
		}
	}
	if (!complaints.some((text) => text.startsWith(`plan ${at} `))) rmSync(folder, { recursive: true });
}

for (const complaint of complaints.slice(0, 10)) console.log(`    ${complaint}`);
if (complaints.length > 10) console.log(`    and ${complaints.length - 10} more`);
console.log(`${complaints.length ? 'not ok' : 'ok'} - random plans are renewed without a mistake`);
const isBlind = renewed < N * 0.9;
console.log(`${isBlind ? 'not ok' : 'ok'} - ${renewed} of ${N} random plans were renewed`);
process.exit(complaints.length || isBlind ? 1 : 0);
