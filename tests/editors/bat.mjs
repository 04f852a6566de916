// The Sublime syntax, used by bat with a theme that gives each class a colour of its own.
//
// usage: node bat.mjs MODULES PBP          from the root of the repository; BAT names bat (default batcat)

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compare, plans, report } from './classes.mjs';
import { allTokens } from './tokens.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const bat = process.env.BAT ?? 'batcat';
const work = mkdtempSync(join(tmpdir(), 'pbp-bat-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

// Scope -> class; the colour is the number of the row.
const SCOPES = [
	['comment', 'comment'],
	['string, constant.character.escape', 'string'],
	['constant.numeric', 'number'],
	['constant.other.date', 'date'],
	['storage.type.kind', 'kind'],
	['support.type.property-name', 'field'],
	['keyword.control, keyword.other, constant.language', 'keyword'],
	['keyword.operator', 'operator'],
	['variable, support.constant, support.function', 'name'],
];

const rule = (scope, color) => `<dict>${scope ? `<key>scope</key><string>${scope}</string>` : ''}
<key>settings</key><dict><key>foreground</key><string>#0000${color.toString(16).padStart(2, '0')}</string></dict></dict>`;

function makeTheme() {
	mkdirSync(join(work, 'themes'));
	mkdirSync(join(work, 'syntaxes'));
	cpSync('editors/sublime/PBP.sublime-syntax', join(work, 'syntaxes', 'PBP.sublime-syntax'));
	writeFileSync(join(work, 'themes', 'classes.tmTheme'), `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>name</key><string>classes</string><key>settings</key><array>
${rule('', 99)}${SCOPES.map(([scope], i) => rule(scope, i + 1)).join('\n')}
</array></dict></plist>`);
	execFileSync(bat, ['cache', '--build', '--source', work, '--target', join(work, 'cache')], { stdio: 'pipe', env });
}

const env = { ...process.env, BAT_CONFIG_DIR: work, BAT_CACHE_PATH: join(work, 'cache'), COLORTERM: 'truecolor' };

// The class of each character, line by line, from the colours it is printed in.
function paint(path) {
	const printed = execFileSync(bat, ['--color', 'always', '--style', 'plain', '--paging', 'never', '--tabs', '0', '--wrap',
		'never', '--theme', 'classes', path], { env, maxBuffer: 1 << 26 }).toString();
	const lines = [[]];
	let current = 'nothing';
	for (const [part, codes] of printed.matchAll(/\x1b\[([\d;]*)m|[^]/g)) {
		const [, color] = /38;2;0;0;(\d+)/.exec(codes ?? '') ?? [];
		if (color) current = SCOPES[color - 1]?.[1] ?? 'nothing';
		else if (codes !== undefined) current = 'nothing';
		else if (part === '\n') lines.push([]);
		else lines[lines.length - 1].push(current);
	}
	return lines;
}

makeTheme();
const all = await allTokens(modules, program, plans());
let n = 0;
const complaints = [];
for (const [path, tokens] of all) {
	const classes = paint(path);
	complaints.push(...compare(path, tokens, (line, column) => classes[line][column]));
	n += tokens.length;
}
process.exit(report('bat', n, complaints) ? 0 : 1);
