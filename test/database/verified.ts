import { issueVerified, type VerifiedSql } from '../../src/core/verified-sql.ts';

/** A statement as if it were proven: what stands behind the proof is tested with statements that no proof lets pass. */
export function verified(sql: string): VerifiedSql {
  return issueVerified({ sql, statement: sql, proof: { statement: 'select', readOnly: true, tables: [], functions: [], warnings: [] } });
}
