#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write('The product has not been built yet. Run: npm run build\n');
  process.exit(78);
}
await import(main.href);
