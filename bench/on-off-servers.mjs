// node bench/on-off-servers.mjs FOLDER DSN: two HTTP servers in one process, with telemetry and without; prints their ports.
import { join } from 'node:path';
import { startHttp } from '../dist/cli/serve-http.js';
import { compose } from '../dist/compose.js';

const [folder, dsn] = process.argv.slice(2);

async function start(name, telemetry) {
  const config = { databases: { pets: { dsn } }, baseFolder: folder, state: { file: join(folder, `${name}.sqlite`) }, telemetry };
  const services = await compose(config, { careful: true });
  const { listener } = await startHttp({ port: 0, withSse: false, config, services: async () => services, version: '0' });
  return listener.port;
}

console.log(JSON.stringify([await start('on', {}), await start('off', { enabled: false })]));
process.stdin.resume().once('end', () => process.exit(0));
