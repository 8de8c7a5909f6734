import type { Config } from '../config/load.ts';
import { Failure } from '../core/errors.ts';
import { compose } from '../compose.ts';
import { nearest } from '../std/nearest.ts';
import type { Options } from './arguments.ts';
import { examine } from './doctor.ts';
import { hosts, hostsFound } from './host-config.ts';
import { additions, carryOut, type Change, dryRun, type Planned, removals } from './initialise/changes.ts';
import { serverCommand } from './initialise/server-command.ts';
import { removedConfiguration, sourceOf } from './initialise/source.ts';

const surroundings = { environment: process.env, platform: process.platform };

/** Tries the databases, writes them into a configuration of the user's and has the hosts of this machine start the server with it; `--remove` undoes it. */
export async function init(options: Options, positionals: readonly string[]): Promise<number> {
  const placed = hostsWanted(options.host ?? []);
  if (options.remove) return finish({ ...removals(placed), options, own: removedConfiguration() });
  const source = await sourceOf(options, positionals);
  if (!(await areWell(source.config))) return 1;
  const command = serverCommand(source.args, process.argv[1] ?? '', process.platform);
  return finish({ ...additions(placed, command), options, own: source.changes });
}

/** Whether each can be asked; what is wrong, and what a role should be allowed, is printed as `doctor` does. */
async function areWell(config: Config): Promise<boolean> {
  const services = await compose({ ...config, state: { file: ':memory:' } }, { careful: true });
  try {
    const healthy = await Promise.all([...services.targets.values()].map(examine));
    return healthy.every(Boolean);
  } finally {
    await services.close();
  }
}

/** The hosts of this machine, or those that `--host` names, found or not. */
function hostsWanted(names: readonly string[]) {
  for (const name of names) if (!hosts.some((host) => isNamed(host.name, name))) throw unknownHost(name);
  const found = hostsFound(surroundings, names.length > 0);
  return found.filter(({ host }) => names.length === 0 || names.some((name) => isNamed(host.name, name)));
}

/** `claude-code` is Claude Code. */
function isNamed(host: string, name: string): boolean {
  return host.toLowerCase().replaceAll(' ', '') === name.toLowerCase().replaceAll(/[ _-]/g, '');
}

function unknownHost(name: string): Failure {
  const known = hosts.map((host) => host.name.toLowerCase().replaceAll(' ', '-'));
  const near = nearest(name, known);
  return new Failure('BAD_ARGUMENT', `--host is "${name}"`, { hints: [near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Hosts: ${known.join(', ')}`] });
}

interface Plan extends Planned {
  readonly options: Options;
  readonly own: readonly Change[];
}

function finish({ changes, unchanged, problems, own, options }: Plan): number {
  const all = [...own, ...changes];
  const done = options['dry-run'] ? dryRun(all) : carryOut(all, new Date());
  const nothing = all.length + unchanged.length + problems.length === 0 && options.remove ? ['Nothing is set up: no host names this server.'] : [];
  const isAlone = changes.length + unchanged.length + problems.length === 0 && !options.remove;
  const noHost = isAlone ? [`No host was found among ${hosts.map(({ name }) => name).join(', ')}. --host NAME writes the file of one all the same.`] : [];
  const hostsTold = changes.length + unchanged.length;
  const closing = options['dry-run'] ? ['Nothing was written: --dry-run.'] : all.length > 0 && hostsTold > 0 ? [`Restart the ${hostsTold > 1 ? 'hosts' : 'host'} for it to take effect.`] : [];
  process.stdout.write(`${[...done, ...unchanged, ...problems, ...nothing, ...noHost, ...closing].join('\n')}\n`);
  return problems.length > 0 ? 1 : 0;
}
