import { yearInWords } from '../shared/academic-year.js';
import { field, type RecordDocument, type RecordSection } from './document.js';
import { type ModelRecord } from './model-record.js';
import { deploymentSection } from './transparency-deployment.js';
import { riskSection } from './transparency-risks.js';
import { specificationSections } from './transparency-specification.js';

/**
 * The Algorithmic Transparency Recording Standard's record, tiers 1 and 2, made from the stored model record alone. Field numbers and
 * titles after the template of version 3.0; the words are ours.
 */
export const transparencyRecord = (record: ModelRecord): RecordDocument => ({
  title: `Algorithmic transparency record: ${record.publication.name}, ${yearInWords(record.academicYear)}`,
  notices: recordNotices(record),
  sections: [
    overview(record),
    owner(record),
    rationale(record),
    deploymentSection(record),
    ...specificationSections(record),
    riskSection(record),
  ],
});

export const recordNotices = ({ publication, notices }: ModelRecord): readonly string[] => [
  ...notices,
  ...(publication.isDemonstration ? ['Demonstration: no organisation has taken this tool into service.'] : []),
];

const overview = ({ publication }: ModelRecord): RecordSection => ({
  title: 'Tier 1: overview',
  fields: [
    field('', 'Name', publication.name),
    field(
      '',
      'Description',
      'The tool works out, once a year and for each state-funded mainstream school in England, the smallest improvement in attendance to aim for, and names similar schools with better attendance. An analyst looks at each figure before anybody else sees it, and the school may challenge it. It is used to decide what support to offer, and for nothing else: it is not an accountability measure, is not published by school, and is not given to Ofsted.',
    ),
    field('', 'Website URL', publication.websiteUrl),
    field('', 'Contact email', publication.contactEmail),
  ],
});

const owner = ({ publication }: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 1: owner and responsibility',
  fields: [
    field('1.1', 'Organisation', publication.organisation),
    field('1.2', 'Team', publication.team),
    field('1.3', 'Senior responsible owner', publication.seniorResponsibleOwner),
    field('1.4', 'Third parties', publication.thirdParties),
  ],
});

const rationale = ({ academicYear, publication: { documents } }: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 2: description and rationale',
  fields: [
    field(
      '2.1',
      'Detailed description',
      `For ${yearInWords(academicYear)} a weighted linear regression, one for each phase, expects a school’s absence from its own earlier years and from the level of similar schools, drawn to the middle for small schools. A policy with a version sets the expectation from it: a small minimum, or a part of the distance to similar schools, never beyond what similar schools have reached. Similar schools are chosen by rules first (phase, selection, kind of area, distance, governance) and by nearness of intake second.`,
      `Method note: ${documents.methodNote.title} (${documents.methodNote.location}, ${documents.methodNote.version}).`,
    ),
    field(
      '2.2',
      'Benefits',
      'A school sees a level that schools like it have reached, with whom to talk to about it. Support goes to where a shortfall is larger and lasts longer than chance explains.',
    ),
    field(
      '2.3',
      'Previous process',
      'Reports that compared a school with about twenty statistically similar schools wherever they were, and expectations drafted without a correction by the school before issue.',
    ),
    field(
      '2.4',
      'Alternatives considered',
      'Last year’s level less a fixed step: it punishes one good year and rewards one bad one. The best quarter of similar schools: out of reach for many. Context alone: it understates absence where deprivation is greatest. Gradient boosting: not more exact on the national panel, and harder to explain. docs/method-note.md gives the figures.',
    ),
  ],
});
