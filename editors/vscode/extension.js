// Starts `pbp lsp` for plans and starts it anew when its settings change.

const { workspace, window, commands } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

// The settings as arguments: only what they state.
function command() {
	const settings = workspace.getConfiguration('pbp');
	const args = ['lsp'];
	if (settings.get('asOf')) args.push('--as-of', settings.get('asOf'));
	if (settings.get('profile')) args.push('--profile', settings.get('profile'));
	return { command: settings.get('path') || 'pbp', args };
}

async function start() {
	client = new LanguageClient('pbp', 'Partner Business Plans', command(), {
		documentSelector: [{ language: 'pbp' }],
		synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{pbp,csv}') },
	});
	try {
		await client.start();
	} catch (error) {
		const asked = await window.showErrorMessage(
			`pbp cannot be started (${error.message}). Install it, or name its path in the setting pbp.path.`,
			'Open settings'
		);
		if (asked) commands.executeCommand('workbench.action.openSettings', 'pbp.path');
	}
}

async function stop() {
	const old = client;
	client = undefined;
	if (old && old.needsStop()) await old.stop();
}

async function restart() {
	await stop();
	await start();
}

function activate(context) {
	context.subscriptions.push(
		commands.registerCommand('pbp.restart', restart),
		workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('pbp') && restart())
	);
	return start();
}

module.exports = { activate, deactivate: stop };
