import { allows, type Caller } from '../core/caller.ts';
import type { Exports } from '../core/exports.ts';
import type { SqlModel } from '../core/model.ts';
import { digest } from '../std/digest.ts';
import type { AskServices } from './ask/ask-services.ts';
import type { ReportServices } from './report/report-services.ts';
import type { MaintenanceServices } from './run/maintenance.ts';
import { keyOf, type Targets } from './target/target.ts';
import type { TeachServices } from './teach/teach.ts';

/** Everything that the doors hand on, wired in compose.ts; each room takes the part that it names. */
export interface Services extends AskServices, TeachServices, ReportServices, MaintenanceServices {
  /** The configured language model, where there is one. */
  readonly model?: SqlModel;
  /** Where results go that are taken away. */
  readonly exports: Exports;
  /** The same as one caller may see and use it; what is kept lives in the one that all share. */
  as(caller: Caller): Services;
  close(): Promise<void>;
}

/** What the doors hold: nobody is served but as who they are. */
export type ServicesFor = (caller: Caller) => Promise<Services>;

/** `services` as a caller may use them: with the databases that it may read, as it sees them. */
export function servicesFor(caller: Caller, seen: Targets, services: Services): Services {
  const audience = audienceOf(seen, services);
  return { ...services, ...seen, audience, cursors: services.cursors.for(audience), mayTeach: (database) => allows(caller, { scope: 'teach', database }), mayOperate: () => allows(caller, { scope: 'operate' }) };
}

/** Empty where everything is seen as the operator sees it. */
function audienceOf({ targets }: Targets, { targets: own }: Targets): string {
  const others = [...targets].filter(([name, target]) => own.get(name) !== target);
  return others.length === 0 ? '' : digest(...others.flatMap(([name, target]) => [name, keyOf(target)]));
}
