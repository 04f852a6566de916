// Seals and differences of random plans: what leaves a seal as it is, what changes it, and that diff names what was
// changed and nothing else. What has to come out is worked out here a second time, from the model that the plans are
// written from.
//
// usage: node contract_random.mjs PBP FOLDER [SEED [PLANS]]     FOLDER is empty and writable

import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { differences, factsOf } from './random_facts.mjs';
import { chanceFrom, CSV, everyBlock, FEEDS, Maker, pathOf, schemaOf, unknownTypes } from './random_plans.mjs';
import { OLD, otherFiles, plainFiles } from './random_text.mjs';

const [program, work, seed = '20260115', many] = process.argv.slice(2);
const isSlow = /\/san\//.test(program);
const N = Number(many ?? (isSlow ? 300 : 2000));
const manual = JSON.parse(execFileSync(program, ['manual', '--format', 'json'], { maxBuffer: 1 << 26 }).toString());
const schema = schemaOf(manual);
const chance = chanceFrom(Number(seed));
const maker = new Maker(schema, chance);
let failed = 0;

function report(name, complaints) {
	for (const complaint of complaints.slice(0, 10)) console.log(`    ${complaint}`);
	if (complaints.length > 10) console.log(`    and ${complaints.length - 10} more`);
	console.log(`${complaints.length ? 'not ok' : 'ok'} - ${name}`);
	if (complaints.length) failed++;
}

// ---- asking the program ----

// A shell starts it: that takes half of the time that node needs.
const [asked, ended, printed, told] = ['asked', 'ended', 'printed', 'told'].map((name) => join(work, name));
execFileSync('mkfifo', [asked, ended]);
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const script = `while read -r line; do eval "$line" >${quoted(printed)} 2>${quoted(told)}; echo $?; done`;
const shell = spawn('sh', ['-c', `(${script}) <${quoted(asked)} >${quoted(ended)}`], { stdio: 'ignore' });
const [ask, answer] = [openSync(asked, 'w'), openSync(ended, 'r')];
const buffer = Buffer.alloc(16);

function run(...args) {
	writeSync(ask, `${[program, ...args].map(quoted).join(' ')}\n`);
	const status = Number(buffer.toString('latin1', 0, readSync(answer, buffer)));
	if (!(status <= 2))
		complaints.ended.push(
			`plan ${at}: ${args[0]} ends with ${status}: ${readFileSync(told).toString().slice(0, 500)}`);
	return { status, stdout: readFileSync(printed), stderr: readFileSync(told) };
}

const written = new Map(['old', 'now'].map((name) => [name, []]));
for (const name of written.keys()) {
	mkdirSync(join(work, name));
	for (const file of FEEDS) writeFileSync(join(work, name, file), CSV);
	writeFileSync(join(work, name, 'fy25.pbp'), OLD);
}

// In the folder of that name instead of what was there.
function write(name, files) {
	for (const file of written.get(name)) if (!files.has(file)) unlinkSync(join(work, name, file));
	for (const [file, text] of files) writeFileSync(join(work, name, file), text);
	written.set(name, [...files.keys()]);
	return join(work, name, 'plan.pbp');
}

// Nothing where it has mistakes.
function seal(path) {
	const { status, stdout } = run('seal', path);
	return status === 0 ? stdout.toString().split('\n')[0] : undefined;
}

function diff(old, now) {
	const { status, stdout, stderr } = run('diff', '--format', 'json', old, now);
	const said = status === 0 || status === 1 ? JSON.parse(stdout) : { changes: [], failure: stderr.toString() };
	const named =
		said.changes.map((change) => JSON.stringify([change.change, change.block, change.field ?? ''])).sort();
	return { ...said, status, named };
}

// ---- what is collected ----

const complaints = { ended: [], read: [], same: [], notes: [], fields: [], other: [], mirror: [], seen: [] };
const tried = { plans: 0, sealed: 0, same: 0, notes: 0, fields: 0, other: 0, mirror: 0, refused: 0 };
const changedFields = new Map();
const forms = new Map();
let at; // the number of the plan: with it and the seed a complaint can be seen again

const complain = (law, text) => complaints[law].push(`plan ${at}: ${text}`);

// ---- laws ----

const isSealed = (block, field) => schema.kinds.get(block.kind).sealed && field.life === 'contract';

