// Takes the pictures that the README shows, of the packs in build/demo: make pictures.
//
// usage: node pictures.mjs FOLDER_WITH_NODE_MODULES FOLDER_OF_THE_DEMO FOLDER_FOR_PICTURES

import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, demo, pictures] = process.argv.slice(2).map((path) => resolve(path));
const { chromium } = createRequire(join(modules, 'package.json'))('playwright-core');

// name: the page, what stands at the top, light or dark
const SHOTS = {
	cover: ['plan.html', '#cover', 'light'],
	decisions: ['plan.html', '#decisions', 'light'],
	goals: ['plan.html', '#goals', 'light'],
	timeline: ['plan.html', '#work', 'dark'],
	portfolio: ['portfolio/index.html', '#cover', 'light'],
};

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, [path, selector, colorScheme]] of Object.entries(SHOTS)) {
	const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme });
	await page.goto(pathToFileURL(join(demo, path)).href);
	await page.evaluate((at) => document.querySelector(at).scrollIntoView(), selector);
	await page.screenshot({ path: join(pictures, `${name}.png`) });
	await page.close();
	console.log(join(pictures, `${name}.png`));
}
await browser.close();
