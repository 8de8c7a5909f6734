import { z } from 'zod';
import { windowNames } from '../../core/telemetry.ts';
import type { PerformanceWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { name } from './inputs.ts';

const room = lazy(() => import('../../answer/report/performance.ts'));

const input = z.object({
  operation: name.optional().describe('Such as tool.nl2sql or step.prove'),
  window: z.enum(windowNames).optional(),
  slow: z.boolean().optional().describe('Worst traces'),
  advice: z.boolean().optional().describe('What to improve, and why'),
});

export const performanceTool = defineTool<typeof input, PerformanceWire>({
  name: 'performance',
  title: 'See how fast and healthy the server is',
  description: 'Whether all is well: latency, rungs, caches, pools, health, alerts of this server.',
  input,
  output: {
    type: 'object',
    properties: {
      summary: { type: 'string' },
      health: { type: 'object', properties: { status: { enum: ['well', 'strained', 'unwell'] }, score: { type: 'number' } } },
      total_requests: { type: 'number' },
      heuristic_routing: { type: 'object', properties: { hits: { type: 'number' }, percentage: { type: 'number' } } },
      cache_stats: { type: 'object', properties: { hit_rate: { type: 'number' }, total_entries: { type: 'number' } } },
      response_times: { type: 'object', properties: { average_ms: { type: 'number' }, p50_ms: { type: 'number' }, p95_ms: { type: 'number' }, p99_ms: { type: 'number' } } },
    },
  },
  readOnly: true,
  call: async (input, { services, principal }) => (await room()).performanceReport({ ...input, principal }, services),
});
