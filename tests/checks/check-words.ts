import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Texts, report, repositoryTexts } from './repository.js';
import { countByFolder, unusedWordsIn } from './words.js';

const { values } = parseArgs({ options: { commits: { type: 'string' }, count: { type: 'boolean', default: false } } });

/** Messages of the commits of a range such as `main..HEAD`, by their short hash. */
function messagesOf(range: string): Texts {
  const log = execFileSync('git', ['log', '--format=%h%n%B%x00', range], { encoding: 'utf8' });
  const messages = log.split('\0').map((entry) => entry.trimStart());
  return new Map(
    messages
      .filter(Boolean)
      .map((entry) => [`commit ${entry.slice(0, entry.indexOf('\n'))}`, entry.slice(entry.indexOf('\n') + 1)]),
  );
}

const findings = unusedWordsIn(values.commits === undefined ? repositoryTexts() : messagesOf(values.commits));
if (values.count) {
  const columns = (folder: string, prose: number | string, names: number | string): string =>
    `${folder.padEnd(16)}${String(prose).padStart(8)}${String(names).padStart(8)}\n`;
  const counts = countByFolder(findings);
  const sum = (of: 'prose' | 'names'): number => counts.reduce((total, count) => total + count[of], 0);
  process.stdout.write(columns('folder', 'prose', 'names'));
  for (const { folder, prose, names } of counts) process.stdout.write(columns(folder, prose, names));
  process.stdout.write(columns('all', sum('prose'), sum('names')));
} else report(findings, 'Every word is one that this repository uses.');
