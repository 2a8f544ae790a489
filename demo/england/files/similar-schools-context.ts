import { type Cell, writeCsv, type WrittenFile } from '../csv-file.js';
import { type Establishment } from '../establishment.js';
import { randomStream } from '../random.js';
import { type World } from '../world.js';

const header = [
  'URN',
  'PPPerc',
  'PercentEAL',
  'PercentSchSupport',
  'PercentageStatementOrEHP',
  'IdaciPupils',
  'Polar4QuintilePupils',
  'PStability',
  'NumberOfPupils',
] as const;

/** Share of schools left out of the published set, and of rows with a characteristic that is not available. */
const absentShare = 0.02;
const unknownShare = 0.003;

/** Open mainstream schools that have had a census in their present form: a merged, split or new school has no characteristics of its own yet. */
function hasCharacteristics({ school, status, reportsFrom }: Establishment): boolean {
  const isMainstream = school.absencePhase !== undefined && school.phase !== 'special';
  const follows = school.story === 'converter' || school.story === 'sponsor-led';
  return isMainstream && (status === '1' || status === '3') && (follows || reportsFrom <= 0);
}

function* rows(world: World): Generator<Cell[]> {
  for (const establishment of world.establishments) {
    if (!hasCharacteristics(establishment)) continue;
    const { urn, school } = establishment;
    const { context } = school;
    const stream = randomStream(world.seed, 'similar schools', school.index);
    if (stream.uniform() < absentShare) continue;
    const premium = stream.uniform() < unknownShare ? 'NA' : context.freeMealsEverSixPercent.toFixed(8);
    yield [
      urn,
      premium,
      context.languagePercent.toFixed(6),
      context.supportPercent.toFixed(6),
      context.plansPercent.toFixed(6),
      context.idaci.toFixed(6),
      context.polarQuintile.toFixed(6),
      context.stabilityPercent.toFixed(6),
      school.roll,
    ];
  }
}

/** Characteristics by which similar schools are found, under the numbers of today's schools. */
export const writeSimilarSchoolsContext = (world: World, path: string): Promise<WrittenFile> =>
  writeCsv({ path, header, encoding: 'utf-8', rows: rows(world) });
