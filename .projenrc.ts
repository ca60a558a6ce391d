import { cdk, cdk8s, javascript } from 'projen';
import { layerOverrides, layerZones } from './projenrc/layers';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-everynode',
  description: 'Node agents as typed cdk8s constructs, and a check at synth time that every node you declare runs exactly one of each',
  author: 'cdk8s-everynode authors',
  authorAddress: 'authors@example.invalid',
  authorOrganization: true,
  repositoryUrl: 'https://example.invalid/cdk8s-everynode.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'daemonset', 'node-agent', 'taints', 'tolerations'],

  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25', // exact: another projen rewrites every managed file
  projenrcTs: true,
  minNodeVersion: '20.16.0', // what jsii 6 itself asks for
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0', // the same as jsii's own; ts-jest takes nothing newer
  sampleCode: false,
  validateTsconfig: cdk.ValidateTsconfig.MINIMAL, // `strict` refuses the two checks below
  tsconfig: {
    compilerOptions: {
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      inlineSourceMap: false,
      inlineSources: false,
    },
  },
  tsconfigDev: {
    compilerOptions: {
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      skipLibCheck: true,
      paths: { 'cdk8s-everynode': ['../src'], 'cdk8s-everynode/testing': ['../src/testing'] },
    },
  },

  // The tests run with the lowest versions that we promise to work with.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  peerDeps: ['cdk8s-plus-27@^2.9.0'],
  bundledDeps: ['commander@^14.0.0', 'diff@^9.0.0', 'yaml@^2.8.0', 'jsonc-parser@^3.3.1'],
  devDeps: [
    '@jsii/runtime@1.140.0', // drives the packed library as another language would
    '@types/node@^20',
    'cdk8s-cli@^2.207.60', // end-to-end tests of the validation plugin
    'eslint-plugin-jest@^29',
    'fast-check@^4',
    'kubernetes-models@^4.5.1', // a schema of Kubernetes that is not cdk8s-plus' own
    'ts-node@^10',
  ],

  publishToPypi: { distName: 'cdk8s-everynode', module: 'cdk8s_everynode' },
  publishToMaven: { javaPackage: 'dev.everynode', mavenGroupId: 'dev.everynode', mavenArtifactId: 'cdk8s-everynode' },
  publishToNuget: { dotNetNamespace: 'Everynode', packageId: 'Cdk8s.Everynode' },
  publishToGo: { moduleName: 'everynode.dev/cdk8s-everynode-go', packageName: 'everynode' },

  github: false,
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    configFilePath: 'jest.config.json',
    coverageText: false,
    extraCliOptions: ['--coverage', '--maxWorkers=100%'], // not in the configuration: one test file alone would miss the threshold; else one of two cores waits
    jestConfig: {
      collectCoverage: false,
      testTimeout: 60_000, // machines are shared: no test is about how long it takes
      coverageProvider: 'babel', // v8 is four times slower with cdk8s-plus loaded
      collectCoverageFrom: ['src/**/*.ts'],
      coverageReporters: ['lcov', 'text-summary'],
      coverageThreshold: { lines: 80 },
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/lib/', '<rootDir>/dist/'],
      modulePathIgnorePatterns: ['<rootDir>/dist/'],
      watchPathIgnorePatterns: ['/node_modules/', '<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/coverage/', '<rootDir>/test-reports/'],
      moduleNameMapper: {
        '^cdk8s-everynode$': '<rootDir>/src',
        '^cdk8s-everynode/testing$': '<rootDir>/src/testing',
      },
    },
  },
  eslintOptions: {
    dirs: ['src', 'test', 'examples', 'bench'],
    ignorePatterns: ['*.js', '*.d.ts', 'node_modules/', '/coverage/', '/dist/', '/lib/'], // `coverage` alone would skip src/coverage
    commandOptions: { fix: false },
  },
});

project.package.addVersion('0.1.0');
project.addBins({ everynode: 'lib/cli/main.js' });
project.addFields({
  exports: {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './testing': { types: './lib/testing/index.d.ts', default: './lib/testing/index.js' },
    './package.json': './package.json',
    './.jsii': './.jsii', // read by jsii libraries that depend on this one
    './.warnings.jsii.js': './.warnings.jsii.js',
    './lib/*': './lib/*',
  },
  typesVersions: { '*': { testing: ['lib/testing/index.d.ts'] } }, // for moduleResolution node10
});

const npmrc = new javascript.NpmConfig(project);
npmrc.addConfig('omit-lockfile-registry-resolved', 'true'); // the lock file names no registry
npmrc.addConfig('ignore-scripts', 'true');
npmrc.addConfig('fund', 'false');
npmrc.addConfig('audit', 'false');

project.package.addPackageResolutions('unrs-resolver@1.12.2'); // 1.13.0 loses its bindings from the lock file, and `npm ci` then fails
project.package.addPackageResolutions('@jsii/kernel@1.22.0'); // declared by @jsii/runtime, which carries its own copy and never loads it

