import { Command, CommanderError } from 'commander';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import { EngineProblem } from '../engine/engine-problem.js';
import { YearWithoutDates } from '../academic-years/year-terms.js';
import { ApiProblem } from '../api/client/api-client.js';
import { addApiCommand } from './commands/api.js';
import { addBacktestCommand } from './commands/backtest.js';
import { addCampaignCommands } from './commands/campaign.js';
import { addDecideCommand } from './commands/decide.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addImportCommand } from './commands/import.js';
import { addLearningCommand } from './commands/learning.js';
import { addSchoolsCommand } from './commands/schools.js';
import { addMigrateCommand } from './commands/migrate.js';
import { addModelCommands } from './commands/model.js';
import { addMonthCommand } from './commands/month.js';
import { addPolicyCommands } from './commands/policy.js';
import { addReplayCommand } from './commands/replay.js';
import { addSchoolCommands } from './commands/school.js';
import { addShockCommands } from './commands/shocks.js';
import { addUpCommand } from './commands/up.js';
import { addWorkerCommand } from './commands/worker.js';
import { addYearCommand } from './commands/year.js';
import { CommandProblem, exitCodes } from './exit-codes.js';
import { say } from './output.js';

Runtime.install({ logger: new DefaultLogger(workerLogLevel()) });

const program = new Command('abie')
  .description('Attendance baseline improvement expectations as a durable process.')
  .showHelpAfterError()
  .exitOverride();

for (const add of [
  addUpCommand,
  addDoctorCommand,
  addMigrateCommand,
  addImportCommand,
  addCampaignCommands,
  addMonthCommand,
  addShockCommands,
  addSchoolCommands,
  addDecideCommand,
  addYearCommand,
  addLearningCommand,
  addSchoolsCommand,
  addReplayCommand,
  addModelCommands,
  addBacktestCommand,
  addPolicyCommands,
  addWorkerCommand,
  addApiCommand,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** The worker logs errors only, unless ABIE_LOG_LEVEL asks for more. */
function workerLogLevel(): LogLevel {
  const wanted = (process.env['ABIE_LOG_LEVEL'] ?? 'error').toUpperCase();
  return (['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'] as const).find((level) => level === wanted) ?? 'ERROR';
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CommandProblem) {
    say(error.message);
    return error.exitCode;
  }
  if (error instanceof YearWithoutDates) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof EngineProblem) {
    say(error.message);
    return exitCodes.missingParts;
  }
  if (error instanceof ApiProblem) {
    say(error.message);
    for (const { where, problem } of error.errors) say(`${where}: ${problem}`);
    return error.status === 404 ? exitCodes.notFound : exitCodes.refused;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.broken;
}
