/** The tools that the server always has, in the order in which hosts see them: no named question takes one of these names. */
export const toolNames = ['nl2sql', 'run_sql', 'get_schema', 'cache_status', 'performance', 'teach'] as const;
