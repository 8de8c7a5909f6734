import { z } from 'zod';
import type { CacheStatusWire } from '../../core/wire.ts';
import { lazy } from '../../std/lazy.ts';
import { defineTool } from '../tool.ts';
import { database, name, question } from './inputs.ts';

const room = lazy(() => import('../../answer/report/cache-status.ts'));

const input = z.object({ level: name.optional().describe('One cache in detail'), question: question.optional(), database });

export const cacheStatusTool = defineTool<typeof input, CacheStatusWire>({
  name: 'cache_status',
  title: 'Look at the caches',
  description: 'What is cached, how often it is hit, whether and why a question is served from memory.',
  input,
  output: {
    type: 'object',
    properties: {
      levels: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, entries: { type: 'number' }, hit_rate: { type: 'number' } } } },
    },
  },
  needs: 'read',
  readOnly: true,
  call: async (input, { services, principal }) => (await room()).cacheStatus({ ...input, principal }, services),
});
