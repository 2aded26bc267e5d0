import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.tsx'];
const code = ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'libs/**/*.tsx'];

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.data/**',
      '.bench/**',
      'coverage/**',
      'test/support/openapi-metadata.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  { files: typescript, extends: [tseslint.configs.recommendedTypeChecked] },
  {
    files: typescript,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Rows of pg, JSON and the bodies of test responses come as `any`; they are given a type where they arrive.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: code,
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 350 }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['AbortController', 'AbortSignal', 'Buffer', 'URL', 'URLSearchParams', 'FormData', 'Blob'],
          ...['clearInterval', 'clearTimeout', 'console', 'fetch', 'performance', 'process'],
          ...['setInterval', 'setTimeout', 'structuredClone'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: [
      'apps/admin/**/*.ts',
      'apps/admin/**/*.tsx',
      'libs/ra-targeting/**/*.ts',
      'libs/ra-targeting/**/*.tsx',
    ],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['apps/admin/src/**/*.tsx', 'libs/ra-targeting/src/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...visibleText()] },
  },
  ...dependencyRules(),
);

/** Words that people would read, written into JSX; keys of messages have dots and neither blanks nor capitals at their beginning. */
function visibleText() {
  const child = ':matches(JSXElement, JSXFragment) > JSXExpressionContainer';
  const attributes = '/^(label|title|placeholder|alt|helperText|emptyText|aria-label|aria-description)$/';
  return [
    'JSXText[value=/\\p{L}/u]',
    `${child} > Literal[value=/\\p{L}/u]`,
    `${child} > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]`,
    `${child} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
    `JSXAttribute[name.name=${attributes}] > Literal[value=/^\\p{Lu}|\\s/u]`,
  ].map((selector) => ({ selector, message: 'Visible text comes from messages: translate() it.' }));
}

/** Who may know whom. Of the blocks that match a file, the last one counts: it replaces the ones before. */
function dependencyRules() {
  const apps = refuse('(^@targeting/|(^|/)apps/)', 'A library must not know the applications.');
  const ui = refuse('^(react|@mui/|@emotion/|ra-|@react-querybuilder)', 'No user interface in the server.');
  const server = refuse(
    '^(@nestjs/|typeorm$|pg($|-)|express$|node:|nest-targeting$|nest-targeting/(?!rules$))',
    'The console knows the HTTP API, and of the server only "nest-targeting/rules".',
  );
  const inside = refuse(
    '((^|/)libs/|^(nest-targeting/(?!rules$)|ra-targeting/))',
    'Import a library by the name of its package.',
  );
  const sibling = refuse(
    '(^|\\.\\./)(ra-)?targeting/',
    'Import the other library by the name of its package.',
  );
  return [
    { files: ['libs/targeting/src/**'], rules: imports(apps, ui, sibling) },
    { files: ['libs/ra-targeting/src/**'], rules: imports(apps, server, sibling) },
    {
      files: ['apps/api/**'],
      rules: imports(inside, ui, refuse('^@targeting/admin|/admin/src/', 'Not the console.')),
    },
    // The build of the console (vite.config.ts) runs in Node.
    {
      files: ['apps/admin/src/**'],
      rules: imports(inside, server, refuse('^@targeting/api|/api/src/', 'Not the server.')),
    },
    ...[0, 1, 2].map(pureRules),
  ];
}

/** `rules/` runs in any host, in the browser, and twice with the same result. @param {number} depth of folders inside it */
function pureRules(depth) {
  return {
    files: [`libs/targeting/src/rules/${'*/'.repeat(depth)}*.ts`],
    rules: {
      ...imports(
        refuse(
          '^(?!\\.|(big\\.js|temporal-polyfill|re2js|js-md5)(/|$))',
          'rules/ is pure: no such package there.',
        ),
        refuse(`^(\\./)*(\\.\\./){${depth + 1}}`, 'rules/ stands alone: nothing from outside of it.'),
      ),
      'no-restricted-globals': ['error', 'process', 'Buffer', 'performance', 'crypto', 'fetch', 'setTimeout'],
      'no-restricted-syntax': [
        'error',
        ...[
          "MemberExpression[object.name='Date'][property.name='now']",
          "MemberExpression[object.name='Temporal'][property.name='Now']",
          "NewExpression[callee.name='Date'][arguments.length=0]",
          "CallExpression[callee.name='Date']",
        ].map((selector) => ({ selector, message: 'No clock in rules/: `now` is an argument.' })),
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'No randomness in rules/: the same question has the same answer.',
        },
        {
          selector: 'ImportExpression, TSImportType, TSImportEqualsDeclaration',
          message: 'In rules/, say what you need with plain import statements.',
        },
      ],
    },
  };
}

/** @param {string} regex @param {string} message */
function refuse(regex, message) {
  return { regex, message };
}

/** @param {...{ regex: string, message: string }} patterns */
function imports(...patterns) {
  return { 'no-restricted-imports': ['error', { patterns }] };
}
