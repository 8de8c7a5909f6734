/** A rental business as a young company keeps it: clear names, declared keys, cents and timestamps. */
export const rental = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, country_code TEXT, email TEXT, signed_up_at TIMESTAMP NOT NULL, closed_at TIMESTAMP);
  CREATE TABLE agents (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, manager_id INTEGER REFERENCES agents(id), hired_on DATE NOT NULL, left_on DATE);
  CREATE TABLE bikes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, is_electric INTEGER NOT NULL, weight_g INTEGER);
  CREATE TABLE rentals (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), bike_id INTEGER NOT NULL REFERENCES bikes(id), agent_id INTEGER REFERENCES agents(id),
    total_cents INTEGER NOT NULL, started_at TIMESTAMP NOT NULL, due_at TIMESTAMP NOT NULL, returned_at TIMESTAMP, cancelled_at TIMESTAMP);
  INSERT INTO clients VALUES (1, 'Ann', 'Lee', 'DE', 'a@x.org', '2025-01-10 10:00:00', NULL), (2, 'Bo', 'Ray', 'FR', NULL, '2025-04-02 09:00:00', NULL),
    (3, 'Cy', 'Fox', 'DE', 'c@x.org', '2026-03-05 12:00:00', '2026-05-01 12:00:00');
  INSERT INTO agents VALUES (1, 'Dee Orr', NULL, '2020-01-01', NULL), (2, 'Eli Day', 1, '2021-06-01', NULL), (3, 'Flo Gee', 1, '2022-02-01', '2025-12-31');
  INSERT INTO bikes VALUES (1, 'Swift', 'city', 0, 12000), (2, 'Bolt', 'cargo', 1, 28000), (3, 'Dart', 'city', 1, 17000);
  INSERT INTO rentals VALUES (1, 1, 1, 2, 1500, '2025-03-01 10:00:00', '2025-03-02 10:00:00', '2025-03-02 22:00:00', NULL),
    (2, 1, 2, 2, 4000, '2025-07-05 10:00:00', '2025-07-06 10:00:00', '2025-07-06 10:00:00', NULL),
    (3, 2, 1, 3, 2000, '2026-03-08 10:00:00', '2026-03-09 10:00:00', NULL, NULL),
    (4, 3, 1, 2, 9000, '2026-03-10 10:00:00', '2026-03-12 10:00:00', NULL, '2026-03-10 11:00:00');
`;

/** A garage as it was kept for decades: abbreviations, codes in one table, flags in letters, days first, no keys declared. */
export const garage = `
  CREATE TABLE cst_mst (cst_no INTEGER PRIMARY KEY, cst_nm VARCHAR(40), twn VARCHAR(30), act_fl CHAR(1), dt_opn CHAR(10));
  CREATE TABLE job (job_no INTEGER PRIMARY KEY, cst_no INTEGER, job_typ CHAR(3), sts CHAR(2), dt_job CHAR(10), pd_fl CHAR(1));
  CREATE TABLE job_ln (job_no INTEGER, ln_no INTEGER, qty INTEGER, unt_prc DECIMAL(8,2), disc_pct DECIMAL(5,2), PRIMARY KEY (job_no, ln_no));
  CREATE TABLE cd_ref (cd_grp VARCHAR(10), cd VARCHAR(4), descr VARCHAR(40), PRIMARY KEY (cd_grp, cd));
  INSERT INTO cst_mst VALUES (1, 'Pike, Moll', 'Leeds', 'Y', '28/01/2016'), (2, 'Reed Taxis', 'York', 'N', '13/12/2022');
  INSERT INTO job VALUES (1, 1, 'SVC', 'DN', '05/01/2025', 'Y'), (2, 1, 'MOT', 'BK', '17/02/2025', 'N'), (3, 2, 'MOT', 'DN', '21/03/2026', 'N');
  INSERT INTO job_ln VALUES (1, 1, 2, 10, 0), (1, 2, 1, 100, 10), (2, 1, 1, 50, 0), (3, 1, 4, 25, 50);
  INSERT INTO cd_ref VALUES ('STS', 'DN', 'Finished'), ('STS', 'BK', 'Booked'), ('JOB_TYP', 'SVC', 'Full service'), ('JOB_TYP', 'MOT', 'Annual test');
