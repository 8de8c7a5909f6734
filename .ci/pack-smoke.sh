#!/usr/bin/env bash
# What users get: the packed package, installed without development dependencies into an empty folder, asks and serves.
set -eu
ROOT=$PWD
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
npm pack --silent --pack-destination "$FOLDER" >/dev/null
cd "$FOLDER"
npm init -y >/dev/null
npm install --omit=dev ./nl2sql-mcp-*.tgz
BIN=./node_modules/.bin/nl2sql-mcp
"$BIN" --version
"$BIN" ask --demo 'How many customers are there?' | grep -q 5000
"$BIN" doctor --demo
printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"smoke","version":"1"}}}' '{"jsonrpc":"2.0","method":"notifications/initialized"}' '{"jsonrpc":"2.0","id":2,"method":"tools/list"}' | { cat; sleep 3; } | "$BIN" serve --demo | grep -q '"nl2sql"'
if "$BIN" --no-such-flag 2>error.txt; then exit 1; fi
grep -q 'no-such-flag' error.txt
