// The grammar for tree-sitter, its corpus and its queries.
//
// tree-sitter's own generator comes as a binary that a package downloads, which cannot be had everywhere; so grammar.js is
// read here by a recogniser of its own: tokens as tree-sitter chooses them (what is valid at the place, then lexical
// precedence, then length, then words before patterns), rules by trying, operators by their precedence. It tells whether a
// text fits and what tree it gives; that the tables have no conflict only the generator can tell.
// Where `tree-sitter` is installed, TREE_SITTER names it, and its own tests are run as well.
//
// usage: node treesitter.mjs MODULES PBP          from the root of the repository

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { compare, plans, report } from './classes.mjs';
import { allTokens } from './tokens.mjs';

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const FOLDER = 'editors/tree-sitter-pbp';

// ---- grammar.js as a tree of rules ----

const rule = (it) => (typeof it === 'string' ? { type: 'word', text: it } : it.source && !it.type ? { type: 'pattern', source: it.source } : it);
const list = (type) => (...items) => ({ type, items: items.map(rule) });
const levelled = (assoc) => (level, it) => ({ type: 'prec', assoc, level, item: rule(it) });

function loadGrammar() {
	let grammar;
	const token = (it) => ({ type: 'token', item: rule(it) });
	token.immediate = (it) => ({ type: 'token', immediate: true, item: rule(it) });
	const prec = levelled('none');
	prec.left = levelled('left');
	prec.right = (level, it) => (it ? levelled('right')(level, it) : rule(level));
	const symbols = new Proxy({}, { get: (_, name) => ({ type: 'symbol', name }) });
	runInNewContext(readFileSync(join(FOLDER, 'grammar.js'), 'utf8'), {
		module: {},
		seq: list('seq'),
		choice: list('choice'),
		repeat: (it) => ({ type: 'repeat', item: rule(it) }),
		repeat1: (it) => ({ type: 'repeat', least: 1, item: rule(it) }),
		optional: (it) => ({ type: 'choice', items: [rule(it), { type: 'seq', items: [] }] }),
		field: (name, it) => ({ type: 'field', name, item: rule(it) }),
		token,
		prec,
		grammar: (it) => (grammar = it),
	});
	const rules = {};
	for (const [name, make] of Object.entries(grammar.rules)) rules[name] = rule(make(symbols));
	return rules;
}

// ---- tokens ----

const isTerminal = (it) => it.type === 'word' || it.type === 'pattern' || it.type === 'token';

function patternOf(it) {
	switch (it.type) {
		case 'word':
			return it.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		case 'pattern':
			return it.source;
		case 'token':
		case 'prec':
			return patternOf(it.item);
		default:
			throw new Error(`a token made of ${it.type}`);
	}
}

const precedenceOf = (it) => (it.type === 'token' ? precedenceOf(it.item) : it.type === 'prec' ? it.level : 0);

class Recogniser {
	constructor(rules) {
		this.rules = rules;
		this.terminals = new Map();
		for (const it of Object.values(rules)) this.#collect(it);
		this.word = this.#terminal(rules.identifier);
		this.comment = this.#terminal(rules.comment);
	}

