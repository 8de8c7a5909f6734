import type { PolicyStage } from './policy-worlds.ts';

/** What the corpus of attacks stands on, for one engine. Never used while serving. */
export interface AttackStage {
  /** The attacks, one JSON object a line. */
  readonly attacks: URL;
  /** What is tried under an access policy. */
  readonly policy: PolicyStage;
  /** Statements that make the tables and the traps, in a new database. */
  readonly setUp: readonly string[];
  /** Everything that an attack could have changed, read over the second connection; databases and roles that tests make beside it have names of their own. */
  readonly state: readonly string[];
  /** How many statements of ours the server is working on, as `n`; the reset of a session that has come back is none. Absent where there is no server. */
  readonly working?: string;
}

const fill = "INSERT INTO victim VALUES (1, 'a'), (2, 'b'), (3, 'c')";

/** The table that attacks try to change. */
export const victim: readonly string[] = ['CREATE TABLE victim (id INT, v TEXT)', fill];

/** As it was, after an attack has changed it. */
export const refill: readonly string[] = ['DELETE FROM victim', fill];
