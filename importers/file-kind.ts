/** In the order in which a folder is imported: a kind comes before those that are checked against it. */
export const fileKinds = [
  'register',
  'links',
  'area-absence',
  'school-absence',
  'census',
  'context',
  'hubs',
  'attendance-to-date',
  'monthly-return',
] as const;

export type FileKind = (typeof fileKinds)[number];
