import { useState } from 'preact/hooks';

/** State that survives a reload, in this browser only. A browser that keeps nothing still works. */
export function useStored<T>(key: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? initial);
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

function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    // What stands there was written by `store` of the same key.
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
