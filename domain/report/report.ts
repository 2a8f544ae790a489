import { toolkitLibrary } from '../toolkits/library.js';
import { yearInWords } from '../shared/academic-year.js';
import { standingNotes, type ReportFacts } from './facts.js';
import { figuresOf, type Figure } from './figures.js';
import { type ReportVersion, type Section } from './section.js';
import { sectionsOf } from './sections.js';

/** A report as data: every form of it is rendered from this. Plain JSON. */
export interface Report {
  readonly title: string;
  readonly subtitle: string;
  readonly school: Readonly<Record<'urn' | 'name' | 'laName' | 'regionName' | 'phase', string>>;
  readonly academicYear: string;
  readonly version: Omit<ReportVersion, 'narrative' | 'contacts'> & {
    readonly modelVersion: string;
    readonly policyVersion: string;
  };
  /** Said above everything, such as that decisions are simulated. */
  readonly notices: readonly string[];
  readonly narrative: readonly string[];
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  readonly standing: readonly string[];
}

/** Puts one version of a report together. The same facts and version give the same report. */
export function buildReport(facts: ReportFacts, version: ReportVersion): Report {
  const { urn, name, laName, regionName, phase, academicYear, modelVersion, policyVersion } = facts;
  const { reportVersion, standing, reason, createdOn, writtenBy, since, schoolNote } = version;
  const notices = facts.notes.filter((note) => !standingNotes.includes(note));
  const figures = figuresOf(facts);
  return {
    title: `Attendance in ${yearInWords(academicYear)}: what is expected of ${name}`,
    subtitle: 'Confidential to the school and those who support it',
    school: { urn, name, laName, regionName, phase },
    academicYear,
    version: {
      reportVersion,
      standing,
      reason,
      createdOn,
      writtenBy,
      ...(since && { since }),
      ...(schoolNote !== undefined && { schoolNote }),
      modelVersion,
      policyVersion,
    },
    notices: [...(standing === 'under-review' ? [underReview] : []), ...notices],
    narrative: ownParagraphs(version.narrative, facts),
    figures,
    sections: sectionsOf(facts, { figures, toolkits: toolkitLibrary, version }),
    standing: standingNotes,
  };
}

const underReview =
  'This report is under review: a figure in it was challenged and found wrong. We are making a new report.';

/** The narrative without the standing notes, which every form shows in a place of their own. */
function ownParagraphs(narrative: string, facts: ReportFacts): readonly string[] {
  const notes = facts.notes.join(' ');
  return narrative
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && paragraph !== notes);
}
