import fs from 'node:fs/promises';
import path from 'node:path';
import { EngineProblem } from './engine-problem.js';
import { type Environment, isOffline, setting } from './environment.js';
import { cacheFolder } from './home.js';
import { type DownloadOutcome, fetchSdkDownload, findSdkDownload } from './sdk-download.js';
import { findProgram, isExecutable, runProgram } from './programs.js';
import { type Progress, type Step } from './progress.js';

export interface TimeSkippingServerWanted {
  readonly environment: Environment;
  readonly progress: Progress;
}

const programName = 'temporal-test-server';
const version = '1.30.1';
const mavenLimitMilliseconds = 10 * 60_000;
const warmUpLimitMilliseconds = 30_000;

/**
 * The path of an executable that takes a port and serves the time-skipping test server there: `ABIE_TEST_SERVER` or
 * the path, what was made before, the SDK's download, else Maven's copy behind a script that runs Java.
 * @throws EngineProblem that says what to install.
 */
export async function timeSkippingServerPath(wanted: TimeSkippingServerWanted): Promise<string> {
  const { environment } = wanted;
  const standing = await findTimeSkippingServer(environment);
  if (standing !== undefined) return standing;
  const step = wanted.progress.step('Test server');
  const download = await fetchSdkDownload(programName, environment, step);
  const outcome = 'file' in download ? download : await installWithMaven(environment, step);
  if ('file' in outcome) {
    step.done(outcome.file);
    return outcome.file;
  }
  step.fail('not available');
  throw new EngineProblem(
    [
      'No time-skipping test server could be found or made.',
      `  - no program "${programName}" on the path, and ABIE_TEST_SERVER is not set`,
      `  - no download: ${'reason' in download ? download.reason : ''}`,
      `  - not from Maven: ${outcome.reason}`,
      'Do one of these, then run the tests again:',
      '  1. install Java 11 or newer and Maven, so that it can be fetched;',
      '  2. set ABIE_TEST_SERVER to the path of a temporal-test-server program.',
    ].join('\n'),
  );
}

/** The path of a server that is here already, else undefined. */
export async function findTimeSkippingServer(environment: Environment): Promise<string | undefined> {
  const chosen = setting(environment, 'ABIE_TEST_SERVER');
  if (chosen !== undefined) {
    if (await isExecutable(chosen)) return path.resolve(chosen);
    throw new EngineProblem(`ABIE_TEST_SERVER is ${chosen}, which is not a program that can be run.`);
  }
  const onPath = await findProgram(programName, environment);
  if (onPath !== undefined) return onPath;
  const script = scriptIn(environment);
  if ((await isExecutable(script)) && (await findProgram('java', environment)) !== undefined) return script;
  return findSdkDownload(programName, environment);
}

const folderIn = (environment: Environment): string => path.join(cacheFolder(environment), 'test-server', version);
const scriptIn = (environment: Environment): string => path.join(folderIn(environment), programName);

async function installWithMaven(environment: Environment, step: Step): Promise<DownloadOutcome> {
  if (isOffline(environment)) return { reason: 'ABIE_OFFLINE is set' };
  const java = await findProgram('java', environment);
  if (java === undefined) return { reason: 'Java is not on the path' };
  const maven = await findProgram('mvn', environment);
  if (maven === undefined) return { reason: 'Maven is not on the path' };
  const folder = folderIn(environment);
  await fs.mkdir(folder, { recursive: true });
  step.update('fetching the test server with Maven, once');
  await fs.writeFile(path.join(folder, 'pom.xml'), projectFile);
  const run = await runProgram({
    program: maven,
    parameters: [
      ...['--batch-mode', '--quiet', '--file', path.join(folder, 'pom.xml'), 'dependency:copy-dependencies'],
      ...['-DincludeScope=runtime', `-DoutputDirectory=${path.join(folder, 'jars')}`],
    ],
    environment,
    folder,
    limitMilliseconds: mavenLimitMilliseconds,
  });
  if (!run.succeeded) return { reason: run.lines.find((line) => line.includes('[ERROR]')) ?? run.reason };
  step.update('preparing a quick start of Java');
  await makeClassArchive(java, environment);
  // Written last and in one step: a script that is there is one that works.
  const script = scriptIn(environment);
  await fs.writeFile(`${script}.draft`, scriptText, { mode: 0o755 });
  await fs.rename(`${script}.draft`, script);
  return { file: script };
}

const projectFile = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

const mainClass = 'io.temporal.testserver.TestServer';

/**
 * The SDK gives a server five seconds to answer and kills the process it has started: hence the options for a quick
 * start, the archive of loaded classes (left aside by a Java it was not made by), and `exec`.
 */
const scriptText = `#!/bin/sh
folder=$(dirname "$0")
exec java -Xshare:auto -XX:SharedArchiveFile="$folder/classes.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off \\
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$folder/jars/*" ${mainClass} "$@"
`;

/** Dumps the classes that a start loads; without the archive the start is slower, nothing else. */
async function makeClassArchive(java: string, environment: Environment): Promise<void> {
  const folder = folderIn(environment);
  await runProgram({
    program: '/bin/sh',
    parameters: [
      '-c',
      `"$0" -XX:ArchiveClassesAtExit=classes.jsa -Xlog:cds=off -XX:+UseSerialGC -cp 'jars/*' ${mainClass} 0 & ` +
        'server=$!; sleep 6; kill -TERM $server; wait $server; true',
      java,
    ],
    environment,
    folder,
    limitMilliseconds: warmUpLimitMilliseconds,
  });
}
