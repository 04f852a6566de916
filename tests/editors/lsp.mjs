// Sessions with the language server, held by Microsoft's own protocol library.
// Prints "ok ..." or "not ok ..." for each thing tried; ends with code 1 if anything failed.
//
// usage: node lsp.mjs MODULES PBP          from the root of the repository

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from './client.mjs';
import { random } from './random.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const DAY = '2026-05-15';
const work = mkdtempSync(join(tmpdir(), 'pbp-lsp-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

let failed = 0;

function report(name, complaints) {
	for (const complaint of complaints.slice(0, 10)) console.log(`    ${complaint}`);
	if (complaints.length > 10) console.log(`    and ${complaints.length - 10} more`);
	console.log(`${complaints.length ? 'not ok' : 'ok'} - ${name}`);
	if (complaints.length) failed++;
}

function differs(what, got, wanted) {
	const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
	return a === b ? [] : [`${what}: ${a}, not ${b}`];
}

async function client(capabilities = {}, args = ['--as-of', DAY]) {
	const one = new Client(modules, program, args);
	one.answer = await one.begin(capabilities);
	return one;
}

const SNIPPETS = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };

// A copy of an example, which a test may change.
function project(example) {
	const folder = mkdtempSync(join(work, 'project-'));
	cpSync(join('examples', example), folder, { recursive: true });
	return folder;
}

const read = (path) => readFileSync(path, 'utf8');

// "text with a | where the cursor is": the text, and the offset.
function cut(marked) {
	const at = marked.indexOf('|');
	return { text: marked.slice(0, at) + marked.slice(at + 1), at };
}

// ---- findings ----

const LEVELS = { error: 1, warning: 2, info: 3 };

// What `pbp check` finds in the file when this text is in it: a line each, without columns.
function checked(path, text) {
	const run = spawnSync(program, ['check', '--as-of', DAY, '--format', 'json', '--stdin-name', path, '-'], {
		input: text,
		maxBuffer: 1 << 28,
	});
	const { findings } = JSON.parse(run.stdout);
	return findings
		.filter((finding) => finding.path && resolve(finding.path) === resolve(path))
		.map((finding) => `${finding.start.line - 1} ${LEVELS[finding.level]} ${finding.rule} ${finding.message}`);
}

function published(diagnostics) {
	return diagnostics.map(
		({ range, severity, code, message }) => `${range.start.line} ${severity} ${code} ${message.split('\n')[0]}`
	);
}

// Editors ask for nothing that is not announced.
const PROVIDERS = ['completion', 'hover', 'definition', 'references', 'rename', 'documentSymbol', 'workspaceSymbol', 'foldingRange',
	'selectionRange', 'semanticTokens', 'codeAction', 'documentFormatting', 'documentRangeFormatting', 'inlayHint', 'codeLens', 'documentLink'];

async function checkAnnounced() {
	const one = await client();
	const { capabilities } = one.answer;
	report('everything the server does is announced', PROVIDERS.filter((name) => !capabilities[`${name}Provider`]));
	await one.end();
}

async function checkFindings() {
	const one = await client();
	for (const example of ['reseller', 'co_sell'])
		for (const file of ['plan.pbp', 'people.pbp', 'progress.pbp']) {
			const path = resolve('examples', example, file);
			const text = read(path);
			if (file !== 'plan.pbp') continue;
			const opened = await one.open(path, text);
			report(
				`${example}/${file}: diagnostics are the findings of check`,
				differs('findings', published(opened.diagnostics).sort(), checked(path, text).sort())
			);
		}
	await one.end();
}

// ---- random edits ----

const PIECES = [
	' ', '\n', '{', '}', '"', '#', ':', 'owner: ', '  target: 5 USD by 2026-12-31\n', 'goal x "X" {\n', '\t', '12',
	'until 2026-02-31', '[', ']', ', ', 'é', '😀', 'import std.units\n', '"""', '\r\n', 'person zoe "Zoe" { of: halyard }\n',
];

function edit(draw, document) {
	const text = document.getText();
	const start = draw(text.length + 1);
	const end = Math.min(text.length, start + (draw(3) ? 0 : draw(40)));
	const range = { start: document.positionAt(start), end: document.positionAt(end) };
	return { range, text: draw(4) ? PIECES[draw(PIECES.length)] : '' };
}

// Sequences of up to eight edits; behind each the findings are those of a fresh check of the text.
async function checkEdits(n) {
	const one = await client();
	const complaints = [];
	const folders = [project('reseller'), project('co_sell')];
	for (let i = 0; i < n && complaints.length < 5; i++) {
		const draw = random(i + 1);
		const path = join(folders[i % 2], 'plan.pbp');
		const opened = await one.open(path, read(path));
		for (let k = 1 + draw(8); k > 0; k--) {
			const changes = [];
			let document = opened.document;
			for (let m = 1 + draw(3); m > 0; m--) {
				const change = draw(20) ? edit(draw, document) : { text: document.getText() };
				changes.push(change);
				document = one.documents.update(
					one.documents.create(opened.uri, 'pbp', 0, document.getText()), [change], 0);
			}
			await one.change(opened, changes);
		}
		const text = opened.document.getText();
		const [got, wanted] = [published(opened.diagnostics).sort(), checked(path, text).sort()];
		if (JSON.stringify(got) !== JSON.stringify(wanted)) {
			const only = (a, b) => a.filter((line) => !b.includes(line)).slice(0, 3);
			complaints.push(`sequence ${i + 1}: only the server says ${JSON.stringify(only(got, wanted))}, only check ${JSON.stringify(only(wanted, got))}`);
		}
		await one.notify('textDocument/didClose', { textDocument: { uri: opened.uri } });
	}
	await one.end();
	report(`${n} random sequences of edits leave the findings of a fresh check`, complaints);
}

// ---- completion ----

// [what is written behind the reseller plan, labels that must be offered, labels that must not]
const COMPLETIONS = [
	['\n|', ['goal', 'initiative', 'import', 'update'], ['milestone ', 'owner']],
	['\ngo|', ['goal'], ['party']],
	['\nimport |', ['std.metrics', 'std.units'], ['goal']],
	['\nimport std.m|', ['metrics'], ['std.metrics']],
	['\ngoal x "X" {\n  |\n}', ['owner', 'target', 'increments', 'about'], ['goal', 'due']],
	['\ngoal x "X" {\n  owner: bakker\n  |\n}', ['target'], ['owner']],
	['\ngoal x "X" {\n  ow|', ['owner'], ['goal']],
	['\ngoal x "X" {\n  owner: |\n}', ['bakker', 'oyelaran'], ['halyard', 'sourced']],
	['\ngoal x "X" {\n  owner: [bakker, |]\n}', ['oyelaran'], ['until']],
	['\ngoal x "X" {\n  owner: bakker |\n}', ['from', 'until'], ['oyelaran']],
	['\ngoal x "X" {\n  owner: bakker from 2026-01-01 |\n}', ['until'], ['from']],
	['\ngoal x "X" {\n  metric: |\n}', ['sourced_arr'], ['bakker']],
	['\ngoal x "X" {\n  target: 5 |\n}', ['USD', 'leads'], ['by ']],
	['\ngoal x "X" {\n  target: 5 USD |\n}', ['by'], ['USD']],
	['\ngoal x "X" {\n  target: 5 USD by |\n}', ['2026-Q4', '2026-05-15'], ['by']],
	['\ngoal x "X" {\n  curve: |', ['linear', 'step'], ['bakker']],
	['\ngoal x "X" {\n  critical: |', ['true', 'false'], []],
	['\ngoal x "X" {\n  allow: ownership.|', ['ownership.gap'], ['risk.none']],
	['\ngoal x "X" {\n  allow: ownership.gap because "x" by |', ['whitfield'], ['ownership.gap']],
	['\ngoal x "X" li|', ['like'], []],
	['\ngoal x "X" like |', ['sourced'], ['halyard']],
	['\nreadings |', ['sourced_arr'], ['bakker']],
	['\nupdate |', ['sourced'], []],
	['\nperson p { of: |', ['halyard', 'brightwater'], ['bakker']],
	['\nrisk r "R" {\n  trigger: sourced.|', ['latest', 'attainment', 'gap'], ['bakker']],
	['\nrisk r "R" {\n  trigger: |', ['count', 'sourced', 'today'], []],
	['\nreview r "R" {\n  every: 2 |', ['weeks', 'months'], ['USD']],
	['\nreview r "R" {\n  every: 2 weeks on |', ['monday'], ['weeks']],
	['\nmetric m "M" {\n  unit: |', ['money', 'lead', 'EUR'], []],
	['\nplan p "P" {\n  currency: |', ['USD', 'EUR'], ['leads']],
	['\ngoal x "X" {\n  owner: bakker\n  me|\n\ngoal y "Y" {\n  owner: bakker\n}', ['metric'], ['owner']],
	['\n# comment |', [], ['goal', 'owner']],
	['\ngoal x "a|b" {', [], ['goal', 'like']],
	['\ngoal x "X" {\n  about: """\n  |\n  """\n}', [], ['owner']],
];

async function labelsAt(one, opened, at) {
	const { items } = await one.request('textDocument/completion', {
		textDocument: { uri: opened.uri },
		position: opened.document.positionAt(at),
	});
	return items;
}

async function checkCompletions() {
	const one = await client(SNIPPETS);
	const path = resolve('examples/reseller/plan.pbp');
	const before = read(path);
	const opened = await one.open(path, before);
	for (const [marked, offered, withheld] of COMPLETIONS) {
		const { text, at } = cut(marked);
		await one.change(opened, [{ text: before + text }]);
		const labels = (await labelsAt(one, opened, before.length + at)).map((item) => item.label);
		report(`completion at ${JSON.stringify(marked)}`, [
			...offered.filter((label) => !labels.includes(label)).map((label) => `${label} is not offered`),
			...withheld.filter((label) => labels.includes(label)).map((label) => `${label} is offered`),
		]);
	}
	await one.end();
}

// Every kind's snippet, put where the kind may stand, gives a block that can be read.
async function checkSnippets() {
	const one = await client(SNIPPETS);
	const complaints = [];
	const opened = await one.open(join(work, 'snippets.pbp'), '');
	for (const item of (await labelsAt(one, opened, 0)).filter((item) => item.kind === 7)) {
		const body = item.textEdit.newText.replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1');
		if (!body.startsWith(item.label) || !/\n\}$/.test(body)) complaints.push(`${item.label}: ${body}`);
		const filled = body.replace(/: \n/g, ': 1\n');
		const found = checked(opened.uri.replace('file://', ''), filled).filter((line) => / syntax\./.test(line));
		complaints.push(...found.map((line) => `${item.label}: ${line}`));
	}
	await one.end();
	report('the snippet of every kind can be read', complaints);
}

