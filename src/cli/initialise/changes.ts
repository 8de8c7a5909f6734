import { toFailure } from '../../core/errors.ts';
import { entryOf, type Host, type HostCommand, serverName } from '../host-config.ts';
import { hasValue, withoutValue, withValue } from './json-edit.ts';
import { putAway, textOf, writeKeeping } from './written-file.ts';

/** What is to become of one file; no text: it goes. */
export interface Change {
  readonly path: string;
  /** What is told of it: what was done, or would be. */
  readonly done: string;
  readonly planned: string;
  readonly text: string | undefined;
  /** Shown in a dry run. */
  readonly shown: string;
}

interface PlacedHost {
  readonly host: Host;
  readonly path: string;
}

/** The changes of the hosts' files, and of those that stay as they are, why. */
export interface Planned {
  readonly changes: readonly Change[];
  /** Hosts that need none. */
  readonly unchanged: readonly string[];
  readonly problems: readonly string[];
}

export function additions(placed: readonly PlacedHost[], command: HostCommand): Planned {
  return planned(placed, ({ host, path }) => {
    const entry = entryOf(host, command);
    const text = withValue(textOf(path), [host.list, serverName], entry);
    if (text === textOf(path)) return `${host.name}: has the server "${serverName}" already: ${path}`;
    const told = (verb: string) => `${host.name}: ${verb} the server "${serverName}" to`;
    return { path, done: told('added'), planned: told('would add'), text, shown: JSON.stringify({ [host.list]: { [serverName]: entry } }, null, 2) };
  });
}

export function removals(placed: readonly PlacedHost[]): Planned {
  return planned(placed, ({ host, path }) => {
    const text = textOf(path);
    if (!hasValue(text, [host.list, serverName])) return undefined;
    const told = (verb: string) => `${host.name}: ${verb} the server "${serverName}" from`;
    return { path, done: told('removed'), planned: told('would remove'), text: withoutValue(text, [host.list, serverName]), shown: `without ${host.list}.${serverName}` };
  });
}

function planned(placed: readonly PlacedHost[], changeOf: (placed: PlacedHost) => Change | string | undefined): Planned {
  const changes: Change[] = [];
  const unchanged: string[] = [];
  const problems: string[] = [];
  for (const each of placed) {
    try {
      const change = changeOf(each);
      if (typeof change === 'string') unchanged.push(change);
      else if (change) changes.push(change);
    } catch (error) {
      problems.push(`${each.host.name} is left alone: ${each.path}: ${toFailure(error).message}`);
    }
  }
  return { changes, unchanged, problems };
}

/** Writes the changes; one line each, with where the file is kept as it was. */
export function carryOut(changes: readonly Change[], now: Date): string[] {
  return changes.map(({ path, done, text }) => {
    const backup = text === undefined ? putAway(path, now) : writeKeeping(path, text, now);
    return `${done} ${path}${backup === undefined ? '' : ` (as it was: ${backup})`}`;
  });
}

export function dryRun(changes: readonly Change[]): string[] {
  return changes.map(({ path, planned, shown }) => `${planned} ${path}\n${shown.replaceAll(/^/gm, '  ')}`);
}
