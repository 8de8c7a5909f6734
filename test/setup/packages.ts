import { execFileSync, spawnSync } from 'node:child_process';

/** A server's or browser's program that tests start, its Debian package, and the variable that names one to take in its place. */
interface Program {
  readonly debianPackage: string;
  readonly override?: string;
}

const programs = {
  mariadbd: { debianPackage: 'mariadb-server', override: 'TEST_MYSQL_URL' },
  'redis-server': { debianPackage: 'redis-server', override: 'TEST_REDIS_URL' },
  chromium: { debianPackage: 'chromium', override: 'TEST_CHROMIUM' },
  haproxy: { debianPackage: 'haproxy' },
  sshd: { debianPackage: 'openssh-server' },
  pgbouncer: { debianPackage: 'pgbouncer' },
} as const satisfies Readonly<Record<string, Program>>;

/** Before the tests, all that is missing at once: later each of their processes would install for itself, and one wait for another's lock. */
export function setup(): void {
  const missing = Object.entries<Program>(programs).filter(([program, { override }]) => (override === undefined || process.env[override] === undefined) && !find(program));
  if (missing.length > 0 && mayInstall()) install(missing.map(([, { debianPackage }]) => debianPackage));
}

/** The path of a program; where it is missing, installs its Debian package if this machine allows it, else says how to get it. */
export function findOrInstall(program: keyof typeof programs): string {
  const { debianPackage, override }: Program = programs[program];
  if (!find(program) && mayInstall()) install([debianPackage]);
  const found = find(program);
  if (found) return found;
  throw new Error(`${program} is missing: install the package ${debianPackage} (apt-get install ${debianPackage})${override === undefined ? '' : `, or set ${override} to one that the tests may use`}`);
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && find('apt-get') !== undefined;
}

function install(debianPackages: readonly string[]): void {
  process.stderr.write(`installing ${debianPackages.join(', ')} for the tests …\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
}

function find(program: string): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v ${program}`], { encoding: 'utf8' });
  return stdout.trim() === '' ? undefined : stdout.trim();
}