// Blocks that are no part of what is sealed.
function more(model) {
	const named = (kind) => model.blocks.filter((block) => block.kind === kind && block.name).map(pathOf);
	const [person, goal, review, party] = ['person', 'goal', 'review', 'party'].map((kind) => chance.one(named(kind)));
	return chance.some(
		[
			`session 2027-02-${10 + chance.int(10)} { of: ${review}  notes: "Held."  win "Won" { by: ${
				person} }  decision "So" { by: ${person} } }`,
			`action "Call them" { owner: ${person}  due: 2026-08-01 }`,
			`action call_more "Call more" { owner: ${person}  due: 2026-08-01  done: 2026-07-01 }`,
			`risk rain "Rain" { owner: ${person}  likelihood: 1  impact: 1  response: accept  about: "A note." }`,
			`assumption sun "Sun" { owner: ${person} }`,
			'fact snow "Snow" { source: "Told" }',
			`contingency tent { owner: ${person} }`,
			`term own_word { means: "Ours."  only_for: ${party} }`,
			`initiative own_work "Ours" { owner: ${person} window: 2026  only_for: [${
				party}] milestone step { due: 2026-05-05 } }`,
			`deal big { account: "A"  value: 5 ${maker.currency} }`,
			`roadblock ice "Ice" { raised: 2026-03-03  owner: ${person}  blocks: ${goal} }`,
			`root_cause why "Why" { of: ${goal}  opened: 2026-04-04  owner: ${person}  problem: "P"  why: ["a", "b"] }`,
			`amendment later "Later" { changes: [${
				goal} from 0 to 1]  type: scope  because: "So."  effective: 2026-05-05 }`,
		],
		1 + chance.int(4));
}

function tryOtherOrder(model, old, before) {
	const now = write('now', otherFiles(model, chance));
	if (chance.is(0.2) && run('fmt', join(work, 'now')).status !== 0) complain('same', 'fmt fails');
	tried.same++;
	if (seal(now) !== before) complain('same', 'another order, layout or number of files changes the seal');
	const said = diff(old, now);
	if (said.status !== 0 || said.named.length)
		complain('same', `diff of the same says ${said.failure ?? said.named.join(' ')}`);
}

// Several fields that are not sealed, and blocks of such.
function tryNotes(model, old, facts, before) {
	const back = [];
	const blocks = [...everyBlock(model.blocks)];
	for (let i = 1 + chance.int(6); i; i--) {
		const block = chance.one(blocks);
		const fields = [...schema.kinds.get(block.kind).all.values()].filter(
			(field) => !isSealed(block, field) && field.name !== 'only_for');
		back.push(fields.length && maker.alter(block, chance.one(fields)));
	}
	const isMore = chance.is(0.5);
	const expected = differences(facts, factsOf(model));
	const now = write('now', otherFiles(model, chance, isMore ? more(model) : []));
	back.reverse().forEach((one) => one && one());
	const after = seal(now);
	if (!after) return void tried.refused++;
	tried.notes++;
	if (after !== before) complain('notes', 'progress and notes change the seal');
	const said = diff(old, now);
	if (said.status !== 0) complain('notes', `diff of progress and notes ends with ${said.status}`);
	if (!isMore) compare('notes', 'progress and notes', said, expected);
}

function compare(law, what, said, expected) {
	if (JSON.stringify(said.named) !== JSON.stringify(expected))
		complain(
			law, `${what}: diff says ${said.named.join(' ') || 'nothing'}, not ${expected.join(' ') || 'nothing'}`);
}

// The model has been changed: the program against what it has to say.
function judge(law, what, model, old, facts, before) {
	const nowFacts = factsOf(model);
	const now = write('now', chance.is(0.5) ? plainFiles(model) : otherFiles(model, chance));
	const after = seal(now);
	if (!after) return void tried.refused++;
	const isOther = nowFacts.sealed !== facts.sealed;
	const expected = differences(facts, nowFacts);
	if ((after !== before) !== isOther) complain(law, `${what}: the seal ${isOther ? 'stays' : 'changes'}`);
	const said = diff(old, now);
	compare(law, what, said, expected);
	if (said.status !== Number(isOther) || said.seal_differs !== isOther ||
		said.changes.some((change) => change.sealed) !== isOther)
		complain(law, `${what}: diff says that what is sealed ${isOther ? 'is the same' : 'differs'}`);
	tried[law]++;
	if (chance.is(0.3)) tryMirror(what, now, old, said);
	return { expected, isOther };
}

function tryMirror(what, now, old, said) {
	const turned = { new: 'removed', removed: 'new', changed: 'changed' };
	const plainly = (change) => JSON.stringify(
		[change.change, change.block, change.field ?? '', change.old ?? '', change.new ?? '', change.sealed]);
	const back = diff(now, old);
	const mirrored = back.changes.map(
		(change) => ({...change, change: turned[change.change], old: change.new, new: change.old }));
	tried.mirror++;
	if (JSON.stringify(mirrored.map(plainly).sort()) !== JSON.stringify(said.changes.map(plainly).sort()) ||
		back.status !== said.status)
		complain('mirror',
			`${what}: the other way round diff says ${back.named.join(' ')}, not the mirror of ${
				said.named.join(' ')}`);
	for (const change of said.changes) {
		const weights = mirrored.filter((other) => plainly(other) === plainly(change)).map((other) => other.weight);
		if (!weights.includes(change.weight) && change.weight !== 'eased' && !weights.includes('eased'))
			complain('mirror', `${what}: ${change.weight} one way, ${weights.join()} the other`);
	}
}

