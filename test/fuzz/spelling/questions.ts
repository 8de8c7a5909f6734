import { guessable } from '../../../src/database/scratch/policy-worlds.ts';
import { Dice } from './dice.ts';

const forms = [
  'show all <table>', '<column> of <table>', '<column> of the <table> <guess>', 'which <table> have <column> <guess>', 'list <table> with the highest <column>',
  'how many <table> are <guess>', '<guess>', 'who is <guess>?', '<table> by <column>', 'the <column> of <table> number 1',
  'what is the <column> of <guess>, and where is <guess> frobnicated?', 'smallest <column> among <table> in Lyon', 'average <column> of <table> by title', 'all events and their <column>',
  'the 50 latest events', 'describe <table>', '<table> <column> <table>', "select <column> from <table> where <column> = '<guess>'",
];
const tables = ['customers', 'staff', 'victim', 'victims', 'parted', 'v_mail', 'v_sal', 'v_victim', 'events', 'payroll', 'people', 'sqlite_schema', 'pg_stats'];
const columns = ['name', 'email', 'salary', 'income', 'secret', 'mail', 'pay', 'label', 'note', 'city', 'everything'];

/** A question after what may not be seen. */
export function questionOf(seed: number): string {
  const dice = new Dice(seed);
  const guesses = [guessable.name, guessable.email, guessable.secret, String(guessable.salary), `${guessable.email} ${guessable.name}`, 'Cleo', 'windy', 'copper', 'x.org'];
  return dice.pick(forms).replaceAll(/<(\w+)>/g, (_, part: string) => dice.pick(part === 'table' ? tables : part === 'column' ? columns : guesses));
}
