import { assortment, brands, carriers, departments, firstNames, lastNames, type Place, places, returnReasons, reviewTitles, streets } from './names.ts';
import { Random } from './random.ts';
import { targetRows } from './targets.ts';

type Value = string | number | null;
export type Rows = Readonly<Record<string, readonly (readonly Value[])[]>>;

interface Product {
  readonly id: number;
  readonly price: number;
  readonly cost: number;
}

const dayMs = 24 * 60 * 60_000;
/** The shop as it is described here; on another last day all of its dates but those of births lie so much later or earlier. */
const described = { firstDay: Date.UTC(2021, 0, 1), lastDay: Date.UTC(2025, 11, 31) };

export interface ShopOptions {
  /** The last day of trade, as any moment of it in UTC (default: 31 December 2025). */
  readonly lastDay?: number | undefined;
}

interface People {
  readonly customers: readonly Value[][];
  readonly addresses: readonly Value[][];
}

interface Trade {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly shiftMs: number;
}

function tradeUntil(moment: number): Trade {
  const shiftMs = Math.floor((moment - described.lastDay) / dayMs) * dayMs;
  return { firstDay: described.firstDay + shiftMs, lastDay: described.lastDay + shiftMs, shiftMs };
}

/** Orders by month: a quiet February, a summer dip, a strong November and December. */
const season = [0.9, 0.75, 0.85, 0.9, 0.95, 0.9, 0.8, 0.75, 0.95, 1.05, 1.5, 1.7] as const;

const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const moment = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const euro = (value: number) => Math.round(value * 100) / 100;

/** All rows of the demo shop, in insertion order of the tables; the same on every call with the same last day. */
export function shopRows({ lastDay = described.lastDay }: ShopOptions = {}): Rows {
  const trade = tradeUntil(lastDay);
  const random = new Random(20_260_728);
  const place = () => random.weighted(places.map((entry) => [entry, entry.weight] as const) as unknown as readonly [readonly [Place, number]]);
  const categories = categoryRows();
  const suppliers = Array.from({ length: 24 }, (_, index): Value[] => {
    const name = `${random.pick(lastNames)} ${random.pick(['Trading', 'Supplies', 'Industries', 'Imports', 'Works'])}`;
    return [index + 1, name, place().country, random.chance(0.8) ? `office@${name.toLowerCase().replace(' ', '-')}.example` : null, random.between(20, 50) / 10];
  });
  const { rows: productRows, products } = makeProducts(random, categories, trade);
  const warehouses: Value[][] = [[1, 'North', 'Hamburg', 'Germany'], [2, 'South', 'Milan', 'Italy'], [3, 'West', 'Lyon', 'France'], [4, 'Island', 'Bristol', 'United Kingdom']];
  const inventory = warehouses.flatMap((warehouse) => products.filter(() => random.chance(0.8)).map((product): Value[] => [warehouse[0] ?? 0, product.id, random.chance(0.06) ? 0 : random.between(1, 400)]));
  const employees = employeeRows(random, trade);
  const people = customerRows(random, place, trade);
  const coupons = couponRows(trade);
  const orders = tradeRows(random, people, products, trade);
  return { categories, suppliers, products: productRows, warehouses, inventory, employees, customers: people.customers, addresses: people.addresses, coupons, ...orders };
}

function couponRows({ shiftMs }: Trade): Value[][] {
  const on = (day: string) => date(Date.parse(day) + shiftMs);
  return [
    ['WELCOME10', 10, on('2021-01-01'), on('2025-12-31')],
    ['SUMMER15', 15, on('2023-06-01'), on('2023-08-31')],
    ['BLACK25', 25, on('2024-11-20'), on('2024-12-02')],
    ['VIP20', 20, on('2022-01-01'), on('2025-12-31')],
    ['SPRING5', 5, on('2025-03-01'), on('2025-04-30')],
  ];
}

function categoryRows(): Value[][] {
  const rows: Value[][] = [];
  for (const { parent, children } of assortment) {
    const parentId = rows.length + 1;
    rows.push([parentId, parent, null]);
    for (const child of children) rows.push([rows.length + 1, child.name, parentId]);
  }
  return rows;
}

