import { Failure } from '../core/errors.ts';
import type { ApiTool } from '../http/tools.ts';
import { isPersonQuestion } from '../mcp/person.ts';
import { tools } from '../mcp/tools/all.ts';

/** The tools as the JSON API takes them: their input is checked here, as the protocol's SDK does it for hosts. */
export function apiTools(): readonly ApiTool[] {
  return tools.map((tool) => ({
    name: tool.name,
    run: async (input, context) => {
      const parsed = tool.input.safeParse(input);
      // Nobody can be asked back over this API, so a tool answers with what it has.
      const reply = parsed.success ? await tool.call(parsed.data, { ...context, person: { canBeAsked: false } }) : undefined;
      if (reply && !isPersonQuestion(reply)) return reply;
      const [issue] = parsed.error?.issues ?? [];
      throw new Failure('BAD_ARGUMENT', `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'is wrong'}`, { hints: [`Inputs: ${Object.keys(tool.input.shape).join(', ')}`] });
    },
  }));
}
