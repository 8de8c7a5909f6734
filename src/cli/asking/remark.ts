import { callOf } from '../../answer/ask/requests.ts';
import type { CatalogIndex } from '../../catalog/index.ts';
import type { Answer } from '../../core/answer.ts';
import { toFailure } from '../../core/errors.ts';
import { isRefusal } from '../../core/proof.ts';
import { localPrincipal } from '../../core/question.ts';
import { refusalOf } from '../../language/en/refusals.ts';
import { tokenize } from '../../language/en/tokens.ts';
import type { Conversation } from './conversation.ts';

const opensLikeSql = /^\s*(select|with|values)\b/i;

/** What is said below an answer without rows: what this server is, to whoever asked it for something else; what is wrong with a text that may have been meant as SQL. */
export async function remarkOn(question: string, answer: Answer, { target }: Pick<Conversation, 'target'>): Promise<string | undefined> {
  const catalog = answer.status === 'needs_sql' ? await target.knowledge.catalog() : undefined;
  if (catalog && refusalOf(question, tokenize(question), ({ stem }) => catalog.namesTable(stem)) !== undefined) {
    return `This server reads ${target.name} and never changes it: ask for what is in it${exampleOf(catalog)}.`;
  }
  if (catalog && answer.status === 'needs_sql' && answer.drafts.length === 0 && !opensLikeSql.test(question)) return `Questions are read in English, in words near those of the tables${exampleOf(catalog)}; or type SQL.`;
  return answer.status === 'ok' || answer.status === 'refused' || !opensLikeSql.test(question) ? undefined : asSql(question, target);
}

function exampleOf({ snapshot: { tables: [table] } }: CatalogIndex): string {
  return table ? `, such as "How many ${table.name.replaceAll('_', ' ')} are there?"` : '';
}

async function asSql(text: string, target: Conversation['target']): Promise<string | undefined> {
  try {
    const outcome = await target.prover.prove(text, callOf({ principal: localPrincipal }, target));
    return isRefusal(outcome) ? `As SQL: ${outcome.reason}` : undefined;
  } catch (error) {
    const { message, hints } = toFailure(error);
    return [`As SQL: ${message}`, ...hints.map((hint) => `  ${hint}`)].join('\n');
  }
}
