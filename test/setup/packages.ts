import { execFileSync, spawnSync } from 'node:child_process';

/** The path of a server's program; where it is missing, installs its Debian package if this machine allows it, else says how to get it. */
export function findOrInstall(program: string, debianPackage: string, override: string): string {
  const found = find(program);
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && find('apt-get')) {
    process.stderr.write(`installing ${debianPackage} for the tests …\n`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    const installed = find(program);
    if (installed) return installed;
  }
  throw new Error(`${program} is missing: install the package ${debianPackage} (apt-get install ${debianPackage}), or set ${override} to a server that the tests may fill and empty`);
}

function find(program: string): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v ${program}`], { encoding: 'utf8' });
  return stdout.trim() === '' ? undefined : stdout.trim();
}
