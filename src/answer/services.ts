import type { SqlModel } from '../core/model.ts';
import type { AskServices } from './ask/ask-services.ts';
import type { ReportServices } from './report/report-services.ts';
import type { MaintenanceServices } from './run/maintenance.ts';
import type { TeachServices } from './teach/teach.ts';

/** Everything that the doors hand on, wired in compose.ts; each room takes the part that it names. */
export interface Services extends AskServices, TeachServices, ReportServices, MaintenanceServices {
  /** The configured language model, where there is one. */
  readonly model?: SqlModel;
  close(): Promise<void>;
}
