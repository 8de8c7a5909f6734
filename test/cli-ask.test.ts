import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerText } from '../src/cli/asking/answer-text.ts';
import { chartText } from '../src/cli/asking/chart-text.ts';
import { completionsOf } from '../src/cli/asking/completion.ts';
import { Conversation } from '../src/cli/asking/conversation.ts';
import { converse } from '../src/cli/asking/prompt.ts';
import { chosenOffer, offerLines } from '../src/cli/asking/readings.ts';
import { compose } from '../src/compose.ts';
import { runLine, type RanLine } from './command-line.ts';
import { sqliteFile, temporaryFolder } from './fixtures/make-database.ts';
import { mainModule } from './stdio-server.ts';

const pets = `CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, species TEXT);
  INSERT INTO pets VALUES (1, 'Rex', 3, 'dog'), (2, 'Tom', 5, 'cat'), (3, 'Kitty', 9, 'cat')`;
const unsure = 'which pets are the fluffiest';

function ask(...args: readonly string[]): Promise<RanLine> {
  return runLine('ask', '--dsn', `sqlite:${sqliteFile(pets)}`, ...args);
}

describe('an unsure answer', () => {
  test('is one line of reason and the readings by number, in words', async () => {
    const { code, stdout } = await ask(unsure);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Not sure \(not understood: fluffiest\)\. What may be meant:\n {2}1\. \S.*pets.*\n/);
    expect(stdout).toContain('--run');
    expect(stdout).not.toContain('SELECT');
    expect(stdout).not.toContain('pets\n  id int');
  });

  test('comes with what is known of the tables where that is asked for', async () => {
    expect((await ask(unsure, '--context')).stdout).toContain('pets\n  id int pk');
  });

  test('--run N runs that reading; a number that is none is told', async () => {
    const { code, stdout } = await ask(unsure, '--run', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Rex[\s\S]*3 rows · proven/);
    expect(await ask(unsure, '--run', '7')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--run is 7') });
  });

  test('--json gives the readings to programs', async () => {
    const { drafts } = JSON.parse((await ask(unsure, '--json')).stdout) as { drafts: { reading: string }[] };
    expect(drafts[0]?.reading).toContain('pets');
  });

  test('tells only what the reason and the other readings do not', () => {
    const offer = (reading: string, ...doubts: string[]) => ({ reading, sql: '', confidence: 0.5, doubts });
    expect(offerLines([offer('a', 'both', 'one', 'why'), offer('b', 'both', 'why')], 'because: why')).toEqual(['  1. a (one)', '  2. b']);
  });

  test.each([['', 'a'], ['1', 'a'], ['y', 'a'], [' 2 ', 'b'], ['3', undefined], ['0', undefined], ['n', undefined], ['what', undefined]])('the reply "%s" means %s', (reply, expected) => {
    expect(chosenOffer(reply, ['a', 'b'].map((reading) => ({ reading, sql: '', confidence: 0, doubts: [] })))?.reading).toBe(expected);
  });
});

test('a reason that lists the readings is told without them above their list', () => {
  const [reading, other] = ['total of orders by month', 'number of orders by month'];
  const draft = (text: string) => ({ reading: text, sql: 'SELECT 1', confidence: 0.5, doubts: [] });
  const reason = `several readings: 1. ${reading}; 2. ${other}`;
  const drafts = [draft(reading), draft(other)];
  const answer = { status: 'needs_sql', database: 'shop', dialect: 'sqlite', reason, context: '', nextStep: '', drafts, timings: {} } as const;
  expect(answerText(answer, { context: false })).toBe(`Not sure (several readings). What may be meant:\n  1. ${reading}\n  2. ${other}`);
});

describe('what is no question', () => {
  test('a question in words that no table has is told which are read', async () => {
    expect((await ask('Wie viele Haustiere haben wir?')).stdout).toContain('Questions are read in English, in words near those of the tables, such as "How many pets are there?"');
  });

  test('SQL is proven and run', async () => {
    const { code, stdout } = await ask('SELECT name FROM pets WHERE age > 4 ORDER BY age');
    expect(code).toBe(0);
    expect(stdout).toMatch(/name\n─+\nTom\nKitty\n\n2 rows · proven/);
  });

  test('SQL that would write is refused', async () => {
    expect(await ask('DROP TABLE pets')).toMatchObject({ code: 3, stdout: expect.stringContaining('Refused: DROP') });
  });

  test.each([
    ['select nam from pets', /no column nam\n {2}Did you mean pets\.name\?/],
    ['SELECT name FROM pet', /no table pet\n {2}Did you mean pets\?/],
  ])('%s is SQL with a slip: it fails with what is wrong and the nearest name', async (sql, expected) => {
    expect(await ask(sql)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(expected) });
  });

  test('what opens like SQL and names no table is a question, with what is wrong with it as SQL', async () => {
    expect((await ask('select pets from Germany')).stdout).toMatch(/^Not sure[\s\S]*As SQL: there is no table Germany/);
  });

  test('a wish to delete is told what this server is', async () => {
    const { code, stdout } = await ask('delete all pets');
    expect(code).toBe(3);
    expect(stdout).toMatch(/asks to change data.*\nThis server reads \w+ and never changes it: .*"How many pets are there\?"/);
  });
});

