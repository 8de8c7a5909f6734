// node bench/one-server.mjs STATE DSN on|off: an HTTP server with telemetry or without; prints its port.
import { startHttp } from '../dist/cli/serve-http.js';
import { compose } from '../dist/compose.js';
import { InFlight } from '../dist/std/in-flight.js';

const [file, dsn, telemetry] = process.argv.slice(2);
const config = { databases: { pets: { dsn } }, baseFolder: '/', state: { file }, telemetry: telemetry === 'off' ? { enabled: false } : {} };
const services = await compose(config, { careful: true });
const { listener } = await startHttp({ port: 0, withSse: false, config, services: async () => services, version: '0', calls: new InFlight() });
console.log(listener.port);
process.stdin.resume().once('end', () => process.exit(0));
