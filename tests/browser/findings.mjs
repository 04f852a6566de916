// Findings for machines, read by the parsers that machines use: the golden files of tests/golden/formats, which the
// golden tests hold to be what pbp prints.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMA = 'editors/findings.schema.json';
const SARIF = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

// What the commands of GitHub Actions are taken apart with, after their documentation.
const unescapeMessage = (text) => text.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%25/g, '%');
const unescapeProperty = (text) => unescapeMessage(text.replace(/%3A/g, ':').replace(/%2C/g, ','));

function parseCommand(line) {
	const match = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
	if (!match) return null;
	const properties = Object.fromEntries(
		match[2].split(',').map((pair) => {
			const at = pair.indexOf('=');
			return [pair.slice(0, at), unescapeProperty(pair.slice(at + 1))];
		}),
	);
	return { level: match[1], ...properties, message: unescapeMessage(match[3]) };
}

function list(value) {
	return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

// The answers of pbp query that tests/laws/query.sh keeps: as CSV (checked like every table) and as JSON.
export function checkAnswers(folder, report, checkCsv) {
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) checkCsv(join(folder, name), `queries/${name}`);
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
		const { version, rows } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
		const complaints = version === 1 ? [] : ['version is not 1'];
		const keys = JSON.stringify(Object.keys(rows[0] ?? {}));
		for (const row of rows) if (JSON.stringify(Object.keys(row)) !== keys) complaints.push('rows have different columns');
		report(`queries/${name}: ${rows.length} rows`, complaints);
	}
}

// Calls report(name, complaints) for each thing tried.
export function checkFindings(folder, require, report) {
	const Ajv = require('ajv').default;
	const AjvDraft4 = require('ajv-draft-04').default; // what SARIF's schema is written in
	const addFormats = require('ajv-formats').default;
	const { XMLParser, XMLValidator } = require('fast-xml-parser');
	const read = (name) => readFileSync(join(folder, name), 'utf8');
	const names = readdirSync(folder);
	const ending = (extension) => names.filter((name) => name.endsWith(extension));

	function validator(schema, Validator = Ajv) {
		const ajv = new Validator({ strict: false, allErrors: true, unicodeRegExp: false });
		addFormats(ajv);
		return ajv.compile(schema);
	}
	function complaintsOf(validate, data) {
		return validate(data) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
	}

	// What the JSON says of a case is what the other formats have to say as well.
	const known = {};
	const ours = validator(JSON.parse(readFileSync(SCHEMA, 'utf8')));
	for (const name of ending('.json')) {
		const data = (known[name.replace('.json', '')] = JSON.parse(read(name)));
		report(`formats/${name}: ${data.findings.length} findings, as ${SCHEMA} says`, complaintsOf(ours, data));
	}
	report('formats: some case holds a waiver, and some a file that is not complete', [
		...(Object.values(known).some((data) => data.waived.length) ? [] : ['no waiver']),
		...(Object.values(known).some((data) => !data.complete && data.counts.error) ? [] : ['none is incomplete']),
	]);

	const sarif = validator(JSON.parse(readFileSync(require.resolve(SARIF), 'utf8')), AjvDraft4);
	for (const name of ending('.sarif')) {
		const data = JSON.parse(read(name));
		const run = data.runs[0];
		const complaints = complaintsOf(sarif, data);
		for (const result of run.results)
			if (run.tool.driver.rules[result.ruleIndex].id !== result.ruleId)
				complaints.push(`${result.ruleId} is not the rule at its index`);
		for (const rule of run.tool.driver.rules)
			if (!rule.help?.text && !rule.id.startsWith('rule.')) complaints.push(`${rule.id} has no help`);
		const other = known[name.replace('.sarif', '')];
		if (other) {
			const open = run.results.filter((result) => !result.suppressions);
			if (open.length !== other.findings.length) complaints.push('there are more or fewer results than findings');
			open.forEach((result, i) => {
				if (result.partialFingerprints['pbp/v1'] !== other.findings[i].fingerprint)
					complaints.push(`result ${i} has another fingerprint`);
			});
			const fixes = (all) => all.filter((one) => one.fix ?? one.fixes).length;
			if (fixes(open) !== fixes(other.findings)) complaints.push('there are more or fewer fixes');
			if (run.results.length - open.length !== other.waived.length) complaints.push('what is waived is not suppressed');
		}
		report(`formats/${name}: SARIF 2.1.0, ${run.results.length} results`, complaints);
	}

	for (const name of ending('.github')) {
		const lines = read(name).split('\n').slice(0, -1);
		const commands = lines.map(parseCommand);
		const complaints = lines.filter((line, i) => !commands[i]).map((line) => `no command: ${line}`);
		const other = known[name.replace('.github', '')];
		other?.findings.forEach((finding, i) => {
			const command = commands[i];
			if (command?.title !== finding.rule || !command.message.startsWith(finding.message))
				complaints.push(`${finding.rule} is not annotation ${i}`);
			if (finding.path !== null && (command?.file !== finding.path || Number(command.line) !== finding.start.line))
				complaints.push(`${finding.rule} stands elsewhere`);
		});
		report(`formats/${name}: ${commands.length} annotations`, complaints);
	}

	for (const name of ending('.gitlab')) {
		const data = JSON.parse(read(name));
		const complaints = [];
		const fingerprints = new Set(data.map((entry) => entry.fingerprint));
		if (fingerprints.size !== data.length) complaints.push('two entries have the same fingerprint');
		for (const entry of data)
			if (
				typeof entry.description !== 'string' ||
				typeof entry.check_name !== 'string' ||
				!['info', 'minor', 'major', 'critical', 'blocker'].includes(entry.severity) ||
				!Number.isInteger(entry.location?.lines?.begin) ||
				entry.location.path.startsWith('./')
			)
				complaints.push(`an entry is not as GitLab wants it: ${JSON.stringify(entry)}`);
		if (data.length !== known[name.replace('.gitlab', '')].findings.length) complaints.push('some are missing');
		report(`formats/${name}: ${data.length} entries`, complaints);
	}

	for (const name of ending('.junit')) {
		const text = read(name);
		const valid = XMLValidator.validate(text);
		const complaints = valid === true ? [] : [valid.err.msg];
		const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true });
		const suites = list(parser.parse(text).testsuites.testsuite);
		const other = known[name.replace('.junit', '')];
		const cases = suites.flatMap((suite) => list(suite.testcase));
		const failures = cases.filter((one) => one.failure !== undefined);
		const messages = new Set(failures.map((one) => one.failure.message));
		for (const suite of suites)
			if (list(suite.testcase).length !== Number(suite.tests)) complaints.push(`${suite.name} counts wrongly`);
		for (const finding of other.findings)
			if (finding.level === 'error' && !messages.has(finding.message)) complaints.push(`no failure: ${finding.message}`);
		if (failures.length !== other.counts.error) complaints.push('there are more or fewer failures than errors');
		if (!other.complete && !failures.length) complaints.push('what cannot be parsed is clean');
		if (!cases.length) complaints.push('no test stands for a clean file');
		report(`formats/${name}: JUnit, ${cases.length} tests`, complaints);
	}
}
