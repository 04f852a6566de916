// Partner business plans for highlight.js: hljs.registerLanguage('pbp', pbp).

const WORDS = {
	// words: the language's own; tests/editors/words.mjs keeps them
	kinds: 'contingency assumption commitment dependency enablement increments initiative root_cause amendment incentive milestone objective roadblock activity calendar decision feedback priority readings resource product project request segment session signoff action funnel metric person region review party deal fact feed fund goal plan rate risk rule term tier unit win',
	keywords: 'template import update every false where like true and has let not in or',
	clauses: 'because before within after until from with for per via as at by of on to',
	constants: 'start today all end it',
	functions: 'column count all any max min sum',
};

const oneOf = (words) => `(?:${words.split(' ').join('|')})`;
const DATE = 'FY\\d{4}(?:-(?:[QH]\\d|P\\d\\d))?|\\d{4}-(?:\\d\\d-\\d\\d|[QH]\\d|W\\d\\d|\\d\\d)';

export default function pbp() {
	return {
		name: 'Partner Business Plan',
		aliases: ['pbp'],
		case_insensitive: false,
		contains: [
			{ scope: 'comment', begin: /#/, end: /$/ },
			{ scope: 'string', begin: /"""/, end: /"""/ },
			{ scope: 'string', begin: /"/, end: /"|$/, contains: [{ begin: /\\./ }] },
			{ scope: 'variable', begin: /\.[A-Za-z_]\w*/ },
			{ scope: 'symbol', begin: new RegExp(`(?<![\\w.])(?:${DATE}|\\d{4})(?=:(?!\\d))`) },
			{ scope: 'attr', begin: /(?<![\w.])[A-Za-z_]\w*(?=:)/ },
			{ scope: 'symbol', begin: new RegExp(`(?<![\\w.])(?:${DATE}|\\d?\\d:\\d\\d)(?!\\w)`) },
			{ scope: 'number', begin: /(?<!\w)\d+(?:[_,]\d+)*(?:\.\d+)?(?:[kMB]\b|%)?/ },
			{ scope: 'built_in', begin: new RegExp(`\\b${oneOf(WORDS.functions)}(?=\\s*\\()`) },
			{
				begin: [new RegExp(`(?<![\\w.])${oneOf(WORDS.kinds)}`), /\s+/, /[A-Za-z_][\w.]*(?=\s*(?:\{|"|like\b))/],
				beginScope: { 1: 'type', 3: 'variable' },
			},
			{
				scope: 'type',
				begin: new RegExp(`(?<![\\w.])${oneOf(WORDS.kinds)}\\b(?=\\s*[{"]|\\s+like\\b|\\s+\\d{4}-\\d\\d-\\d\\d)`),
			},
			{
				scope: 'keyword',
				begin: new RegExp(`(?<![\\w.])${oneOf(`${WORDS.keywords} ${WORDS.clauses} ${WORDS.constants}`)}\\b`),
			},
			{ scope: 'variable', begin: /[A-Za-z_]\w*/ },
			{ scope: 'operator', begin: /\.\.|[<>!=]=|[-+*/<>=]/ },
		],
	};
}