	#collect(it) {
		if (isTerminal(it)) this.#terminal(it);
		else for (const inner of it.items ?? (it.item ? [it.item] : [])) this.#collect(inner);
	}

	// Equal ones are one.
	#terminal(it) {
		const key = JSON.stringify(it);
		if (!this.terminals.has(key))
			this.terminals.set(key, {
				it,
				regexp: new RegExp(patternOf(it), 'y'),
				level: precedenceOf(it),
				isWord: it.type === 'word' && /^\w+$/.test(it.text),
				immediate: it.immediate,
			});
		return this.terminals.get(key);
	}

	#length(terminal, at) {
		terminal.regexp.lastIndex = at;
		return terminal.regexp.exec(this.text)?.[0].length ?? -1;
	}

	#skip(at) {
		for (;;) {
			const blank = /\s*/y;
			blank.lastIndex = at;
			at += blank.exec(this.text)[0].length;
			const comment = this.#length(this.comment, at);
			if (comment < 0) return at;
			this.comments.set(at, at + comment);
			at += comment;
		}
	}

	// What tree-sitter would take for the next token if all were valid.
	#best(at) {
		if (this.known.has(at)) return this.known.get(at);
		let best;
		for (const terminal of this.terminals.values()) {
			if (terminal.immediate || terminal === this.comment) continue;
			const length = this.#length(terminal, at);
			if (length <= 0 || (terminal.isWord && length !== this.#length(this.word, at))) continue;
			const better = !best || terminal.level > best.terminal.level || (terminal.level === best.terminal.level &&
				(length > best.length || (length === best.length && terminal.it.type === 'word')));
			if (better) best = { terminal, length };
		}
		this.known.set(at, best);
		return best;
	}

	// The end of the token, if it stands there: [start, end].
	#match(it, from) {
		const terminal = this.#terminal(it);
		const at = terminal.immediate ? from : this.#skip(from);
		const best = this.#best(at);
		const length = this.#length(terminal, at);
		if (length <= 0) return undefined;
		if (terminal.immediate) return best && best.length > length && !best.terminal.isWord && patternOf(it) === '\\.' ? undefined : [at, at + length];
		// A word of the language where only a name is valid is a name.
		const fits = best?.terminal === terminal || (terminal === this.word && best?.terminal.isWord);
		return fits ? [at, at + length] : undefined;
	}

	// ---- rules: every way to read one from a place, as { end, nodes } ----

	parse(text) {
		this.text = text;
		this.comments = new Map();
		this.known = new Map();
		this.memo = new Map();
		this.furthest = 0;
		const end = (way) => this.#skip(way.end) === text.length;
		return this.#symbol('source_file', 0, 0).find(end)?.nodes[0];
	}

	#symbol(name, at, least) {
		const key = `${name} ${at} ${least}`;
		if (!this.memo.has(key)) {
			this.memo.set(key, []);
			this.memo.set(key, name === '_expression' ? this.#expression(at, least) : this.#ways(this.rules[name], at, name, least)
				.map((way) => this.#wrap(name, at, way)));
		}
		return this.memo.get(key);
	}

	#wrap(name, at, { end, nodes, start }) {
		if (name.startsWith('_')) return { end, nodes, start };
		const first = start ?? nodes[0]?.start ?? at;
		return { end, start: first, nodes: [{ type: name, start: first, end, children: nodes }] };
	}

	// Rules that begin with an expression go on from one: operators, the stronger ones inside.
	#expression(at, least) {
		const all = [];
		const open = this.#ways(this.rules._expression, at, '_expression', least);
		while (open.length) {
			const left = open.shift(); // in their order: a word of the language before a name
			if (all.some((way) => way.end === left.end && way.level === left.level)) continue;
			all.push(left);
			for (const { item, level, assoc } of this.rules.binary.items) {
				if (level < least || (left.level ?? 99) < level + (assoc === 'left' ? 0 : 1)) continue;
				const [, operator, right] = item.items;
				for (const sign of this.#ways(operator, left.end))
					for (const other of this.#ways(right, sign.end, undefined, level + 1)) {
						const children = [...left.nodes.map((node) => ({ ...node, field: 'left' })), ...sign.nodes, ...other.nodes];
						const start = children[0].start;
						open.push({ end: other.end, start, level, nodes: [{ type: 'binary', start, end: other.end, children }] });
					}
			}
		}
		return all;
	}

	#ways(it, at, within, least = 0) {
		this.furthest = Math.max(this.furthest, at);
		if (isTerminal(it)) {
			const place = this.#match(it, at);
			if (!place) return [];
			const [start, end] = place;
			const isNamed = within && this.rules[within] === it;
			return [{ end, start, nodes: isNamed ? [] : [{ type: patternOf(it).replace(/\\/g, ''), anonymous: true, start, end, children: [] }] }];
		}
		switch (it.type) {
			case 'symbol':
				return it.name === 'binary' ? [] : this.#symbol(it.name, at, it.name === '_expression' || it.name === 'unary' ? least : 0);
			case 'seq':
				return it.items.reduce((ways, item, i) => ways.flatMap((way) => this.#ways(item, way.end, undefined, i === it.items.length - 1 ? least : 0)
					.map((next) => ({ end: next.end, start: way.start ?? next.start, nodes: [...way.nodes, ...next.nodes] }))),
				[{ end: at, nodes: [] }]);
			case 'choice':
				return it.items.flatMap((item) => this.#ways(item, at, within, least));
			case 'prec':
				return it.assoc === 'right' ? this.#ways(it.item, at, undefined, 0) : it.level < least ? [] : this.#ways(it.item, at, undefined, it.level).map((way) => ({ ...way, level: it.level }));
			case 'field':
				return this.#ways(it.item, at, undefined, least).map((way) => ({
					...way, nodes: way.nodes.map((node) => (node.type === ',' ? node : { ...node, field: it.name })) }));
			case 'repeat':
				return this.#repeat(it, at);
			default:
				throw new Error(`no rule is of type ${it.type}`);
		}
	}

	// As many as there are, and every smaller number.
	#repeat(it, at) {
		const ways = [[{ end: at, nodes: [] }]];
		for (let n = 0; ways[n].length; n++) {
			const seen = new Set();
			ways[n + 1] = ways[n].flatMap((way) => this.#ways(it.item, way.end)
				.filter((next) => next.end > way.end && !seen.has(next.end) && seen.add(next.end))
				.map((next) => ({ end: next.end, start: way.start ?? next.start, nodes: [...way.nodes, ...next.nodes] })));
		}
		return ways.slice(it.least ?? 0).flat().reverse();
	}
}

