import type { EngineName } from '../../database/engines.ts';
import type { Dice } from './dice.ts';

/** Letters that servers which fold by Unicode's rules, or compare by a collation, may take for a plain one. */
const lookAlikes: Readonly<Record<string,
readonly string[]>> = { i: ['İ', 'ı', 'í', 'I'], s: ['ſ', 'S', 'ｓ'], k: ['K', 'K'], a: ['á', 'A', 'å'], e: ['é', 'E', 'ｅ'], o: ['ö', 'º'], c: ['ç', 'C'], n: ['ñ'] };

/** One letter is another, most often the one that more servers fold than any. */
function folded(name: string, dice: Dice): string {
  const likely = name.indexOf('i');
  const at = likely >= 0 && dice.chance(0.7) ? likely : dice.below(name.length);
  const letter = name[at] ?? '';
  return `${name.slice(0, at)}${at === likely && dice.chance(0.7) ? 'İ' : dice.pick(lookAlikes[letter] ?? [letter])}${name.slice(at + 1)}`;
}

function mixed(name: string, dice: Dice): string {
  return name.replaceAll(/\w/g, (letter) => (dice.chance(0.5) ? letter.toUpperCase() : letter));
}

function escaped(name: string, escape: string, dice: Dice): string {
  return name.replaceAll(/\w/g, (letter) => (dice.chance(0.3) ? `${escape}${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter));
}

/** Where a row is a value, by the name of its table, and columns have other names in a list after it. */
export function rowsAreValues(engine: EngineName): boolean {
  return engine === 'postgres' || engine === 'duckdb';
}

type Spell = (name: string, dice: Dice) => string;
const plain: Spell = (name) => name;
const quoted: Spell = (name) => `"${name}"`;
const backticked: Spell = (name) => `\`${name}\``;

/** How one may write the name of a column, an alias, or a table; the more usual ones stand there more often. */
const spellings: Readonly<Record<EngineName, readonly Spell[]>> = {
  postgres: [plain, plain, plain, mixed, quoted, quoted],
  mysql: [plain, plain, plain, mixed, backticked, backticked],
  duckdb: [plain, plain, plain, mixed, quoted, quoted],
  sqlite: [plain, plain, plain, mixed, quoted, backticked, (name) => `[${name}]`, (name) => `'${name}'`],
};

/** What stands out. */
const oddSpellings: Readonly<Record<EngineName, readonly Spell[]>> = {
  postgres: [(name, dice) => `U&"${escaped(name, '\\', dice)}"`, (name, dice) => `U&"${escaped(name, '!', dice)}" UESCAPE '!'`],
  mysql: [folded, folded, quoted],
  duckdb: [folded, (name, dice) => `"${mixed(name, dice)}"`],
  sqlite: [folded, (name) => `"${name}" `],
};

export function spellName(engine: EngineName, name: string, dice: Dice): string {
  return dice.pick(dice.isOdd && dice.chance(0.4) ? oddSpellings[engine] : spellings[engine])(name, dice);
}

/** A column that stands alone: in single quotes it would be a text. */
export function spellBareColumn(engine: EngineName, name: string, dice: Dice): string {
  const text = spellName(engine, name, dice);
  return text.startsWith("'") ? name : text;
}

/** On MariaDB names of tables are looked for on the disk, in their very letters. */
export function spellTable(engine: EngineName, name: string, dice: Dice): string {
  return engine === 'mysql' ? dice.pick([plain, plain, backticked])(name, dice) : spellName(engine, name, dice);
}

const dots: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: ['.', '.', '.', ' . ', '. ', ' .', '/**/./**/', '.--\n', '\n.\n', '. /* /* . */ */'],
  mysql: ['.', '.', '.', ' . ', ' .', '. ', '/**/./**/', '.#\n', '.-- x\n'],
  duckdb: ['.', '.', '.', ' . ', '. ', ' .', '/**/./**/', '.--\n', '\n.\n', '. /* /* . */ */'],
  sqlite: ['.', '.', '.', ' . ', '. ', ' .', '/**/./**/', '.--\n', '\n.\n'],
};

export function dotted(engine: EngineName, parts: readonly string[], dice: Dice): string {
  return parts.reduce((left, right) => `${left}${dice.pick(dots[engine])}${right}`);
}
