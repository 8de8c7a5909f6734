/** A JSON Schema of an object, as tools publish it. */
export interface JsonObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/**
 * The schemas that hold for what type T becomes in JSON. A schema may leave properties out, since hosts pay for each in tokens;
 * it may not invent one, nor give it another type, nor require what may be missing.
 */
type SchemaOf<T> =
  [T] extends [string] ? { readonly type: 'string' } | { readonly enum: readonly T[] }
  : [T] extends [number] ? { readonly type: 'number' }
  : [T] extends [boolean] ? { readonly type: 'boolean' }
  : [T] extends [null] ? { readonly type: 'null' }
  : [T] extends [readonly (infer Item)[]] ? { readonly type: 'array'; readonly items: SchemaOf<Item> }
  : [T] extends [object] ? ObjectSchemaOf<T>
  : { readonly anyOf: readonly MemberSchema<T>[] };

/** Of a union, such as the replies of one tool: the properties of all its members, of which those are required that each has. */
export interface ObjectSchemaOf<T> {
  readonly type: 'object';
  readonly properties: { readonly [Name in NameIn<T>]?: SchemaOf<NonNullable<PropertyOf<T, Name>>> };
  readonly required?: readonly RequiredIn<T>[];
}

type MemberSchema<T> = T extends unknown ? SchemaOf<T> : never;
type NameIn<T> = T extends unknown ? keyof T & string : never;
type PropertyOf<T, Name extends string> = T extends unknown ? (Name extends keyof T ? T[Name] : never) : never;
type RequiredIn<T> = { [Name in keyof T]-?: undefined extends T[Name] ? never : Name }[keyof T] & string;