// ---- trees ----

// With comments, which stand in the innermost node around them.
function withComments(tree, comments) {
	for (const [start, end] of comments) {
		let node = tree;
		for (let inner = node; inner; inner = node.children.find((child) => !child.anonymous && child.start < start && child.end > end && child.children.length))
			node = inner;
		node.children.push({ type: 'comment', start, end, children: [] });
		node.children.sort((a, b) => a.start - b.start);
	}
	return tree;
}

const print = (node) => {
	const children = node.children.filter((child) => !child.anonymous).map(print);
	return `${node.field ? `${node.field}: ` : ''}(${[node.type, ...children].join(' ')})`;
};

function* leaves(node) {
	if (!node.children.length) yield node;
	for (const child of node.children) for (const leaf of leaves(child)) yield { ...leaf, within: [node, ...(leaf.within ?? [])] };
}

let failed = false;

function verdict(name, complaints) {
	for (const complaint of complaints.slice(0, 10)) console.log(`    ${complaint}`);
	console.log(`${complaints.length ? 'not ok' : 'ok'} - ${name}`);
	failed ||= complaints.length > 0;
}

const rules = loadGrammar();
const recogniser = new Recogniser(rules);

// ---- the grammar by itself ----

function symbolsOf(it, found = new Set()) {
	if (it.type === 'symbol') found.add(it.name);
	for (const inner of it.items ?? (it.item ? [it.item] : [])) symbolsOf(inner, found);
	return found;
}
const named = new Set(['source_file', 'comment', ...Object.values(rules).flatMap((it) => [...symbolsOf(it)])]);
verdict('every rule of grammar.js is used, and each that is used is there', [
	...[...named].filter((name) => !rules[name]).map((name) => `there is no rule ${name}`),
	...Object.keys(rules).filter((name) => !named.has(name)).map((name) => `nothing uses ${name}`),
]);

// ---- the corpus ----

const complaints = [];
let n = 0;
for (const file of readdirSync(join(FOLDER, 'test/corpus'))) {
	const text = readFileSync(join(FOLDER, 'test/corpus', file), 'utf8');
	for (const [, name, source, wanted] of text.matchAll(/=+\n(.*)\n=+\n\n([^]*?)\n---\n\n([^]*?)(?=\n=====|$)/g)) {
		const tree = recogniser.parse(source);
		const got = tree ? print(withComments(tree, recogniser.comments)) : `nothing from ${JSON.stringify(source.slice(recogniser.furthest, recogniser.furthest + 30))} on`;
		const flat = wanted.trim().replace(/\s+/g, ' ').replace(/ \)/g, ')');
		if (got !== flat) complaints.push(`${name}:\n      ${got}\n      ${flat}`);
		n++;
	}
}
verdict(`${n} texts of the corpus give their trees`, n > 5 ? complaints : [...complaints, 'there are too few']);

