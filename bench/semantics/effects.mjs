// What entries do to the SQL of their probe questions.
import { compile } from '../../dist/instant/engine.js';
import { listed, placed } from '../../dist/semantics/declared/entries.js';
import { readEntries } from '../../dist/semantics/declared/read.js';
import { probesOf } from './probes.mjs';

/**
 * Of each entry that has probes: those that it changes, with the SQL before and after; and of one that changes none, why. `said`: a word that
 * means nothing, given the same meaning, makes the very SQL that was made without the entry; or what its words do not mean was not taken. `understood`: its words meant something else
 * before, and still do. `unheard`: they meant nothing, and still do.
 */
export async function effectsOf({ target, reply }) {
  const { catalog, values } = await target.knowledge.get();
  const known = { catalog, dialect: target.dialect };
  const compiled = (question, declared) => compile({ question, history: [], values, ...known, ...(declared ? { declared } : {}) }).candidates[0]?.sql;
  return [...placed(reply.entries)].flatMap((entry) => {
    const probes = probesOf(entry, catalog);
    if (probes.length === 0) return [];
    const declared = readEntries(listed([entry]), known);
    const tried = probes.map((question) => ({ question, without: compiled(question), with: compiled(question, declared) }));
    const changed = tried.filter((probe) => probe.with !== probe.without);
    return [{ target, entry, probes, changed, ...(changed.length > 0 ? {} : { idle: idleness(entry, tried, { catalog, known, compiled }) }) }];
  });
}

const nonsense = 'blorf';

function idleness(entry, tried, { catalog, known, compiled }) {
  if (entry.kind === 'not' && !tried.some((probe) => probe.without?.includes(`"${entry.entry.means.split('.').at(-1)}"`))) return 'said';
  const blank = ({ words, nouns, verbs, ...rest }) => ({ ...rest, ...(words ? { words: [nonsense] } : {}), ...(nouns ? { nouns: [nonsense] } : {}), ...(verbs ? { verbs: [nonsense] } : {}) });
  const meaningless = { ...entry, entry: blank(entry.entry) };
  const probes = probesOf(meaningless, catalog);
  const declared = readEntries(listed([meaningless]), known);
  const made = new Set(probes.map((question) => compiled(question, declared)));
  if (tried.some((probe) => probe.without !== undefined && made.has(probe.without))) return 'said';
  const empty = new Set(probes.map((question) => compiled(question)));
  return tried.some((probe) => !empty.has(probe.without)) ? 'understood' : 'unheard';
}
