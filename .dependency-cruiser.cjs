/** The import rules of docs/architecture.md. An arrow "may import" holds at run time; type-only imports are free. */
const only = (name, from, allowed, packages = []) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: [...allowed.map((folder) => `^${folder}/`), ...packages.map((name) => `node_modules/${name}(/|$)`)],
    dependencyTypesNot: ['type-only'],
  },
});

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
      name: 'activities-know-no-workflow',
      severity: 'error',
      from: { path: '^(activities|importers)/' },
      to: { path: '^(workflows|api|workers|cli|play)/' },
    },
    {
      name: 'workers-import-no-workflow',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^(workflows|api|cli|play)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-is-thin',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^(workflows|activities|workers|cli|engine|synthetic|play)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-knows-no-product',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(domain|workflows|activities|importers|api|workers|cli|synthetic|play)/' },
    },
    {
      name: 'synthetic-stands-apart',
      severity: 'error',
      from: { path: '^synthetic/' },
      to: { path: '^(workflows|activities|importers|api|workers|cli|engine|play)/' },
    },
    {
      name: 'backtest-stands-apart',
      severity: 'error',
      from: { path: '^(backtest|bench)/' },
      to: { path: '^(workflows|activities|importers|api|workers|cli|engine|synthetic|play|client)/' },
    },
    {
      name: 'play-uses-the-api-only',
      severity: 'error',
      from: { path: '^(play|measure)/' },
      to: {
        path: '^(workflows|activities|importers|api|workers|cli|engine|migrations)/',
        dependencyTypesNot: ['type-only'],
      },
    },
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