// ---- queries ----

const anonymous = new Set([...recogniser.terminals.values()].filter(({ it }) => it.type === 'word' || it.immediate).map(({ it }) => patternOf(it).replace(/\\/g, '')));
const fields = new Set();
(function find(it) {
	if (it.type === 'field') fields.add(it.name);
	for (const inner of it.items ?? (it.item ? [it.item] : [])) find(inner);
})({ items: Object.values(rules) });
for (const file of readdirSync(join(FOLDER, 'queries'))) {
	const text = readFileSync(join(FOLDER, 'queries', file), 'utf8').replace(/;.*/g, '').replace(/\(#[^)]*\)/g, '');
	verdict(`${file} names nodes and fields that there are`, [
		...[...text.matchAll(/\(([a-z_]+)/g)].filter(([, name]) => !rules[name]).map(([, name]) => `(${name})`),
		...[...text.matchAll(/\b([a-z_]+):/g)].filter(([, name]) => !fields.has(name)).map(([, name]) => `${name}:`),
		...[...text.matchAll(/"([^"]+)"/g)].filter(([, word]) => !anonymous.has(word)).map(([, word]) => `"${word}"`),
	]);
}

// ---- plans ----

const HIGHLIGHTS = readFileSync(join(FOLDER, 'queries/highlights.scm'), 'utf8');
const captures = new Map([...HIGHLIGHTS.matchAll(/^\(([a-z_]+)\) @([a-z.]+)$/gm)].map(([, type, capture]) => [type, capture]));
for (const [, words, capture] of HIGHLIGHTS.matchAll(/^\[([^\]]*)\] @([a-z.]+)$/gm))
	for (const [, word] of words.matchAll(/"([^"]+)"/g)) captures.set(word, capture);
for (const [, word] of /any-of\? @\S+ ([^)]*)/.exec(HIGHLIGHTS)[1].matchAll(/"([^"]+)"/g)) captures.set(`constant ${word}`, 'keyword');
const CAPTURE = { comment: 'comment', string: 'string', number: 'number', constant: 'date', boolean: 'keyword', type: 'kind',
	property: 'field', keyword: 'keyword', operator: 'operator', variable: 'name', 'variable.member': 'name' };

function classOf(leaf, text) {
	const around = leaf.within.at(-1);
	if (leaf.type === 'identifier' && around.field !== 'function' && captures.has(`constant ${text}`)) return 'keyword';
	if (leaf.anonymous && around.type === 'kind') return 'kind';
	if (leaf.anonymous && around.type === 'clause') return 'keyword';
	const type = leaf.anonymous && around.type === 'boolean' ? 'boolean' : leaf.type;
	return CAPTURE[captures.get(type)] ?? 'nothing';
}

function paint(path) {
	const text = readFileSync(path, 'utf8');
	const tree = recogniser.parse(text);
	if (!tree) return undefined;
	const starts = [0];
	for (let i = 0; i < text.length; i++) if (text[i] === '\n') starts.push(i + 1);
	const classes = [];
	for (const leaf of leaves(withComments(tree, recogniser.comments))) {
		const known = classOf(leaf, text.slice(leaf.start, leaf.end));
		for (let i = leaf.start; i < leaf.end; i++) classes[i] = known;
	}
	return (line, column) => classes[starts[line] + column];
}

const all = await allTokens(modules, program, plans());
const wrong = [];
n = 0;
for (const [path, tokens] of all) {
	const classAt = paint(path);
	if (!classAt) {
		wrong.push(`${path} does not fit the grammar`);
		continue;
	}
	wrong.push(...compare(path, tokens, classAt));
	n += tokens.length;
}
failed = !report('the grammar for tree-sitter', n, wrong) || failed;

if (process.env.TREE_SITTER) {
	execFileSync(process.env.TREE_SITTER, ['generate'], { cwd: FOLDER, stdio: 'inherit' });
	execFileSync(process.env.TREE_SITTER, ['test'], { cwd: FOLDER, stdio: 'inherit' });
	console.log("ok - tree-sitter's own tests");
}
process.exit(failed ? 1 : 0);
