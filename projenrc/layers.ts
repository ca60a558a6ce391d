/** The rooms of `src/` and what each may import besides itself: docs/architecture.md, said to the linter. */
export const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  manifest: ['model'],
  inventory: ['manifest', 'model'],
  placement: ['model'],
  coverage: ['placement', 'model'],
  rollout: ['placement', 'model'],
  simulation: ['coverage', 'placement', 'model'],
  render: ['simulation', 'coverage', 'rollout', 'placement', 'model'],
  agents: ['model'],
  checks: ['render', 'simulation', 'rollout', 'coverage', 'placement', 'inventory', 'manifest', 'model'],
  testing: ['checks', 'render', 'simulation', 'rollout', 'coverage', 'placement', 'inventory', 'manifest', 'model'],
  cli: ['render', 'simulation', 'rollout', 'coverage', 'placement', 'inventory', 'manifest', 'model'],
};

/** Rooms that nobody imports. */
const ENTRY_POINTS = ['cli', 'testing'];

/** The rooms that know the construct tree; no other may import cdk8s. */
const CONSTRUCT_ROOMS = ['agents', 'checks', 'testing'];

/** The zones of `import/no-restricted-paths`: one per room, and one for the public API. */
export function layerZones() {
  const rooms = Object.entries(MAY_IMPORT).map(([room, others]) => ({
    target: `./src/${room}`,
    from: './src',
    except: [room, ...others].map((allowed) => `./${allowed}`),
    message: `src/${room} may import only ${['itself', ...others].join(', ')} (docs/architecture.md).`,
  }));
  return [...rooms, {
    target: './src/index.ts',
    from: ENTRY_POINTS.map((room) => `./src/${room}`),
    message: 'cli and testing are entry points of their own; nobody imports them.',
  }];
}

/** The overrides that keep the construct tree out of the engine. */
export function layerOverrides() {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => !CONSTRUCT_ROOMS.includes(room));
  return [{
    files: rooms.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{
          regex: '^(cdk8s|cdk8s-plus-\\d+|constructs)(/|$)',
          message: 'Only agents, checks and testing know the construct tree (docs/architecture.md).',
        }],
      }],
    },
  }];
}
