// What a random plan says, fact by fact, and what differs between two: worked out a second time, apart from the
// program.

import { effective, effectiveChildren, look, meaning, pathOf, schema } from './random_plans.mjs';

// ---- what it says ----

function viewers(block) {
	for (let at = block; at; at = at.parent) {
		const fields = effective(at);
		if (fields.has('only_for')) return true;
		const carrier = at.kind === 'readings' ? at.of
			: at.kind === 'feed' ? fields.get('into')?.block
				: ['session', 'request', 'root_cause'].includes(at.kind) ? fields.get('of')?.block : undefined;
		if (carrier && viewers(carrier)) return true;
	}
	return false;
}

const hasName = (block) => block.name || block.of || block.kind === 'session';

function keyOf(block, siblings) {
	if (block.kind === 'session') return `session ${block.date} of ${pathOf(effective(block).get('of').block)}`;
	if (block.of) return `${block.kind} ${pathOf(block.of)}`;
	if (block.name) return `${block.kind} ${pathOf(block)}`;
	const isTwin = (other) => !hasName(other) && other.kind === block.kind && other.title === block.title;
	const isAlone = block.title !== undefined && siblings.filter(isTwin).length === 1;
	block.isWhole = !isAlone;
	const inside = block.parent ? `${block.parentKey} > ` : '';
	return `${inside}${block.kind}${isAlone ? ` ${JSON.stringify(block.title)}` : ''}`;
}

const rowsMeaning = (block) => JSON.stringify(block.rows.map((row) => [row.key.s(), meaning(row.value, block)]).sort());
const kindLife = (block) => schema.kinds.get(block.kind).sealed ? 'contract' : 'progress';
const isApart = (block) => hasName(block) || effective(block).has('only_for');

// Field, meaning and life of all that a block says.
function sayings(block) {
	const info = schema.kinds.get(block.kind);
	const all = [...effective(block)].map(([name, node]) => [name, meaning(node, block), info.all.get(name).life]);
	if (block.rows) all.push(['rows', rowsMeaning(block), block.kind === 'readings' ? 'progress' : 'contract']);
	return all;
}

// What a block and those in it say of one life, where its fields cannot be told from those of another.
function wholeText(block, life) {
	const isMain = life === kindLife(block);
	const fields = sayings(block).filter((field) => field[2] === life).sort();
	const ofChild = (child) => {
		if (!isApart(child)) return wholeText(child, life);
		return hasName(child) && life === kindLife(child) ? pathOf(child) : '';
	};
	const children = effectiveChildren(block).map(ofChild).filter(Boolean).sort();
	if (!isMain && !fields.length && !children.length) return '';
	return JSON.stringify([block.kind, isMain ? block.title : '', fields, children]);
}

// Of every place (block and field) what it says there, and what is sealed.
export function factsOf(model) {
	look(model);
	const facts = { places: new Map(), sealed: [] };
	const put = (block, key, field, text, life, shown) => {
		const place = `${key}\n${field}`;
		if (!facts.places.has(place)) facts.places.set(place, { key, field, shown, texts: [] });
		facts.places.get(place).texts.push(text);
		if (life === 'contract' && schema.kinds.get(block.kind).sealed && !viewers(block))
			facts.sealed.push(`${place}\n${text}`);
	};
	const walk = (blocks, isInside) => {
		for (const block of blocks) {
			block.isWhole = false;
			const key = keyOf(block, blocks);
			const isTold = isInside && !isApart(block);
			if (isTold) block.isWhole = true;
			else if (block.isWhole) {
				const shown = { block: block.parent ? block.parentKey : key, field: block.kind };
				for (const life of ['contract', 'progress', 'neither']) {
					const text = wholeText(block, life);
					if (text) put(block, key, life === kindLife(block) ? '' : ` ${life}`, text, life, shown);
				}
			} else {
				const inside = block.name && block.parent && !block.parent.name ? block.parentKey : '';
				const heading = JSON.stringify([block.title ?? '', inside]);
				put(block, key, 'heading', heading, kindLife(block), { block: key });
				for (const [name, text, life] of sayings(block))
					put(block, key, name, text, life, { block: key, field: name });
			}
			const children = effectiveChildren(block);
			for (const child of children) child.parentKey = key;
			walk(children, block.isWhole);
		}
	};
	walk(model.blocks, false);
	facts.sealed = facts.sealed.sort().join('\n\n');
	return facts;
}

// What diff has to say between the two: places and how they changed.
export function differences(old, now) {
	const keys = (facts) => new Set([...facts.places.values()].map((place) => place.key));
	const [oldKeys, nowKeys] = [keys(old), keys(now)];
	const changes = [];
	for (const place of new Set([...old.places.keys(), ...now.places.keys()])) {
		const [before, after] = [old.places.get(place), now.places.get(place)];
		const { key, field, shown } = before ?? after;
		let gone = [...(before?.texts ?? [])].sort();
		let come = [...(after?.texts ?? [])].sort();
		if (gone.length !== 1 || come.length !== 1 || gone[0] === come[0]) {
			for (const text of [...gone]) {
				const at = come.indexOf(text);
				if (at < 0) continue;
				come.splice(at, 1);
				gone.splice(gone.indexOf(text), 1);
			}
		}
		const isPart = field !== 'heading' && field !== '';
		const isPair = before?.texts.length === 1 && after?.texts.length === 1 && gone.length === 1;
		const named = (change) => shown.field ?? (change === 'changed' ? 'heading' : '');
		const tell = (change) => changes.push(JSON.stringify([change, shown.block, named(change)]));
		if (isPair) tell('changed');
		else {
			if (!isPart || nowKeys.has(key)) gone.forEach(() => tell('removed'));
			if (!isPart || oldKeys.has(key)) come.forEach(() => tell('new'));
		}
	}
	return changes.sort();
}