`;

/** A wholesaler on an old ERP: days as YYYYMMDD, months as YYYYMM, costs beside prices, what was void kept. */
export const wholesale = `
  CREATE TABLE whs (whs_cd CHAR(2) PRIMARY KEY, city VARCHAR(30), dock_doors INTEGER);
  CREATE TABLE rep (rep_no INTEGER PRIMARY KEY, rep_nm VARCHAR(40), whs_cd CHAR(2) REFERENCES whs(whs_cd), comm_pct DECIMAL(5,2), hire_dt CHAR(8));
  CREATE TABLE itm (itm_no INTEGER PRIMARY KEY, itm_nm VARCHAR(40), grp VARCHAR(20), unt_cost DECIMAL(8,2), vat_code VARCHAR(10));
  CREATE TABLE inv (inv_no INTEGER PRIMARY KEY, rep_no INTEGER REFERENCES rep(rep_no), inv_dt CHAR(8), due_dt CHAR(8), paid_dt CHAR(8), void_fl CHAR(1));
  CREATE TABLE inv_ln (inv_no INTEGER REFERENCES inv(inv_no), itm_no INTEGER REFERENCES itm(itm_no), qty INTEGER, unt_prc DECIMAL(8,2), PRIMARY KEY (inv_no, itm_no));
  INSERT INTO whs VALUES ('N1', 'Leeds', 4), ('S1', 'Dover', 10), ('W1', 'Truro', 4);
  INSERT INTO rep VALUES (1, 'Ada Boyle', 'N1', 3, '20190401'), (2, 'Cal Dunn', 'N1', 5, '20210915'), (3, 'Eve Finch', 'S1', 7, '20240103');
  INSERT INTO itm VALUES (1, 'Lamp', 'Light', 6, 'A'), (2, 'Bulb', 'Light', 1, NULL), (3, 'Desk', 'Furniture', 80, 'A');
  INSERT INTO inv VALUES (1, 1, '20250110', '20250209', '20250201', 'N'), (2, 1, '20250315', '20250414', '20250501', 'N'), (3, 2, '20260120', '20260219', NULL, 'N'), (4, 3, '20260501', '20260531', '20260530', 'N'), (5, 3, '20260502', '20260601', NULL, 'Y');
  INSERT INTO inv_ln VALUES (1, 1, 10, 10), (1, 2, 20, 2), (2, 3, 1, 120), (3, 1, 5, 10), (4, 3, 2, 120), (5, 3, 9, 120);
`;

/** A nursery: what waits, what was fetched and what was let off show only in names of columns. */
export const nursery = `
  CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL, closes_at TEXT);
  CREATE TABLE children (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birth_date DATE, room_id INTEGER REFERENCES rooms(id), allergy_notes TEXT, waitlisted_on DATE);
  CREATE TABLE attendance (id INTEGER PRIMARY KEY, child_id INTEGER NOT NULL REFERENCES children(id), checked_in_at TIMESTAMP NOT NULL, due_at TIMESTAMP NOT NULL, picked_up_at TIMESTAMP);
  CREATE TABLE fees (id INTEGER PRIMARY KEY, child_id INTEGER NOT NULL REFERENCES children(id), kind TEXT NOT NULL, amount_cents INTEGER NOT NULL, charged_on DATE NOT NULL, waived INTEGER NOT NULL);
  INSERT INTO rooms VALUES (1, 'Acorn', '17:00'), (2, 'Beech', '18:00');
  INSERT INTO children VALUES (1, 'Amy', 'Hall', '2022-03-04', 1, 'Peanuts, carries a pen', NULL), (2, 'Ben', 'Hall', '2023-01-15', 1, NULL, NULL), (3, 'Cleo', 'Nash', '2021-11-30', 2, 'Milk', NULL),
    (4, 'Dev', 'Rao', '2024-06-01', NULL, NULL, '2026-04-02'), (5, 'Eva', 'Sims', '2025-02-20', NULL, NULL, '2026-05-11');
  INSERT INTO attendance VALUES (1, 1, '2026-05-04 08:00:00', '2026-05-04 17:00:00', '2026-05-04 16:40:00'), (2, 2, '2026-05-04 08:10:00', '2026-05-04 17:00:00', '2026-05-04 17:25:00'),
    (3, 3, '2026-05-04 08:30:00', '2026-05-04 18:00:00', NULL), (4, 1, '2026-05-05 08:05:00', '2026-05-05 17:00:00', '2026-05-05 17:10:00');
  INSERT INTO fees VALUES (1, 1, 'monthly', 90000, '2026-05-01', 0), (2, 2, 'monthly', 90000, '2026-05-01', 0),
    (3, 2, 'late fee', 1500, '2026-05-04', 1), (4, 3, 'monthly', 95000, '2026-05-01', 0), (5, 4, 'registration', 5000, '2026-04-02', 1);
`;
