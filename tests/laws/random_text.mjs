// Random plans as files, in any layout, order and number of files.

import { everyBlock, ofTemplate, pathOf, schema, spellText } from './random_plans.mjs';

// ---- writing one down ----

const INDENT = '  ';

// Without chance in the one layout of a person who types quickly; with it in any.
export class Writer {
	constructor(chance) {
		this.chance = chance;
	}

	is(p) {
		return this.chance?.is(p) ?? false;
	}

	ref(block, at) {
		// In what others are like a bare name is that of the copy beside it.
		const isBeside = at && block.parent && block.parent === at.parent && block.parent.name;
		return isBeside && (ofTemplate(block) || (!block.parent.isBase && this.is(0.5))) ? block.name : pathOf(block);
	}

	value(node, at) {
		if (node.let) return node.let.name;
		if (node.base) return node.days ? `${node.base} + ${node.days} days` : node.base;
		if (node.tokens) return node.tokens.map((token, i) => this.gap(token, i) + this.token(token, at)).join('');
		if (node.items) return this.list(node.items, at);
		if (node.head) {
			const clauses = this.order(node.clauses).map(([word, one]) => `${word} ${this.value(one, at)}`);
			return [this.value(node.head, at), ...clauses].join(' ');
		}
		return node.block ? this.ref(node.block, at) : node.s(this.chance);
	}

	gap(token, i) {
		if (!i || token[0] === '.') return '';
		return this.is(0.15) ? '   ' : ' ';
	}

	token(token, at) {
		return typeof token === 'string' ? token : this.value(token, at);
	}

	order(list) {
		return this.chance ? this.chance.shuffled(list) : list;
	}

	list(items, at) {
		const texts = items.map((item) => this.value(item, at));
		if (texts.length === 1 && this.is(0.5)) return texts[0];
		if (this.is(0.2)) return `[\n${texts.map((text) => `${INDENT}${text},\n`).join('')}]`;
		return `[${texts.join(', ')}]`;
	}

	comment() {
		return this.chance.one(['# note', '# goal x { owner: nobody }', '#', '# "quote']);
	}

	head(block) {
		const words = [block.kind];
		if (block.isTemplate && !block.parent) words.unshift('template');
		if (block.name) words.push(block.name);
		if (block.of) words.push(pathOf(block.of));
		if (block.date) words.push(block.date);
		if (block.title !== undefined) words.push(spellText(block.title, false, this.chance));
		if (block.like) words.push('like', pathOf(block.like));
		return words.join(' ');
	}

	// `moved`: fields that an update states instead.
	block(block, moved) {
		const fields = [...block.fields].filter(([name]) => !moved?.get(block)?.has(name));
		const members = [
			...fields.map(([name, value]) => `${name}:${this.is(0.2) ? '   ' : ' '}${this.value(value, block)}`),
			...(block.rows ?? []).map((row) => `${row.key.s()}: ${this.value(row.value, block)}`),
			...block.children.map((child) => this.block(child, moved))
		];
		return this.braces(this.head(block), this.order(members), block);
	}

	braces(head, members) {
		if (!members.length) return `${head} {}`;
		// `5 days funnel {` on one line would open a block `days`
		const gap = (member) => /^[a-z_]+ ["{]/.test(member) ? '\n' : ' ';
		if (this.is(0.3)) return `${head} {${members.map((member) => gap(member) + member).join('')} }`;
		const lines = members.map((member) => {
			const indented = /"""/.test(member) ? member : member.replaceAll('\n', `\n${INDENT}`);
			return `${this.is(0.1) ? '\n\n' : ''}${INDENT}${indented}${this.is(0.1) ? ` ${this.comment()}` : ''}\n`;
		});
		return `${head} {\n${lines.join('')}}`;
	}

	updates(moved) {
		return [...moved].map(([block, names]) => this.braces(`update ${pathOf(block)}`,
			this.order([...names].map((name) => `${name}: ${this.value(block.fields.get(name), block)}`))));
	}

	lets(model) {
		return model.lets.map(({ name, node }) => `let ${name} = ${this.value(node)}`);
	}
}

const stdImports = (model) => model.usesStd ? 'import std.metrics\nimport std.units\n' : '';
export const OLD = `plan old "Old" { between: [a, b]  period: 2025  currency: EUR }
party a "A" { role: vendor }
party b "B" { role: partner }
`;
const oldImport = (model) => model.old ? 'import "fy25.pbp" as fy25\n' : '';

// One file, in order.
export function plainFiles(model) {
	const writer = new Writer();
	const parts = [...writer.lets(model), ...[...model.templates, ...model.blocks].map((block) => writer.block(block))];
	return new Map([['plan.pbp', `${stdImports(model)}${oldImport(model)}${parts.join('\n')}\n`]]);
}

// The same plan in any order, layout and number of files; `more` is text that goes anywhere.
export function otherFiles(model, chance, more = []) {
	const writer = new Writer(chance);
	const moved = new Map();
	for (const block of everyBlock(model.blocks)) {
		const { all } = schema.kinds.get(block.kind);
		const names = [...block.fields.keys()].filter((name) => all.get(name).life === 'progress');
		const isMovable = block.name && pathOf(block).split('.').length <= 2 && !['plan'].includes(block.kind);
		if (isMovable && names.length && chance.is(0.15))
			moved.set(block, new Set(chance.some(names, 1 + chance.int(names.length))));
	}
	const [frame, ...rest] = model.blocks;
	const blocks = [...model.templates, ...rest].map((block) => writer.block(block, moved));
	const parts = [...writer.lets(model), ...blocks, ...writer.updates(moved), ...more];
	// A name that the standard library has too is its own in the file that declares it only.
	const isShared = model.blocks.some((block) => ['sourced_revenue', 'lead'].includes(block.name));
	const names = chance.some(['people', 'work', 'progress', 'a1', 'joint_days'], isShared ? 0 : chance.int(4));
	const piles = new Map([['plan', [writer.block(frame, moved)]], ...names.map((name) => [name, []])]);
	for (const part of chance.shuffled(parts)) chance.one([...piles.values()]).push(part);
	const files = new Map();
	const gap = () => chance.one(['\n', '\n\n', '\n\n\n# between\n']);
	for (const [name, pile] of piles) {
		// a chain or a star of imports
		const imports = name === 'plan' ? names.map((other) => `import "${other}.pbp"\n`).join('') : '';
		const text = chance.shuffled(pile).map((part) => part + gap()).join('');
		const mark = chance.is(0.2) ? '\ufeff' : '';
		files.set(`${name}.pbp`, mark + stdImports(model) + (name === 'plan' ? oldImport(model) : '') + imports + text);
	}
	for (const [name, text] of files) if (chance.is(0.1)) files.set(name, text.replaceAll('\n', '\r\n'));
	return files;
}
