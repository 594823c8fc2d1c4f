// domain <- application <- adapters <- apps: the arrow points at what may be imported.
const face = '^libs/[^/]+/(src/(index|open)|testing/index)\\.ts$';
const driver = '/src/(memory|sqlite|postgres|eventstoredb|kafka|email|chat|social|phone|history)/';
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { pathNot: '(spec\\.ts$|/testing/)', ...from },
  to,
});

module.exports = {
  forbidden: [
    forbid('domain-imports-nothing', { path: '^libs/domain/' }, { pathNot: '^libs/domain/' }),
    forbid(
      'ports-know-only-domain',
      { path: '\\.port\\.ts$' },
      { pathNot: ['^libs/domain/', '\\.port\\.ts$', '^node_modules/kysely'] },
    ),
    forbid('faces-hide-drivers', { path: '^libs/[^/]+/src/index\\.ts$' }, { path: driver, reachable: true }),
    forbid('only-apps-open-drivers', { path: '^libs/' }, { path: '/src/open\\.ts$' }),
    forbid('libs-never-see-apps', { path: '^libs/' }, { path: '^apps/' }),
    forbid('enter-by-the-face', { path: '^(?:libs|apps)/([^/]+)/' }, { path: '^libs/', pathNot: ['^libs/$1/', face] }),
    forbid(
      'drivers-are-strangers',
      { path: `^libs/([^/]+)${driver}` },
      { path: `^libs/$1${driver}`, pathNot: '^libs/$1/src/$2/' },
    ),
    forbid('no-circles', {}, { circular: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
