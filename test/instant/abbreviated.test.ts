import { expect, test } from 'vitest';
import { asked } from './open.ts';

/** Everything abbreviated, no key declared, days and flags as texts. */
const schema = `
  CREATE TABLE mbr (mbr_no INTEGER PRIMARY KEY, clb_nm TEXT, own_fst TEXT, own_lst TEXT, org_flg CHAR(1), ext_dt CHAR(8));
  CREATE TABLE dlv (dlv_no INTEGER PRIMARY KEY, mbr_no INTEGER, dlv_dt CHAR(8), rej_flg CHAR(1), grp_cd CHAR(2));
  CREATE TABLE stf (stf_no INTEGER PRIMARY KEY, stf_nm TEXT, ent_dt CHAR(8), mgr_no INTEGER, lv_dt CHAR(8));
  CREATE TABLE art (art_no CHAR(4) PRIMARY KEY, art_tx TEXT, pur_pr REAL, sal_pr REAL);
  CREATE TABLE cst (cst_no INTEGER PRIMARY KEY, nm1 TEXT, nm2 TEXT, twn TEXT);
  CREATE TABLE brnch (br_cd CHAR(1) PRIMARY KEY, br_nm TEXT);
  CREATE TABLE crw_mst (crw_no INTEGER PRIMARY KEY, fnam TEXT, snam TEXT, rnk_cd CHAR(1), br_cd CHAR(1));
  CREATE TABLE slg_hdr (slg_no INTEGER PRIMARY KEY, br_cd CHAR(1), mst_crw INTEGER, mat_crw INTEGER, dly_min INTEGER);
  INSERT INTO brnch VALUES ('H', 'Harbour'), ('Q', 'Quay');
  INSERT INTO crw_mst VALUES (11, 'Kim', 'Reed', 'M', 'H'), (12, 'Lou', 'Kerr', 'D', 'H'), (13, 'Max', 'Noel', 'D', 'Q');
  INSERT INTO slg_hdr VALUES (1, 'H', 11, 12, 5), (2, 'Q', 11, 13, 15), (3, 'Q', 13, 12, 10);
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
  ['crew per branch', [['Harbour', 2], ['Quay', 1]]],
  ['number of crew per rank', [['M', 1], ['D', 2]]],
  ['average delay per branch', [['Harbour', 5], ['Quay', 12.5]]],
  ['which branches had sailings with a delay of more than 12', [['Quay']]],
  ['crew at Quay', [['Max', 'Noel']]],
];

test.each(questions)('%s', (question, rows) => {
  const database = asked(schema);
  const sorted = (all: readonly (readonly unknown[])[]) => all.map((row) => JSON.stringify(row.toSorted((a, b) => (typeof a < typeof b ? 1 : -1)))).toSorted();
  expect(sorted(database.rows(database.best(question)))).toEqual(sorted(rows));
});
