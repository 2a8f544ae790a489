import { makeDraft } from '../../../../domain/drafting/draft.js';
import { prepareCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { type CampaignFacts } from '../../../../domain/drafting/campaign-facts.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import {
  absence,
  country,
  lastYear,
  ordinaryRows,
  register,
  termsWith,
} from '../../../unit/domain/drafting/country.js';
import { sampleFacts } from '../../../evidence/model/sample.js';
import { sharedData } from '../../../support/shared-data.js';

function reportsOf(facts: CampaignFacts): readonly ReportFacts[] {
  const { drafts, model } = prepareCampaign(facts);
  return drafts
    .filter(({ scope }) => scope.kind !== 'out-of-scope')
    .map((draft) => makeDraft(draft, termsWith(model)).facts);
}

/** Reports of an invented country: thirty ordinary schools, one too small, one with a short history, one that starts. */
function inventedReports(): readonly ReportFacts[] {
  const reports = reportsOf(
    country({
      schools: [register('900207'), register('900208', { numberOfPupils: 12 }), register('900209')],
      absence: [...ordinaryRows('900207').slice(-1), absence('900208', lastYear, 5, { enrolments: 12 })],
    }),
  );
  return reports.map((report, index) => (index % 3 === 0 ? report : withExamples(report, reports)));
}

/** The invented schools lie too close together for the rules to find examples, so some are shown the next better ones. */
function withExamples(report: ReportFacts, others: readonly ReportFacts[]): ReportFacts {
  const level = ({ years }: ReportFacts): number => years[0]?.attendancePercent.value ?? 0;
  const better = others.filter((other) => level(other) > level(report) + 0.1).slice(0, 4);
  if (better.length < 3) return report;
  const schools = better.map((other, index) => ({
    urn: other.urn,
    name: other.name,
    attendancePercent: level(other),
    miles: 1.2 + index * 3.4,
    alike: [],
    different: [],
  }));
  return { ...report, similar: { kind: 'found', schools } };
}

export interface NarrativeReports {
  readonly source: string;
  readonly reports: readonly ReportFacts[];
}

/** Real facts where the published files are at hand, else invented ones; which of them is in the title of the tests. */
export function narrativeReports(): NarrativeReports {
  const folder = sharedData();
  return folder === undefined
    ? { source: 'an invented country', reports: inventedReports() }
    : { source: 'the published sample', reports: reportsOf(sampleFacts(folder)) };
}
