/** In the order in which a folder is imported: what later kinds are checked against comes first. */
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
