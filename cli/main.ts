import { explain } from './explain.js';
import { endOnSignals, isInterrupted } from './interruption.js';
import { buildProgram } from './program.js';
import { sendLibraryRemarksToLog } from './library-remarks.js';

sendLibraryRemarksToLog();
endOnSignals();

try {
  await buildProgram().parseAsync();
} catch (error) {
  // What breaks while everything is being stopped needs no sentence.
  if (!isInterrupted()) process.exitCode = explain(error);
}

if (!isInterrupted()) {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
  );
  // The SDK's runtime would keep the process alive.
  process.exit();
}
