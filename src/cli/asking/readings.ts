import type { Answer, Reading } from '../../core/answer.ts';

/** What a person may choose among where the answer is unsure. */
export interface Offer extends Reading {
  /** What speaks against it. */
  readonly doubts: readonly string[];
}

/** The readings of an answer that none was run of: those of equal right, or the drafts of a hand-off that can be put into words. */
export function offersOf(answer: Answer): Offer[] {
  if (answer.status === 'choices') return answer.readings.map((reading) => ({ ...reading, doubts: [] }));
  if (answer.status !== 'needs_sql') return [];
  return answer.drafts.flatMap(({ reading, ...draft }) => (reading === undefined || reading === '' ? [] : [{ ...draft, reading }]));
}

/** One line an offer, numbered from 1, with the doubts that tell it from the others and that the reason has not told. */
export function offerLines(offers: readonly Offer[], reason: string): string[] {
  const isTold = (doubt: string) => reason.includes(doubt) || (offers.length > 1 && offers.every(({ doubts }) => doubts.includes(doubt)));
  return offers.map(({ reading, doubts }, index) => {
    const own = doubts.filter((doubt) => !isTold(doubt));
    return `  ${index + 1}. ${reading}${own.length > 0 ? ` (${own.join('; ')})` : ''}`;
  });
}

/** `run 1? [1/2/n]`, as it is asked. */
export function offerPrompt(offers: readonly Offer[]): string {
  return `run 1? [${offers.map((_, index) => index + 1).join('/')}/n] `;
}

/** The offer that a reply to `offerPrompt` means; nothing but Enter is the first. */
export function chosenOffer(reply: string, offers: readonly Offer[]): Offer | undefined {
  const word = reply.trim().toLowerCase();
  return word === '' || word === 'y' || word === 'yes' ? offers[0] : /^\d+$/.test(word) ? offers[Number(word) - 1] : undefined;
}

/** Whether a reply that chose nothing is no more than that: anything longer is the next question. */
export function declines(reply: string): boolean {
  return /^(n|no|\d*)$/i.test(reply.trim());
}