// Others are like it or like what it stands in.
const isTakenOver = (block) => block && (block.isBase || block.isTemplate || isTakenOver(block.parent));
const placeOf = (change) => JSON.stringify(JSON.parse(change).slice(1));

function tryField(model, old, facts, before) {
	const places = [...everyBlock([...model.blocks, ...model.templates])].flatMap(
		(block) => [...schema.kinds.get(block.kind).all.values()].map(
			(field) => ({ block, field, key: `${block.kind}.${field.name}` })));
	const times = ({ key }) => changedFields.get(key) ?? 0;
	const few = chance.some(places, chance.is(0.5) ? 25 : places.length).sort((a, b) => times(a) - times(b));
	for (const { block, field, key } of few) {
		const back = maker.alter(block, field);
		if (!back) continue;
		const what = `${block.kind} ${block.name ?? block.title}: ${field.name}`;
		const result = judge('fields', what, model, old, facts, before);
		back();
		if (!result) continue;
		changedFields.set(key, (changedFields.get(key) ?? 0) + 1);
		// What a block is like may say the same already; its window dates what stands in an initiative, and the review
		// is part of what a session is called.
		const mayBeMore =
			isTakenOver(block) || block.like || ['initiative.window', 'plan.currency', 'session.of'].includes(key);
		if (result.expected.length !== 1 && !mayBeMore &&
			!(block.isWhole && new Set(result.expected.map(placeOf)).size === 1))
			complain('fields', `${what}: the law expects ${result.expected.join(' ')}`);
		return;
	}
}

function tryOther(model, old, facts, before) {
	const { form, back } = maker.restructure();
	if (!back) return;
	const result = judge('other', form, model, old, facts, before);
	back();
	if (result?.expected.length) forms.set(form, (forms.get(form) ?? 0) + 1);
}

for (at = 0; at < N; at++) {
	const model = maker.plan();
	tried.plans++;
	const old = write('old', plainFiles(model));
	const before = seal(old);
	if (!before) {
		const reason = run('seal', old).stderr.toString().split('\n').find((line) => line.startsWith('error'));
		complaints.read.push(`plan ${at}: ${reason}`);
		continue;
	}
	tried.sealed++;
	const facts = factsOf(model);
	tryOtherOrder(model, old, before);
	tryField(model, old, facts, before);
	if (chance.is(0.3)) tryNotes(model, old, facts, before);
	if (chance.is(0.3)) tryOther(model, old, facts, before);
}

// ---- whether enough was seen ----

const enough = Math.max(1, Math.floor(N / 100));
for (const kind of schema.kinds.values()) {
	if (kind.name === 'project') continue;
	if (maker.kindCounts.get(kind.name) < enough)
		complaints.seen.push(`${kind.name}: ${maker.kindCounts.get(kind.name)} blocks`);
	for (const { name } of kind.all.values()) {
		if (kind.name === 'plan' && name === 'only_for') continue;
		const stated = maker.fieldCounts.get(`${kind.name}.${name}`) ?? 0;
		if (stated < enough / 2) complaints.seen.push(`${kind.name}.${name}: stated ${stated} times`);
		if (!changedFields.get(`${kind.name}.${name}`) && N >= 2000)
			complaints.seen.push(`${kind.name}.${name}: never changed`);
	}
}
for (const form of ['title', 'name', 'gone', 'row', 'child', 'let', 'new'])
	if (!forms.get(form)) complaints.seen.push(`${form}: never tried`);
for (const type of unknownTypes(manual.types)) complaints.seen.push(`no values of the type ${type}`);
if (tried.refused * 5 > tried.fields + tried.other + tried.notes)
	complaints.seen.push(`${tried.refused} changes made mistakes`);

report('the program ends as it says', complaints.ended);
report(`${tried.sealed} of ${tried.plans} random plans are read without a mistake`,
	tried.sealed > tried.plans * 0.99 ? [] : complaints.read);
report('every kind and every field of it stands in many of them, and is changed', complaints.seen);
report(`${tried.same} times another order, layout or split into files changes neither the seal nor what diff says`,
	complaints.same);
report(`${tried.notes} times progress, notes and what is for one side leave the seal`, complaints.notes);
report(`${tried.fields} fields changed: what is sealed changes the seal, and diff names that field and nothing else`,
	complaints.fields);
report(`${tried.other} titles, names, rows, blocks and lets changed: so do they`, complaints.other);
report(`${tried.mirror} differences the other way round are the mirror`, complaints.mirror);
closeSync(ask);
shell.unref();
process.exitCode = failed ? 1 : 0;
