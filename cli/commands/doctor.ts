import { type Command } from 'commander';
import { doctorFindings } from '../../engine/doctor.js';
import { exitCodes } from '../exit-codes.js';
import { table, writeResult } from '../output.js';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('list what is here, what is missing and what to do')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const findings = await doctorFindings(process.env);
      const missing = findings.filter(({ state }) => state === 'missing');
      const rows = findings.map(({ name, state, where, remedy }) => [name, state, where ?? '', remedy ?? '']);
      writeResult(json, { findings, isReady: missing.length === 0 }, table(rows));
      if (missing.length > 0) process.exitCode = exitCodes.missingParts;
    });
}
