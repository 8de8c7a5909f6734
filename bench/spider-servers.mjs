// The databases of spider_dev, loaded into the PostgreSQL and the MariaDB of the tests, and into files of DuckDB.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import mysql from 'mysql2/promise';
import pg from 'pg';

/** Connection strings by name of the database. `prefix` keeps the parts of the bench apart. */
export async function loadPostgres(folder, names, url, prefix) {
  const admin = new pg.Client(url);
  await admin.connect();
  const loaded = {};
  for (const name of names) {
    const database = `${prefix}_${name.toLowerCase()}`;
    await admin.query(`CREATE DATABASE "${database}"`);
    const dsn = url.replace(/\/[^/]*$/, `/${database}`);
    const client = new pg.Client(dsn);
    await client.connect();
    await client.query(readFileSync(scriptOf(folder, 'postgres', name), 'utf8'));
    const { rows } = await client.query("SELECT DISTINCT schemaname FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    if (rows.length === 1 && rows[0].schemaname !== 'public') await admin.query(`ALTER DATABASE "${database}" SET search_path = "${rows[0].schemaname}"`);
    await client.end();
    loaded[name] = dsn;
  }
  await admin.end();
  return loaded;
}

export async function loadMysql(folder, names, url, prefix) {
  const root = await mysql.createConnection({ uri: url, multipleStatements: true });
  const loaded = {};
  for (const name of names) {
    const database = `${prefix}_${name.toLowerCase()}`;
    await root.query(`CREATE DATABASE ${database}; USE ${database}`);
    await root.query(readFileSync(scriptOf(folder, 'mysql', name), 'utf8'));
    loaded[name] = url.replace(/\/[^/]*$/, `/${database}`);
  }
  await root.end();
  return loaded;
}

/** A file for each, `NAME.duckdb` in the folder `into`: DuckDB reads what is written for PostgreSQL. */
export async function loadDuckdb(folder, names, into) {
  for (const name of names) {
    const instance = await DuckDBInstance.create(join(into, `${name.toLowerCase()}.duckdb`));
    const connection = await instance.connect();
    await connection.run(readFileSync(scriptOf(folder, 'postgres', name), 'utf8'));
    connection.closeSync();
    instance.closeSync();
  }
}

function scriptOf(folder, engine, name) {
  const file = readdirSync(join(folder, engine)).find((entry) => entry.toLowerCase().startsWith(`${name.toLowerCase()}.`));
  return join(folder, engine, file);
}