project.jest!.config.setupFiles = ['<rootDir>/test/seed.ts'];
project.jest!.config.testMatch = ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'];

const [examples, bench] = ['examples', 'bench'].map((folder) => new javascript.TypescriptConfig(project, {
  fileName: `${folder}/tsconfig.json`,
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  include: ['../src/index.ts', '**/*.ts'],
  exclude: ['**/dist/**', '../node_modules'],
  compilerOptions: {
    rootDir: '..',
    noEmit: true,
    skipLibCheck: true,
    paths: { 'cdk8s-everynode': ['../src'], 'cdk8s-everynode/testing': ['../src/testing'] },
  },
}));

// `npm test`: everything that the end-to-end tests need, types before behaviour, style last.
const types = project.addTask('typecheck', { description: 'Type-check tests, examples and benchmarks', exec: 'tsc -p test/tsconfig.json --isolatedModules false' }); // struct types are re-exported by name, as jsii wants it
types.exec(`tsc -p ${examples!.fileName}`);
types.exec(`tsc -p ${bench!.fileName}`);
project.testTask.prependSpawn(types);
project.testTask.prependSpawn(project.compileTask);

const programs = { demo: 'examples/demo.ts', bench: 'bench/main.ts' };
for (const [name, program] of Object.entries(programs)) {
  const task = project.addTask(name, { description: `Compile, then run ${program}` });
  task.spawn(project.compileTask);
  task.exec(`ts-node -T ${program}`);
}

project.addTask('conformance', { description: 'Ask Kubernetes\' own code about new scenarios, and compare', exec: 'ts-node -T test/conformance/run.ts', receiveArgs: true });
project.addTask('test:properties', { description: 'Every property with cases that the tests do not draw', exec: 'bash test/properties/run.sh', receiveArgs: true });

project.addTask('lint:manifests', { description: 'Ask kube-score and Checkov about the manifests of every agent', exec: 'bash test/linters/run.sh' });

const doors = { 'test:python': 'test/python/run.sh', 'test:node': 'test/node-versions/run.sh' };
for (const [name, script] of Object.entries(doors)) {
  const task = project.addTask(name, { description: `Compile, then run ${script}` });
  task.spawn(project.compileTask);
  task.exec(`bash ${script}`);
}

project.postCompileTask.exec('ts-node -T projenrc/docs.ts'); // the pages that follow from the code
project.postCompileTask.exec('jsii-rosetta extract --compile --fail --strict'); // the code in README and docstrings compiles

project.packageTask.reset();
project.packageTask.exec('jsii-pacmak --code-only --target js --target python --target java --target dotnet --target go');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20'); // the major version that jsii warns about

const eslint = project.eslint!;
eslint.addRules({
  '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
  'import/no-cycle': 'error',
  'import/order': ['warn', {
    groups: ['builtin', 'external'],
    alphabetize: { order: 'asc', caseInsensitive: true },
    pathGroups: [{ pattern: 'cdk8s-everynode{,/**}', group: 'external' }], // whether or not lib/ exists
  }],
  'import/no-restricted-paths': ['error', { zones: layerZones() }],
});
layerOverrides().forEach((override) => eslint.addOverride(override));
eslint.addPlugins('jest');
eslint.addOverride({
  files: ['test/**/*.ts', 'examples/**/*.test.ts'],
  rules: {
    'jest/valid-expect': 'error',
    'jest/no-focused-tests': 'error',
    'jest/no-identical-title': 'error',
    'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'assert*', '**.expect*', '**.assert*'] }],
  },
});
// In a fresh clone the package's own name does not resolve before it is compiled.
eslint.addOverride({ files: ['test/**', 'examples/**', 'bench/**'], rules: { 'import/no-unresolved': 'off', 'import/no-extraneous-dependencies': 'off' } });

// Patterns of projen that match at any depth: they would hide src/coverage and folders of fixtures.
project.gitignore.removePatterns('coverage', 'logs', 'pids', '*.log', '*.tgz', 'junit.xml');
project.gitignore.exclude('/examples/*/dist', '/.jsii.tabl.json', '/.warnings.jsii.js', '/.python/', '/*.tgz', '/test/agents/evidence/programs/*/Cargo.lock', '/test/agents/evidence/programs/*/target/');
project.npmignore!.exclude('/.ci/', '/bench/', '/docs/', '/examples/', '/projenrc/', '/test-reports/', '/.npmrc', '/jest.config.json', '/.jsii.tabl.json', '/.python/', '/*.tgz');
project.gitattributes.addAttributes('test/conformance/vectors/**', '-text', '-diff', 'linguist-generated'); // recorded: kept byte for byte
project.gitattributes.addAttributes('test/fixtures/**', '-text'); // some have other line ends on purpose

project.synth();
