// Who may import whom (docs/design.md, "The house"). A rule's comment is what a person reads when it breaks: it says what
// to do instead.
const inside = (...folders) => `^app/(${folders.join('|')})/`;
const HOUSE = ['routes', 'ui', 'server', 'pipeline', 'read', 'domain', 'contract', 'jobs', 'db', 'adapters', 'config', 'commands'];
const STAGES = ['install', 'sync', 'learn', 'publish', 'decide', 'engage', 'deliver', 'measure'];

/** `from` may import only `allowed` of the house. */
function only(from, allowed, comment, pathNot = []) {
  const refused = HOUSE.filter((folder) => folder !== from && !allowed.includes(folder));
  return { name: `${from}-imports`, severity: 'error', comment, from: { path: inside(from) }, to: { path: inside(...refused), pathNot } };
}

/** A stage may call stages above it in the list, never one below: downwards they meet through a stored row or a job. */
const stages = STAGES.slice(0, -1).map((stage, index) => ({
  name: `pipeline-${stage}-looks-up`,
  severity: 'error',
  comment: `The stage "${stage}" may not call a stage below it in the list (${STAGES.join(' → ')}): leave a row or enqueue a job for it instead.`,
  from: { path: `^app/pipeline/${stage}/` },
  to: { path: `^app/pipeline/(${STAGES.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    only('routes', ['pipeline', 'read', 'ui', 'contract', 'domain'], 'A route authenticates, parses, calls one verb of pipeline/ (or one page of read/) and responds. Move the call into a pipeline verb.'),
    only('ui', ['domain', 'contract', 'read'], 'ui/ takes props and gives JSX. Load in the route and hand it in.'),
    { name: 'ui-imports-read-types', severity: 'error', comment: 'ui/ may name the shape of what read/ gives (`import type`), never call it: load in the route and hand it in.', from: { path: '^app/ui/' }, to: { path: '^app/read/', dependencyTypesNot: ['type-only'] } },
    only('server', ['pipeline', 'read', 'contract', 'domain', 'config'], 'The HTTP front answers through a pipeline verb. Move the query or the outbound call there.', ['^app/adapters/log\\.ts$', '^app/adapters/clock/']),
    only('pipeline', ['domain', 'db', 'adapters', 'contract', 'jobs', 'config'], 'The pipeline loads, decides and saves through domain, db and adapters.'),
    { name: 'pipeline-enqueues-only', severity: 'error', comment: 'The pipeline knows a job by its definition: enqueue it; the handler is loaded by the worker only.', from: { path: '^app/pipeline/' }, to: { path: '^app/jobs/(handlers|registry|runner)' } },
    only('read', ['db', 'domain', 'contract'], 'read/ is queries for one screen: no writing, no outbound call. Put what writes into a pipeline verb.'),
    only('domain', [], 'The domain is pure: hand the value in as an argument.'),
    only('contract', ['domain'], 'A contract is schemas only.'),
    only('db', ['domain', 'contract', 'config'], 'db/ turns rows into domain values and back, no more.'),
    only('adapters', ['db', 'domain', 'contract', 'config'], 'Adapters speak to the outside world and know nothing of routes or pipeline.'),
    { name: 'jobs-handlers-call-verbs', severity: 'error', comment: 'A job handler calls one pipeline verb; put the work there.', from: { path: '^app/jobs/handlers/' }, to: { path: '^app/(db|domain|routes|ui|server|read)/' } },
    only('config', [], 'config/ reads the environment and imports nothing of the house.'),
    ...stages,
    { name: 'portable-stands-alone', severity: 'error', comment: 'domain/portable runs in the storefront and in the Function: no dependency at all.', from: { path: '^app/domain/portable/' }, to: { pathNot: '^app/domain/portable/' } },
    { name: 'extensions-import-portable', severity: 'error', comment: 'An extension may import app/domain/portable, and app/contract as types only: anything else would be shipped to every shopper.', from: { path: '^extensions/' }, to: { path: '^app/', pathNot: '^app/(domain/portable|contract)/' } },
    { name: 'extensions-import-contract-types', severity: 'error', comment: 'Import the contract with `import type`: zod must not be shipped to shoppers.', from: { path: '^extensions/' }, to: { path: '^app/contract/', dependencyTypesNot: ['type-only'] } },
    { name: 'app-never-imports-sandbox', severity: 'error', comment: 'The app knows the sandbox only by URLs in its configuration.', from: { path: '^(app|extensions|prisma)/' }, to: { path: '^(sandbox|test)/' } },
    { name: 'sandbox-never-imports-app', severity: 'error', comment: 'The sandbox is the other side of every wire: what it shares with the app it must state itself, or it would agree with the app by construction.', from: { path: '^sandbox/' }, to: { path: '^app/' } },
    { name: 'only-db-knows-sql', severity: 'error', comment: 'Only app/db (and prisma/) talks to PostgreSQL: add a call to the aggregate\'s file there.', from: { path: '^app/', pathNot: '^app/(db|jobs/runner)' }, to: { path: '^node_modules/(pg|pg-copy-streams|@prisma/.*)/', dependencyTypesNot: ['type-only'] } },
    { name: 'no-cycles', severity: 'error', comment: 'Two files that need each other are one idea or three: move the shared part out.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '(^|/)(generated|dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};
