import { type Phase, type RegionCode } from '../shared/phase.js';

export type EstablishmentStatus = 'open' | 'closed' | 'proposed-to-close' | 'proposed-to-open';
export type Gender = 'mixed' | 'girls' | 'boys' | 'unknown';
export type AdmissionsPolicy = 'selective' | 'non-selective' | 'not-applicable' | 'unknown';
export type TrustFlag = 'none' | 'supported-by-trust' | 'multi-academy' | 'single-academy' | 'not-applicable';

/** One row of the establishment register; source: GIAS `edubasealldata`, under the names of the table `establishment`. */
export interface Establishment {
  readonly urn: string;
  readonly laCode: string;
  readonly laestab?: string;
  readonly name: string;
  /** GIAS `TypeOfEstablishment (code)`, with or without its leading zero. */
  readonly typeCode: string;
  readonly typeGroupCode?: string;
  readonly status: EstablishmentStatus;
  readonly phase: Phase;
  readonly lowAge?: number;
  readonly highAge?: number;
  readonly gender: Gender;
  readonly religiousCharacter?: string;
  readonly admissionsPolicy: AdmissionsPolicy;
  readonly numberOfPupils?: number;
  readonly trustFlag: TrustFlag;
  readonly trustCode?: string;
  readonly regionCode?: RegionCode;
  /** GIAS `UrbanRural (code)`, such as `UN1` or `RSF1`. */
  readonly urbanRural?: string;
  /** British National Grid, metres; 0 or absent means not known. */
  readonly easting?: number;
  readonly northing?: number;
  /** `yyyy-mm-dd` */
  readonly openedOn?: string;
  readonly closedOn?: string;
}

/** One row of the links file: `linkType` says what `linkUrn` is to `urn`, so (A, B, Successor) means that B succeeds A. */
export interface EstablishmentLink {
  readonly urn: string;
  readonly linkUrn: string;
  readonly linkType: string;
  readonly establishedOn?: string;
}
