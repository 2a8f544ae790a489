/** The import rules of docs/architecture.md; they hold for types too. */
const only = (name, from, allowed, packages = []) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: [...allowed.map((folder) => `^${folder}/`), ...packages.map((name) => `node_modules/${name}(/|$)`)],
  },
});

/** The rooms from the ground floor up; a room reaches only what its line names, types included. */
const rooms = {
  contracts: ['domain'],
  web: ['domain'],
  'academic-years': ['domain'],
  engine: ['database'],
  migrations: [],
  importers: ['domain'],
  database: ['domain', 'contracts'],
  activities: ['domain', 'contracts', 'database', 'importers'],
  workflows: ['domain', 'contracts'],
  workers: ['domain', 'contracts', 'activities', 'database'],
  api: ['domain', 'contracts', 'database', 'web'],
  demo: ['domain', 'api/client'],
  evidence: [
    'domain',
    'contracts',
    'academic-years',
    'engine',
    'migrations',
    'importers',
    'database',
    'demo',
    'api/client',
  ],
};
const folders = ['domain', 'cli', 'tests', ...Object.keys(rooms)];

const climbs = Object.entries(rooms).map(([room, reached]) => ({
  name: `${room}-reaches-only-rooms-below`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: `^(${folders.join('|')})/`, pathNot: [room, ...reached].map((place) => `^${place}/`) },
}));

module.exports = {
  forbidden: [
    only('domain-is-pure', '^domain/', ['domain']),
    {
      name: 'domain-uses-no-built-in',
      severity: 'error',
      from: { path: '^(domain|contracts|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    only('contracts-are-pure', '^contracts/', ['contracts', 'domain']),
    only(
      'workflow-runtime-closure',
      '^workflows/',
      ['workflows', 'contracts', 'domain'],
      ['@temporalio/workflow', '@temporalio/common'],
    ),
    {
      name: 'sql-in-its-rooms',
      comment: 'Every other room reads and writes through the functions of database/.',
      severity: 'error',
      from: { path: `^(${folders.join('|')})/`, pathNot: '^(database|migrations|importers/loading|tests)/' },
      to: { path: 'node_modules/(@types/)?(knex|pg|pg-copy-streams)(/|$)' },
    },
    ...climbs,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.config\\.', '^migrations/', '\\.d\\.ts$'] },
      to: {},
    },
    { name: 'tests-are-imported-by-nobody', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      from: { pathNot: '^(tests/|[^/]+\\.m?ts$)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  required: [
    {
      name: 'faults-read-as-the-campaign-does',
      comment: 'What the fault campaign catches is what the product catches only if both read facts by the same code.',
      severity: 'error',
      module: { path: '^evidence/faults/path/campaign-run\\.ts$' },
      to: { path: '^database/facts/campaign-facts\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
