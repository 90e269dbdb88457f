/** The direction of the house: runtime <- domain <- notices, planning, calls <- doors <- main. */
const layers = {
  doors: '^src/(asterisk|calendars|database|mail|metrics|pdf|sms|solver|sounds|web)/',
  middle: '^src/(notices|planning|calls|accounts|tasks|statistics|labour|privacy)/',
  wiring: '^src/(main|cli)(/|\\.ts)',
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'runtime-is-the-ground',
      comment: 'Clock, log, threads and recurring work know nothing of what they are used for.',
      severity: 'error',
      from: { path: '^src/runtime/' },
      to: { path: '^src/', pathNot: '^src/runtime/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain knows the domain, and libraries that only compute.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        pathNot: [
          '^src/domain/',
          '^src/runtime/(instant|result|back-off)\\.ts$',
          'node_modules/(libphonenumber-js|date-holidays|zod)/',
          '^(node:)?module$',
        ],
      },
    },
    {
      name: 'words-come-last',
      comment: 'Codes become words of both languages here; what decides and what is kept knows no words.',
      severity: 'error',
      from: { path: '^src/words/' },
      to: { path: '^src/', pathNot: '^src/(words|domain|runtime)/' },
    },
    {
      name: 'middle-knows-no-door',
      comment: 'Calls, planning and notices speak to the outside through their own ports.',
      severity: 'error',
      from: { path: layers.middle },
      to: { path: [layers.doors, layers.wiring] },
    },
    {
      name: 'doors-do-not-meet',
      comment: 'A door serves the house; it does not open another door.',
      severity: 'error',
      from: { path: '^src/(asterisk|calendars|database|mail|metrics|pdf|sms|solver|sounds|web)/' },
      to: {
        path: '^src/(asterisk|calendars|database|mail|metrics|pdf|sms|solver|sounds|web)/',
        pathNot: '^src/$1/',
      },
    },
    {
      name: 'only-main-wires',
      severity: 'error',
      from: { path: '^src/', pathNot: layers.wiring },
      to: { path: layers.wiring },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
