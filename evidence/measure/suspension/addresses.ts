import { spawn } from 'node:child_process';
import { ApiProblem, type ApiClient } from '../../../api/client/api-client.js';
import { analyst, head } from '../../../demo/play/personas.js';

/** One way to read about a school: true when anything was shown, false when the read was refused as suspended. */
export type Read = (urn: string) => Promise<boolean>;

/** Every address under a school that shows something of its year, as those who may read it would, and the command line. */
export function readsOf(api: ApiClient, base: string, year: string): Readonly<Record<string, Read>> {
  const school = `/school-years/${year}`;
  const get =
    (path: (urn: string) => string, as = head): Read =>
    (urn) =>
      shown(() => api.text(path(urn), as(urn)));
  return {
    'API: report as data': get((urn) => `${school}/${urn}/report?form=json`),
    'page: report': get((urn) => `${school}/${urn}/report?form=html`),
    'export: report as text': get((urn) => `${school}/${urn}/report?form=text`),
    'API: report of an earlier version': get(
      (urn) => `${school}/${urn}/report?version=1`,
      () => analyst,
    ),
    'API: school-year': get((urn) => `${school}/${urn}`),
    'API: decision log': get((urn) => `${school}/${urn}/decision-log`),
    'API: notices': get((urn) => `/notices/${year}/${urn}`),
    'command line: report': (urn) => commandReads(['school', 'report', year, urn, '--api', base]),
    'command line: school': (urn) => commandReads(['school', 'show', year, urn, '--api', base]),
  };
}

async function shown(read: () => Promise<string>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'Suspended') return false;
    throw error;
  }
}

const refused = 3;

/** Runs the product's own command, as a person would. @throws Error where it ends in another way than shown or refused */
function commandReads(words: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['bin/abie.js', ...words], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || code === refused) resolve(code === 0);
      else reject(new Error(`abie ${words.join(' ')} ended with ${String(code)}.`));
    });
  });
}
