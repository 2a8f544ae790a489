import { field, type RecordSection } from './document.js';
import { type ModelRecord } from './model-record.js';

/** Section 3: how people use the tool. */
export const deploymentSection = ({ schools }: ModelRecord): RecordSection => ({
  title: 'Tier 2, section 3: deployment context',
  fields: [
    field(
      '3.1',
      'Integration into the broader operational process',
      'The figure opens a year’s process: draft, checks of the data, review by an analyst, the school’s own answer, issue, monthly comparison with a seasonal path, and an offer of support where a shortfall lasts. Monthly checks judge the year to date and never a single month.',
    ),
    field(
      '3.2',
      'Human review',
      'No report leaves without an analyst’s approval. A change beyond a set size needs a second, senior analyst. A draft that a check finds unfit is held until a person releases it with a reason. An adviser confirms or declines each offer of support. Nothing is approved, challenged or referred by the passing of time.',
    ),
    field(
      '3.3',
      'Frequency and scale of usage',
      `Once a year, with monthly comparisons. This record: ${schools.inScope} schools with a draft or a stated reason for having none yet, ${schools.notInScope} outside the scope.`,
    ),
    field(
      '3.4',
      'Required training',
      'Analysts and advisers work through the method note, this record and the page of fairness figures before they decide, and learn what an interval says and does not say.',
    ),
    field(
      '3.5',
      'Appeals and review',
      'The school has four weeks to agree, to challenge a figure or to propose a higher target. A challenge stops the clock; an analyst upholds or dismisses it with a reason, and an upheld one makes a new version that says what changed. A school may ask for a local shock to be set aside. Every decision is kept with who took it and why.',
    ),
  ],
});
