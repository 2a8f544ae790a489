import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { doctorFindings, type Finding, nodeFinding } from '../../engine/doctor.js';
import { type Environment } from '../../engine/environment.js';
import { bareEnvironment, shellProgram } from './support/folders.js';

async function finding(name: string, environment: Environment): Promise<Finding | undefined> {
  return (await doctorFindings(environment)).find((candidate) => candidate.name === name);
}

describe('the engine check-up', () => {
  test('of an empty machine names each missing item once and says what to do about it', async () => {
    const findings = await doctorFindings(await bareEnvironment());
    expect(findings.map(({ name, state }) => [name, state])).toEqual([
      ['Node.js', 'present'],
      ['Temporal', 'missing'],
      ['PostgreSQL', 'present'],
      ['Home folder', 'present'],
      ['Data folder', 'optional'],
      ['Go', 'optional'],
      ['Chromium', 'optional'],
    ]);
    for (const { name, state, remedy } of findings) {
      if (state !== 'present') expect([name, remedy]).toEqual([name, expect.stringMatching(/\w{3}/)]);
    }
  });

  test('changes nothing on the machine', async () => {
    const environment = await bareEnvironment();
    await doctorFindings({ ...environment, ABIE_HOME: path.join(environment.ABIE_HOME, 'not-yet') });
    expect(fs.readdirSync(environment.ABIE_HOME)).toEqual([]);
  });

  test('counts Temporal as buildable where Go is installed', async () => {
    const environment = await bareEnvironment({ PATH: await shellProgram('go', ['exit 1']) });
    expect(await finding('Temporal', environment)).toMatchObject({ state: 'optional' });
  });

  test('tries the addresses that are set', async () => {
    const environment = await bareEnvironment({
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      DATABASE_URL: 'postgres://abie:secret-word@127.0.0.1:1/abie',
    });
    expect(await finding('Temporal', environment)).toMatchObject({ state: 'missing', where: '127.0.0.1:1' });
    const postgres = await finding('PostgreSQL', environment);
    expect(postgres).toMatchObject({ state: 'missing', where: 'DATABASE_URL, 127.0.0.1:1/abie' });
    expect(JSON.stringify(postgres)).not.toContain('secret-word');
  }, 30_000);

  test('checks the data folder', async () => {
    const environment = await bareEnvironment();
    const folder = path.join(environment.ABIE_HOME, 'data');
    const withData = { ...environment, ABIE_DATA: folder };
    expect(await finding('Data folder', withData)).toMatchObject({ state: 'missing', where: folder });
    fs.mkdirSync(folder);
    expect(await finding('Data folder', withData)).toMatchObject({ state: 'missing', remedy: /no CSV files/ });
    fs.writeFileSync(path.join(folder, 'hubs.csv.gz'), '');
    expect(await finding('Data folder', withData)).toMatchObject({ state: 'present' });
  });

  test.each([
    ['20.19.0', 'present'],
    ['22.0.1', 'present'],
    ['20.18.3', 'missing'],
    ['18.20.0', 'missing'],
  ])('finds Node.js %s %s', (version, state) => {
    expect(nodeFinding(version).state).toBe(state);
  });
});
