import { expectTypeOf, test } from 'vitest';
import type { AnswerWire, SchemaWire } from '../src/core/wire.ts';
import type { ObjectSchemaOf } from '../src/mcp/json-schema.ts';
import type { answerOutput } from '../src/mcp/tools/answer-output.ts';

/** These are checked by `npm run typecheck`. */
interface Output<Properties, Required extends string = never> {
  readonly type: 'object';
  readonly properties: Properties;
  readonly required: readonly Required[];
}
interface Schema<Type extends string> {
  readonly type: Type;
}
type Published = ObjectSchemaOf<SchemaWire>;

test('a published output may leave out what the reply has', () => {
  expectTypeOf<Output<{ readonly schema: Schema<'string'> }, 'schema'>>().toExtend<Published>();
});

test('it may not give a field another type', () => {
  expectTypeOf<Output<{ readonly schema: Schema<'number'> }>>().not.toExtend<Published>();
});

test('it may not require what may be missing', () => {
  expectTypeOf<Output<{ readonly next_cursor: Schema<'string'> }, 'next_cursor'>>().not.toExtend<Published>();
});

test('it may not name a field that no reply has', () => {
  expectTypeOf<keyof Published['properties']>().toEqualTypeOf<keyof SchemaWire>();
});

test('every status of an answer is published', () => {
  expectTypeOf<(typeof answerOutput)['properties']['status']['enum'][number]>().toEqualTypeOf<AnswerWire['status']>();
});
