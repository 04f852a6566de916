// Partner business plans for tree-sitter. The shapes are those of grammar/pbp.y; what a name or a value means is left to the
// language server.

// words: kinds; tests/editors/words.mjs keeps them
const KINDS = [
	'contingency',
	'assumption',
	'commitment',
	'dependency',
	'enablement',
	'increments',
	'initiative',
	'root_cause',
	'amendment',
	'incentive',
	'milestone',
	'objective',
	'roadblock',
	'activity',
	'calendar',
	'decision',
	'feedback',
	'priority',
	'readings',
	'resource',
	'product',
	'project',
	'request',
	'segment',
	'session',
	'signoff',
	'action',
	'funnel',
	'metric',
	'person',
	'region',
	'review',
	'party',
	'deal',
	'fact',
	'feed',
	'fund',
	'goal',
	'plan',
	'rate',
	'risk',
	'rule',
	'term',
	'tier',
	'unit',
	'win',
];

// words: clauses
const CLAUSES = [
	'because',
	'before',
	'within',
	'after',
	'until',
	'from',
	'with',
	'for',
	'per',
	'via',
	'as',
	'at',
	'by',
	'of',
	'on',
	'to',
];

const PREC = { or: 1, and: 2, not: 3, compare: 4, range: 5, add: 6, multiply: 7, negative: 8 };

const separated = (rule) => seq(rule, repeat(seq(',', rule)));

module.exports = grammar({
	name: 'pbp',

	extras: ($) => [/\s/, $.comment],

	word: ($) => $.identifier,

	rules: {
		source_file: ($) => repeat(choice($.import, $.let, $.update, $.block)),

		comment: () => token(/#[^\n]*/),

		import: ($) => seq('import', field('source', choice($.string, $.path)), optional(seq('as', field('alias', $.identifier)))),

		let: ($) => seq('let', field('name', $.identifier), '=', field('value', $._values)),

		update: ($) => seq('update', field('target', $.path), $.body),

		block: ($) =>
			seq(
				optional('template'),
				field('kind', $.kind),
				optional(field('name', choice($.path, $.date, $.period))),
				optional(field('title', $.string)),
				optional(seq('like', field('base', $.path))),
				$.body
			),

		kind: () => choice(...KINDS),

		body: ($) => seq('{', repeat(choice($.field, $.row, $.block)), '}'),

		field: ($) => seq(field('name', $.field_name), field('value', $._values)),

		row: ($) => seq(field('day', $.row_key), field('value', $._values)),

		// With their colon, so that `with:` is a field where `with` alone is a clause.
		field_name: () => token(prec(1, /[A-Za-z_][A-Za-z0-9_]*:/)),

		row_key: () =>
			token(prec(1, /(FY\d{4}(-([QH]\d|P\d\d))?|\d{4}(-(\d\d-\d\d|[QH]\d|W\d\d|\d\d))?):/)),

		_values: ($) => separated($._phrase),

		_phrase: ($) => choice($._expression, $.phrase),

		phrase: ($) => seq($._expression, repeat1($.clause)),

		clause: ($) => seq(field('word', choice(...CLAUSES)), field('value', $._expression)),

		_expression: ($) =>
			choice(
				$.quantity,
				$.percent,
				$.string,
				$.prose,
				$.date,
				$.period,
				$.time,
				$.boolean,
				$.has,
				$.unary,
				$.path,
				$.call,
				$.list,
				$.binary,
				seq('(', $._expression, ')')
			),

		quantity: ($) => prec.right(seq($.number, optional(field('unit', $.unit)))),

		// A declared unit may be called like a kind of block: `1 deal`.
		unit: ($) => $.identifier,

		call: ($) => seq(field('function', $.path), '(', optional(choice($._values, $.where)), ')'),

		where: ($) => seq($.path, 'where', $._expression),

		has: ($) => seq('has', $.path),

		list: ($) => seq('[', optional(seq($._values, optional(','))), ']'),

		unary: ($) => choice(prec(PREC.not, seq('not', $._expression)), prec(PREC.negative, seq('-', $._expression))),

		binary: ($) =>
			choice(
				...[
					[PREC.or, 'or'],
					[PREC.and, 'and'],
					[PREC.compare, choice('==', '!=', '<', '<=', '>', '>=', 'in')],
					[PREC.range, '..'],
					[PREC.add, choice('+', '-')],
					[PREC.multiply, choice('*', '/')],
				].map(([level, sign]) =>
					prec.left(level, seq(field('left', $._expression), field('operator', sign), field('right', $._expression)))
				)
			),

		path: ($) => seq($.identifier, repeat(seq(token.immediate('.'), $.member))),

		member: () => token.immediate(/[A-Za-z_][A-Za-z0-9_]*/),

		identifier: () => /[A-Za-z_][A-Za-z0-9_]*/,

		number: () => /\d+([_,]\d+)*(\.\d+)?[kMB]?/,

		percent: () => /\d+([_,]\d+)*(\.\d+)?%/,

		date: () => token(prec(1, /\d{4}-\d\d-\d\d/)),

		period: () => token(prec(1, /FY\d{4}(-([QH]\d|P\d\d))?|\d{4}-([QH]\d|W\d\d|\d\d)/)),

		time: () => token(prec(1, /\d?\d:\d\d/)),

		boolean: () => choice('true', 'false'),

		string: () => token(/"([^"\\\n]|\\.)*"/),

		prose: () => token(prec(1, /"""([^"]|"[^"]|""[^"])*"""/)),
	},
});
