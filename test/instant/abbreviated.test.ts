import { expect, test } from 'vitest';
import { asked } from './open.ts';

/** Everything abbreviated, no key declared, days and flags as texts. */
const schema = `
  CREATE TABLE mbr (mbr_no INTEGER PRIMARY KEY, clb_nm TEXT, own_fst TEXT, own_lst TEXT, org_flg CHAR(1), ext_dt CHAR(8));
  CREATE TABLE dlv (dlv_no INTEGER PRIMARY KEY, mbr_no INTEGER, dlv_dt CHAR(8), rej_flg CHAR(1), grp_cd CHAR(2));
  CREATE TABLE stf (stf_no INTEGER PRIMARY KEY, stf_nm TEXT, ent_dt CHAR(8), mgr_no INTEGER, lv_dt CHAR(8));
  CREATE TABLE art (art_no CHAR(4) PRIMARY KEY, art_tx TEXT, pur_pr REAL, sal_pr REAL);
  CREATE TABLE cst (cst_no INTEGER PRIMARY KEY, nm1 TEXT, nm2 TEXT, twn TEXT);
  INSERT INTO mbr VALUES (1, 'Hilltop', 'Ada', 'Stone', 'J', NULL), (2, 'Brook', 'Bo', 'Hill', 'N', NULL), (3, 'Marsh', 'Cy', 'Lake', 'J', '20250301'), (4, 'Fen', 'Di', 'Moss', 'N', '20240115');
  INSERT INTO dlv VALUES (1, 1, '20250401', 'N', 'GR'), (2, 1, '20250502', 'J', 'GR'), (3, 2, '20250603', 'N', 'RT'), (4, 1, '20250704', 'J', 'RT');
  INSERT INTO stf VALUES (1, 'Ivy Marsh', '20110301', NULL, '99991231'), (2, 'Otto Lund', '20150901', 1, '20250630'),
    (3, 'Nina Obi', '20180115', 1, '20260331');
  INSERT INTO art VALUES ('A101', 'Hinge', 2, 3.5), ('A102', 'Bracket', 4, 7.25);
  INSERT INTO cst VALUES (1, 'Delta Roofing', 'Ltd', 'Harwick'), (2, 'Oakline', NULL, 'Easton');
`;

const questions: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
  ['how many members are there', [[4]]],
  ['organic members', [['Hilltop'], ['Marsh']]],
  ['former members', [['Fen'], ['Marsh']]],
  ['how many deliveries were rejected', [[2]]],
  ['deliveries per member', [['Hilltop', 3], ['Brook', 1]]],
  ['who does Otto Lund report to', [['Ivy Marsh']]],
  ['former staff', [['Nina Obi'], ['Otto Lund']]],
  ['staff who are still with us', [['Ivy Marsh']]],
  ['selling price of the Bracket', [[7.25]]],
  ['list all articles', [['Hinge'], ['Bracket']]],
  ['customers in Easton', [['Oakline']]],
];

test.each(questions)('%s', (question, rows) => {
  const database = asked(schema);
  const sorted = (all: readonly (readonly unknown[])[]) => all.map((row) => JSON.stringify(row.toSorted((a, b) => (typeof a < typeof b ? 1 : -1)))).toSorted();
  expect(sorted(database.rows(database.best(question)))).toEqual(sorted(rows));
});
