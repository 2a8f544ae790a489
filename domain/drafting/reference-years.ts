import { academicYear } from '../shared/academic-year.js';

/** Years that the ladder looks back to; versioned like any other policy. Source: docs/sources/expectation.md#what-it-is. */
export const referenceYears = { version: 'reference-years-1', prePandemic: academicYear('201819') } as const;
