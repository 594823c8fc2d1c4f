/** Tests run on the built code in dist/: what is tested is what is shipped, worker threads included. */
export default {
  rootDir: 'dist',
  testMatch: ['**/*.spec.js', '**/*.int-spec.js', '**/*.e2e-spec.js', '**/*.corpus-spec.js'],
  transform: {},
  globalSetup: '<rootDir>/test/services/global-setup.js',
  globalTeardown: '<rootDir>/test/services/global-teardown.js',
  testSequencer: '<rootDir>/../tools/dearest-first.mjs',
  testEnvironment: 'node',
  // Of hooks too: some start whole desks, which takes its time where cores are busy.
  testTimeout: 120_000,
  maxWorkers: '100%',
  // A process that held whole desks takes its time to end where cores are busy; what is still open after this is a leak.
  workerGracefulExitTimeout: 5_000,
};
