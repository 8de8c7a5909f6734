// Takes who a caller is out of one key at a time and runs the tests of identity: each mutant must be caught. Run it in a clean
// checkout: node scripts/isolation-mutants.mjs [name]. The files are restored after each.
import { runMutants } from './mutants.mjs';

const mutants = [
  { name: 'all-caches-audience', file: 'src/answer/target/target.ts', find: "return audience === '' ? identity : `${identity}.${audience}`;", put: 'return audience === null ? identity : identity;' },
  { name: 'audience-settings', file: 'src/answer/target/target.ts', find: 'digest(role, ...Object.entries(settings).flat())', put: 'digest(role, String(Object.keys(settings)))' },
  { name: 'audience-role', file: 'src/answer/target/target.ts', find: 'digest(role, ...', put: 'digest(role.slice(99), ...' },
  { name: 'rows', file: 'src/answer/run/execute.ts', find: '`${keyOfTarget(target)}\\n', put: '`${keyOfTarget({ ...target, audience: "" })}\\n' },
  { name: 'answers', file: 'src/answer/ask/response-cache.ts', find: '[keyOfTarget(target), principal', put: '[keyOfTarget({ ...target, audience: "" }), principal' },
  { name: 'proofs', file: 'src/answer/target/target.ts', find: 'name: keyOf(options)', put: 'name: options.name' },
  { name: 'memory-role', file: 'src/answer/ask/scope.ts', find: 'database: target.identity', put: 'database: target.name' },
  { name: 'memory-audience', file: 'src/answer/ask/scope.ts', find: '}${target.audience}`', put: '}`' },
  { name: 'values', file: 'src/answer/target/target.ts', find: 'const knowledge = new PersonalKnowledge(shared, (catalog, values) => own.sample(catalog, values));', put: 'const knowledge = PersonalKnowledge ? shared : shared;' },
  { name: 'views-settings', file: 'src/compose-targets.ts', find: 'JSON.stringify([key, settings])', put: 'JSON.stringify([key])' },
  { name: 'views-role', file: 'src/compose-targets.ts', find: 'JSON.stringify([shared.name, shared.identity, role])', put: 'JSON.stringify([shared.name, shared.identity])' },
  { name: 'views-policy', file: 'src/compose-targets.ts', find: 'JSON.stringify([shared.name, shared.identity, role])', put: 'JSON.stringify([shared.name, role])' },
  { name: 'transaction', file: 'src/answer/target/identified.ts', find: 'database.execute(statement, limits, as(options))', put: 'database.execute(statement, limits, options)' },
  { name: 'exports', file: 'src/answer/target/identified.ts', find: 'database.stream(statement, sink, as(options))', put: 'database.stream(statement, sink, options)' },
  { name: 'cursors', file: 'src/answer/services.ts', find: 'services.cursors.for(audience)', put: 'services.cursors' },
  { name: 'traces', file: 'src/answer/report/performance/slow.ts', find: "(trace.audience ?? '') === audience", put: "audience !== '-'" },
  { name: 'calls', file: 'src/answer/observe.ts', find: '    audience,\n    startedAt,', put: "    audience: audience.slice(99),\n    startedAt," },
  { name: 'figures', file: 'src/telemetry/frequent.ts', find: "return audience === '' ? database : `${database} ${audience}`;", put: "return audience === '-' ? audience : database;" },
  { name: 'advice', file: 'src/answer/report/performance/advice.ts', find: 'entry.audience === audience', put: "entry.audience !== '-'" },
  { name: 'facts-of-roles', file: 'src/database/mysql/facts.ts', find: "identity?.role ?? ''", put: "(identity?.role ?? '').slice(99)" },
];

runMutants(mutants, () => ['test/identity', '--bail', '1']);
