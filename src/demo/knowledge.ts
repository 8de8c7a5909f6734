const takings = 'SUM(i.quantity * i.unit_price - i.discount)';
const margin = 'SUM(i.quantity * (i.unit_price - i.unit_cost) - i.discount)';
const margins = `ROUND(${margin}, 2) AS margin, ROUND(100.0 * ${margin} / ${takings}, 1) AS margin_percent`;
const sold = "order_items i JOIN orders o ON o.id = i.order_id AND o.status <> 'cancelled'";
const withCategory = 'JOIN products p ON p.id = i.product_id JOIN categories c ON c.id = p.category_id';
const back = 'SELECT order_id, product_id, SUM(quantity) AS quantity FROM returns GROUP BY order_id, product_id';
const withReturns = `LEFT JOIN (${back}) r ON r.order_id = i.order_id AND r.product_id = i.product_id`;
const rate = 'ROUND(100.0 * SUM(COALESCE(r.quantity, 0)) / SUM(i.quantity), 2) AS return_rate_percent';
const achieved = 'ROUND(SUM(o.total), 2) AS revenue, t.target, ROUND(100.0 * SUM(o.total) / t.target, 1) AS percent_of_target';
const months = "sales_targets t LEFT JOIN order_totals o ON strftime('%Y-%m', o.ordered_at) = strftime('%Y-%m', t.begins_on)";
const byMonth = `SELECT strftime('%Y-%m', t.begins_on) AS month, ${achieved} FROM ${months}`;

/** What the shop's people would write down about their data: a knowledge file. */
export const knowledge = {
  questions: [
    { question: 'What is our return rate?', sql: `SELECT ${rate} FROM ${sold} ${withReturns}` },
    {
      question: 'Return rate by category',
      sql: `SELECT c.name AS category, ${rate} FROM ${sold} ${withCategory} ${withReturns} GROUP BY c.name ORDER BY return_rate_percent DESC`,
    },
    { question: 'What is our margin?', sql: `SELECT ${margins} FROM ${sold}` },
    { question: 'Margin by category', sql: `SELECT c.name AS category, ${margins} FROM ${sold} ${withCategory} GROUP BY c.name ORDER BY margin DESC` },
    { question: 'Are we on target this month?', sql: `${byMonth} WHERE t.begins_on = date('now', 'start of month') GROUP BY t.begins_on, t.target` },
    {
      question: 'Revenue against target by month this year',
      sql: `${byMonth} WHERE t.begins_on >= date('now', 'start of year') GROUP BY t.begins_on, t.target ORDER BY t.begins_on`,
    },
  ],
  synonyms: [
    { term: 'clients', meaning: 'customers' },
    { term: 'staff', meaning: 'employees' },
    { term: 'goods', meaning: 'products' },
  ],
  metrics: [
    { name: 'revenue', sql: 'sum(total)', table: 'order_totals' },
    { name: 'average order value', sql: 'avg(total)', table: 'order_totals' },
    { name: 'units sold', sql: 'sum(quantity)', table: 'order_items' },
    { name: 'refunds', sql: 'sum(refund)', table: 'returns' },
    { name: 'margin', sql: 'sum(quantity * (unit_price - unit_cost) - discount)', table: 'order_items' },
  ],
};
