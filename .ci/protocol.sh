#!/usr/bin/env bash
# The Inspector over stdio in both eras, the view of an answer in the Inspector's page, and the conformance scenarios that fit a product server, over HTTP.
set -eu
OUT=$(mktemp -d)
node dist/main.js serve --demo --http 0 2>"$OUT/server.log" &
SERVER=$!
trap 'kill $SERVER 2>/dev/null; rm -rf "$OUT"' EXIT

for era in legacy modern; do
  "$TOOLS/mcp-inspector" --cli node dist/main.js serve --demo --method tools/list --strict --protocol-era "$era" >/dev/null
  "$TOOLS/mcp-inspector" --cli node dist/main.js serve --demo --method tools/call --tool-name nl2sql --tool-arg 'question=How many customers are there?' --protocol-era "$era" | grep -q 5000
  echo "inspector $era: ok"
done

node .ci/inspector-app.mjs

for attempt in $(seq 50); do grep -q listening "$OUT/server.log" && break; sleep 0.2; done
ORIGIN=$(grep -oE "http://[^/ ]+" "$OUT/server.log" | head -n 1)
scenario() {
  "$TOOLS/conformance" server --url "$ORIGIN/mcp" --scenario "$2" --spec-version "$1" -o "$OUT" >"$OUT/scenario.log" 2>&1 || { cat "$OUT/scenario.log"; exit 1; }
  echo "conformance $1 $2: ok"
}
for name in tools-list resources-list prompts-list caching dns-rebinding-protection http-header-validation server-sse-multiple-streams sep-2164-resource-not-found; do scenario 2026-07-28 "$name"; done
for name in server-initialize ping tools-list dns-rebinding-protection; do scenario 2025-11-25 "$name"; done
