// Summaries in Markdown, read by markdown-it; their timelines are drawn by Mermaid in the browser.

import { readFileSync } from 'node:fs';

const rows = (tokens) => tokens.filter((token) => token.type === 'tr_open').length;

// Plan text is only ever text: the summary itself makes headings, tables, lists, emphasis and code, and nothing else.
const OWN_TOKENS = new Set(['text', 'strong_open', 'strong_close', 'em_open', 'em_close', 'code_inline', 'softbreak']);

export function checkSummary(path, name, require, report) {
	const MarkdownIt = require('markdown-it');
	const markdown = new MarkdownIt({ html: true, linkify: true });
	markdown.linkify.set({ fuzzyEmail: false }); // it takes any letter behind the @, GitHub only those of ASCII
	const tokens = markdown.parse(readFileSync(path, 'utf8'), {});
	const complaints = [];
	for (const token of tokens) {
		if (token.type.startsWith('html')) complaints.push(`HTML: ${token.content}`);
		for (const child of token.children ?? [])
			if (!OWN_TOKENS.has(child.type)) complaints.push(`${child.type} in ${token.content}`);
	}
	const headings = tokens.filter((token) => token.type === 'heading_open');
	if (headings.filter((token) => token.tag === 'h1').length !== 1) complaints.push('not one heading at the top');
	if (!rows(tokens)) complaints.push('no table');
	for (const table of readFileSync(path, 'utf8').split('\n\n').filter((part) => part.startsWith('|'))) {
		const cells = (line) => line.replace(/\\\|/g, '').split('|').length;
		for (const line of table.trim().split('\n'))
			if (cells(line) !== cells(table.split('\n')[0])) complaints.push(`a row of ${cells(line)} cells: ${line}`);
	}
	const timelines = tokens.filter((token) => token.type === 'fence' && token.info === 'mermaid');
	report(`${name}: ${headings.length} headings, ${rows(tokens)} rows`, complaints);
	return timelines.map((token) => token.content);
}

// Draws each timeline; complains if Mermaid cannot, or if it does not draw every task.
export async function checkTimelines(page, timelines, require, report) {
	await page.setContent('<!doctype html><title>Timelines</title><div id="here"></div>');
	await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
	for (const [name, text] of timelines) {
		const drawn = await page.evaluate(async (source) => {
			window.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
			try {
				const { svg } = await window.mermaid.render('drawing', source);
				document.getElementById('here').innerHTML = svg;
				return { tasks: document.querySelectorAll('#here rect.task, #here path.task').length };
			} catch (error) {
				return { error: String(error.message ?? error).slice(0, 300) };
			}
		}, text);
		const wanted = text.split('\n').filter((line) => /:.*\bt\d+, \d{4}-/.test(line)).length;
		report(`${name}: a timeline of ${wanted} tasks`, [
			...(drawn.error ? [`Mermaid: ${drawn.error}`] : []),
			...(!drawn.error && drawn.tasks !== wanted ? [`Mermaid drew ${drawn.tasks}`] : []),
		]);
	}
}
