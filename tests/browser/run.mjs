// Other people's programs read what pbp has written: html-validate, axe in Chromium, Papa Parse, and those of the other
// files of this folder.
// Prints "ok ..." or "not ok ..." for each thing tried; ends with code 1 if anything failed.
//
// usage: node run.mjs FOLDER_WITH_NODE_MODULES FOLDER_TO_READ     from the root of the repository
// CHROMIUM names the browser (default /usr/bin/chromium).

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkAnswers, checkFindings } from './findings.mjs';
import { checkCalendars } from './calendar.mjs';
import { checkHostile, checkLarge, checkPaper } from './packs.mjs';
import { checkPlans } from './plans.mjs';
import { checkSummary, checkTimelines } from './summaries.mjs';

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'package.json'));
const { HtmlValidate } = require('html-validate');
const { chromium } = require('playwright-core');
const Papa = require('papaparse');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1280, 320];
const SCHEMES = {
	light: { colorScheme: 'light' },
	dark: { colorScheme: 'dark' },
	'forced colours': { colorScheme: 'light', forcedColors: 'active' },
};

let failed = 0;

// One result: fine if there is nothing to complain about.
function report(name, complaints) {
	for (const complaint of complaints.slice(0, 20)) console.log(`    ${complaint}`);
	if (complaints.length > 20) console.log(`    and ${complaints.length - 20} more`);
	console.log(`${complaints.length ? 'not ok' : 'ok'} - ${name}`);
	if (complaints.length) failed++;
}

function filesBelow(path) {
	return readdirSync(path, { withFileTypes: true })
		.flatMap((entry) => {
			const inner = join(path, entry.name);
			return entry.isDirectory() ? filesBelow(inner) : [inner];
		})
		.sort();
}

// ---- CSV ----

function checkCsv(path, name) {
	const text = readFileSync(path, 'utf8');
	const parsed = Papa.parse(text, { delimiter: ',', newline: '\r\n' });
	const [header = [], ...rows] = parsed.data;
	const complaints = parsed.errors.map((error) => `row ${error.row}: ${error.message}`);

	// Line breaks inside quotes may be what they like; those between rows are CRLF, the last one too.
	const between = text.replace(/"(?:[^"]|"")*"/g, '');
	if (/[^\r]\n|\r(?!\n)/.test(between)) complaints.push('a row does not end with CRLF');
	if (!text.endsWith('\r\n')) complaints.push('the last row does not end with CRLF');
	else if (rows.pop()?.join('') !== '') complaints.push('there is no row but the header, or an odd last one');

	if (new Set(header).size !== header.length) complaints.push('two columns have the same name');
	rows.forEach((row, i) => {
		if (row.length !== header.length)
			complaints.push(`row ${i + 2} has ${row.length} cells, the header ${header.length}`);
		row.forEach((cell, j) => {
			if (/^[=@\t\r]/.test(cell) || /^[+-](?![0-9.]+$)/.test(cell))
				complaints.push(`row ${i + 2}, ${header[j]}: a spreadsheet takes ${cell} for a formula`);
		});
	});
	report(`${name}: ${rows.length} rows of ${header.length} cells`, complaints);
}

// ---- HTML ----

async function checkMarkup(path, name) {
	const validate = new HtmlValidate({
		extends: ['html-validate:recommended'],
		rules: {
			// Taste, not validity: both spellings are HTML.
			'void-style': 'off',
			'no-trailing-whitespace': 'off',
			'long-title': 'off',
			// HTML lets an id hold dots, and `goal.sourced` is what an address ends with.
			'valid-id': ['error', { relaxed: true }],
		},
	});
	const result = await validate.validateFile(path);
	const messages = result.results.flatMap((file) => file.messages);
	report(
		`${name}: valid HTML`,
		messages.map((m) => `${m.line}:${m.column}: ${m.message} (${m.ruleId})`),
	);
}

// Opens the page in a fresh context; hears everything it says and asks for.
async function open(browser, url, options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const noise = [];
	const requests = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) noise.push(message.text());
	});
	page.on('pageerror', (error) => noise.push(String(error)));
	page.on('request', (request) => {
		if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url());
	});
	await page.goto(url, { waitUntil: 'load' });
	return { context, page, noise, requests };
}

// In the page, all of it laid out. axe cannot judge three things, each of which is judged otherwise: colours of what a
// wide table hides until it is scrolled (they are the same in the wide window), labels of the drawn axis (decoration in
// the colour of all small text), and headings of the timeline (its column of drawings has no words, its others have).
async function runAxe(tags) {
	for (const section of document.querySelectorAll('section')) section.style.contentVisibility = 'visible';
	for (const region of document.querySelectorAll('.scroll')) region.style.overflow = 'visible';
	const { violations, incomplete } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
	const told = (rules) =>
		rules.flatMap((rule) => rule.nodes.map((node) => ({ id: rule.id, target: node.target.join(' '), help: rule.help })));
	const isExplained = ({ id, target }) => {
		const element = document.querySelector(target);
		if (id === 'th-has-data-cells') return element.matches('table.time');
		if (id !== 'color-contrast') return false;
		return element.matches('svg[aria-hidden] text') || (innerWidth < 600 && element.closest('.scroll') !== null);
	};
	const text = ({ id, target, help }) => `${id}: ${target}: ${help}`;
	return { violations: told(violations).map(text), unsure: told(incomplete).filter((one) => !isExplained(one)).map(text) };
}

