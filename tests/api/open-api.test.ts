import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisionKinds } from '../../domain/school-year/decisions/index.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { testApi } from './support/test-api.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.dispose());

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        { readonly schema: { readonly additionalProperties?: boolean; readonly required?: readonly string[] } }
      >
    >;
  };
  readonly security?: readonly unknown[];
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const described = async (): Promise<Description> => {
  const { withoutToken } = await testApi({ db: database.db });
  return (await withoutToken.get('/openapi.json')).json<Description>();
};

test('the API description is OpenAPI 3.1 and public', async () => {
  expect((await described()).openapi).toBe('3.1.0');
});

test('the API description gives each decision a body that refuses unknown fields', async () => {
  const { paths } = await described();
  for (const kind of decisionKinds) {
    const operation = paths[`/api/v1/school-years/{academicYear}/{urn}/decisions/${kind}`]?.['post'];
    const schema = operation?.requestBody?.content['application/json']?.schema;
    expect(schema).toMatchObject({ additionalProperties: false, required: ['commandId', 'expectedVersion', 'body'] });
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['200', '202', '4XX']));
  }
});

test('the API description requires a token everywhere but sign-in and health, and lists how each request can fail', async () => {
  const { paths } = await described();
  const open = Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).flatMap(({ security }) => (security?.length === 0 ? [path] : [])),
  );
  expect(open.sort()).toEqual(['/api/v1/health', '/api/v1/personas', '/api/v1/sign-in']);
  for (const [path, operations] of Object.entries(paths)) {
    for (const { responses } of Object.values(operations)) {
      if (path !== '/api/v1/health' && !path.endsWith('/progress')) expect(Object.keys(responses)).toContain('4XX');
    }
  }
});

test('the API description has no figure in any address', async () => {
  const { paths } = await described();
  for (const path of Object.keys(paths)) expect(path).not.toMatch(/percent|floor|points/i);
});
