import { z } from 'zod';
import { nearest } from '../std/nearest.ts';
import { configSchema } from './schema.ts';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
}

/** The keys of the configuration that are most like one that there is not, in the object at a path. */
export function nearestKeys(key: string, path: readonly PropertyKey[]): string[] {
  // The draft that zod writes has this form.
  const root = z.toJSONSchema(configSchema, { target: 'draft-7' }) as SchemaNode;
  const at = path.reduce<SchemaNode | undefined>(within, root);
  return nearest(key, Object.keys(at?.properties ?? {}), 1);
}

function within(node: SchemaNode | undefined, part: PropertyKey): SchemaNode | undefined {
  const others = node?.additionalProperties;
  return node?.properties?.[String(part)] ?? node?.items ?? (typeof others === 'object' ? others : undefined);
}
