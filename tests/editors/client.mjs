// A client of the language server, made of Microsoft's own protocol library.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export class Client {
	constructor(modules, program, args = []) {
		const require = createRequire(join(modules, 'package.json'));
		this.protocol = require('vscode-languageserver-protocol/node');
		this.documents = require('vscode-languageserver-textdocument').TextDocument;
		this.process = spawn(program, ['lsp', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
		this.closed = new Promise((done) => this.process.on('close', (code) => done(code)));
		this.process.on('exit', (code, signal) => {
			if (!signal && code < 3) return;
			console.log(`not ok - the server ended with ${signal ?? code}`);
			process.exit(1);
		});
		this.connection = this.protocol.createMessageConnection(
			new this.protocol.StreamMessageReader(this.process.stdout),
			new this.protocol.StreamMessageWriter(this.process.stdin)
		);
		this.diagnostics = new Map();
		this.waiting = [];
		this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
			this.diagnostics.set(params.uri, params);
			this.waiting = this.waiting.filter((wait) => !wait(params));
		});
		this.connection.listen();
	}

	request(method, params) {
		return this.connection.sendRequest(method, params);
	}

	notify(method, params) {
		return this.connection.sendNotification(method, params);
	}

	async begin(capabilities = {}) {
		const answer = await this.request('initialize', { processId: null, rootUri: null, capabilities });
		await this.notify('initialized', {});
		return answer;
	}

	// The diagnostics of the version, when they come.
	published(uri, version) {
		return new Promise((done) => {
			this.waiting.push((params) => {
				if (params.uri !== uri || params.version !== version) return false;
				done(params.diagnostics);
				return true;
			});
		});
	}

	async open(path, text) {
		const uri = pathToFileURL(path).href;
		const known = this.published(uri, 1);
		const document = this.documents.create(uri, 'pbp', 1, text);
		await this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'pbp', version: 1, text } });
		return { document, uri, diagnostics: await known };
	}

	// changes: [{ range?, text }]
	async change(opened, changes) {
		const version = opened.document.version + 1;
		const known = this.published(opened.uri, version);
		await this.notify('textDocument/didChange', {
			textDocument: { uri: opened.uri, version },
			contentChanges: changes,
		});
		opened.document = this.documents.update(opened.document, changes, version);
		opened.diagnostics = await known;
		return opened.diagnostics;
	}

	async end() {
		await this.request('shutdown', undefined);
		await this.notify('exit', undefined);
		return this.closed;
	}
}
