/** The demo shop's tables. The engine keeps the comments with the statement, and introspection reads them. */
export const schema = `
CREATE TABLE categories ( -- Product categories; top-level ones have no parent
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES categories(id) -- The category above
);
CREATE TABLE suppliers ( -- Firms that we buy from
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  contact_email TEXT,
  rating REAL -- Our rating from 1 to 5
);
CREATE TABLE products ( -- What the shop sells
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  category_id INTEGER NOT NULL REFERENCES categories(id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers(id),
  price NUMERIC NOT NULL, -- Present list price in euro
  cost NUMERIC NOT NULL, -- What we pay for it in euro
  weight_kg REAL,
  launched_on DATE NOT NULL,
  discontinued BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE warehouses (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL
);
CREATE TABLE inventory ( -- Units on stock in each warehouse
  warehouse_id INTEGER NOT NULL REFERENCES warehouses(id),
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  PRIMARY KEY (warehouse_id, product_id)
);
CREATE TABLE employees (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  title TEXT NOT NULL,
  department TEXT NOT NULL,
  manager_id INTEGER REFERENCES employees(id), -- Whom the employee reports to
  hired_on DATE NOT NULL,
  salary INTEGER NOT NULL -- Euro a year
);
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  phone TEXT,
  birth_date DATE,
  segment TEXT NOT NULL CHECK (segment IN ('consumer', 'business', 'vip')),
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  newsletter BOOLEAN NOT NULL, -- Whether the customer gets the newsletter
  created_at DATETIME NOT NULL -- When the account was opened
);
CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  kind TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
  street TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL
);
CREATE TABLE coupons (
  code TEXT PRIMARY KEY,
  percent INTEGER NOT NULL, -- Discount in percent
  valid_from DATE NOT NULL,
  valid_until DATE NOT NULL
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  employee_id INTEGER REFERENCES employees(id), -- Who took the order by phone; none for orders on the web
  address_id INTEGER REFERENCES addresses(id), -- Where it is shipped to
  coupon_code TEXT REFERENCES coupons(code),
  channel TEXT NOT NULL CHECK (channel IN ('web', 'app', 'phone')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
  ordered_at DATETIME NOT NULL,
  note TEXT
);
CREATE TABLE order_items ( -- The products of each order
  order_id INTEGER NOT NULL REFERENCES orders(id),
  line INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  unit_price NUMERIC NOT NULL, -- Price at the time of the order
  unit_cost NUMERIC NOT NULL, -- What one of them cost us
  discount NUMERIC NOT NULL DEFAULT 0, -- Euro off for the line
  PRIMARY KEY (order_id, line)
);
CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders(id),
  method TEXT NOT NULL CHECK (method IN ('card', 'paypal', 'transfer', 'invoice')),
  amount NUMERIC NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'settled', 'failed', 'refunded')),
  paid_at DATETIME -- Missing while the payment is open
);
CREATE TABLE shipments (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders(id),
  warehouse_id INTEGER NOT NULL REFERENCES warehouses(id),
  carrier TEXT NOT NULL,
  tracking_code TEXT,
  shipped_at DATETIME NOT NULL,
  delivered_at DATETIME -- Missing while on the way
);
CREATE TABLE returns (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders(id),
  product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL,
  reason TEXT,
  refund NUMERIC NOT NULL, -- Euro paid back
  returned_at DATETIME NOT NULL
);
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES products(id),
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  rating INTEGER NOT NULL, -- Stars from 1 to 5
  title TEXT,
  created_at DATETIME NOT NULL
);
CREATE TABLE sales_targets ( -- What we aim to sell in each month
  begins_on DATE PRIMARY KEY, -- First day of the month
  target NUMERIC NOT NULL -- Euro
);
CREATE INDEX orders_customer ON orders(customer_id);
CREATE INDEX orders_ordered_at ON orders(ordered_at);
CREATE INDEX order_items_product ON order_items(product_id);
CREATE INDEX payments_order ON payments(order_id);
CREATE INDEX shipments_order ON shipments(order_id);
CREATE INDEX returns_order ON returns(order_id);
CREATE INDEX reviews_product ON reviews(product_id);
CREATE VIEW order_totals AS -- What each order is worth; cancelled ones are left out
  SELECT o.id AS order_id, o.customer_id, o.ordered_at, o.status, round(sum(i.quantity * i.unit_price - i.discount), 2) AS total
  FROM orders o JOIN order_items i ON i.order_id = o.id
  WHERE o.status <> 'cancelled'
  GROUP BY o.id;
`;
