#!/bin/sh
# Makes the extension: build/editors/pbp-VERSION.vsix, to be installed with `code --install-extension`.
#
# usage: editors/vscode/package.sh [BUILD]          BUILD: the folder to write below (default build)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-build}/editors"
build=$(cd "${1:-build}/editors" && pwd)
version=$(node -p "require('$here/package.json').version")
rm -rf "$build/vscode"
cp -R "$here" "$build/vscode"
cd "$build/vscode"
npm install --omit=dev --ignore-scripts --no-audit --no-fund --silent
npm exec --yes --package=@vscode/vsce@2.32.0 -- vsce package --allow-missing-repository --skip-license \
	--out "$build/pbp-$version.vsix"
echo "$build/pbp-$version.vsix"
