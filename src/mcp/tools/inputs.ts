import { z } from 'zod';
import { exportFormats } from '../../core/exports.ts';
import { cursorCharsMax, historyMax, nameCharsMax, questionCharsMax, sqlCharsMax } from '../../core/input-limits.ts';

/** Inputs that several tools share. Each text and list has a maximum; `test/inputs.test.ts` sees to that. */
export const question = z.string().max(questionCharsMax);
/** Of questions or statements in one call. */
export const severalMax = 20;
export const sql = z.string().max(sqlCharsMax);
export const name = z.string().max(nameCharsMax);
export const knownSchema = name.optional();
export const database = name.optional().describe('Needed if there are several');
export const history = z.array(question).max(historyMax).optional().describe('Earlier questions, oldest first');
export const limit = z.int().min(1).max(1_000_000).optional().describe('Rows, default 100');
export const maxAge = z.number().min(0).optional().describe('Seconds a cached result may be old; 0 = run now');
export const exportAs = z.enum(exportFormats).optional().describe('Whole result as a file');
export const cursor = z.string().max(cursorCharsMax).optional().describe('next_cursor of the page before');
