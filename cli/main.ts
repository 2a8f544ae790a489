import { explain } from './explain.js';
import { endOnSignals, isInterrupted } from './interruption.js';
import { buildProgram } from './program.js';
import { sendLibraryRemarksToLog } from './library-remarks.js';

sendLibraryRemarksToLog();
endOnSignals();

try {
  await buildProgram().parseAsync();
} catch (error) {
  // What breaks while everything is being stopped is no news.
  if (!isInterrupted()) process.exitCode = explain(error);
}
