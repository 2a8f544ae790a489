import { academicYear } from '../shared/academic-year.js';

/** Years that the ladder looks back to; versioned like any other policy. Source: written answer 90848, "pre-pandemic benchmark". */
export const referenceYears = { version: 'reference-years-1', prePandemic: academicYear('201819') } as const;
