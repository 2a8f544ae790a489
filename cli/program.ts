import { Command } from 'commander';
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

/** Every command. It throws instead of ending the process, and leaves what to say about a wrong argument to `explain`. */
export function buildProgram(): Command {
  const program = new Command('abie')
    .description('Attendance baseline improvement expectations as a durable process.')
    .configureOutput({ outputError: () => undefined })
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
  ])
    add(program);
  return program;
}
