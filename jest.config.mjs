/** Tests run on the built code in dist/: what is tested is what is shipped, worker threads included. */
export default {
  rootDir: 'dist',
  testMatch: ['**/*.spec.js', '**/*.int-spec.js', '**/*.e2e-spec.js', '**/*.corpus-spec.js'],
  transform: {},
  testEnvironment: 'node',
  testTimeout: 60_000,
  maxWorkers: '100%',
};
