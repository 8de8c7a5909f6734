import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a benchmark teaches must not reach the state of whoever runs it. */
const NL2SQL_STATE_DIR = mkdtempSync(join(tmpdir(), 'nl2sql-bench-state-'));

/** A host reduced to lines of JSON-RPC over stdio, so that the client weighs nothing in the figures. */
export class RpcProcess {
  #child;
  #waiting = new Map();
  #buffer = '';
  #id = 0;
  #ended;

  /** `command` is this Node where nothing else is said. */
  constructor(args, env = {}, command = process.execPath) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, NL2SQL_STATE_DIR, ...env } });
    this.#child.stdout.setEncoding('utf8').on('data', (chunk) => this.#read(chunk));
    // Whoever waits for one that is gone would wait for ever.
    this.#child.once('exit', (code, signal) => this.#end(new Error(`the server ended with ${signal ?? code}`)));
    this.#child.stdin.on('error', () => undefined);
  }

  get pid() {
    return this.#child.pid;
  }

  async initialize() {
    await this.request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } });
    this.#child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  }

  request(method, params) {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
  }

  async call(name, input) {
    const result = await this.request('tools/call', { name, arguments: input });
    if (result.isError) throw new Error(result.content[0].text);
    return result;
  }

  /** Resident memory in bytes, as Linux tells it. */
  memory() {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
  }

  close() {
    this.#child.kill('SIGKILL');
  }

  /** As a host does that leaves: the server ends by itself. */
  async end() {
    this.#child.stdin.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }

  #end(error) {
    this.#ended = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #read(chunk) {
    this.#buffer += chunk;
    for (let end = this.#buffer.indexOf('\n'); end >= 0; end = this.#buffer.indexOf('\n')) {
      const message = JSON.parse(this.#buffer.slice(0, end));
      this.#buffer = this.#buffer.slice(end + 1);
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
    }
  }
}
