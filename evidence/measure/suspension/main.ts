import { parseArgs } from 'node:util';
import { ApiClient } from '../../../api/client/api-client.js';
import { measureSuspension } from './measure.js';
import { inWords, isWithinBound } from './words.js';

/**
 * `npm run measure:suspension -- --api http://127.0.0.1:3000 --year 202425 [--json]`: measures, on a running stack, how long
 * after a national suspension is confirmed anything can still be read. Issues every report it can first. Ends with exit code 6 where the
 * bound is not kept.
 */
const { values } = parseArgs({
  options: {
    api: { type: 'string', default: process.env['ABIE_API'] ?? 'http://127.0.0.1:3000' },
    year: { type: 'string', default: '202425' },
    json: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const measured = await measureSuspension(new ApiClient(values.api), values.api, values.year, say);
process.stdout.write(`${values.json ? JSON.stringify(measured) : inWords(measured)}\n`);
if (!isWithinBound(measured)) process.exitCode = 6;
