// Joins modules that are always needed together into one file, since Node takes about a millisecond for each file that it loads.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { build } from 'vite';

/** By folder, the modules that others import: the first will hold the code of all, the others pass on what it exports, and what only they import goes. */
const doors = {
  instant: ['engine.js', 'tie.js', 'rank/confidence.js', 'rank/weights.js'],
  catalog: ['index.js', 'joins.js', 'rank.js', 'roles.js', 'schema-text.js', 'values.js'],
  'language/en': ['stem.js', 'follow-ups.js', 'identifiers.js', 'not-values.js', 'numbers.js', 'relative-dates.js', 'stop-words.js', 'text-words.js'],
  'sql/sqlite': ['dialect.js', 'functions.js'],
  sql: ['print.js', 'lexer.js', 'quoting.js', 'identifiers.js', 'access/by-tokens.js', 'access/mentions.js', 'access/rules.js'],
  std: ['nearest.js', 'assert.js'],
};
/** Packages in the old format of modules, which Node loads slowly. */
const packagesInside = new Set(['fastest-levenshtein']);

const dist = resolve('dist');
const folders = Object.keys(doors);
const folderOf = (id) => folders.find((folder) => id.startsWith(join(dist, folder, '/')));
const entries = new Map(folders.map((folder) => [join(dist, folder, 'doors'), doors[folder].map((door) => `export * from './${door}';`).join('\n')]));

const { output } = await build({
  configFile: false,
  logLevel: 'warn',
  plugins: [{ name: 'doors', resolveId: (id) => (entries.has(id) ? id : undefined), load: (id) => entries.get(id) }],
  ssr: { noExternal: [...packagesInside] },
  build: {
    ssr: true,
    target: 'esnext',
    minify: false,
    outDir: dist,
    emptyOutDir: false,
    rollupOptions: {
      input: Object.fromEntries(folders.map((folder) => [join(folder, doors[folder][0]), join(dist, folder, 'doors')])),
      external: (id, importer) => importer !== undefined && !packagesInside.has(id) && !id.includes('node_modules') && folderOf(resolve(dirname(importer), id)) === undefined,
      output: { entryFileNames: '[name]', manualChunks: folderOf, minifyInternalExports: false, hoistTransitiveImports: false },
    },
  },
});

for (const { fileName, moduleIds } of output) {
  for (const path of moduleIds.filter((id) => folderOf(id) !== undefined && !entries.has(id) && id !== join(dist, fileName))) {
    const folder = folderOf(path);
    const module = posix.relative(join(dist, folder), path);
    if (doors[folder].includes(module)) writeFileSync(path, `export * from '${'../'.repeat(module.split('/').length - 1) || './'}${doors[folder][0]}';\n`);
    else rmSync(path);
  }
}

for (const root of ['dist', 'bench', 'scripts']) {
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m?js$/.test(name) && !name.startsWith('web'))) {
    for (const [, target] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"$]+)['"]/g)) {
      const imported = resolve(root, dirname(file), target);
      if (imported.startsWith(join(dist, '/')) && !existsSync(imported)) throw new Error(`${root}/${file} imports ${target}: it is no door yet`);
    }
  }
}
