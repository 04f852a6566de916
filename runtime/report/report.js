// Comfort for readers with scripts: sorting, filtering, opening all. The page is complete without it.
(() => {
	'use strict';
	const all = (selector, root = document) => [...root.querySelectorAll(selector)];
	const make = (tag, properties, ...children) => {
		const element = Object.assign(document.createElement(tag), properties);
		element.append(...children);
		return element;
	};

	// ---- sorting: a click on a column's heading ----

	const key = (row, column) => {
		const text = (row.cells[column]?.innerText ?? '').trim();
		const number = /^[-+]?[\d,]*\.?\d+/.exec(text);
		const isDate = /^\d{4}-\d\d-\d\d/.test(text);
		return { text, number: number && !isDate ? Number(number[0].replaceAll(',', '')) : null };
	};
	const compare = (a, b) =>
		a.number !== null && b.number !== null
			? a.number - b.number
			: (a.number === null) - (b.number === null) || a.text.localeCompare(b.text, 'en');

	const sortable = (table) => {
		const body = table.tBodies[0];
		all('thead th', table).forEach((heading, column) => {
			if (!heading.textContent.trim()) return;
			const button = make('button', { type: 'button' });
			button.append(...heading.childNodes);
			heading.append(button);
			button.addEventListener('click', () => {
				const down = heading.getAttribute('aria-sort') === 'ascending';
				all('[aria-sort]', table).forEach((other) => other.removeAttribute('aria-sort'));
				heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
				const rows = [...body.rows].map((row) => ({ row, key: key(row, column) }));
				rows.sort((a, b) => (down ? compare(b.key, a.key) : compare(a.key, b.key)));
				body.append(...rows.map(({ row }) => row));
			});
		});
	};

	// ---- filtering: by words and by state ----

	const filterable = (region, table) => {
		const rows = all('tbody tr', table);
		const states = [...new Set(all('tbody b[class]', table).map((b) => b.textContent))].sort();
		const name = region.getAttribute('aria-label');
		const words = make('input', { type: 'search' });
		const state = make('select', {}, make('option', { value: '' }, 'any state'));
		state.append(...states.map((s) => make('option', { value: s }, s)));
		const count = make('span', {});
		count.setAttribute('role', 'status');
		words.setAttribute('aria-label', `Filter ${name} by words`);
		state.setAttribute('aria-label', `Filter ${name} by state`);
		words.placeholder = 'Filter';

		const apply = () => {
			const wanted = words.value.trim().toLowerCase();
			let shown = 0;
			for (const row of rows) {
				const fits =
					row.textContent.toLowerCase().includes(wanted) &&
					(!state.value || all('b[class]', row).some((b) => b.textContent === state.value));
				row.hidden = !fits;
				shown += fits;
			}
			// A heading row stays while a row below it fits.
			for (const body of table.tBodies) {
				const top = body.querySelector('tr.top');
				if (top && all('tr', body).some((row) => !row.hidden)) top.hidden = false;
			}
			count.textContent = wanted || state.value ? `${shown} of ${rows.length} rows` : '';
		};
		words.addEventListener('input', apply);
		state.addEventListener('change', apply);
		const form = make('form', { className: 'tools' }, words);
		if (states.length > 1) form.append(state);
		form.append(count);
		form.addEventListener('submit', (event) => event.preventDefault());
		region.before(form);
	};

	for (const region of all('.scroll')) {
		const table = region.querySelector('table');
		const rows = all('tbody tr', table).length;
		if (table.classList.contains('matrix')) continue;
		if (rows > 2 && !table.classList.contains('time')) sortable(table);
		if (rows > 9) filterable(region, table);
	}

	// ---- a region is a stop for the keyboard only while it scrolls ----

	const stops = new ResizeObserver((entries) => {
		for (const { target } of entries) {
			if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
			else target.removeAttribute('tabindex');
		}
	});
	for (const region of all('.scroll')) stops.observe(region);

	// ---- details: all at once, for print, and where a link leads ----

	for (const section of all('section')) {
		const details = all('details', section);
		if (details.length < 2) continue;
		const button = make('button', { type: 'button' }, 'Open all details');
		let open = false;
		button.addEventListener('click', () => {
			open = !open;
			for (const one of details) one.open = open;
			button.textContent = open ? 'Close all details' : 'Open all details';
		});
		section.querySelector('h2').after(make('p', { className: 'tools' }, button));
	}

	let closed = [];
	addEventListener('beforeprint', () => {
		closed = all('details:not([open])');
		for (const one of closed) one.open = true;
	});
	addEventListener('afterprint', () => {
		for (const one of closed) one.open = false;
	});

	const reveal = () => {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!target) return;
		for (let up = target.closest('details'); up; up = up.parentElement?.closest('details')) up.open = true;
		target.scrollIntoView();
	};
	addEventListener('hashchange', reveal);
	if (location.hash) reveal();
})();
