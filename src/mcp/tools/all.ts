import type { Tool } from '../tool.ts';
import { cacheStatusTool } from './cache-status.ts';
import { getSchemaTool } from './get-schema.ts';
import { nl2sqlTool } from './nl2sql.ts';
import { performanceTool } from './performance.ts';
import { runSqlTool } from './run-sql.ts';
import { teachTool } from './teach.ts';

/** Every tool, in the order in which hosts see them. */
export const tools: readonly Tool[] = [nl2sqlTool, runSqlTool, getSchemaTool, cacheStatusTool, performanceTool, teachTool];