async function checkAppearance(browser, url, name, scheme, width) {
	const { context, page, noise, requests } = await open(browser, url, {
		...SCHEMES[scheme],
		viewport: { width, height: 900 },
	});
	const label = `${name}, ${scheme}, ${width} px`;
	const overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
	report(`${label}: fits the window`, overflow > 0 ? [`${overflow} px too wide`] : []);
	report(`${label}: nothing on the console`, noise);
	report(`${label}: no request`, requests);

	// Evaluated rather than added as an element: the page's content security policy stays in force.
	await page.evaluate(axe);
	const { violations, unsure } = await page.evaluate(runAxe, WCAG_22_AA);
	report(`${label}: axe, WCAG 2.2 AA`, violations);
	report(`${label}: axe is sure of it`, unsure);
	await context.close();
}

// What a reader can get to: the text of every element that is shown, opened <details> included.
function readableText() {
	for (const details of document.querySelectorAll('details')) details.open = true;
	return document.body.innerText.split(/\s+/).filter(Boolean);
}

// With scripts off the page must show at least what it shows with them, controls aside, and hide nothing.
async function checkWithoutScript(browser, url, name) {
	const words = {};
	const hidden = [];
	for (const javaScriptEnabled of [true, false]) {
		const { context, page } = await open(browser, url, { javaScriptEnabled });
		if (javaScriptEnabled) {
			await page.evaluate(() => {
				for (const control of document.querySelectorAll('button, select, input, label, form')) control.remove();
			});
		} else {
			hidden.push(
				...(await page.evaluate(() => {
					for (const details of document.querySelectorAll('details')) details.open = true;
					const passed = 'script, style, template, noscript, title, desc, datalist, dialog';
					return [...document.body.querySelectorAll('*')]
						.filter((e) => !e.closest(passed) && e.childElementCount === 0 && e.textContent.trim())
						.filter((e) => !e.closest('form, button, label, select'))
						.filter((e) => !e.checkVisibility({ checkVisibilityCSS: true }))
						.map((e) => `hidden: ${e.textContent.trim().slice(0, 60)}`);
				})),
			);
		}
		words[javaScriptEnabled] = await page.evaluate(readableText);
		await context.close();
	}
	const left = new Map();
	for (const word of words[false]) left.set(word, (left.get(word) ?? 0) + 1);
	const missing = words[true].filter((word) => {
		const n = left.get(word) ?? 0;
		left.set(word, n - 1);
		return n <= 0;
	});
	report(`${name}: complete without JavaScript`, [
		...(words[false].length ? [] : ['the page is empty']),
		...missing.map((word) => `only with scripts: ${word}`),
		...hidden,
	]);
}

async function checkPages(browser, pages) {
	for (const [path, name] of pages) {
		const url = pathToFileURL(path).href;
		for (const scheme of Object.keys(SCHEMES))
			for (const width of WIDTHS) await checkAppearance(browser, url, name, scheme, width);
		await checkWithoutScript(browser, url, name);
	}
}

async function withBrowser(work) {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
	});
	try {
		await work(browser);
	} finally {
		await browser.close();
	}
}

// ---- all of it ----

const files = filesBelow(folder).map((path) => [path, relative(folder, path)]);
const written = (extension) => files.filter(([path]) => path.endsWith(extension));
const kept = (extension) =>
	filesBelow('tests/golden/summaries')
		.filter((path) => path.endsWith(extension))
		.map((path) => [path, relative('tests/golden', path)]);
const tables = written('.csv');
const pages = written('.html');

report('there are a page and a table to read', [
	...(pages.length ? [] : [`no .html file below ${folder}`]),
	...(tables.length ? [] : [`no .csv file below ${folder}`]),
]);
checkFindings('tests/golden/formats', require, report);
checkAnswers('tests/golden/queries', report, checkCsv);
checkCalendars('tests/golden/calendar/rhythms.ics', written('.ics'), require('ical.js'), report);
checkPlans(written('.json'), require, report, (path) => Papa.parse(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data);
checkPlans(kept('.plan'), require, report);
const summaries = [...written('.md'), ...kept('.md')];
const timelines = summaries.flatMap(([path, name]) => checkSummary(path, name, require, report).map((text) => [name, text]));
report('there are summaries with timelines', timelines.length < 2 ? ['fewer than two'] : []);
for (const [path, name] of tables) checkCsv(path, name);
for (const [path, name] of pages) await checkMarkup(path, name);
await withBrowser(async (browser) => {
	await checkTimelines(await browser.newPage(), timelines, require, report);
	await checkPages(browser, pages);
	for (const [path, name] of pages) await checkPaper(browser, path, name, report);
	await checkHostile(browser, report);
	await checkLarge(browser, report);
});
process.exitCode = failed ? 1 : 0;
