import { inspect } from 'node:util';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogLevel } from '@temporalio/worker';
import { say } from './output.js';
import { writeLog } from './log-file.js';

/**
 * What the Temporal SDK and Node remark goes to the log file. `abie worker` runs under a supervisor that collects standard
 * error, so its remarks stay there. The SDK's own handling of signals is off: `interruption.ts` decides the order of stopping.
 */
export function sendLibraryRemarksToLog(commandWords: readonly string[] = process.argv.slice(2)): void {
  const write = commandWords[0] === 'worker' ? say : writeLog;
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    logger: new DefaultLogger(workerLogLevel(), ({ level, message, meta }) => {
      const more = meta === undefined ? '' : ` ${inspect(meta, { breakLength: Infinity, depth: 4 })}`;
      write(`${level} ${message}${more}`);
    }),
  });
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    write(`WARN ${name}: ${message}`);
  });
}

/** Errors only, unless ABIE_LOG_LEVEL asks for more. */
function workerLogLevel(): LogLevel {
  const wanted = (process.env['ABIE_LOG_LEVEL'] ?? 'error').toUpperCase();
  return (['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'] as const).find((level) => level === wanted) ?? 'ERROR';
}
