// What models said of the schemas of people's questions (bench/semantics/replies), proven, for the databases of a corpus.
import { declaredFor } from '../../dist/answer/target/declared.js';
import { compose } from '../../dist/compose.js';
import { learned } from '../../bench/semantics/learned.mjs';

/** Puts `declared` beside the catalog of each database that a reply is recorded for. `asked`: questions with their sets. */
export async function declareLearned(corpus, asked) {
  const named = new Map(asked.map(({ set, db_id: name }) => [name, { set, path: corpus.pathOf(set, name) }]));
  const databases = Object.fromEntries([...named].map(([name, { path }]) => [name, { dsn: `sqlite:${path}` }]));
  const services = await compose({ databases, baseFolder: '/', state: { file: ':memory:' } }, { careful: false });
  try {
    for (const { target, reply } of await learned(services.targets.values())) {
      const opened = corpus.database(named.get(target.name).set, target.name);
      if (opened) opened.declared = await declaredFor(target, opened.catalog, reply.entries, reply.questions);
    }
  } finally {
    await services.close();
  }
}
