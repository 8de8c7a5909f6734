const signals = { SIGTERM: 15, SIGINT: 2, SIGHUP: 1 } as const;

/** Resolves when the process is asked to end. Asked a second time it ends at once. */
export function onSignals(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const [signal, number] of Object.entries(signals)) {
      process.on(signal, () => {
        if (isAsked) process.exit(128 + number);
        isAsked = true;
        resolve();
      });
    }
  });
}
