import { useState } from 'preact/hooks';

/** State that survives a reload, in this browser only. A browser that keeps nothing still works. */
export function useStored<T>(key: string, initial: T): readonly [T, (value: T) => void] {
  // What stands there was written by `store` of the same key.
  const [value, setValue] = useState<T>(() => (read(key) as T | undefined) ?? initial);
  const store = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Private windows and full stores keep nothing.
    }
  };
  return [value, store];
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
