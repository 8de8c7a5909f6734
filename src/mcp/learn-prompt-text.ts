import { requestsFor } from '../answer/learn/request.ts';
import { targetOf } from '../answer/target/target.ts';
import type { Services } from '../answer/services.ts';

const task = [
  'Write down what the tables of this database mean. Answer each request below by one call of the tool teach: the lists that it asks for are its argument entries.',
  'Then tell the user what was dropped and why, and ask whether the questions with their SQL are right; what the user accepts you send once more with verdict accept.',
].join(' ');

/** What a host's model is to do, with the requests about one database. */
export async function learnText(services: Services, database: string | undefined): Promise<string> {
  const target = targetOf(services, database);
  const requests = await requestsFor(target, {});
  return [`${task}${requests.length > 1 ? ` There are ${requests.length} requests.` : ''} database: ${target.name}`, ...requests.map((request) => request.text)].join('\n\n');
}
