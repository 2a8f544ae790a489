/** A document that the record points to; it must be there before a report is issued. */
export interface DocumentReference {
  readonly title: string;
  /** A path in this repository, or an address. */
  readonly location: string;
  /** Date or version of the text that is meant. */
  readonly version: string;
}

/**
 * What the organisation that runs the service says of itself and of its tool; everything else in the record is computed. Stored with
 * each record, so that a later change makes a new one.
 */
export interface Publication {
  readonly version: string;
  /** True while nobody has taken the tool into service: the record says so at its head. */
  readonly isDemonstration: boolean;
  readonly name: string;
  readonly websiteUrl: string;
  readonly contactEmail: string;
  readonly organisation: string;
  readonly team: string;
  readonly seniorResponsibleOwner: string;
  readonly thirdParties: string;
  readonly documents: {
    readonly methodNote: DocumentReference;
    readonly equalityAnalysis: DocumentReference;
    readonly dataProtection: DocumentReference;
  };
}

/** For a demonstration. A service that is run for real gives its own; docs/model-record.md says how. */
export const demonstrationPublication: Publication = {
  version: 'publication-demonstration-1',
  isDemonstration: true,
  name: 'Attendance baseline improvement expectations',
  websiteUrl: 'docs/model-record.md',
  contactEmail: 'nobody@example.invalid',
  organisation: 'None: this is a demonstration that no organisation has taken into service',
  team: 'None: demonstration',
  seniorResponsibleOwner: 'None: demonstration',
  thirdParties: 'None',
  documents: {
    methodNote: { title: 'How a school’s expectation is made', location: 'docs/method-note.md', version: '2026-11-24' },
    equalityAnalysis: { title: 'Equality analysis', location: 'docs/fairness.md', version: '2026-11-24' },
    dataProtection: { title: 'Data protection screening', location: 'docs/data-protection.md', version: '2026-11-24' },
  },
};

const texts = [
  'version',
  'name',
  'websiteUrl',
  'contactEmail',
  'organisation',
  'team',
  'seniorResponsibleOwner',
  'thirdParties',
] as const;
const documents = ['methodNote', 'equalityAnalysis', 'dataProtection'] as const;

const titles: Readonly<Record<(typeof texts)[number] | (typeof documents)[number], string>> = {
  version: 'version of the publication',
  name: 'name of the tool',
  websiteUrl: 'website',
  contactEmail: 'contact email',
  organisation: 'organisation',
  team: 'team',
  seniorResponsibleOwner: 'senior responsible owner',
  thirdParties: 'third parties ("None" where there are none)',
  methodNote: 'method note',
  equalityAnalysis: 'equality analysis',
  dataProtection: 'data protection assessment',
};

/** What a publication leaves out, in words; nothing when it is whole. Reads values from outside, so it takes no field for granted. */
export function missingFromPublication(publication: unknown): readonly string[] {
  const given = fields(publication);
  const references = fields(given['documents']);
  return [
    ...texts.filter((name) => !isWritten(given[name])),
    ...documents.filter((name) => {
      const reference = fields(references[name]);
      return !(['title', 'location', 'version'] as const).every((part) => isWritten(reference[part]));
    }),
  ].map((name) => titles[name]);
}

/** A publication given from outside; what is not there is empty, and so missing. */
export function publicationOf(given: unknown): Publication {
  const read = fields(given);
  const references = fields(read['documents']);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const reference = (name: (typeof documents)[number]): DocumentReference => {
    const parts = fields(references[name]);
    return { title: text(parts['title']), location: text(parts['location']), version: text(parts['version']) };
  };
  return {
    isDemonstration: read['isDemonstration'] === true,
    version: text(read['version']),
    name: text(read['name']),
    websiteUrl: text(read['websiteUrl']),
    contactEmail: text(read['contactEmail']),
    organisation: text(read['organisation']),
    team: text(read['team']),
    seniorResponsibleOwner: text(read['seniorResponsibleOwner']),
    thirdParties: text(read['thirdParties']),
    documents: {
      methodNote: reference('methodNote'),
      equalityAnalysis: reference('equalityAnalysis'),
      dataProtection: reference('dataProtection'),
    },
  };
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const isWritten = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
