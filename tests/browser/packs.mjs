// The pack under attack, on paper and at its largest: plans are written here and built by the program itself.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PBP = 'build/pbp';
const DAY = '2026-05-15';

function build(plan, out, ...options) {
	try {
		execFileSync(PBP, ['build', '--as-of', DAY, '-t', 'html', '-o', out, ...options, plan], { stdio: 'pipe' });
	} catch (error) {
		if (error.status !== 1) throw new Error(`pbp build ended with ${error.status}: ${String(error.stderr).slice(0, 300)}`);
	}
}

async function inFolder(work) {
	const folder = mkdtempSync(join(tmpdir(), 'packs-'));
	try {
		await work(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

// ---- hostile texts ----

const TAGS = [
	'<script>globalThis.hacked = 1</script>',
	'<img src=x onerror=globalThis.hacked=1>',
	'<svg onload=globalThis.hacked=1>',
	'<svg><script>globalThis.hacked=1</script></svg>',
	'<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
	'<a href="javascript:globalThis.hacked=1">x</a>',
	'<style>*{display:none}</style>',
	'<link rel=stylesheet href=//example.invalid/x.css>',
	'<meta http-equiv=refresh content="0;url=//example.invalid">',
	'<base href=//example.invalid/>',
	'<form action=//example.invalid><button>x</button></form>',
	'<input autofocus onfocus=globalThis.hacked=1>',
	'<details open ontoggle=globalThis.hacked=1>',
	'<video src=//example.invalid onerror=globalThis.hacked=1>',
	'<object data=//example.invalid></object>',
	'<math><mtext><mglyph><style><img src=x onerror=globalThis.hacked=1>',
	'<template><script>globalThis.hacked=1</script></template>',
	'<textarea><plaintext>',
	'<body onload=globalThis.hacked=1>',
	'<section id="decisions"><h2>Nothing needs a decision</h2></section>',
];
const BEFORE = ['', '">', "'>", '</title>', '</script>', '</style>', '-->', '</td></tr></table>', '</bdi></a>', '\\'];
const WORDS = [
	'&lt;script&gt;', '&#60;script&#62;', '&', '&amp;amp;', '&notanentity;', '" onload=globalThis.hacked=1 x="', "' onclick='x",
	'`', '${globalThis.hacked=1}', '{{constructor.constructor("globalThis.hacked=1")()}}', '<%= 1 %>', '<?php 1 ?>', 'javascript:globalThis.hacked=1',
	'data:text/html,<script>globalThis.hacked=1</script>', '[x](javascript:globalThis.hacked=1)', '![x](//example.invalid/x.png)',
	'<https://example.invalid> autolink', '</', '<', '<!--', '<![CDATA[', ']]>', '\u{5d0}\u{5d1}\u{5d2} \u{5d3}',
	'W'.repeat(400), '\u{1f469}\u{200d}\u{1f4bb}', 'e\u{301}'.repeat(60), 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(3),
	'\u{feff}', '\u{2028}', '#goal.sourced', '%00%0d%0a', '../../etc/passwd', '= 1 + 1',
];
const HOSTILE = [...BEFORE.flatMap((before) => TAGS.map((tag) => before + tag)), ...WORDS];

// Fields that are no words for people: what pbp reads them for would fail on most of these texts.
const READ = /^(file|separator|date|value|where|timezone|email|link|many|sample|seal|signed|source|trigger|holds_while|require|when)$/;
// Markdown makes elements of its own in these.
const PROSE = /^(means|evidence|accepted_when|notes|answer|problem|because|about|vision|engagement|gains)$/;

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)}"`;

// Every text of a plan replaced: titles, and the fields of one sort.
function withTexts(source, text, isProse) {
	return source
		.split('\n')
		.map((line) => {
			if (/^\s*(#|import)/.test(line)) return line;
			const title = line.match(/^(\s*[a-z_]+ (?:[a-z_]\w* )?)"(?:[^"\\]|\\.)*"(.*)$/);
			const field = line.match(/^(\s*)([a-z_]+):(\s+)(.*)$/);
			if (title && !isProse) return title[1] + quoted(text) + title[2];
			if (field && !READ.test(field[2]) && PROSE.test(field[2]) === isProse)
				return `${field[1]}${field[2]}:${field[3]}${field[4].replace(/"(?:[^"\\]|\\.)*"/g, () => quoted(text))}`;
			return line;
		})
		.join('\n');
}

// What a page is made of, without its words and their order, which titles decide: elements, their attributes' names, and
// where links lead.
function skeleton(html) {
	const page = new DOMParser().parseFromString(html, 'text/html');
	return [...page.querySelectorAll('*')]
		.map((e) => {
			const names = [...e.attributes].map((a) => a.name).sort();
			return `${e.tagName}[${names}]${e.tagName === 'A' ? e.getAttribute('href').replace(/[^:#/?]*$/, '') : ''}`;
		})
		.sort();
}

const PROSE_TAGS = ['P', 'EM', 'STRONG', 'A', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'BR', 'HR', 'DEL', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD'];

// Elements and links of a page that a neutral one of the same plan has not.
function strangers({ html, allowed }) {
	const page = new DOMParser().parseFromString(html, 'text/html');
	return [...page.querySelectorAll('*')]
		.filter((e) => {
			const isLink = e.tagName === 'A' && !/^(#|https?:|mailto:)/.test(e.getAttribute('href') ?? '#');
			const handler = [...e.attributes].some((a) => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc');
			return isLink || handler || !allowed.includes(e.tagName);
		})
		.map((e) => e.outerHTML.slice(0, 120));
}

export async function checkHostile(browser, report) {
	await inFolder(async (folder) => {
		cpSync('examples/reseller', join(folder, 'plan'), { recursive: true });
		const plan = join(folder, 'plan', 'plan.pbp');
		const source = readFileSync(plan, 'utf8') + readFileSync('tests/laws/audience/halyard_only.pbp', 'utf8').replace(/^feed [^]*?\n}\n/m, '');
		const page = await (await browser.newContext()).newPage();
		await page.goto('about:blank');
		const make = (text, isProse) => {
			writeFileSync(plan, withTexts(source, text, isProse));
			build(plan, join(folder, 'out'), '--level', '*=off'); // rules read words, and findings are part of the page
			return readFileSync(join(folder, 'out', 'plan.html'), 'utf8');
		};
		const neutral = make('Plain words', false);
		const bones = await page.evaluate(skeleton, neutral);
		const tags = new Set(bones.map((bone) => bone.split('[')[0]));
		const wrong = [];
		const run = [];
		for (const [i, text] of HOSTILE.entries()) {
			const html = make(text, false);
			const found = await page.evaluate(skeleton, html);
			const at = found.findIndex((bone, k) => bone !== bones[k]);
			if (at >= 0 || found.length !== bones.length)
				wrong.push(`${text.slice(0, 60)}: ${found[at] ?? 'nothing'} where ${bones[at] ?? 'nothing'} was`);
			if (i % 10 === 0) {
				const context = await browser.newContext();
				const opened = await context.newPage();
				opened.on('request', (request) => request.url().startsWith('file:') || run.push(`${text.slice(0, 60)}: asked for ${request.url()}`));
				await opened.goto(pathToFileURL(join(folder, 'out', 'plan.html')).href);
				if (await opened.evaluate(() => 'hacked' in globalThis)) run.push(`${text.slice(0, 60)}: ran`);
				await context.close();
			}
		}
		report(`${HOSTILE.length} hostile texts in every title and text of ${bones.length} elements change nothing of the page`, wrong);
		const prose = [];
		for (const text of HOSTILE) {
			const found = await page.evaluate(strangers, { html: make(text, true), allowed: [...tags, ...PROSE_TAGS] });
			prose.push(...found.slice(0, 1).map((element) => `${text.slice(0, 60)}: ${element}`));
		}
		report(`${HOSTILE.length} hostile texts in all prose make no element, handler or link but Markdown's`, prose);
		report('nothing of them runs or asks for anything', run);
	});
}

// ---- on paper ----

// A mark in the first and the last cell of each row: both have to come out on one page.
function markRows() {
	let n = 0;
	for (const details of document.querySelectorAll('details')) details.open = true;
	for (const row of document.querySelectorAll('tbody tr')) {
		if (row.cells.length < 2 || !row.checkVisibility()) continue;
		n++;
		row.cells[0].prepend(`q${n}b `);
		row.cells[row.cells.length - 1].append(` q${n}e`);
	}
	return n;
}

export async function checkPaper(browser, path, name, report) {
	await inFolder(async (folder) => {
		const pdf = join(folder, 'page.pdf');
		const page = await browser.newPage();
		await page.goto(pathToFileURL(path).href);
		await page.emulateMedia({ media: 'print' });
		const rows = await page.evaluate(markRows);
		await page.pdf({ path: pdf, format: 'A4' });
		await page.close();
		const sheets = execFileSync('pdftotext', ['-layout', pdf, '-']).toString().split('\f').slice(0, -1);
		const sheetOf = (mark) => sheets.findIndex((sheet) => sheet.includes(mark));
		const complaints = sheets.flatMap((sheet, i) => (sheet.trim().split(/\s+/).length > 6 ? [] : [`sheet ${i + 1} is empty`]));
		for (let n = 1; n <= rows; n++)
			if (sheetOf(`q${n}b`) < 0 || sheetOf(`q${n}b`) !== sheetOf(`q${n}e`))
				complaints.push(`row ${n} begins on sheet ${sheetOf(`q${n}b`) + 1} and ends on ${sheetOf(`q${n}e`) + 1}`);
		report(`${name}: ${sheets.length} sheets of paper, ${rows} rows uncut`, complaints);
	});
}

// ---- at its largest ----

const MEGABYTES = 2.5;
const MILLISECONDS = 600;

function largePlan() {
	const people = ['ann', 'bob', 'cid', 'dora'];
	const groups = [];
	for (let i = 0; i < 1429; i++)
		groups.push(
			`goal goal_${i} "Close retail revenue of account group ${i}" {\n  owner: ${people[i % 4]}\n  metric: revenue\n  target: ${1000 + i} USD by 2026-12-31\n}`,
			`readings goal_${i} { 2026-01: ${i} USD  2026-02: ${i} USD  2026-03: ${i} USD }`,
			`initiative work_${i} "Campaign for the account group ${i}" {\n  owner: ${people[i % 4]}\n  serves: goal_${i}\n  window: 2026-02-01 .. 2026-11-30\n` +
				`  milestone ready "List ready" { due: 2026-03-20  done: 2026-03-18 }\n  milestone held "Event held" { due: 2026-09-17  after: ready }\n}`,
			`action act_${i} "Call the accounts of the group ${i}" { owner: ${people[i % 4]}  due: 2026-06-1${i % 10}  affects: goal_${i} }`,
			`commitment promise_${i} "Field marketer for the group ${i}" { by: a  to: b  owner: ann  due: 2026-07-1${i % 10} }`,
		);
	return `plan large "Large" { between: [a, b]  period: 2026-01-01 .. 2026-12-31  currency: USD  profile: napkin }
party a "Acme" { role: vendor }
party b "Brightline" { role: reseller }
person ann "Ann" { of: a }
person bob "Bob" { of: b }
person cid "Cid" { of: a }
person dora "Dora" { of: b }
metric revenue "Revenue" { means: "Orders."  unit: money  kind: flow  source: "CRM"  refresh: 1 month }
${groups.join('\n')}\n`;
}

export async function checkLarge(browser, report) {
	await inFolder(async (folder) => {
		const plan = join(folder, 'large.pbp');
		writeFileSync(plan, largePlan());
		build(plan, folder);
		const size = statSync(join(folder, 'large.html')).size / 1e6;
		const times = [];
		for (let i = 0; i < 5; i++) {
			const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
			await page.goto(pathToFileURL(join(folder, 'large.html')).href);
			times.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd));
			await page.close();
		}
		const best = Math.min(...times);
		report(`a plan of 10,000 items: ${size.toFixed(2)} MB, loaded in ${Math.round(best)} ms`, [
			...(size > MEGABYTES ? [`more than ${MEGABYTES} MB`] : []),
			...(best > MILLISECONDS ? [`more than ${MILLISECONDS} ms, the best of ${times.map(Math.round)}`] : []),
		]);
	});
}
