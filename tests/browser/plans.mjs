// The plan as JSON, read by ajv against its published schema; figures are compared with the tables of the same plan.

import { readFileSync } from 'node:fs';

const SCHEMA = 'editors/plan.schema.json';

function* allBlocks(blocks) {
	for (const block of blocks) {
		yield block;
		yield* allBlocks(block.children ?? []);
	}
}

const same = (value, cell) => (typeof value === 'number' ? value === Number(cell) : value === cell);

// files: [path, name] of what pbp build -t json has written; table(path): the rows of a CSV file that was written with
// it, as objects.
export function checkPlans(files, require, report, table = () => null) {
	const Ajv = require('ajv').default;
	const addFormats = require('ajv-formats').default;
	const ajv = new Ajv({ strict: false, allErrors: true });
	addFormats(ajv);
	const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
	report('there is a plan as JSON to read', files.length ? [] : ['no .json file']);
	for (const [path, name] of files) {
		const plan = JSON.parse(readFileSync(path, 'utf8'));
		const complaints = validate(plan) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
		const blocks = [...allBlocks(plan.blocks)];
		const byId = new Map(blocks.filter((block) => block.id).map((block) => [`${block.kind} ${block.id}`, block]));
		const goals = table(path.replace(/\.json$/, '/goals.csv')) ?? blocks.filter((block) => block.kind === 'goal');
		for (const row of table(path.replace(/\.json$/, '/goals.csv')) ?? []) {
			const tracked = byId.get(`goal ${row.id}`)?.tracked;
			for (const figure of ['status', 'expected', 'actual', 'pace_pct', 'gap', 'projection'])
				if (row[figure] === '' ? tracked?.[figure] !== undefined : !same(tracked?.[figure], row[figure]))
					complaints.push(`${row.id}: ${figure} is ${tracked?.[figure]}, and ${row[figure]} in the table`);
		}
		for (const row of table(path.replace(/\.json$/, '/milestones.csv')) ?? []) {
			const tracked = byId.get(`milestone ${row.id}`)?.tracked;
			if (tracked?.lands !== (row.lands || undefined)) complaints.push(`${row.id}: lands on ${tracked?.lands}, not ${row.lands}`);
		}
		if (plan.smart.length !== goals.length) complaints.push(`${plan.smart.length} judgements of ${goals.length} goals`);
		report(`${name}: ${blocks.length} blocks, as ${SCHEMA} says`, complaints);
	}
}
