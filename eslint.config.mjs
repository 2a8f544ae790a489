import tseslint from 'typescript-eslint';

const pureFolders = ['domain/**/*.ts', 'contracts/**/*.ts', 'workflows/**/*.ts'];

const impureGlobals = [
  { name: 'Intl', message: 'Locale data differ between builds of Node; the calendar is data.' },
  { name: 'process', message: 'The environment is read in engine/, workers/, api/ and cli/ only.' },
  { name: 'console', message: 'Pure code says nothing; workflows use the log of the workflow package.' },
  { name: 'setTimeout', message: 'Time comes in as an argument, or through the workflow package.' },
];

const impureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as an argument.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Randomness comes in as an argument.',
  },
  { selector: 'MemberExpression[property.name=/^toLocale/]', message: 'Locale data differ between builds of Node.' },
];

const asyncValidator = {
  selector: "CallExpression[callee.name='setHandler'] Property[key.name='validator'] > :function[async=true]",
  message: 'An async validator accepts everything: the engine calls it synchronously and drops the promise.',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '**/*.cjs', '**/*.mjs', 'bin/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': [
        'error',
        asyncValidator,
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
      complexity: ['error', 15],
      'max-depth': ['error', 4],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: pureFolders,
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': [
        'error',
        asyncValidator,
        ...impureSyntax,
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['node:*', 'fs', 'path', 'crypto', 'os'], message: 'No built-in of Node in pure code.' }],
        },
      ],
    },
  },
  {
    files: ['domain/**/*.ts', 'contracts/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', '*.config.mts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', asyncValidator],
    },
  },
);
