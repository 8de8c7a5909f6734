import { z } from 'zod';
import { performanceReport } from '../../answer/performance.ts';
import { defineTool } from '../tool.ts';

export const performanceTool = defineTool({
  name: 'performance',
  title: 'See how fast and healthy the server is',
  description: 'Latency percentiles, rungs, cache hits and pools of this server since start; one operation in detail.',
  input: z.object({ operation: z.string().optional().describe('Such as tool.nl2sql or step.prove') }),
  output: {
    type: 'object',
    properties: {
      summary: { type: 'string' },
      total_requests: { type: 'number' },
      heuristic_routing: { type: 'object', properties: { hits: { type: 'number' }, percentage: { type: 'number' } } },
      cache_stats: { type: 'object', properties: { hit_rate: { type: 'number' }, total_entries: { type: 'number' } } },
      response_times: { type: 'object', properties: { average_ms: { type: 'number' }, p50_ms: { type: 'number' }, p95_ms: { type: 'number' }, p99_ms: { type: 'number' } } },
    },
  },
  readOnly: true,
  call: async (input, { services }) => performanceReport(input, services),
});
