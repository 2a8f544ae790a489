import { spawn } from 'node:child_process';

let step;
// A restart or Ctrl-C may come while the product is being built: the build ends with us.
const endWithStep = (signal) => {
  step?.kill(signal);
  process.exit(signal === 'SIGINT' ? 130 : 143);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endWithStep);

const finished = (words) =>
  new Promise((resolve) => {
    step = spawn(process.execPath, words, { stdio: 'inherit' });
    step.once('exit', (code) => resolve(code ?? 1));
  });

// Builds, then starts the stack in this process, so that the signal of a restart stops it in order.
for (const words of [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['dist/workers/build-bundle.js'],
]) {
  const code = await finished(words);
  if (code !== 0) process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, endWithStep);
process.argv.splice(2, 0, 'up');
await import('./abie.js');
