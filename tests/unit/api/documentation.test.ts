import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { campaignProcess } from '../../../domain/campaign/process.js';
import { hubProcess } from '../../../domain/hubs/process.js';
import { recallProcess } from '../../../domain/recall/process.js';
import { decisionKinds } from '../../../domain/school-year/decisions/index.js';
import { supportProcess } from '../../../domain/support/process.js';
import { namingDecisionKinds } from '../../../domain/naming/consent.js';
import { commandSchema } from '../../../api/routes/decisions/command-schema.js';
import { campaignBodies, hubBodies, recallBodies, supportBodies } from '../../../api/routes/decisions/other-bodies.js';
import { namingBodies } from '../../../api/routes/naming/schema.js';
import { schoolYearBodies } from '../../../api/routes/decisions/school-year-bodies.js';

const bodies = {
  ...schoolYearBodies,
  ...supportBodies,
  ...hubBodies,
  ...campaignBodies,
  ...recallBodies,
  ...namingBodies,
};
const kinds = [
  ...decisionKinds,
  ...supportProcess.decisionKinds,
  ...hubProcess.decisionKinds,
  ...campaignProcess.decisionKinds,
  ...recallProcess.decisionKinds,
  ...namingDecisionKinds,
];

/** The request of each decision in docs/api.md, with its shell variables filled in. */
const documented = new Map(
  [...readFileSync('docs/api.md', 'utf8').matchAll(/^decide \$\w+ \S+\/decisions\/(\w+) '(\{.*\})'$/gm)].map(
    ([, kind, text]) => [
      kind,
      (text ?? '')
        .replaceAll(/'\$\([^)]*\)'/g, '7')
        .replaceAll(/'\$(URN|HUB|YEAR)'/g, 'x')
        .replaceAll("'$SUPPORT'", '7'),
    ],
  ),
);

describe('the requests in docs/api.md', () => {
  test.each(kinds)('include a valid one for %s', (kind) => {
    const text = documented.get(kind);
    expect(text, `no request for ${kind}`).toBeDefined();
    const checked = commandSchema(bodies[kind]).safeParse(JSON.parse(text ?? '{}'));
    expect(checked.error?.issues).toBeUndefined();
  });

  test('are all for decisions', () => {
    expect([...documented.keys()].sort()).toEqual([...kinds].sort());
  });
});
