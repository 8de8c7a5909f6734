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
    },
  },
  needs: 'read',
  wholeServer: true,
  readOnly: true,
  call: async (input, { services, principal }) => (await room()).performanceReport({ ...input, principal }, services),
});