function makeProducts(random: Random, categories: readonly Value[][], { firstDay }: Trade): { rows: Value[][]; products: Product[] } {
  const rows: Value[][] = [];
  const products: Product[] = [];
  for (const child of assortment.flatMap((entry) => entry.children)) {
    const categoryId = categories.find((row) => row[1] === child.name)?.[0] ?? 1;
    for (let count = 0; count < 34; count += 1) {
      const id = rows.length + 1;
      const price = euro(child.price[0] + (child.price[1] - child.price[0]) * random.next() ** 2.2) ;
      const name = `${random.pick(brands)} ${random.pick(child.nouns)} ${random.between(1, 9)}${random.pick(['0', '00', 'X', 'S', ' Pro', ' Lite'])}`;
      const supplier = random.between(1, 24);
      const cost = euro(price * (0.45 + random.next() * 0.3));
      const sku = `${child.name.slice(0, 3).toUpperCase()}-${String(id).padStart(4, '0')}`;
      const weight = random.chance(0.9) ? random.between(1, 250) / 10 : null;
      const launched = date(firstDay - random.between(0, 900) * dayMs + random.between(0, 1_600) * dayMs);
      rows.push([id, sku, name, categoryId, supplier, price, cost, weight, launched, Number(random.chance(0.07))]);
      products.push({ id, price, cost });
    }
  }
  return { rows, products };
}

function employeeRows(random: Random, { shiftMs }: Trade): Value[][] {
  const rows: Value[][] = [[1, 'Clara', 'Winter', 'Managing Director', 'Finance', null, date(Date.UTC(2018, 1, 1) + shiftMs), 165_000]];
  for (const department of departments) {
    const head = rows.length + 1;
    rows.push([head, random.pick(firstNames), random.pick(lastNames), `Head of ${department}`, department, 1, date(Date.UTC(2018, random.between(2, 11), random.between(1, 28)) + shiftMs), random.between(88, 120) * 1_000]);
    for (let count = random.between(7, 12); count > 0; count -= 1) {
      rows.push([rows.length + 1, random.pick(firstNames), random.pick(lastNames), random.pick(['Specialist', 'Analyst', 'Assistant', 'Coordinator']), department, head, date(Date.UTC(random.between(2018, 2025), random.between(0, 11), random.between(1, 28)) + shiftMs), random.between(34, 76) * 1_000]);
    }
  }
  return rows;
}

function customerRows(random: Random, place: () => Place, { firstDay, lastDay }: Trade): { customers: Value[][]; addresses: Value[][] } {
  const customers: Value[][] = [];
  const addresses: Value[][] = [];
  for (let id = 1; id <= 5_000; id += 1) {
    const [first, last, home] = [random.pick(firstNames), random.pick(lastNames), place()];
    const city = random.pick(home.cities);
    const opened = firstDay + Math.floor(random.next() ** 0.8 * (lastDay - firstDay));
    customers.push([id, first, last, `${first}.${last}${id}@mail.example`.toLowerCase(), random.chance(0.7) ? `+${random.between(31, 49)} ${random.between(100, 999)} ${random.between(100_000, 999_999)}` : null, random.chance(0.85) ? date(Date.UTC(random.between(1948, 2006), random.between(0, 11), random.between(1, 28))) : null, random.weighted([['consumer', 82], ['business', 13], ['vip', 5]]), city, home.country, Number(random.chance(0.4)), moment(opened)]);
    for (const kind of random.chance(0.3) ? ['billing', 'shipping'] : ['shipping']) addresses.push([addresses.length + 1, id, kind, `${random.pick(streets)} ${random.between(1, 180)}`, String(random.between(10_000, 99_999)), city, home.country]);
  }
  return { customers, addresses };
}

