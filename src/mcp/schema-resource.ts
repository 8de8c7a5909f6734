import { type McpServer, ResourceTemplate, type ServerContext } from '@modelcontextprotocol/server';
import { Failure, toFailure } from '../core/errors.ts';
import { nameCharsMax } from '../core/input-limits.ts';
import { callerIn } from './caller-in.ts';
import type { ServerOptions } from './server-options.ts';

const scheme = 'schema://';

/** The schema of each database as a resource, for hosts that let people attach context by hand. */
export function registerSchemaResource(server: McpServer, { services, caller: own }: ServerOptions): void {
  const list = async (context: ServerContext) => {
    const { targets } = await services(callerIn(context) ?? own);
    return { resources: [...targets.values()].map(({ name, dialect }) => ({ uri: `${scheme}${name}`, name, description: `Schema of the ${dialect.title} database ${name}`, mimeType: 'text/plain' })) };
  };
  const config = { title: 'Schema of a database', description: 'Tables and columns as compact text', mimeType: 'text/plain' };
  server.registerResource('schema', new ResourceTemplate(`${scheme}{database}`, { list }), config, async (uri, { database }, context) => {
    const caller = callerIn(context) ?? own;
    const name = String(database);
    try {
      if (name.length > nameCharsMax) throw new Failure('BAD_ARGUMENT', `the name of the database has ${name.length} characters: at most ${nameCharsMax} are read`);
      const { getSchema } = await import('../answer/report/schema.ts');
      const { schema } = await getSchema({ database: name, detail: 'columns', principal: caller.principal }, await services(caller));
      return { contents: [{ uri: uri.href, mimeType: 'text/plain', text: schema }] };
    } catch (error) {
      const failure = toFailure(error);
      throw new Error([failure.message, ...failure.hints].join(' '), { cause: error });
    }
  });
}
