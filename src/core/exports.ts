/** How a result is written that is taken away. */
export const exportFormats = ['csv', 'ndjson'] as const;

export type ExportFormat = (typeof exportFormats)[number];

export const mimeTypes: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };

/** Where a result goes that is taken away, and in which form. */
export interface ExportTarget {
  readonly format: ExportFormat;
  /** That it may have at most. */
  readonly bytesMax: number;
  /** Rejects with a Failure where there is no room. */
  open(): Promise<ExportFile>;
}

/** A file on its way. Whoever opened it keeps or discards it. */
export interface ExportFile {
  write(text: string): Promise<void>;
  keep(): Promise<KeptExport>;
  discard(): Promise<void>;
}

export interface KeptExport {
  readonly uri: string;
  readonly name: string;
  /** Epoch milliseconds after which it is gone; absent where it stays. */
  readonly expiresAt?: number;
}

/** Files for whoever asks over a protocol. */
export interface Exports {
  target(format: ExportFormat): ExportTarget;
  /** The path of the file that a link leads to; undefined where the link is not ours, has been changed or has ended. */
  pathOf(link: ExportLink): string | undefined;
}

export interface ExportLink {
  readonly name: string;
  /** Epoch seconds, as the link writes them. */
  readonly expires: string;
  readonly signature: string;
}

/** A result that was taken away, as an answer tells of it. */
export interface Exported extends KeptExport {
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
}
