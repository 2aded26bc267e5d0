const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testTimeout: 60_000,
  // The longest first, so that all workers end together. One more than the cores of a small machine: each waits for the database or
  // a browser now and then. More would be too many for the connections of one server.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc] },
  // Nest 12 and several of its dependencies are ES modules: all of node_modules is transformed but what cannot be, and the
  // largest of what need not be.
  transformIgnorePatterns: [
    '/node_modules/(playwright-core|typescript|@swc)/',
    '/node_modules/(class-validator|es-toolkit|libphonenumber-js|rxjs|typeorm|validator)/',
  ],
  moduleNameMapper: {
    '^nest-targeting$': '<rootDir>/libs/targeting/src/index.ts',
    '^nest-targeting/rules$': '<rootDir>/libs/targeting/src/rules/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};
