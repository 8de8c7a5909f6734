import { assert } from '../std/assert.ts';
import type { ApiTool } from '../http/tools.ts';
import { parseInput } from '../mcp/parse-input.ts';
import { isPersonQuestion } from '../mcp/person.ts';
import { tools } from '../mcp/tools/all.ts';

/** The tools as the JSON API takes them. */
export function apiTools(): readonly ApiTool[] {
  return tools.map((tool) => ({
    name: tool.name,
    needs: tool.needs,
    wholeServer: tool.wholeServer,
    run: async (input, context) => {
      // Nobody can be asked back over this API, so a tool answers with what it has.
      const reply = await tool.call(parseInput(tool, input), { ...context, person: { canBeAsked: false } });
      assert(!isPersonQuestion(reply), 'a tool asks a person who can not be asked');
      return reply;
    },
  }));
}
