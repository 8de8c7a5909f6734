const depthMax = 30;

/** The first JSON object in a text that may fence it, talk around it, or break off before its end; undefined where there is none. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  for (let start = text.indexOf('{'), tries = 0; start >= 0 && tries < 10; start = text.indexOf('{', start + 1), tries += 1) {
    const found = scan(text, start).map(parse).find((object) => object !== undefined);
    if (found) return found;
  }
  return undefined;
}

/**
 * The texts that may be the object that begins at `start`: it alone where it ends; where it breaks off, all of it closed, or
 * what stands before its last comma closed. A string that broke off is always dropped, since half a statement must never pass
 * for a whole one.
 */
function scan(text: string, start: number): string[] {
  const closers: string[] = [];
  let inString = false;
  let beforeComma = '';
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') closers.push(char === '{' ? '}' : ']');
    else if (char === ',') beforeComma = text.slice(start, at) + closers.toReversed().join('');
    else if (char === '}' || char === ']') {
      closers.pop();
      if (closers.length === 0) return [text.slice(start, at + 1)];
    }
    if (closers.length > depthMax) return [];
  }
  return inString ? [beforeComma] : [text.slice(start) + closers.toReversed().join(''), beforeComma];
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // JSON.parse gives an object with string keys where it gives an object at all.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
