// What the recorded replies say of databases: each reply was written by a model that saw the printed request of the schema, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requestsFor } from '../../dist/answer/learn/request.js';
import { takeReply } from '../../dist/answer/learn/take-reply.js';
import { withLearned } from '../../dist/memory/knowledge-file.js';

const replies = fileURLToPath(new URL('replies/', import.meta.url));
/** The reply to the request of a database, by the request's mark; undefined where none was recorded for the request as it is now. */
export async function replyTo(target) {
  const requests = await requestsFor(target, {});
  const names = requests.map(({ mark }) => `${target.name}-${mark}.json`);
  const recorded = new Set(readdirSync(replies));
  return names.every((name) => recorded.has(name)) ? names.map((name) => JSON.parse(readFileSync(`${replies}${name}`, 'utf8'))) : undefined;
}

/** A reply by the database's name, whatever the request was: where roles or samples are found otherwise than when it was written. */
function latestReply(name) {
  return readdirSync(replies).filter((file) => file.startsWith(`${name}-`)).map((file) => JSON.parse(readFileSync(`${replies}${file}`, 'utf8')));
}

/** What was learned of each target, one after the other: as a model's, or as a person's who has accepted it. */
export async function learned(targets, origin = 'model') {
  const taken = [];
  for (const target of targets) {
    const current = await replyTo(target);
    const given = current ?? latestReply(target.name);
    for (const reply of given) taken.push({ target, isCurrent: current !== undefined, reply: await takeReply(reply, target, { origin }) });
  }
  return taken;
}

/** The knowledge file that the replies make. */
export function fileOf(taken) {
  return taken.reduce((file, { target, reply }) => withLearned(file, { entries: [reply.entries], questions: reply.questions, trust: false, database: target.name }), {});
}
