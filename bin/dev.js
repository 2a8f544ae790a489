import { spawnSync } from 'node:child_process';

// Builds, then starts the stack in this process, so that the signal of a restart stops it in order.
for (const step of [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['dist/workers/build-bundle.js'],
]) {
  const { status } = spawnSync(process.execPath, step, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
process.argv.splice(2, 0, 'up');
await import('./abie.js');