// ---- looking ----

async function checkLooks() {
	const one = await client();
	const path = resolve('examples/reseller/plan.pbp');
	const opened = await one.open(path, read(path));
	const text = opened.document.getText();
	const textDocument = { uri: opened.uri };
	const at = (needle, plus = 0) => opened.document.positionAt(text.indexOf(needle) + plus);
	const hover = async (position) =>
		(await one.request('textDocument/hover', { textDocument, position }))?.contents.value ?? '';
	const wants = (name, got, ...patterns) =>
		report(name, patterns.filter((pattern) => !pattern.test(got)).map((pattern) => `${pattern} is not in ${got}`));

	wants('hover over a kind explains it', await hover(at('goal sourced', 1)), /A number to reach by a day/);
	wants('hover over a field explains it', await hover(at('  target:', 3)), /goal\.target.*How much, by when/s);
	wants('hover over a word of a list explains it', await hover(at('active', 1)), /active/);
	wants('hover over a goal shows its figures', await hover(at('goal sourced', 7)),
		/Reading 131,900 USD on 2026-05-15/, /expected 156,813 USD/, /gap 24,913 USD/, /watch/, /Joris Bakker/);
	wants('hover over a person shows the load', await hover(at('owner:     bakker', 13)),
		/Joris Bakker/, /Answers for .*goal/, /next due/);
	wants('hover where a rule speaks explains it', await hover(at('plan halyard', 8)), /balance\.one_sided/);
	wants('hover over nothing says nothing', (await hover(at('\n\n'))) || 'nothing', /^nothing$/);

	const where = await one.request('textDocument/definition', { textDocument, position: at('owner:     bakker', 13) });
	const people = read('examples/reseller/people.pbp').split('\n');
	wants('definition leads to another file', `${where.uri} ${people[where.range.start.line]}`, /people\.pbp person bakker/);

	const uses = await one.request('textDocument/references', {
		textDocument, position: at('owner:     bakker', 13), context: { includeDeclaration: true },
	});
	const words = uses.map((use) => {
		const line = read(new URL(use.uri)).split('\n')[use.range.start.line];
		return line.slice(use.range.start.character, use.range.end.character);
	});
	const counted = ['plan', 'people', 'progress'].reduce((n, file) =>
		n + read(`examples/reseller/${file}.pbp`).replace(/"[^"]*"|#.*/g, '').match(/\bbakker\b/g).length, 0);
	report('references are all places of the name', [
		...differs('places', words.length, counted), ...differs('names', [...new Set(words)], ['bakker'])]);

	const symbols = await one.request('textDocument/documentSymbol', { textDocument });
	report('document symbols are a tree', symbols.some((symbol) => symbol.name === 'initiative certify_sellers' ||
		symbol.children.length > 1) && symbols.every((symbol) => symbol.range && symbol.selectionRange) ? [] : ['it is none']);
	const found = await one.request('workspace/symbol', { query: 'oyel' });
	report('workspace symbols find a person', found.some((symbol) => /oyelaran/.test(symbol.name)) ? [] : ['not found']);

	const folds = await one.request('textDocument/foldingRange', { textDocument });
	report('blocks fold', folds.length > 50 && folds.every((fold) => fold.endLine > fold.startLine) ? [] : [`${folds.length}`]);
	const [selection] = await one.request('textDocument/selectionRange', { textDocument, positions: [at('owner:     bakker', 13) ] });
	let steps = 0;
	for (let step = selection; step; step = step.parent) steps++;
	report('a selection grows', steps >= 2 ? [] : [`${steps} steps`]);

	const range = { start: { line: 0, character: 0 }, end: { line: opened.document.lineCount, character: 0 } };
	const hints = (await one.request('textDocument/inlayHint', { textDocument, range })).map((hint) => hint.label);
	report('inlay hints tell days left and inherited owners', [
		...(hints.includes('230 days left') ? [] : ['230 days left is missing']),
		...(hints.some((hint) => hint.startsWith('owner: ')) ? [] : ['no owner']),
	]);
	const lenses = await one.request('textDocument/codeLens', { textDocument });
	wants('a code lens tells the status of a goal', lenses.map((lens) => lens.command.title).join('\n'),
		/^watch: 131,900 USD of 540,000 USD, read 2026-05-15$/m);
	const links = await one.request('textDocument/documentLink', { textDocument });
	wants('imports are links', links.map((link) => link.target).join(' '), /people\.pbp/, /progress\.pbp/);
	await one.end();
}

// ---- changing ----

// The texts of files behind a WorkspaceEdit.
function applied(one, edit, texts = new Map()) {
	for (const [uri, edits] of Object.entries(edit.changes)) {
		const text = texts.get(uri) ?? read(new URL(uri));
		texts.set(uri, one.documents.applyEdits(one.documents.create(uri, 'pbp', 0, text), edits));
	}
	return texts;
}

async function checkRename() {
	const one = await client();
	const folder = project('reseller');
	const path = join(folder, 'plan.pbp');
	const opened = await one.open(path, read(path));
	const position = opened.document.positionAt(opened.document.getText().indexOf('owner:     bakker') + 13);
	const textDocument = { uri: opened.uri };
	const found = () => spawnSync(program, ['check', '--as-of', DAY, '--format', 'concise', folder]).stdout.toString();
	const before = found();
	const range = await one.request('textDocument/prepareRename', { textDocument, position });
	report('a name can be renamed', differs('the name', opened.document.getText(range), 'bakker'));
	const edit = await one.request('textDocument/rename', { textDocument, position, newName: 'joris' });
	for (const [uri, text] of applied(one, edit)) writeFileSync(new URL(uri), text);
	const after = found();
	const bare = (text) => text.replace(/:\d+:\d+:/g, ':').replaceAll('bakker', 'joris');
	report('renaming a person over three files changes no finding', [
		...differs('files', Object.keys(edit.changes).length, 3), ...differs('findings', bare(after), bare(before))]);

	for (const newName of ['haddad', '2x', 'with', 'a b', '', 'today', 'ü', 'x'.repeat(200), 7, null]) {
		const answer = await one.request('textDocument/rename', { textDocument, position, newName }).catch((error) => error);
		report(`a rename to ${JSON.stringify(newName).slice(0, 12)} is refused`, answer instanceof Error ? [] : [JSON.stringify(answer)]);
	}
	await one.end();
}

async function checkFormatting() {
	const one = await client();
	const path = join(work, 'messy.pbp');
	const text = read('examples/co_sell/plan.pbp').replace(/^ {2}(\w+): +/gm, '\t$1:  ').replace(/\n\n/g, '\n\n\n');
	const opened = await one.open(path, text);
	const textDocument = { uri: opened.uri };
	const options = { tabSize: 2, insertSpaces: true };
	const edits = await one.request('textDocument/formatting', { textDocument, options });
	const laidOut = execFileSync(program, ['fmt', '-'], { input: text }).toString();
	report('formatting gives what fmt gives', differs('text', one.documents.applyEdits(opened.document, edits), laidOut));
	report('formatting changes no more than it must', edits.every((edit) => !/\w/.test(opened.document.getText(edit.range)) ||
		/"""|#/.test(edit.newText)) ? [] : ['a word is replaced']);
	const range = { start: { line: 12, character: 0 }, end: { line: 20, character: 0 } };
	const some = await one.request('textDocument/rangeFormatting', { textDocument, range, options });
	report('formatting a range leaves the rest', some.length && some.length < edits.length && some.every((edit) =>
		edit.range.start.line >= 9 && edit.range.end.line <= 22) ? [] : [`${some.length} edits`]);
	await one.change(opened, [{ text: one.documents.applyEdits(opened.document, edits) }]);
	report('what is laid out stays', differs('edits', await one.request('textDocument/formatting', { textDocument, options }), []));
	await one.end();
}

const FIXABLE = `plan p "P" {
  between:  [acme best]
  period:   2026
  currency: USD
}

party acme "Acme" { role: vendor  gains: "a" }
party best "Best" { role: resellr }
person ann "Ann" { of: acme }
goal one "Sell more" { ownr: ann }
`;

async function checkActions() {
	const one = await client();
	const opened = await one.open(join(work, 'fixable.pbp'), FIXABLE);
	const textDocument = { uri: opened.uri };
	const action = async (diagnostic, pattern) => {
		const actions = await one.request('textDocument/codeAction', {
			textDocument, range: diagnostic.range, context: { diagnostics: [diagnostic] },
		});
		return actions.find((action) => pattern.test(action.title));
	};
	const known = (code) => opened.diagnostics.find((diagnostic) => diagnostic.code === code);
	const misspelt = known('name.unknown_field');
	const fix = await action(misspelt, /owner/);
	report('a misspelt field has a fix', fix?.kind === 'quickfix' && applied(one, fix.edit, new Map([[opened.uri, FIXABLE]]))
		.get(opened.uri).includes('{ owner: ann }') ? [] : [JSON.stringify(fix)]);

	for (const diagnostic of opened.diagnostics.filter(({ code }) => !/^(syntax|name|type|feed)\./.test(code))) {
		const waiver = await action(diagnostic, new RegExp(`^Waive ${diagnostic.code},`));
		const text = waiver && applied(one, waiver.edit, new Map([[opened.uri, FIXABLE]])).get(opened.uri);
		const left = text ? checked(join(work, 'fixable.pbp'), text) : [];
		report(`${diagnostic.code} can be waived`, !text ? ['there is no action']
			: left.filter((line) => line.includes(`${diagnostic.code} ${diagnostic.message.split('\n')[0]}`) || / syntax\./.test(line) && !line.startsWith('1 ')));
	}
	const all = await one.request('textDocument/codeAction', {
		textDocument, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
		context: { diagnostics: [], only: ['source.fixAll'] },
	});
	const text = all.length && applied(one, all[0].edit, new Map([[opened.uri, FIXABLE]])).get(opened.uri);
	report('all safe fixes at once', text && checked(join(work, 'fixable.pbp'), text).every((line) => !/ syntax\./.test(line)) ? [] : [text || 'none']);
	await one.end();
}

// ---- files ----

async function checkFiles() {
	const watches = [];
	const one = new Client(modules, program, ['--as-of', DAY]);
	one.connection.onRequest('client/registerCapability', (params) => void watches.push(params));
	await one.begin({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
	const folder = project('reseller');
	const [plan, people] = ['plan.pbp', 'people.pbp'].map((name) => join(folder, name));
	const opened = await one.open(plan, read(plan));
	const names = () => one.diagnostics.get(opened.uri).diagnostics.filter(({ code }) => code === 'name.unknown').length;
	report('a server asks to be told of files that change', watches.length === 1 && watches[0].registrations.some(
		({ method }) => method === 'workspace/didChangeWatchedFiles') ? [] : [JSON.stringify(watches)]);
	report('nothing is unknown at first', differs('findings', names(), 0));

	const told = one.published(opened.uri, 1);
	const library = await one.open(people, read(people).replace('person bakker', 'person backer'));
	await told;
	report('an unsaved library is what the plan reads', names() > 0 ? [] : ['nothing is unknown']);
	const again = one.published(opened.uri, 1);
	await one.notify('textDocument/didClose', { textDocument: { uri: library.uri } });
	await again;
	report('a closed one is what is on disk', differs('findings', names(), 0));

	writeFileSync(people, read(people).replace('person bakker', 'person backer'));
	const noticed = one.published(opened.uri, 1);
	await one.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(people).href, type: 2 }] });
	await noticed;
	report('a file that changed on disk is noticed', names() > 0 ? [] : ['nothing is unknown']);
	await one.end();

	const fresh = await client();
	const alone = await fresh.open(join(work, 'nowhere', 'new file ü.pbp'), 'person x { of nobody\n');
	report('a document that is no file yet is judged', alone.diagnostics.length ? [] : ['nothing is said']);
	const large = await fresh.open(join(work, 'large.pbp'), 'goal x { owner: y }\n'.repeat(2500000));
	report('a document of 50 MB is refused, and the next one judged',
		large.diagnostics.some(({ code }) => code === 'syntax.too_large') ? [] : [JSON.stringify(large.diagnostics).slice(0, 200)]);
	await fresh.notify('textDocument/didClose', { textDocument: { uri: large.uri } });
	const untitled = { uri: 'untitled:Untitled-1', languageId: 'pbp', version: 1, text: 'goal x {\n' };
	const said = fresh.published(untitled.uri, 1);
	await fresh.notify('textDocument/didOpen', { textDocument: untitled });
	report('so is one without a place', (await said).some(({ code }) => code.startsWith('syntax.')) ? [] : ['nothing is said']);
	await fresh.end();
}

// ---- positions ----

async function checkPositions() {
	const text = 'person a "\u{1F600}é" { off: b }\n';
	for (const [encoding, character] of [['utf-16', 17], ['utf-8', 20]]) {
		const one = await client(encoding === 'utf-8' ? { general: { positionEncodings: ['utf-8', 'utf-16'] } } : {});
		const opened = await one.open(join(work, `${encoding}.pbp`), text);
		const { range } = opened.diagnostics.find(({ code }) => code === 'name.unknown_field');
		report(`positions count ${encoding}`, [
			...differs('encoding', one.answer.capabilities.positionEncoding, encoding),
			...differs('character', range.start.character, character),
		]);
		await one.end();
	}
}

// ---- protocol ----

async function checkProtocol() {
	const early = new Client(modules, program);
	const refused = await early.request('textDocument/hover', {}).catch((error) => error.code);
	report('nothing is answered before initialize', differs('code', refused, -32002));
	const unknown = await early.begin().then(() => early.request('no/such', {})).catch((error) => error.code);
	report('an unknown request gets an error', differs('code', unknown, -32601));
	const wrong = await early.request('textDocument/hover', 'odd').catch((error) => error.code);
	report('wrong parameters get an error', differs('code', wrong, -32602));
	report('the exit code behind shutdown is 0', differs('code', await early.end(), 0));

	const rude = new Client(modules, program);
	await rude.begin();
	await rude.notify('exit', undefined);
	report('the exit code without shutdown is 1', differs('code', await rude.closed, 1));

	const gone = spawn(program, ['lsp'], { stdio: ['pipe', 'ignore', 'ignore'] });
	gone.stdin.end();
	report('the exit code when the editor is gone is 2', differs('code', await new Promise((done) => gone.on('close', done)), 2));

	const message = (body) => `Content-Length: ${body.length}\r\n\r\n${body}`;
	const queued = spawnSync(program, ['lsp'], { input: ['{"id":1,"method":"initialize","params":{}}',
		'{"id":2,"method":"workspace/symbol","params":{"query":"x"}}', '{"id":3,"method":"workspace/symbol","params":{"query":"x"}}',
		'{"method":"$/cancelRequest","params":{"id":3}}', '{"id":4,"method":"shutdown"}', '{"method":"exit"}'].map(message).join('') });
	report('a request that waits is cancelled, those beside it are answered', /"id": 3,\s+"error": \{"code": -32800/.test(queued.stdout) &&
		/"id": 2,\s+"result"/.test(queued.stdout) && queued.status === 0 ? [] : [queued.stdout.toString()]);

	const raw = spawnSync(program, ['lsp'], { input: 'Content-Length: 5\r\n\r\n{"a":Content-Length: 52\r\n\r\n' +
		'{"jsonrpc":"2.0","id":1,"method":"x/unknown","a":[]}' });
	report('a broken message gets an error, and the next is read',
		/-32700/.test(raw.stdout) && /"id": 1/.test(raw.stdout) ? [] : [raw.stdout.toString()]);
}

// Of many requests sent at once those that are cancelled get an error, the others their answer.
async function checkCancel() {
	const one = await client();
	const path = resolve('examples/reseller/plan.pbp');
	const { uri } = await one.open(path, read(path));
	const answers = [];
	for (let i = 0; i < 20; i++) {
		const source = new one.protocol.CancellationTokenSource();
		answers.push(one.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }, source.token)
			.then(() => 'answer', (error) => error.code));
		if (i % 2) source.cancel();
	}
	const got = await Promise.all(answers);
	report('cancelled requests end', got.filter((_, i) => i % 2 === 0).every((answer) => answer === 'answer') &&
		got.every((answer) => answer === 'answer' || answer === -32800) ? [] : [JSON.stringify(got)]);
	await one.end();
}

mkdirSync(work, { recursive: true });
await checkProtocol();
await checkAnnounced();
await checkPositions();
await checkFindings();
await checkCompletions();
await checkSnippets();
await checkLooks();
await checkRename();
await checkFormatting();
await checkActions();
await checkFiles();
await checkCancel();
await checkEdits(Number(process.env.PBP_EDITS ?? 200));
process.exit(failed ? 1 : 0);
