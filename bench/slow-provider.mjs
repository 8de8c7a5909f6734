// An OpenAI-compatible server in a process of its own that answers every question with one statement after a set time.
// node bench/slow-provider.mjs MILLISECONDS: prints its port; each line on stdin is answered by the most requests at one time so far.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const latencyMs = Number(process.argv[2]);
const content = JSON.stringify({ reading: 'the number of customers', assumptions: [], sql: 'SELECT count(*) FROM customers', alternatives: [], reason: '' });
const body = JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } });
let [running, peak] = [0, 0];

const server = createServer((request, response) => {
  running += 1;
  peak = Math.max(peak, running);
  request.resume();
  setTimeout(() => {
    running -= 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  }, latencyMs);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
const input = createInterface({ input: process.stdin });
input.on('line', () => console.log(peak));
input.on('close', () => process.exit(0));
