import { beforeAll, describe, expect, it } from 'vitest';
import { nationalRates } from '../../../domain/baseline/national-rates.js';
import { isBlocked, runGates } from '../../../domain/gates/run-gates.js';
import { type AbsenceFact, type GateFinding, type GateInput } from '../../../domain/gates/types.js';
import { academicYear, shiftYear } from '../../../domain/shared/academic-year.js';
import { panelIndex, rowOf } from '../../../evidence/backtest/panel-frame.js';
import { type PanelRow, panelRow } from '../../../evidence/backtest/panel-row.js';
import { rowsOfYear, yearsIn } from '../../../evidence/backtest/panel-table.js';
import { readPanel } from '../../../evidence/backtest/read-panel.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { panelPath, panelRows } from './panel.js';

const targetYear = academicYear('201718');
const folder = sharedData();

const factOf = (row: PanelRow, urn: string): AbsenceFact => ({
  academicYear: row.academicYear,
  urn,
  laCode: row.laCode,
  phase: row.phase,
  absence: { kind: 'value', value: row.absencePercent },
  enrolments: row.enrolments,
  possibleSessions: row.possibleSessions,
  absenceSessions: row.absenceSessions,
  ...(row.persistentAbsencePercent !== undefined && {
    persistentAbsence: { kind: 'value', value: row.persistentAbsencePercent },
  }),
});

describe.skipIf(folder === undefined)(
  `the gates on the national panel${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let inputs: readonly GateInput[] = [];

    beforeAll(() => {
      const { table } = readPanel(panelPath(folder ?? ''));
      const index = panelIndex(table, yearsIn(table));
      const national = nationalRates([], panelRows(table));
      const earlier = (position: number, years: number): PanelRow | undefined => {
        const wanted = {
          urn: table.urn[position] ?? 0,
          laestab: table.laestab[position] ?? 0,
          phase: table.phase[position] ?? 0,
        };
        const found = rowOf(index, wanted, shiftYear(targetYear, -years));
        return found < 0 ? undefined : panelRow(table, found);
      };
      inputs = [...rowsOfYear(table, targetYear)].flatMap((position) => {
        const row = panelRow(table, position);
        if (row.phase === 'special') return [];
        const lastYear = earlier(position, 1);
        const yearBefore = earlier(position, 2);
        if (lastYear === undefined || lastYear.enrolments < 30) return [];
        return [
          {
            targetYear,
            establishment: {
              urn: row.urn,
              laCode: row.laCode,
              name: row.urn,
              typeCode: '01',
              status: 'open',
              phase: row.phase,
              gender: 'mixed',
              admissionsPolicy: row.isSelective ? 'selective' : 'non-selective',
              trustFlag: 'not-applicable',
              ...(lastYear.context.roll !== undefined && { numberOfPupils: lastYear.context.roll }),
            },
            absence: [lastYear, yearBefore].filter((fact) => fact !== undefined).map((fact) => factOf(fact, row.urn)),
            nationalRates: national,
            lineage: { kind: 'no-predecessor' },
            liveRelatives: [],
            secondSources: [],
          },
        ];
      });
    });

    const heldBy = (findings: readonly (readonly GateFinding[])[]): number =>
      findings.filter(isBlocked).length / findings.length;

    it('hold fewer than two published schools in a hundred', () => {
      expect(inputs.length).toBeGreaterThan(19_000);
      expect(heldBy(inputs.map((input) => runGates(input)))).toBeLessThan(0.02);
    });

    it('always hold a fraction read as a percentage, and nearly always the sessions of one term', () => {
      const spoiled = (spoil: (fact: AbsenceFact) => AbsenceFact): number =>
        heldBy(
          inputs.map((input) => {
            const [last, ...others] = input.absence;
            return runGates({ ...input, absence: last === undefined ? [] : [spoil(last), ...others] });
          }),
        );
      const asFraction = spoiled((fact) => ({
        ...fact,
        absence: { kind: 'value', value: (fact.absenceSessions ?? 0) / (fact.possibleSessions ?? 1) },
      }));
      const oneTerm = spoiled((fact) => ({
        ...fact,
        possibleSessions: Math.round((fact.possibleSessions ?? 0) / 3),
        absenceSessions: Math.round((fact.absenceSessions ?? 0) / 3),
      }));
      expect(asFraction).toBe(1);
      expect(oneTerm).toBeGreaterThan(0.98);
    });
  },
);
