/** Levels of a parse tree; an operator takes three. What walks trees has a stack for many more. */
const depthMax = 3_000;

/** Whether a tree may be walked by recursion. Walks level by level itself. */
export function isShallow(tree: unknown): boolean {
  let level: unknown[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return false;
    const next: unknown[] = [];
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) next.push(value);
    }
    level = next;
  }
  return true;
}
