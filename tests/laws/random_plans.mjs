// Random plans, made from the schema that the program prints: a model of blocks and values, and changes of it.
// random_text.mjs writes it down, random_facts.mjs says what it means.

// ---- chance: the same numbers for the same seed ----

export function chanceFrom(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const int = (n) => Math.floor(next() * n);
	const shuffled = (list) => {
		const copy = [...list];
		for (let i = copy.length - 1; i > 0; i--) {
			const k = int(i + 1);
			[copy[i], copy[k]] = [copy[k], copy[i]];
		}
		return copy;
	};
	return {
		int,
		is: (p) => next() < p,
		one: (list) => list[int(list.length)],
		shuffled,
		some: (list, n) => shuffled(list).slice(0, n)
	};
}

// ---- the schema ----

export function schemaOf(manual) {
	const kinds = new Map(manual.kinds.map((kind) => [kind.name, kind]));
	const anyFields = manual.fields_of_every_block;
	for (const kind of kinds.values()) {
		kind.all = new Map([...kind.fields, ...anyFields].map((field) => [field.name, field]));
		kind.children =
			[...kinds.values()].filter((child) => child.inside.includes(kind.name)).map((child) => child.name);
	}
	return { kinds, anyFields, types: manual.types, days: kinds.get('calendar').all.get('workdays').words,
		levels: kinds.get('rule').all.get('level').words };
}

// ---- values: `c` is what they mean, `s` how they are written, anew each time ----

const DAY = 86400000;
const dayText = (n) => new Date(n * DAY).toISOString().slice(0, 10);
const dayNumber = (text) => Date.parse(text) / DAY;
const lastOfMonth = (year, month) => dayText(Date.UTC(year, month, 0) / DAY);
const pad = (n) => String(n).padStart(2, '0');

const PIECES = [
	'Retail', 'second half', 'Zürich', '東京', 'Ωmega', '🚀', 'a "quoted" word', 'back\\slash', '# no comment',
	'{ no block }', 'x: y', "it's", '50%', '[list]', 'a > b', '<b>', 'a | b', 'tab\tstop', 'end.',
	'https://example.com/a?b=c&d', 'e\u0301', '1.50', '"', '.0 00"'
];

const ESCAPES = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };
const byNumber = (sign) => `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`;
const escaped = (text, isNumbered) =>
	`"${[...text].map((sign) => ESCAPES[sign] ?? (isNumbered?.() ? byNumber(sign) : sign)).join('')}"`;