/** A conversation whose terminal is two streams. */
async function openPrompt() {
  const services = await compose({ databases: { pets: { dsn: `sqlite:${sqliteFile(pets)}` } }, state: { file: ':memory:' }, baseFolder: temporaryFolder() }, { careful: false });
  onTestFinished(() => services.close());
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const ended = converse(new Conversation(services, undefined), { input, output });
  const type = async (line: string, expected: RegExp) => {
    shown = '';
    input.write(`${line}\r`);
    await expect.poll(() => shown).toMatch(expected);
    return shown;
  };
  await expect.poll(() => shown).toContain('pets> ');
  return { type, input, ended };
}

describe('the prompt', () => {
  test('answers, follows up, and shows SQL, explanation and chart of the last answer', async () => {
    const { type, input, ended } = await openPrompt();
    await type('\\sql', /Nothing has been answered yet/);
    await type('How many pets are there?', /3\r?\n\r?\n1 row/);
    expect(await type('\\sql', /SELECT.*\n/)).toContain('COUNT(*)');
    // Sure or not, it is read as a count because of the question before.
    const cats = await type('and the cats?', /number of rows of pets, where species is "cat"[\s\S]*(pets> |n\] )/);
    if (!cats.includes('pets> ')) await type('n', /pets> /);
    await type('\\new', /stands alone/);
    await type('SELECT name, age FROM pets', /3 rows · proven/);
    expect(await type('\\chart', /Kitty.*█/)).toMatch(/age by name\r?\nRex {4}3 {2}█+.*\r?\nTom {4}5 {2}█+/);
    await type('\\tables', /pets: id, name, age, species/);
    await type('\\explain', /proof: select, reads only; tables pets/);
    await type('\\charts', /Did you mean \\chart\?/);
    await type('\\help', /Ctrl\+C stops/);
    input.write('\\q\r');
    await ended;
  });

  test('offers readings, and runs the one that is chosen', async () => {
    const { type, input, ended } = await openPrompt();
    await type(unsure, /run 1\? \[1\/2\/n\]/);
    await type('n', /pets> /);
    await type(unsure, /run 1\? \[1\/2\/n\]/);
    await type('1', /Rex[\s\S]*3 rows/);
    // What chooses nothing is the next question, or what was typed in its place.
    await type(unsure, /run 1\? \[1\/2\/n\]/);
    await type('SELECT count(*) FROM pets', /1 row · proven/);
    await type(unsure, /run 1\? \[1\/2\/n\]/);
    await type('\\chart', /chart/);
    input.write('\x04');
    await ended;
  });

  test('Ctrl+C stops what runs and keeps the prompt', async () => {
    const { type, input, ended } = await openPrompt();
    await type('SELECT count(*) FROM pets', /1 row · proven/);
    input.write('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n\r');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await type('\x03', /cancelled/);
    await type('SELECT count(*) FROM pets', /1 row · proven/);
    input.end();
    await ended;
  });
});

test('without a question a terminal gets the prompt', async () => {
  // util-linux gives the command a terminal of its own.
  const child = execFile('script', ['-qec', `${process.execPath} ${mainModule} ask --dsn sqlite:${sqliteFile(pets)}`, '/dev/null'], { cwd: temporaryFolder() });
  let shown = '';
  child.stdout?.on('data', (text: string) => (shown += text));
  const exited = once(child, 'exit');
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('test> ');
  child.stdin?.write('How many pets are there?\r');
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('1 row · instant');
  child.stdin?.write('\\q\r');
  expect((await exited)[0]).toBe(0);
});

test('what a cell holds is never a command to the terminal', async () => {
  const { stdout } = await ask("SELECT 'a' || char(27) || '[2J' || char(155) || char(7) AS trick");
  expect(stdout).toContain('a\u{fffd}[2J\u{fffd}\u{fffd}');
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
});

describe('what the Tab key completes', () => {
  const column = (name: string) => ({ name, type: 'text', family: 'text', nullable: true }) as const;
  const table = { schema: 'main', name: 'pets', kind: 'table', columns: [column('name'), column('nature')], primaryKey: [], foreignKeys: [], indexes: [] } as const;
  const catalog = { dialect: 'sqlite', version: '', defaultSchema: 'main', tables: [table] } as const;
  test.each([['which P', ['pets']], ['select na', ['name', 'nature']], ['select pets.nat', ['pets.nature']], ['\\ch', ['\\chart']], ['which ', []], ['xyz', []]])('after "%s"', (line, expected) => {
    expect(completionsOf(line, catalog)[0]).toEqual(expected);
  });
});

describe('charts in text', () => {
  const columns = (...names: string[]) => names.map((name) => ({ name, type: '' }));
  test('need a figure and a name for it', () => {
    expect(chartText({ columns: columns('n'), rows: [[1]] })).toBeUndefined();
    expect(chartText({ columns: columns('a', 'b'), rows: [['x', 'y']] })).toBeUndefined();
    expect(chartText({ columns: columns('a', 'n'), rows: [] })).toBeUndefined();
  });

  test('draw exact decimals, which travel as text, and negative figures', () => {
    expect(chartText({ columns: columns('month', 'sum'), rows: [['2026-01', '-10.50'], ['2026-02', '21.00']] })).toBe(`sum by month\n2026-01  -10.50  ${'█'.repeat(20)}\n2026-02   21.00  ${'█'.repeat(40)}`);
  });

  test('end after forty bars', () => {
    expect(chartText({ columns: columns('a', 'n'), rows: Array.from({ length: 50 }, (_, index) => [`r${index}`, index]) })?.split('\n').at(-1)).toBe('… 10 more');
  });
});
