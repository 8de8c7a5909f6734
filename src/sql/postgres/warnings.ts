import { visit } from './tree.ts';

/** What runs and yet is most likely a mistake: comparison with NULL. */
export function warningsIn(tree: unknown): string[] {
  const warnings = new Set<string>();
  visit(tree, (node, fields) => {
    if (node === 'A_Expr' && (isNull(fields['lexpr']) || isNull(fields['rexpr'])) && fields['kind'] === 'AEXPR_OP') warnings.add('a comparison with NULL is never true: use IS NULL');
  });
  return [...warnings];
}

function isNull(node: unknown): boolean {
  return (node as { A_Const?: { isnull?: boolean } } | undefined)?.A_Const?.isnull === true;
}