export function spellText(text, mayBeProse, chance) {
	if (!chance) return escaped(text);
	if (mayBeProse && !/["\\\t]/.test(text) && !/(^|\n)[ \n]|\s$/.test(text) && chance.is(0.6))
		return `"""\n      ${text.split('\n').join('\n      ')}\n      """`;
	return escaped(text, chance.is(0.3) ? () => chance.is(0.2) : undefined);
}

function spellNumber(text, chance) {
	if (!chance) return text;
	let [whole, part = ''] = text.split('.');
	if (!part && /[1-9]000$/.test(whole) && whole.length < 8 && chance.is(0.3)) return `${whole.slice(0, -3)}k`;
	if (whole.length > 3 && chance.is(0.6)) whole = whole.replace(/\B(?=(\d{3})+$)/g, chance.one([',', '_']));
	if (chance.is(0.3)) part = part.padEnd(2, '0');
	return part ? `${whole}.${part}` : whole;
}

const rangePeriods = new Map();
const days = (first, last) => `${first} .. ${last}`;
for (const year of [2025, 2026, 2027]) {
	rangePeriods.set(days(`${year}-01-01`, `${year}-12-31`), String(year));
	for (const half of [1, 2])
		rangePeriods.set(
			days(`${year}-${half === 1 ? '01' : '07'}-01`, lastOfMonth(year, half * 6)), `${year}-H${half}`);
	for (const q of [1, 2, 3, 4])
		rangePeriods.set(days(`${year}-${pad(q * 3 - 2)}-01`, lastOfMonth(year, q * 3)), `${year}-Q${q}`);
	for (let m = 1; m <= 12; m++)
		rangePeriods.set(days(`${year}-${pad(m)}-01`, lastOfMonth(year, m)), `${year}-${pad(m)}`);
}
const allPeriods = [...rangePeriods.keys()];

const DURATIONS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'business_hour', 'business_day'];
const RULES = [
	'measurable.increments', 'cadence.too_slow', 'tracking.blame', 'ownership.gap', 'tracking.cause_open',
	'ownership.all'
];
const SETTINGS = {
	'tracking.on_track': '%',
	'tracking.watch': '%',
	'cadence.too_slow': 'days',
	'tracking.cause_open': 'days'
};
const COLUMNS = ['Close Date', 'Amount', 'Deals', 'Stage'];
export const FEEDS = ['deals.csv', 'other.csv'];
// A header that has these columns for every separator.
const header = (sign) => ['x', ...COLUMNS, ''].join(sign);
export const CSV = `${header(',')}${header(';')}${header('|')}\n`;

// A quantity: its unit is a currency, '%', '' or the word of a duration or of a declared unit, with its plural.
function quantityOf(n, unit) {
	const one = Number(n) === 1;
	return { c: `${n} ${unit.one ?? unit}`, s: (chance) => {
		const number = spellNumber(n, chance);
		if (unit === '%') return `${number}%`;
		if (!unit) return number;
		if (!unit.one) return `${number} ${unit}`;
		return `${number} ${(chance ? chance.is(0.5) : one) ? unit.one : unit.many}`;
	} };
}

// The same quantity with one more.
const other = (node, number) => {
	const more = String(Number(number) + 1);
	return { c: node.c.replace(number, more), s: () => node.s().replace(number, more) };
};

const plain = (c) => ({ c, s: () => c });

// Of the plan at hand.
export let schema;
let frame;

export function meaning(node, block) {
	if (node.let) return meaning(node.let.node, block);
	if (node.base) {
		const window = meaning(effective(block.parent).get('window'), block.parent).split(' .. ');
		return dayText(dayNumber(window[node.base === 'start' ? 0 : 1]) + node.days);
	}
	if (node.tokens)
		return node.tokens.map((token) => typeof token === 'string' ? token : meaning(token, block)).join(' ');
	if (node.items) return JSON.stringify(node.items.map((item) => meaning(item, block)));
	if (node.head) {
		const clauses = node.clauses.map(([word, at]) => `${word} ${meaning(at, block)}`).sort();
		return JSON.stringify([meaning(node.head, block), ...clauses]);
	}
	if (node.unit === 'money' && node.c === 'money') return meaning(frame.fields.get('currency'), frame);
	return node.block ? `-> ${pathOf(node.block)}` : node.c;
}

// From now on values are those of this model.
export const look = (model) => {
	frame = model.blocks[0];
};

// ---- the model ----

export function* everyBlock(blocks) {
	for (const block of blocks) {
		yield block;
		yield* everyBlock(block.children);
	}
}

export const pathOf = (block) => block.parent?.name ? `${pathOf(block.parent)}.${block.name}` : block.name;

export const ofTemplate = (block) => block.isTemplate;

const FORMS = ['target', 'at_least', 'at_most', 'between'];

// Fields of which what a block states replaces the other that it would take over.
function excludeEachOther(kind, a, b) {
	const all = schema.kinds.get(kind).all;
	return (kind === 'goal' && FORMS.includes(a) && FORMS.includes(b)) || all.get(a).unless === b ||
		all.get(b).unless === a;
}

// An action is progress as a whole.
const isTaken = (kind, name) => kind === 'action' || schema.kinds.get(kind).all.get(name).life === 'contract';

// Its fields with those that it takes over.
export function effective(block) {
	const own = new Map(block.fields);
	if (!block.like) return own;
	for (const [name, value] of effective(block.like))
		if (isTaken(block.kind, name) && !own.has(name) &&
			![...block.fields.keys()].some((other) => excludeEachOther(block.kind, name, other)))
			own.set(name, value);
	return own;
}

// Its children with those that it takes over.
export function effectiveChildren(block) {
	if (!block.like) return block.children;
	const isReplaced = (child) => (child.kind === 'action' && !ofTemplate(child)) ||
		(child.name ? block.children.some((own) => own.name === child.name)
			: schema.kinds.get(child.kind).named === 'none' && block.children.some((own) => own.kind === child.kind));
	const copy = (child, parent) => {
		const copied = { ...child, parent, isTemplate: false, fields: likeFields(child) };
		copied.children = child.children.map((one) => copy(one, copied));
		return copied;
	};
	const likeFields = (child) => new Map([...effective(child)].filter(([name]) => isTaken(child.kind, name)));
	return [
		...block.children,
		...effectiveChildren(block.like).filter((child) => !isReplaced(child)).map((child) => copy(child, block))
	];
}

// ---- making one ----

const WORDS =
	['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir', 'ginkgo', 'hazel', 'iris', 'juniper', 'larch', 'maple'];

// What every plan has, so that whatever must be named is there.
const BASE = [
	'party', 'party', 'person', 'person', 'person', 'priority', 'metric', 'metric', 'goal', 'goal', 'initiative',
	'initiative', 'fund', 'review'
];

const SECOND = ['fund', 'review', 'priority', 'contingency', 'resource'];

export class Maker {
	constructor(known, chance) {
		schema = known;
		this.schema = known;
		this.chance = chance;
		this.kindCounts = new Map([...known.kinds.keys()].map((name) => [name, 0]));
		this.fieldCounts = new Map();
		this.currency = 'EUR';
	}

	// The least used first, most of the time.
	rare(list, counts) {
		const few = this.chance.some(list, 4);
		return few.reduce((a, b) => ((counts.get(a) ?? 0) <= (counts.get(b) ?? 0) ? a : b));
	}

	text(max = 3) {
		return this.chance.some(PIECES, 1 + this.chance.int(max)).join(' ').trim();
	}

	plan() {
		const { chance } = this;
		this.n = 0;
		this.model = { blocks: [], templates: [], lets: [], old: chance.is(0.2), usesStd: chance.is(0.35) };
		this.all = [];
		this.currency = chance.one(['EUR', 'USD', 'GBP']);
		const tops = [...this.schema.kinds.values()]
			.filter((kind) => !kind.nested_only && !['plan', 'project'].includes(kind.name))
			.map((kind) => kind.name);
		const wanted = [...BASE, ...SECOND.filter(() => chance.is(0.25))];
		for (let i = 6 + chance.int(8); i; i--) wanted.push(this.rare(tops, this.kindCounts));
		frame = this.skeleton('plan', undefined, { name: 'joint' });
		// What is referred to stands before what refers to it, so that there are no circles; files have any order.
		const order = ['party', 'unit', 'person', 'priority', 'objective', 'metric', 'goal'];
		const rank = (kind) => order.indexOf(kind) < 0 ? order.length : order.indexOf(kind);
		for (const kind of wanted.sort((a, b) => rank(a) - rank(b))) {
			const isFirst = BASE.includes(kind) &&
				!this.all.some((other) => other.kind === kind && other.name && !other.isTemplate);
			this.skeleton(kind, undefined, isFirst ? { name: this.name(kind) } : {});
		}
		for (const block of this.all) this.fill(block);
		return this.model;
	}

	// A block without fields yet.
	skeleton(kind, parent, given = {}) {
		const { chance } = this;
		const info = this.schema.kinds.get(kind);
		const block = { kind, parent, fields: new Map(), children: [], index: this.all.length, ...given };
		const same = this.all.filter((other) => other.kind === kind && !other.isTemplate && !parent && !other.parent);
		if (!given.name && (info.named === 'required' || (info.named === 'optional' && chance.is(0.75))))
			block.name = this.name(kind, parent);
		if (info.named === 'reference') {
			const used = this.all.filter((other) => other.kind === kind).map((other) => other.of);
			const kinds = kind === 'signoff' ? ['party'] : ['goal', 'metric'];
			block.of = chance.one(this.all.filter((other) => kinds.includes(other.kind) && !used.includes(other)));
			if (!block.of) return;
		}
		if (info.named === 'date') {
			block.date = dayText(dayNumber('2026-01-01') + this.n++ * 3);
			block.ofReview = true;
		}
		if (info.titled && (info.named === 'required' || chance.is(0.9))) block.title = this.text(2);
		if (!parent && !block.isTemplate &&
			!['plan', 'party', 'session', 'signoff', 'readings', 'unit', 'rule', 'metric', 'goal'].includes(kind) &&
			info.named !== 'none') {
			const bases = same.filter((other) => other.name);
			if (bases.length && chance.is(0.25)) {
				block.like = chance.one(bases);
				block.like.isBase = true;
			}
		}
		this.all.push(block);
		this.kindCounts.set(kind, this.kindCounts.get(kind) + 1);
		(parent ? parent.children : this.model.blocks).push(block);
		const only = info.children.filter((child) => this.schema.kinds.get(child).named === 'none');
		const more = info.children.filter((child) => !only.includes(child));
		for (const child of only) if (chance.is(0.4)) this.skeleton(child, block);
		if (more.length) for (let i = chance.int(4); i; i--) this.skeleton(this.rare(more, this.kindCounts), block);
		if (!parent && kind === 'initiative' && !block.isTemplate && chance.is(0.3)) this.template(block);
		return block;
	}

	// A template that the block is like.
	template(block) {
		const model = this.model.blocks;
		this.model.blocks = this.model.templates;
		const template = this.skeleton(block.kind, undefined, { name: this.name(block.kind), isTemplate: true });
		this.model.blocks = model;
		for (const part of everyBlock([template])) part.isTemplate = true;
		block.like = template;
	}

	name(kind, parent) {
		const names = this.all.map((other) => other.name);
		if (kind === 'metric' && !names.includes('sourced_revenue') && this.chance.is(0.2)) return 'sourced_revenue';
		if (kind === 'unit' && !names.includes('lead') && this.chance.is(0.2)) return 'lead';
		if (parent?.name && parent.kind !== 'session' && this.chance.is(0.5)) {
			const name = this.chance.one(['ready', 'held', 'handed_over']);
			if (!parent.children.some((child) => child.name === name)) return name;
		}
		if (kind === 'term' && this.chance.is(0.3)) {
			const { name: shared } = this.chance.one(this.all.filter((other) => other.kind === 'party'));
			if (!this.all.some((other) => other.kind === 'term' && other.name === shared)) return shared;
		}
		return `${this.chance.one(WORDS)}_${this.n++}`;
	}

	fill(block) {
		const info = this.schema.kinds.get(block.kind);
		const base = block.like ? effective(block.like) : new Map();
		let instead; // the field that stands aside for a required one
		for (const field of info.all.values()) {
			if (field.unless && this.chance.is(0.4) &&
				!(block.kind === 'feed' && !this.isFlow(block.fields.get('into')))) {
				instead = field.unless;
				continue;
			}
			const isNeeded = instead === field.name ||
				(field.required && !(isTaken(block.kind, field.name) && base.has(field.name)));
			if (!isNeeded && !this.chance.is(this.wish(block, field))) continue;
			const value = this.value(block, field);
			if (value) this.set(block, field, value);
		}
		if (info.rows) block.rows = this.rows(block);
		if (info.rows && !block.rows) block.rows = [];
	}

	isFlow({ block }) {
		const metric = block.kind === 'metric' ? { block } : effective(block).get('metric');
		return metric.block ? metric.block.fields.get('kind').c === 'flow' : metric.unit === 'money';
	}

	set(block, field, value) {
		block.fields.set(field.name, value);
		const key = `${block.kind}.${field.name}`;
		this.fieldCounts.set(key, (this.fieldCounts.get(key) ?? 0) + 1);
	}

	wish(block, field) {
		if (field.name === 'only_for') {
			if (block.kind === 'plan') return 0;
			return (this.fieldCounts.get(`${block.kind}.only_for`) ?? 0) < 12 ? 0.2 : 0.03;
		}
		if (['plan', 'party', 'person'].includes(block.kind) && field.name === 'allow') return 0.2;
		const seen = this.fieldCounts.get(`${block.kind}.${field.name}`) ?? 0;
		return seen < 40 ? 0.8 : ['about', 'tags', 'link', 'allow'].includes(field.name) ? 0.12 : 0.4;
	}

	// ---- values of fields ----

	// Nothing where the plan as it is has no value for the field.
	value(block, field) {
		this.block = block;
		this.field = field;
		if (this.excluded(block, field)) return undefined;
		if (!field.list) return this.item(field);
		if (['scope', 'covers'].includes(field.name) && this.chance.is(0.3)) return plain('all');
		const items = [];
		const most = 1 + this.chance.int(3);
		while (items.length < most) {
			const item = this.item(field);
			const key = item && meaning(item.head ?? item, block);
			if (!item || items.some((other) => meaning(other.head ?? other, block) === key)) break;
			items.push(item);
			if (field.type === 'owner' && block.kind !== 'metric') break;
		}
		return items.length ? { items } : undefined;
	}

	// Forms of which a block has one.
	excluded(block, field) {
		const fields = effective(block);
		if (block.kind === 'goal' && FORMS.includes(field.name))
			return FORMS.some((name) => name !== field.name && fields.has(name));
		if (block.kind === 'feed' && field.name === 'count') return fields.has('value');
		if (block.kind === 'feed' && field.name === 'value') return fields.has('count');
		if (block.kind === 'risk' && ['trigger', 'event'].includes(field.name))
			return fields.has(field.name === 'event' ? 'trigger' : 'event');
		return false;
	}

	item(field) {
		const phrase = PHRASES[field.type];
		if (!phrase) return this.type(field.type);
		const head = this.type(phrase.head);
		if (!head) return undefined;
		const clauses = [];
		for (const [word, type, isNeeded] of phrase.clauses) {
			if (!isNeeded && !this.chance.is(0.6)) continue;
			const node = this.type(type, head);
			if (node) clauses.push([word, node]);
			else if (isNeeded) return undefined;
		}
		return { head, clauses };
	}

	type(name, head) {
		const make = TYPES[name];
		if (!make) throw new Error(`no values of the type ${name}`);
		const node = make.call(this, head);
		if (node?.c !== undefined && !node.tokens && LETS.includes(name) && this.chance.is(0.06))
			return this.named(node);
		return node;
	}

	// A `let` with the value.
	named(node) {
		const entry = { name: `let_${this.n++}`, node };
		this.model.lets.push(entry);
		return { let: entry };
	}

	// ---- changes: each returns how to take it back, nothing where it cannot be made ----

	// Another value for the field, or none, or one where there was none.
	alter(block, field) {
		const before = block.fields.get(field.name);
		const base = block.like && field.life === 'contract' && effective(block.like).has(field.name);
		const restore = () => before ? block.fields.set(field.name, before) : block.fields.delete(field.name);
		const mayGo = before && (!field.required || base) &&
			!(block.kind === 'feed' && ['value', 'count'].includes(field.name)) &&
			!(block.kind === 'activity' && field.name === 'window') &&
			!(block.kind === 'review' && field.name === 'every');
		if (mayGo && this.chance.is(0.15)) {
			block.fields.delete(field.name);
			return restore;
		}
		this.altering = true;
		for (let tries = 6; tries; tries--) {
			const value =
				before && this.chance.is(0.6) ? this.alterPart(block, field, before) : this.value(block, field);
			if (!value || (before && meaning(value, block) === meaning(before, block))) continue;
			this.altering = false;
			block.fields.set(field.name, value);
			return restore;
		}
		this.altering = false;
		return undefined;
	}

	// One item of a list, one clause of a phrase, or an item more.
	alterPart(block, field, before) {
		const { chance } = this;
		if (before.items) {
			const at = chance.int(before.items.length);
			const items = [...before.items];
			if (items.length > 1 && chance.is(0.3)) items.splice(at, 1);
			else items[at] = this.alterPart(block, field, items[at]);
			return items.every(Boolean) &&
					new Set(items.map((item) => meaning(item.head ?? item, block))).size === items.length
				? { items }
				: undefined;
		}
		this.block = block;
		this.field = field;
		if (!before.head || !PHRASES[field.type]) return this.item(field);
		const [word, type, isNeeded] = chance.one(PHRASES[field.type].clauses);
		const others = before.clauses.filter((clause) => clause[0] !== word);
		if (others.length < before.clauses.length && !isNeeded && chance.is(0.3)) return { ...before, clauses: others };
		const node = this.type(type, before.head);
		return node && { ...before, clauses: [...others, [word, node]] };
	}

	// Of more than one field: a title, a name, a row, a block more or less or elsewhere, a `let`.
	restructure() {
		const { chance, model } = this;
		const all = [...everyBlock(model.blocks)].slice(1);
		const block = chance.one(all.filter((other) => !['sourced_revenue', 'lead'].includes(other.name)));
		const put = (object, key, value) => {
			const before = object[key];
			object[key] = value;
			return () => { object[key] = before; };
		};
		const key = block.parent ? 'children' : 'blocks';
		const list = block.parent ? block.parent.children : model.blocks;
		const forms = {
			title: () => block.title !== undefined && put(block, 'title', `${block.title} x`),
			name: () => block.name && put(block, 'name', `renamed_${this.n++}`),
			gone: () => put(block.parent ?? model, key, list.filter((other) => other !== block)),
			row: () => {
				const rows = all.filter((other) => other.rows?.length);
				const one = rows.length && chance.one(rows);
				return one && put(one, 'rows', chance.is(0.5) ? one.rows.slice(1) : this.rows(one) ?? one.rows);
			},
			child: () => {
				const others = (parent) => all.filter((other) => other.kind === parent.kind && other !== parent);
				const moves = all.filter((child) => child.parent)
					.flatMap((child) => others(child.parent).map((other) => [child, other]));
				if (!moves.length) return undefined;
				const [child, to] = chance.one(moves);
				const from = put(child.parent, 'children', child.parent.children.filter((other) => other !== child));
				const into = put(to, 'children', [...to.children, child]);
				const parent = put(child, 'parent', to);
				return () => [parent, into, from].forEach((back) => back());
			},
			let: () => {
				const used = model.lets.length && chance.one(model.lets);
				const number = used && /^\d+(?= )/.exec(used.node.c)?.[0];
				return number && used.node.s && put(used, 'node', other(used.node, number));
			},
			new: () => {
				const kinds = [
					'term', 'objective', 'priority', 'risk', 'commitment', 'milestone', 'rate', 'resource', 'deal',
					'fund'
				];
				const kind = chance.one(kinds);
				const before = [...model.blocks];
				const known = this.all.length;
				const added = this.skeleton(kind);
				for (const one of this.all.slice(known)) this.fill(one);
				return added && (() => { model.blocks = before; this.all.length = known; });
			},
		};
		const form = chance.one(Object.keys(forms));
		return { form, back: forms[form]() };
	}

	date(from = '2026-01-01', to = '2026-12-31') {
		const low = dayNumber(from);
		return dayText(low + this.chance.int(dayNumber(to) - low + 1));
	}

	blocksOf(kinds) {
		const { block, field } = this;
		const isEarlier = (other) => other.index < block.index;
		const mayCircle = kinds.includes(block.kind) || field.name === 'after';
		return this.all.filter((other) => kinds.includes(other.kind) && other.name && !ofTemplate(other) &&
				other !== block && (!mayCircle || isEarlier(other)));
	}

	ref(kinds) {
		const { block, field } = this;
		if (ofTemplate(block) && field.name === 'after') {
			const siblings = block.parent?.children.filter(
				(other) => other.name && kinds.includes(other.kind) && other.index < block.index);
			return siblings?.length ? { block: this.chance.one(siblings), isSibling: true } : undefined;
		}
		let found = this.blocksOf(kinds);
		if (block.kind === 'goal' && field.name === 'metric') return this.metricRef(found);
		if (block.kind === 'session' && field.name === 'of')
			return found.length ? { block: this.chance.one(found) } : undefined;
		if (kinds.length === 1 && kinds[0] === 'plan') return this.model.old ? plain('fy25') : undefined;
		return found.length ? { block: this.chance.one(found) } : undefined;
	}

	// One in whose unit the goal's amounts are.
	metricRef(found) {
		const now = this.block.fields.get('metric');
		const std = !this.model.usesStd ? [] : [
			{ c: 'std.metrics.sourced_revenue', s: () => 'std.metrics.sourced_revenue', unit: 'money' },
			{ c: 'std.metrics.win_rate', s: () => 'std.metrics.win_rate', unit: '%' }
		];
		const all = [...found.map((block) => ({ block })), ...std];
		const fits =
			now ? all.filter((other) => unitKey(this.metricUnit(other)) === unitKey(this.metricUnit(now))) : all;
		return this.chance.one(fits.length ? fits : all);
	}

	metricUnit(node) {
		const unit = node.unit ?? node.block.fields.get('unit')?.unit;
		return unit === 'money' ? this.currency : unit;
	}

	// The unit of what an amount is of.
	unitAtHand() {
		const { block } = this;
		if (block.kind === 'goal' && effective(block).has('metric'))
			return this.metricUnit(effective(block).get('metric'));
		if (block.kind === 'metric') return this.metricUnit({ block });
		const of = block.of ?? block.parent ?? effective(block).get('on')?.block;
		if (['increments', 'readings', 'incentive'].includes(block.kind) && of) return this.unitOf(of);
		return this.anyUnit();
	}

	unitOf(block) {
		return this.metricUnit(block.kind === 'metric' ? { block } : block.fields.get('metric'));
	}

	anyUnit() {
		return this.chance.one([this.currency, '%', ...this.units()]);
	}

	units() {
		return this.all.filter((block) => block.kind === 'unit').map(declared);
	}

	quantity(unit) {
		const { chance } = this;
		if (unit === '%') return quantityOf(chance.is(0.3) ? `${chance.int(90)}.5` : String(1 + chance.int(99)), unit);
		if (unit?.one && !unit.isTime) return quantityOf(String(1 + chance.int(5000)), unit);
		const n = chance.is(0.5) ? String((1 + chance.int(400)) * 1000) : String(1 + chance.int(2000));
		return quantityOf(chance.is(0.2) && !unit?.one ? `${n}.25` : n, unit);
	}

	amount() {
		const unit = this.unitAtHand();
		return unit === undefined ? undefined : this.quantity(unit);
	}

	condition(depth = 0) {
		const { chance, block } = this;
		const metrics = this.all.filter((other) => other.kind === 'metric' && other.fields.has('unit'));
		const goals = this.all.filter((other) => other.kind === 'goal');
		const forms = [ () => ({
			tokens: [
				'count(goals where owner', '==', { block: chance.one(this.persons()) }, ')', '>',
				quantityOf(String(chance.int(9)), '')
			]
		})];
		if (metrics.length) forms.push(() => {
			const metric = chance.one(metrics);
			const unit = this.metricUnit({ block: metric });
			const quantity = this.quantity(unit);
			const value = chance.is(0.2) ? this.named(quantity) : quantity;
			return { tokens: [{ block: metric }, '.latest', chance.one(['<', '<=', '>', '>=']), value] };
		});
		if (goals.length)
			forms.push(() => ({ tokens: [ { block: chance.one(goals) }, '.attainment', '>=', this.quantity('%')] }));
		const judged = block.kind === 'rule' && block.fields.get('for');
		if (judged) forms.push(() => ({ tokens: ['has',
			`it.${chance.one([...this.schema.kinds.get(judged.c).all.keys()].filter((name) => name !== 'allow'))}`] }));
		if (depth < 2)
			forms.push(() => ({
				tokens: [
					'(', this.condition(depth + 1), chance.one(['and', 'or']), 'not', '(', this.condition(depth + 1),
					')', ')'
				]
			}));
		return chance.one(forms)();
	}

	persons() {
		return this.all.filter((other) => other.kind === 'person');
	}

	rows(block) {
		const { chance } = this;
		this.block = block;
		this.field = {};
		const months = chance.some([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 1 + chance.int(4)).sort((a, b) => a - b);
		const isDay = block.kind === 'readings' && chance.is(0.3);
		const rows = [];
		for (const month of months) {
			const value = this.amount();
			if (!value) return undefined;
			const key = isDay ? plain(`2026-${pad(month)}-15`) : plain(`2026-${pad(month)}`);
			const clauses = block.kind === 'readings' && chance.is(0.2)
				? [ ['of', quantityOf(String(1 + chance.int(90)), '')] ]
				: [];
			rows.push({ key, value: { head: value, clauses } });
		}
		return rows;
	}
}

const declared = (block) => ({ one: block.name, many: block.fields.get('many')?.c.slice(1, -1) ?? block.name });
const unitKey = (unit) => unit?.one ?? unit;
const time = (one) => ({ one, many: `${one}s`, isTime: true });
const LETS = ['date', 'money', 'duration', 'amount', 'percent', 'number'];

const TYPES = {
	text() {
		if (this.block.kind === 'feed' && this.field.name === 'file') return plain(escaped(this.chance.one(FEEDS)));
		if (this.field.name === 'many') return plain(`"${this.block.name}_${this.chance.one(['s', 'es', 'all'])}"`);
		if (this.field.name === 'separator') return plain(this.chance.one(['";"', '","', '"|"']));
		const text = this.text();
		return { c: text, s: (chance) => spellText(text, false, chance) };
	},
	zone() {
		return plain(escaped(this.chance.one(['Europe/London', 'UTC', 'Asia/Tokyo', 'America/New_York'])));
	},
	prose() {
		const text = this.chance.is(0.5) ? this.text(6) : [this.text(), this.text(4), this.text()].join('\n');
		return { c: text, s: (chance) => spellText(text, true, chance) };
	},
	name() {
		return plain(this.chance.one(['german', 'storage', 'q3', 'retail', 'goal', 'security']));
	},
	date() {
		if (this.chance.is(0.3) && this.block.parent?.kind === 'initiative' && this.field.life === 'contract')
			return { base: this.chance.one(['start', 'end']), days: this.chance.int(30) };
		const c = this.date();
		const month = [...rangePeriods].find(([range]) => range.endsWith(c) && range.startsWith(c.slice(0, 8)))?.[1];
		return { c, s: (chance) => month && chance?.is(0.5) ? month : c };
	},
	date_start() { return plain(this.date('2026-01-01', '2026-06-30')); },
	last_date() { return plain(this.date('2026-07-01')); },
	range() {
		const first = this.date('2026-01-01', '2026-06-30');
		const c = this.chance.is(0.4) ? this.chance.one(allPeriods) : days(first, this.date(first, '2026-12-31'));
		return { c, s: (chance) => rangePeriods.has(c) && chance?.is(0.5) ? rangePeriods.get(c) : c };
	},
	period() {
		const c = this.chance.one(allPeriods);
		return { c, s: () => rangePeriods.get(c) };
	},
	time() {
		return plain(`${pad(8 + this.chance.int(10))}:${this.chance.one(['00', '15', '30'])}`);
	},
	duration() { return quantityOf(String(1 + this.chance.int(20)), time(this.chance.one(DURATIONS))); },
	number() { return this.field.name === 'edition' ? plain('1') : this.quantity(''); },
	percent() { return this.quantity('%'); },
	money() { return this.quantity(this.currency); },
	amount() { return this.amount(); },
	share() {
		return this.quantity(this.chance.one(['%', this.currency]));
	},
	amount_range() {
		const unit = this.block.kind === 'unit' ? '' : this.unitAtHand();
		if (unit === undefined) return undefined;
		const low = quantityOf('0', unit);
		const high = quantityOf(unit === '%'
				? '100'
				: String(({ unit: 8e6, metric: 4e6 }[this.block.kind] ?? 1e6) + this.chance.int(1e6)),
			unit);
		return { c: `${low.c} .. ${high.c}`, s: (chance) => `${low.s(chance)} .. ${high.s(chance)}` };
	},
	flag() {
		return plain(this.chance.one(['true', 'false']));
	},
	rating() { return plain(String(1 + this.chance.int(5))); },
	word() { return plain(this.chance.one(this.field.words)); },
	ref() { return this.ref(this.field.refs); },
	ref_or_text() { return (this.chance.is(0.5) && this.ref(this.field.refs)) || TYPES.text.call(this); },
	place() {
		const found = this.blocksOf(this.field.refs);
		const block = this.chance.one(found);
		const dated = block && this.schema.kinds.get(block.kind).all.get('due');
		return block && (dated && dated.life === 'contract' && block.fields.has('due') && this.chance.is(0.7)
			? { tokens: [{ block }, '.due'], isDate: true } : { block });
	},
	changed(head) { return head.isDate ? plain(this.date()) : this.quantity(''); },
	condition() {
		if (this.block.kind === 'feed')
			return { tokens: [ `column("${COLUMNS[3]}")`, '==', plain(escaped(this.chance.one(['Won', 'Lost'])))] };
		return this.condition();
	},
	formula() {
		const metrics = this.blocksOf(['metric']);
		if (!metrics.length) return undefined;
		const sign = this.chance.one(['*', '+', '-', '/']);
		return { tokens: [{ block: this.chance.one(metrics) }, sign, this.quantity('')] };
	},
	currency() {
		return plain(this.altering ? this.chance.one(['CHF', 'SEK']) : this.currency);
	},
	other_currency() {
		return plain(this.chance.one(['CAD', 'NOK', 'PLN']));
	},
	rate_money() {
		return this.quantity(this.chance.one(['CHF', 'SEK']));
	},
	unit() {
		const unit = this.chance.one([this.currency, 'CHF', '%', 'money', ...this.units(), ...this.units()]);
		if (this.field.type === 'reward') return plain(unit.one ?? (unit === '%' || unit === 'money' ? 'week' : unit));
		return { c: unit.one ?? unit, s: () => unit === '%' ? 'percent' : unit.one ?? unit, unit };
	},
	kind() {
		return plain(this.chance.one(['goal', 'initiative', 'person', 'review', 'risk', 'milestone']));
	},
	rule_name() { return plain(this.chance.one(RULES)); },
	setting_name() {
		return plain(this.chance.one(
			Object.keys(SETTINGS).filter((name) => this.block.kind !== 'goal' || name.startsWith('tracking.'))));
	},
	setting(head) {
		if (SETTINGS[head.c] === '%') return this.quantity('%');
		return quantityOf(String(10 + this.chance.int(20)), time('day'));
	},
	column() {
		const at = ['date', 'value'].indexOf(this.field.name);
		return plain(`column("${COLUMNS[at < 0 ? 2 : at]}")`);
	},
	cadence() {
		return quantityOf(String(1 + this.chance.int(8)), time(this.chance.one(['day', 'week', 'month', 'quarter'])));
	},
	person() { return this.ref(['person']); },
	party() { return this.ref(['party']); },
	fund() { return this.ref(['fund']); },
	weekday() { return plain(this.chance.one(this.schema.days)); },
	rule_level() {
		return plain(this.chance.one(['off', ...this.schema.levels]));
	},
	pattern() { return plain(escaped(this.chance.one(['YYYY-MM-DD']))); },
	session_ref() {
		const found = this.all.filter((other) => other.kind === 'session' && other.fields.get('of'));
		const session = found.length && this.chance.one(found);
		return session
			? { head: { block: session.fields.get('of').block }, clauses: [ ['on', plain(session.date)] ] }
			: undefined;
	},
	contribution() {
		const goals =
			this.all.filter((other) => other.kind === 'goal' && !ofTemplate(other) && other.fields.has('metric'));
		const goal = goals.length && this.chance.one(goals);
		return goal ? { head: this.quantity(this.unitOf(goal)), clauses: [['to', { block: goal }]] } : undefined;
	},
	event() {
		const person = this.ref(['person']);
		return { head: TYPES.text.call(this), clauses: person && this.chance.is(0.5) ? [['with', person]] : [] };
	},
};

const PHRASES = {
	owner: { head: 'person', clauses: [ ['from', 'date_start'], ['until', 'last_date'] ] },
	person_on: { head: 'person', clauses: [ ['on', 'date_start'] ] },
	escalation: { head: 'person', clauses: [ ['after', 'duration', true] ] },
	completion: { head: 'person', clauses: [ ['on', 'date_start'], ['until', 'last_date'] ] },
	amount_by: { head: 'amount', clauses: [ ['by', 'date'] ] },
	amount_on: { head: 'amount', clauses: [ ['on', 'date'] ] },
	amount_for: { head: 'amount', clauses: [ ['for', 'period'] ] },
	money_on: { head: 'money', clauses: [ ['on', 'date'] ] },
	money_by: { head: 'money', clauses: [ ['by', 'party'] ] },
	money_from: { head: 'money', clauses: [ ['from', 'fund'] ] },
	money_asked: { head: 'money', clauses: [ ['on', 'date'], ['by', 'person'] ] },
	money_approved :
		{ head: 'money', clauses: [ ['on', 'date_start'], ['by', 'person'], ['until', 'last_date'] ] },
	rate: { head: 'rate_money', clauses: [ ['per', 'other_currency', true], ['on', 'date'] ] },
	reward: { head: 'share', clauses: [ ['per', 'unit'], ['after', 'amount'] ] },
	percent_by: { head: 'percent', clauses: [ ['by', 'party'] ] },
	number_on: { head: 'number', clauses: [ ['on', 'date'] ] },
	capacity: { head: 'duration', clauses: [ ['per', 'duration', true] ] },
	cadence_on :
		{ head: 'cadence', clauses: [ ['on', 'weekday'], ['from', 'date_start'], ['until', 'last_date'] ] },
	time_for: { head: 'time', clauses: [ ['for', 'duration'] ] },
	date_by: { head: 'date', clauses: [ ['by', 'person'] ] },
	date_because: { head: 'date', clauses: [ ['because', 'text'] ] },
	gate_on: { head: 'word', clauses: [ ['on', 'date'], ['by', 'person'] ] },
	state_on: { head: 'word', clauses: [ ['on', 'date'], ['because', 'text'] ] },
	trigger: { head: 'condition', clauses: [ ['for', 'duration'] ] },
	column_as: { head: 'column', clauses: [ ['as', 'pattern'] ] },
	change: { head: 'place', clauses: [ ['from', 'changed'], ['to', 'changed'] ] },
	level_as: { head: 'rule_name', clauses: [ ['as', 'rule_level', true] ] },
	setting_to: { head: 'setting_name', clauses: [ ['to', 'setting', true] ] },
	waiver: {
		head: 'rule_name',
		clauses: [ ['because', 'text', true], ['by', 'person', true], ['until', 'date', true] ]
	},
};

export const unknownTypes = (types) => types.filter((type) => !TYPES[type] && !PHRASES[type]);
