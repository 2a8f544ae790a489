/** One authority that was replaced, wholly or in part, by another under a new code from that day on. */
interface AuthorityChange {
  readonly from: string;
  readonly to: string;
  /** `yyyy-mm-dd` */
  readonly on: string;
}

/** Source: docs/sources/school-changes.md#authorities-that-change. A change that is planned is added when its codes have been published. */
const changes: readonly AuthorityChange[] = [
  { from: '820', to: '822', on: '2009-04-01' },
  { from: '820', to: '823', on: '2009-04-01' },
  { from: '875', to: '895', on: '2009-04-01' },
  { from: '875', to: '896', on: '2009-04-01' },
  { from: '835', to: '838', on: '2019-04-01' },
  { from: '836', to: '839', on: '2019-04-01' },
  { from: '837', to: '839', on: '2019-04-01' },
  { from: '928', to: '940', on: '2021-04-01' },
  { from: '928', to: '941', on: '2021-04-01' },
  { from: '909', to: '942', on: '2023-04-01' },
  { from: '909', to: '943', on: '2023-04-01' },
];

/** The codes that this one replaced, oldest code first; none where the code is as old as the list, or not known. */
export const codesBefore = (laCode: string): readonly string[] =>
  changes.flatMap(({ from, to }) => (to === laCode ? [from] : [])).sort();
