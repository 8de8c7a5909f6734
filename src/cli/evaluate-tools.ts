import { targetOf } from '../answer/target/target.ts';
import { compose } from '../compose.ts';
import { Failure } from '../core/errors.ts';
import { localPrincipal } from '../core/question.ts';
import { checkTools } from '../evaluate/tools.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';
import { printable } from './printable.ts';
import { textTable } from './table.ts';

/** Runs the named tools of the knowledge file again; exit code 1 where one no longer holds. */
export async function evaluateTools(options: Options): Promise<number> {
  const services = await compose(await configure(options), { careful: false });
  try {
    const { knowledge } = await services.memory();
    if (!knowledge) throw new Failure('BAD_CONFIG', 'eval --tools needs a knowledge file', { hints: ['"knowledge": "knowledge.json" in the configuration, and --config FILE'] });
    knowledge.read();
    if (options.database !== undefined) targetOf(services, options.database);
    const verdicts = await checkTools(localPrincipal, services, options.database);
    const failed = verdicts.filter(({ reason }) => reason !== undefined);
    const rows = verdicts.map(({ name, database, parameters, rows: count = null, ms, reason }) => [name, database, parameters.join(', '), count, Math.round(ms), reason === undefined ? 'holds' : 'FAILS']);
    const reasons = failed.map(({ name, reason }) => `${name}: ${reason}`);
    process.stdout.write(`${printable([textTable(['tool', 'database', 'parameters', 'rows', 'ms', ''], rows), ...reasons, `${verdicts.length - failed.length} of ${verdicts.length} tools hold`].join('\n'))}\n`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await services.close();
  }
}
