import { readFileSync, writeFileSync } from 'node:fs';
import { withGateTables } from './gate-tables.js';

const page = 'docs/gates.md';
writeFileSync(page, withGateTables(readFileSync(page, 'utf8')));
