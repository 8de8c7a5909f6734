// Joins modules that are loaded together into one file, since Node takes about a millisecond for each file that it loads.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { build, transformWithEsbuild } from 'vite';

const dist = resolve('dist');
/** Processes and threads of their own: each is one file, and shares nothing with the others. */
const processes = ['database/sqlite/child.js', 'database/duckdb/child.js', 'database/files/load.js', 'database/file-process/watchdog.js', 'sql/postgres/parse-worker.js'];
/**
 * The files that a start is made of, with the modules and folders that they begin with: each takes what it reaches without a dynamic import, and
 * what several reach goes to `common`. A start to tools/list loads main, common and door; the first call, or another command, loads `answer`.
 */
const parts = {
  common: ['cli/run.js', 'cli/configure.js', 'cli/notices.js'],
  door: ['cli/serve.js', 'mcp/transports/stdio.js'],
  answer: ['compose.js', 'answer/'],
};
/** Packages that start with the server. */
const packagesInside = /^(@modelcontextprotocol\/(server|core|node)|zod)(\/|$)/;

const compiled = filesIn(dist, /\.js$/);
// The processes first: they are made of the modules as they were compiled.
const written = [...(await Promise.all(processes.map((name) => bundle([name])))), await bundle(['main.js', ...importedFromOutside()], partOf())].flat();
const names = new Set(written.map(({ fileName }) => fileName));
for (const name of compiled) if (!names.has(name)) rmSync(join(dist, name));
writeFileSync(join(dist, 'joined/LICENSES.txt'), licences(written.flatMap(({ moduleIds }) => moduleIds)));

function filesIn(folder, pattern) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name));
}

/** What benchmarks, scripts and tests import stays importable: it passes on what it exports. */
function importedFromOutside() {
  const files = ['bench', 'scripts', 'test'].flatMap((root) => filesIn(root, /\.(m?js|ts)$/).map((name) => readFileSync(join(root, name), 'utf8')));
  const names = files.flatMap((text) => [...text.matchAll(/\/dist\/([\w/-]+\.js)'/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => name !== 'main.js');
}

async function bundle(names, manualChunks) {
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [{ name: 'places', resolveImportMeta: placeOf }, { name: 'bare', transform: withoutComments }],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'esnext',
      minify: false,
      outDir: dist,
      emptyOutDir: false,
      rollupOptions: {
        preserveEntrySignatures: 'strict',
        onwarn,
        input: Object.fromEntries(names.map((name) => [name, join(dist, name)])),
        external: (id) => /^[^./\0]/.test(id) && !packagesInside.test(id),
        output: { entryFileNames: '[name]', chunkFileNames: 'joined/[name].js', manualChunks, minifyInternalExports: false, hoistTransitiveImports: false },
      },
    },
  });
  return output;
}

/** What packages write for other bundlers is not ours to mend, and modules lie where `parts` say, however they are imported. */
function onwarn(warning, warn) {
  if (warning.code !== 'INVALID_ANNOTATION' && warning.plugin !== 'vite:reporter') warn(warning);
}

/** What packages explain to their readers is a fifth of what a start would read; their licences are written beside. */
function withoutComments(code, id) {
  return /\/node_modules\/.*\.m?js$/.test(id) ? transformWithEsbuild(code, id, { loader: 'js', minifyWhitespace: true, legalComments: 'none' }) : null;
}

/** A module finds data, workers and the page from the place that it was written for, whichever file it went to. */
function placeOf(property, { chunkId, moduleId }) {
  if (!moduleId.startsWith(join(dist, '/'))) return null;
  const path = posix.relative(posix.dirname(chunkId), relative(dist, moduleId));
  if (property === 'url') return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
  if (property === 'dirname') return `(import.meta.dirname + ${JSON.stringify(`/${posix.dirname(path)}`)})`;
  return null;
}

/** What no part reaches is left to the bundler. */
function partOf() {
  let reached;
  return (id, { getModuleIds, getModuleInfo }) => {
    reached ??= Object.entries(parts).map(([part, starts]) => {
      const roots = [...getModuleIds()].filter((root) => starts.some((start) => root.startsWith(join(dist, start))));
      return { part, modules: closure(roots, getModuleInfo) };
    });
    const reaching = reached.filter(({ modules }) => modules.has(id)).map(({ part }) => part);
    return reaching.length > 1 ? 'common' : reaching[0];
  };
}

function closure(roots, getModuleInfo) {
  const found = new Set(roots);
  for (const id of found) for (const next of getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** The licences of the packages whose code went into our files. */
function licences(moduleIds) {
  const folders = new Set(moduleIds.map((id) => /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter((folder) => folder !== undefined));
  return [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  }).join('\n\n----------\n\n');
}
