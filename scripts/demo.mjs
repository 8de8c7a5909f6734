// Asks the demo shop a handful of questions through the real server over stdio, then prints configurations for the hosts.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { fileURLToPath } from 'node:url';
import { hostConfigs, installLinks } from '../dist/cli/host-config.js';
import { textTable } from '../dist/cli/table.js';

const questions = [
  'How many customers are there?',
  'How many orders were cancelled?',
  'How many customers are from Berlin?',
  'What is the average salary of employees?',
  'Which employees have the title Analyst?',
  'How many customers are there?',
];

const server = { command: process.execPath, args: [fileURLToPath(new URL('../dist/main.js', import.meta.url)), 'serve', '--demo'] };
const client = new Client({ name: 'nl2sql-demo', version: '1' });
await client.connect(new StdioClientTransport({ ...server, stderr: 'inherit' }));

let answered = 0;
for (const question of questions) {
  const { structuredContent: answer, content, isError, _meta: meta } = await client.callTool({ name: 'nl2sql', arguments: { question, limit: 5 } });
  console.log(`\n? ${question}`);
  if (isError) {
    console.log(content[0].text);
  } else if (answer.status === 'ok' || answer.status === 'check') {
    const { 'nl2sql/details': details } = meta;
    answered += 1;
    if (answer.status === 'check') console.log(`To be checked: ${answer.reading}`);
    const count = `${answer.rows.length}${answer.truncated ? '+' : ''} ${answer.rows.length === 1 ? 'row' : 'rows'}`;
    console.log(`${answer.sql}\n\n${textTable(answer.columns, answer.rows)}\n\n${count} · ${details.rung} · ${details.timings.total_ms.toFixed(1)} ms`);
  } else {
    console.log(`${answer.status}: ${answer.reason}\n${answer.next_step ?? ''}`);
  }
}
await client.close();

console.log('\nPaste one of these into your host:');
for (const { host, file, text } of hostConfigs(server, process.platform)) console.log(`\n# ${host}: ${file}\n${text}`);
console.log('\nOr open one of these:');
for (const { host, url } of installLinks(server)) console.log(`# ${host}\n${url}`);

if (answered < questions.length) {
  console.error(`\nonly ${answered} of ${questions.length} questions were answered`);
  process.exitCode = 1;
}
