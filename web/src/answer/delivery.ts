/** How what is shown is taken away: a view in a host has neither downloads nor the clipboard of its own. What is absent is not offered. */
export interface Delivery {
  readonly file?: (name: string, text: string) => void;
  readonly copy?: (text: string) => Promise<unknown>;
  /** Whether there is room to show the SQL at once. */
  readonly unfolds: boolean;
}

export const inBrowser: Delivery = { file: download, copy: (text) => navigator.clipboard.writeText(text), unfolds: true };

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
