/** Search attributes by name; none ever holds a figure, because they are never encrypted. */
export const searchAttributeNames = {
  urn: 'AbieUrn',
  academicYear: 'AbieAcademicYear',
  localAuthority: 'AbieLocalAuthority',
  region: 'AbieRegion',
  stage: 'AbieStage',
  hub: 'AbieHub',
} as const;

export const searchAttributeTypes: Readonly<Record<string, 'Keyword'>> = Object.fromEntries(
  Object.values(searchAttributeNames).map((name) => [name, 'Keyword']),
);
