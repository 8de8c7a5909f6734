#!/usr/bin/env node
import { keepCompiledCode } from './cli/compile-cache.ts';

// Everything else is loaded when the cache is there to take it.
keepCompiledCode(process.env, process.platform);
const { runCommandLine } = await import('./cli/run.ts');
process.exit(await runCommandLine(process.argv.slice(2)));