/** Orders and all that follows from them. */
function tradeRows(random: Random, { customers, addresses }: People, products: readonly Product[], { firstDay, lastDay }: Trade): Rows {
  const sales = new Map<string, number>();
  const shippingAddress = new Map(addresses.filter((row) => row[2] === 'shipping').map((row) => [row[1], row[0] ?? null]));
  const [orders, items, payments, shipments, returns, reviews]: [Value[][], Value[][], Value[][], Value[][], Value[][], Value[][]] = [[], [], [], [], [], []];
  for (let day = firstDay; day <= lastDay; day += dayMs) {
    const at = new Date(day);
    const growth = 0.6 + (0.9 * (day - firstDay)) / (lastDay - firstDay);
    const weekend = at.getUTCDay() % 6 === 0 ? 0.8 : 1;
    const count = Math.round(13 * growth * weekend * (season[at.getUTCMonth()] ?? 1) * (0.8 + random.next() * 0.4));
    for (let number = 0; number < count; number += 1) placeOrder(day + random.between(6 * 3_600, 23 * 3_600) * 1_000);
  }
  return { orders, order_items: items, payments, shipments, returns, reviews, sales_targets: targetRows(sales, lastDay) };

  function placeOrder(orderedAt: number): void {
    const id = orders.length + 1;
    // A few customers buy often, many once, some never.
    const customerId = Math.min(customers.length, 1 + Math.floor(random.next() ** 1.6 * customers.length * 0.93));
    const channel = random.weighted([['web', 60], ['app', 32], ['phone', 8]]);
    const old = lastDay - orderedAt > 20 * dayMs;
    const status = old ? random.weighted([['delivered', 90], ['cancelled', 6], ['shipped', 4]]) : random.weighted([['pending', 25], ['paid', 25], ['shipped', 30], ['delivered', 15], ['cancelled', 5]]);
    orders.push([id, customerId, channel === 'phone' ? random.between(2, 40) : null, random.chance(0.97) ? (shippingAddress.get(customerId) ?? null) : null, random.chance(0.08) ? random.pick(['WELCOME10', 'SUMMER15', 'BLACK25', 'VIP20', 'SPRING5']) : null, channel, status, moment(orderedAt), random.chance(0.04) ? random.pick(['gift wrap, please', 'leave with a neighbour', 'call before delivery']) : null]);
    let total = 0;
    for (let line = 1, lines = random.weighted([[1, 45], [2, 28], [3, 15], [4, 8], [5, 4]]); line <= lines; line += 1) {
      const product = products[Math.floor(random.next() ** 1.3 * products.length)] ?? products[0];
      if (!product) return;
      const quantity = random.weighted([[1, 76], [2, 16], [3, 5], [5, 3]]);
      const discount = random.chance(0.12) ? euro(product.price * quantity * 0.1) : 0;
      items.push([id, line, product.id, quantity, product.price, product.cost, discount]);
      total += product.price * quantity - discount;
      if (status === 'delivered' && random.chance(0.03)) returns.push([returns.length + 1, id, product.id, 1, random.chance(0.9) ? random.pick(returnReasons) : null, euro(product.price), moment(orderedAt + random.between(6, 35) * dayMs)]);
      if (status === 'delivered' && random.chance(0.16)) reviews.push(review(product.id, customerId, orderedAt));
    }
    const month = date(orderedAt).slice(0, 7);
    if (status !== 'cancelled') sales.set(month, (sales.get(month) ?? 0) + total);
    follow(id, status, euro(total), orderedAt);
  }

  function review(productId: number, customerId: number, orderedAt: number): Value[] {
    const rating = random.weighted([[5, 42], [4, 28], [3, 14], [2, 8], [1, 8]]);
    const titles = reviewTitles[rating <= 2 ? 0 : rating === 3 ? 1 : 2];
    return [reviews.length + 1, productId, customerId, rating, random.chance(0.85) ? random.pick(titles) : null, moment(orderedAt + random.between(4, 60) * dayMs)];
  }

  function follow(orderId: number, status: string, amount: number, orderedAt: number): void {
    const method = random.weighted([['card', 45], ['paypal', 30], ['invoice', 17], ['transfer', 8]]);
    const paid = status === 'cancelled' ? random.pick(['failed', 'refunded']) : status === 'pending' ? 'open' : random.weighted([['settled', 96], ['open', 4]]);
    payments.push([payments.length + 1, orderId, method, amount, paid, paid === 'open' || paid === 'failed' ? null : moment(orderedAt + random.between(0, 3) * dayMs)]);
    if (status !== 'shipped' && status !== 'delivered') return;
    const shippedAt = orderedAt + random.between(1, 3) * dayMs;
    shipments.push([shipments.length + 1, orderId, random.between(1, 4), random.pick(carriers), random.chance(0.95) ? `T${String(orderId * 7_919 % 100_000_000).padStart(8, '0')}` : null, moment(shippedAt), status === 'delivered' ? moment(shippedAt + random.between(1, 8) * dayMs) : null]);
  }
}
