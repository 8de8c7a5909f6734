/** What is done with what is for sale. */
export const sellingWords: ReadonlySet<string> = new Set(['sell', 'sold', 'sells', 'selling', 'shift', 'shifted']);

/** Tell that it was done. */
export const goneWords: ReadonlySet<string> = new Set(['did', 'sold', 'shifted']);

/** What those do who pay for it. */
export const buyingWords: ReadonlySet<string> = new Set(['buy', 'buys', 'bought', 'order', 'ordered', 'orders', 'purchase', 'purchased']);

/** How people count it. */
export const pieceWords: ReadonlySet<string> = new Set(['unit', 'units', 'piece', 'pieces', 'item', 'items', 'articles']);

/** Plurals that mean the money itself, and not single things of which there is a list. */
export const moneyPlurals: ReadonlySet<string> = new Set([
  'sales', 'takings', 'earnings', 'proceeds', 'receipts', 'costs', 'expenses', 'wages', 'savings', 'spendings', 'revenues', 'profits', 'losses', 'payments', 'donations', 'gifts',
  'contributions', 'refunds', 'deposits', 'tips', 'royalties', 'fees', 'fines', 'dues',
]);

/** Prices by the name of what they are asked for, as parts of the names of columns. */
export const priceNouns: ReadonlySet<string> = new Set(['price', 'rate', 'fee', 'charge', 'tariff', 'fare']);

/** What is said of the price at which something changed hands. */
export const dealWords: ReadonlySet<string> = new Set(['sold', 'sell', 'bought', 'buy', 'paid', 'went', 'go', 'charged']);

/** Between a negation and such a verb: "have never been sold". */
export const soldHelpers: ReadonlySet<string> = new Set(['been', 'ever', 'has', 'have', 'actually', 'yet']);

/** What a thing is sold for is called so. */
export const priceWords: ReadonlySet<string> = new Set(['price', 'prices']);

/** Say of money how it was paid, where that is kept: "how much cash did we take". */
export const meansOfPayment: ReadonlySet<string> = new Set(['cash']);
