// Calendars, read by ical.js; the days of sessions are computed once more by its recurrence rules and plain dates.

import { readFileSync } from 'node:fs';

const DAY = 86400000;

// tests/golden/calendar/rhythms.pbp: what each review's rhythm is as a rule of RFC 5545.
const RHYTHMS = {
	weekly: ['2026-01-13', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
	second: ['2026-01-13', 'FREQ=MONTHLY;BYDAY=2TU'],
	last_thursday: ['2026-01-29', 'FREQ=MONTHLY;BYDAY=-1TH'],
	month_end: ['2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
	quarters: ['2026-04-14', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU', '2027-01-31'],
	ten_days: ['2026-01-05', 'FREQ=DAILY;INTERVAL=10', '2026-03-31'],
};
const LISTED = { days: ['2026-01-31', '2026-03-02'] };
const HOLIDAYS = ['2026-04-07', '2026-05-25', '2026-12-25'];
const MOVED = { 'weekly.2026-02-24': '2026-02-25' };
const CANCELLED = ['weekly.2026-03-10'];
const LOCAL_TIMES = { weekly: '10:00', second: '23:30', last_thursday: '09:15', days: '08:05' };
const MINUTES = { weekly: 45, second: 60, last_thursday: 30, days: 10 };

const dayOf = (date) => date.toISOString().slice(0, 10);

function workdayFrom(day) {
	for (let date = new Date(`${day}T00:00:00Z`); ; date = new Date(+date + DAY))
		if (![0, 6].includes(date.getUTCDay()) && !HOLIDAYS.includes(dayOf(date))) return dayOf(date);
}

function expectedSessions(ICAL) {
	const expected = new Map();
	const add = (review, planned, listed) => {
		const key = `${review}.${planned}`;
		expected.set(key, MOVED[key] ?? (listed ? planned : workdayFrom(planned)));
	};
	for (const [review, [start, rule, until = '2026-12-31']] of Object.entries(RHYTHMS)) {
		const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
		for (let day = days.next(); day && day.toString() <= until; day = days.next()) add(review, day.toString(), false);
	}
	for (const [review, days] of Object.entries(LISTED)) for (const day of days) add(review, day, true);
	return expected;
}

// What holds for every calendar: the bytes, and what RFC 5545 asks of an entry.
function checkBytes(bytes) {
	const complaints = [];
	const text = bytes.toString('latin1');
	if (!text.endsWith('\r\n')) complaints.push('the last line does not end');
	const decoder = new TextDecoder('utf-8', { fatal: true });
	for (const line of text.slice(0, -2).split('\r\n')) {
		if (line.length > 75) complaints.push(`a line of ${line.length} octets`);
		if (/[\0-\x08\x0a-\x1f\x7f]/.test(line)) complaints.push('a control character in a line');
		try {
			decoder.decode(Buffer.from(line, 'latin1'));
		} catch {
			complaints.push('a line is cut within a character');
		}
	}
	return complaints;
}

function checkEvents(ICAL, calendar) {
	const complaints = [];
	const uids = new Set();
	for (const event of calendar.getAllSubcomponents('vevent')) {
		const uid = event.getFirstPropertyValue('uid');
		if (uids.has(uid)) complaints.push(`${uid} stands twice`);
		uids.add(uid);
		for (const name of ['dtstamp', 'dtstart', 'summary', 'sequence', 'status'])
			if (event.getAllProperties(name).length !== 1) complaints.push(`${uid} has not one ${name}`);
		if (event.hasProperty('attendee') && !event.hasProperty('organizer')) complaints.push(`${uid} invites without an organizer`);
		const start = event.getFirstPropertyValue('dtstart');
		if (start.zone?.tzid && !['UTC', 'floating'].includes(start.zone.tzid) && start.zone === ICAL.Timezone.localTimezone)
			complaints.push(`${uid} is in a zone that is not there`);
		const end = event.getFirstPropertyValue('dtend');
		if (end && end.compare(start) <= 0) complaints.push(`${uid} ends before it starts`);
	}
	return complaints;
}

function checkSessions(ICAL, calendar) {
	const complaints = [];
	const expected = expectedSessions(ICAL);
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });
	for (const event of calendar.getAllSubcomponents('vevent')) {
		const match = /^session\.(\w+)\.([\d-]+)\./.exec(event.getFirstPropertyValue('uid'));
		if (!match) continue;
		const [, review, planned] = match;
		const key = `${review}.${planned}`;
		const start = event.getFirstPropertyValue('dtstart');
		const day = start.toString().slice(0, 10);
		if (expected.get(key) !== day) complaints.push(`${key} is on ${day}, not on ${expected.get(key)}`);
		expected.delete(key);
		const status = event.getFirstPropertyValue('status');
		if ((status === 'CANCELLED') !== CANCELLED.includes(key)) complaints.push(`${key} is ${status}`);
		if (start.isDate !== !(review in LOCAL_TIMES)) complaints.push(`${key} has ${start.isDate ? 'no' : 'a'} time`);
		if (review in LOCAL_TIMES) {
			// ical.js knows the clocks from VTIMEZONE, Intl from a database of its own.
			const shown = clock.format(start.toJSDate());
			if (shown !== LOCAL_TIMES[review]) complaints.push(`${key} begins at ${shown} in New York`);
			const minutes = event.getFirstPropertyValue('duration').toSeconds() / 60;
			if (minutes !== MINUTES[review]) complaints.push(`${key} lasts ${minutes} minutes`);
		}
	}
	for (const key of expected.keys()) complaints.push(`${key} is missing`);
	return complaints;
}

function checkWords(calendar) {
	const complaints = [];
	const summaries = calendar.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('summary'));
	const wanted = ['Milestone: ' + '👩‍🚀'.repeat(10), 'Done: List ready \\ BEGIN:VALARM', 'Action: Call, then write; done', 'Action: Without a name'];
	for (const words of wanted) if (!summaries.includes(words)) complaints.push(`no entry says ${words}`);
	for (const words of ['Secret', 'Our own']) if (summaries.some((summary) => summary.includes(words))) complaints.push(`${words} is shown to all`);
	const name = calendar.getFirstPropertyValue('x-wr-calname').replace(/\\([\\;,])/g, '$1'); // ical.js leaves it as it is
	if (!name.startsWith('Nordlicht, Acme; "all" of 2026 – 共同計画')) complaints.push(`it is called ${name}`);
	const people = new Set(calendar.getAllSubcomponents('vevent').flatMap((event) => event.getAllProperties('attendee')).map((p) => `${p.getParameter('cn')} ${p.getFirstValue()}`));
	const invited = ["Priya 'PR' Raman; Channel, EMEA mailto:priya@acme.example", 'Dana END:VEVENT mailto:dana@nordlicht.example'];
	if (JSON.stringify([...people].sort()) !== JSON.stringify(invited.sort())) complaints.push(`invited are ${[...people].join(', ')}`);
	return complaints;
}

function read(ICAL, path) {
	const bytes = readFileSync(path);
	const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
	for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone.getFirstPropertyValue('tzid'), new ICAL.Timezone(zone));
	return { bytes, calendar };
}

// Calls report(name, complaints) for each thing tried.
export function checkCalendars(golden, others, ICAL, report) {
	const { bytes, calendar } = read(ICAL, golden);
	report('rhythms.ics: lines', checkBytes(bytes));
	report('rhythms.ics: entries', checkEvents(ICAL, calendar));
	report('rhythms.ics: sessions are those of the rules', checkSessions(ICAL, calendar));
	report('rhythms.ics: words', checkWords(calendar));
	for (const [path, name] of others) {
		const other = read(ICAL, path);
		report(`${name}: ical.js reads ${other.calendar.getAllSubcomponents('vevent').length} entries`, [...checkBytes(other.bytes), ...checkEvents(ICAL, other.calendar)]);
	}
}
