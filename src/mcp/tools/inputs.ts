import { z } from 'zod';

/** Inputs that several tools share. */
export const database = z.string().optional().describe('Name; needed where several are configured');
export const history = z.array(z.string()).optional().describe('Earlier questions, oldest first');
export const limit = z.int().min(1).optional().describe('Rows, default 100');
export const maxAge = z.number().min(0).optional().describe('Seconds a cached result may be old; 0 = run now');
export const cursor = z.string().optional().describe('next_cursor of the page before');
