import { execFileSync } from 'node:child_process';

/** The tests run the built server and SQLite's child process from dist, as users do. */
export default function setup(): void {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
}
