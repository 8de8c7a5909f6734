import { compose } from '../compose.ts';
import { forOperators, toFailure } from '../core/errors.ts';
import type { Target } from '../answer/target/target.ts';
import type { Options } from './arguments.ts';
import type { Config } from '../config/load.ts';
import { configure } from './configure.ts';
import { examineModel } from './doctor-model.ts';
import { examineVectors } from './doctor-vectors.ts';
import { printNotices } from './notices.ts';

/** Checks configuration, connections and privileges, and says how to mend what it finds; exit code 1 where something is wrong. */
export async function doctor(options: Options): Promise<number> {
  const config = await configure(options);
  printNotices(config, options);
  const services = await compose(config, { careful: true });
  try {
    process.stdout.write(`configuration: ${services.targets.size} ${services.targets.size === 1 ? 'database' : 'databases'}\n`);
    if (services.targets.size === 0) {
      process.stdout.write('  nothing to ask: use --demo, --dsn URL, or add "databases" to mcp.config.json\n');
      return 1;
    }
    const healthy = await Promise.all([...services.targets.values()].map(examine));
    if (options.validate) healthy.push(await validateAll(config, [...services.targets.values()], options.scratch ?? 'nl2sql_scratch'));
    const model = await examineModel(config, services);
    const { store } = await services.memory();
    process.stdout.write(`${[...model.lines, ...(await examineVectors(services)), `state: ${store.description}`].join('\n')}\n`);
    return healthy.every(Boolean) && model.healthy ? 0 : 1;
  } finally {
    await services.close();
  }
}

/** The corpus of attacks against each server, in a database made for it; one after the other, since each watches its server. */
async function validateAll(config: Config, targets: readonly Target[], scratch: string): Promise<boolean> {
  const { validate } = await import('./validate/run.ts');
  let passed = true;
  for (const { name } of targets) {
    const entry = config.databases[name];
    if (!entry) continue;
    const found = await validate({ name, entry, baseFolder: config.baseFolder, scratch }).catch((error: unknown) => [`it could not be run: ${toFailure(error).message}`]);
    passed &&= found.length === 0;
    process.stdout.write(found.length === 0 ? `${name}: the guard held against every attack of the corpus\n` : `${name}: ${found.length} attacks were not stopped\n${found.map((line) => `  ${line}\n`).join('')}`);
  }
  return passed;
}

/** Prints what a database is like; false where it can't be asked. */
export async function examine(target: Target): Promise<boolean> {
  const lines = [`${target.name} (${target.dialect.title})`];
  let healthy = true;
  try {
    const catalog = await target.knowledge.catalog();
    lines.push(`  connected; ${catalog.tables.length} tables and views, schema version ${catalog.snapshot.version}`);
    const findings = await target.database.diagnose({ timeoutMs: target.policy.timeoutMs });
    lines.push(...(findings.length > 0 ? findings.map((finding) => `  advice: ${finding}`) : ['  nothing to advise']));
  } catch (error) {
    const failure = forOperators(toFailure(error));
    healthy = false;
    lines.push(`  failed (${failure.code}): ${failure.message}`, ...failure.hints.map((hint) => `  try: ${hint}`));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return healthy;
}
