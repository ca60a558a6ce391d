import { alike, fleet, maxSurge, maxUnavailable, NEVER_READY, OLD, ON_DELETE, PENDING, READY, REFUSED, run, sizes, STARTS, UNREADY, UPDATED, updating } from './updates';

const MISSCHEDULED = { shouldRun: false, shouldContinueRunning: true };
const DEAD = { ...MISSCHEDULED, up: false };

describe('the old pod goes first', () => {
  test.each`
    nodes  | limit    | waves
    ${5}   | ${1}     | ${[1, 1, 1, 1, 1]}
    ${5}   | ${2}     | ${[2, 2, 1]}
    ${5}   | ${'40%'} | ${[2, 2, 1]}
    ${10}  | ${'25%'} | ${[3, 3, 3, 1]}
    ${10}  | ${'20%'} | ${[2, 2, 2, 2, 2]}
    ${3}   | ${'1%'}  | ${[1, 1, 1]}
    ${3}   | ${9}     | ${[3]}
    ${1}   | ${'10%'} | ${[1]}
    ${3}   | ${0}     | ${[1, 1, 1]}
  `('$nodes nodes, maxUnavailable $limit: waves of $waves', ({ nodes, limit, waves }) => {
    const course = run(fleet(nodes), maxUnavailable(limit));

    expect(sizes(course)).toEqual(waves);
    expect(course.completeAfter).toBe(waves.length * READY);
    expect(course.mostUnavailable).toBe(waves[0]);
    expect(course.mostPods).toBe(nodes);
  });

  test('waves say who is replaced, and when', () => {
    const { waves } = run(fleet(3), maxUnavailable(2), { stopSeconds: 5, minReadySeconds: 60 });

    expect(waves.map(({ status: _, ...wave }) => wave)).toEqual([
      { nodes: ['n-1', 'n-2'], startSeconds: 0, readySeconds: 5 + READY, availableSeconds: 65 + READY },
      { nodes: ['n-3'], startSeconds: 65 + READY, readySeconds: 70 + 2 * READY, availableSeconds: 130 + 2 * READY },
    ]);
  });

  test('old pods that are not ready go at once, and use up the limit', () => {
    const nodes = fleet(5, { 2: { standing: [UNREADY] }, 4: { standing: [UNREADY] } });

    expect(run(nodes).waves.map(wave => wave.nodes)).toEqual([['n-2', 'n-4'], ['n-1'], ['n-3'], ['n-5']]);
    expect(sizes(run(nodes, maxUnavailable(1), { unavailableOldPodsCount: false }))).toEqual([3, 1, 1]); // 1.27
  });

  test('all of them not ready: all at once', () => {
    expect(sizes(run(alike(5, { standing: [UNREADY] }), maxUnavailable(3)))).toEqual([5]);
  });

  test('new pods that never get ready stop it within the limit', () => {
    const course = run(alike(5, { alone: NEVER_READY }), maxUnavailable(2));

    expect(sizes(course)).toEqual([2]);
    expect(course.completeAfter).toBeUndefined();
    expect(course.waves[0]!.readySeconds).toBeNull();
    expect(course.status).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 3, numberUnavailable: 2 });
  });

  test.each([
    ['that never gets ready', { alone: NEVER_READY }],
    ['that stays Pending', { alone: PENDING }],
    ['that is refused', { alone: REFUSED }],
  ])('one new pod %s takes a place for ever, and the others go on', (_, one) => {
    expect(sizes(run(fleet(4, { 1: one }), maxUnavailable(1)))).toEqual([1]);
    expect(sizes(run(fleet(4, { 1: one }), maxUnavailable(2)))).toEqual([2, 1, 1]);
    expect(run(fleet(4, { 1: one }), maxUnavailable(2)).completeAfter).toBeUndefined();
  });

  test.each([[1, 1, []], [1, 2, [1, 1, 1, 1]], [2, 2, []], [2, 3, [1, 1, 1]]])('%d dead nodes, maxUnavailable %d: waves of %j', (dead, limit, waves) => {
    const course = run(fleet(5, { 1: DEAD, 2: dead === 2 ? DEAD : {} }), maxUnavailable(limit));

    expect(sizes(course)).toEqual(waves);
    expect(course.completeAfter).toBeUndefined();
    expect(course.status.numberMisscheduled).toBe(dead);
  });

  test('a misscheduled pod is taken away within the limit, and frees its place at once', () => {
    const course = run(fleet(3, { 2: MISSCHEDULED }));

    expect(course.waves.map(({ nodes }) => nodes)).toEqual([['n-1'], ['n-3']]);
    expect(course.completeAfter).toBe(2 * READY);
    expect(course.nodes[1]!.pods).toEqual([]);
  });

  test('pods that may not stay go at once, whatever the limit, and nodes that become eligible get one', () => {
    const gone = { shouldRun: false, shouldContinueRunning: false };
    const course = run(fleet(6, { 1: gone, 2: gone, 3: gone, 5: { standing: [] }, 6: { standing: [] } }));

    expect(course.waves.map(({ nodes }) => nodes)).toEqual([['n-5', 'n-6'], ['n-4']]); // the new pods count until they are available
    expect(course.completeAfter).toBe(2 * READY);
  });

  test('a node without a pod gets its own where the old one has stopped', () => {
    expect(run(fleet(1), maxUnavailable(1), { stopSeconds: 7 }).completeAfter).toBe(7 + READY);
  });

  test('nodes that need longer hold up only their own places', () => {
    const course = run(fleet(4, { 1: { alone: { ...STARTS, readyAfter: 3 * READY } } }), maxUnavailable(2));

    expect(course.waves.map(({ nodes, startSeconds }) => [startSeconds, nodes])).toEqual([[0, ['n-1', 'n-2']], [READY, ['n-3']], [2 * READY, ['n-4']]]);
  });

  test('pods that are ready at once still come in waves', () => {
    const course = run(alike(5, { alone: { ...STARTS, readyAfter: 0 } }), maxUnavailable(2));

    expect(sizes(course)).toEqual([2, 2, 1]);
    expect(course.completeAfter).toBe(0);
    expect(course.mostUnavailable).toBe(2);
  });

  test('two pods of old revisions on a node are first made one', () => {
    const course = run(fleet(2, { 1: { standing: [OLD, OLD] } }));

    expect(sizes(course)).toEqual([1, 1]);
    expect(course.completeAfter).toBe(2 * READY);
  });
});

describe('the new pod comes first', () => {
  test.each`
    nodes | limit     | waves           | pods
    ${5}  | ${2}      | ${[2, 2, 1]}    | ${7}
    ${4}  | ${1}      | ${[1, 1, 1, 1]} | ${5}
    ${3}  | ${'100%'} | ${[3]}          | ${6}
    ${10} | ${'25%'}  | ${[3, 3, 3, 1]} | ${13}
  `('$nodes nodes, maxSurge $limit: waves of $waves, $pods pods at once, none unavailable', ({ nodes, limit, waves, pods }) => {
    const course = run(fleet(nodes), maxSurge(limit));

    expect(sizes(course)).toEqual(waves);
    expect(course).toMatchObject({ mostUnavailable: 0, mostPods: pods, completeAfter: waves.length * READY });
  });

  test('old pods that stop hold up nothing but the end', () => {
    expect(run(fleet(3), maxSurge(1), { stopSeconds: 25 }).completeAfter).toBe(3 * READY + 25);
  });

  test('old pods that are not ready get their replacement at once, without limit', () => {
    expect(sizes(run(alike(5, { standing: [UNREADY] }), maxSurge(2)))).toEqual([5]);
  });

  test.each([['never gets ready', NEVER_READY], ['stays Pending', PENDING]])('a new pod that %s leaves every old one serving', (_, beside) => {
    const course = run(alike(5, { beside }), maxSurge(2));

    expect(sizes(course)).toEqual([2]);
    expect(course).toMatchObject({ mostUnavailable: 0, mostPods: 7 });
    expect(course.completeAfter).toBeUndefined();
    expect(course.status).toMatchObject({ numberAvailable: 5, updatedNumberScheduled: 0 }); // the older pod counts
  });

  test('a new pod that waits for the place of an unready one gets it', () => {
    const course = run(fleet(3, { 2: { standing: [UNREADY], beside: PENDING } }), maxSurge(1));

    expect(course.waves.map(({ nodes }) => nodes)).toEqual([['n-1', 'n-2'], ['n-3']]);
    expect(course.completeAfter).toBe(2 * READY);
  });

  test('new pods that are refused change nothing', () => {
    const course = run(alike(3, { beside: REFUSED }), maxSurge(1));

    expect(course).toMatchObject({ waves: [], mostUnavailable: 0, mostPods: 3 });
    expect(course.completeAfter).toBeUndefined();
  });

  test('a misscheduled pod goes where more serve than are wanted', () => {
    const course = run(fleet(3, { 2: MISSCHEDULED }), maxSurge(1));

    expect(course.waves.map(({ nodes }) => nodes)).toEqual([['n-1'], ['n-3']]);
    expect(course.completeAfter).toBe(2 * READY);
  });

  test('a second update in the middle of the first: the pod that serves stays until the newest does', () => {
    const interrupted = { standing: [OLD, { ...UNREADY }] };
    const course = run(fleet(3, { 1: interrupted }), maxSurge(1));

    expect(sizes(course)).toEqual([1, 1, 1]);
    expect(course).toMatchObject({ mostUnavailable: 0, completeAfter: 3 * READY });
  });

  test('a dead node takes no place', () => {
    expect(sizes(run(fleet(4, { 1: DEAD, 2: DEAD }), maxSurge(1)))).toEqual([1, 1]);
  });
});

describe('OnDelete', () => {
  test('nothing is replaced', () => {
    expect(run(fleet(5), ON_DELETE)).toMatchObject({ waves: [], mostUnavailable: 0 });
    expect(run(fleet(5), ON_DELETE).completeAfter).toBeUndefined();
  });

  test('what somebody deletes comes back new', () => {
    const changes = ['n-2', 'n-4'].map(node => ({ node, atSeconds: 100, deletesPods: true }));
    const course = run(fleet(5), ON_DELETE, { changes });

    expect(course.waves.map(({ nodes, startSeconds }) => [startSeconds, nodes])).toEqual([[100, ['n-2', 'n-4']]]);
    expect(course.status).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 5 });
  });

  test('it is complete where all are new already', () => {
    expect(run(alike(3, { standing: [UPDATED] }), ON_DELETE).completeAfter).toBe(0);
  });
});

describe('failed pods', () => {
  test('an old one goes at once, whatever the limit', () => {
    expect(sizes(run(fleet(3, { 2: { standing: [{ ...OLD, failed: true }] } })))).toEqual([1, 1, 1]);
    expect(run(fleet(3, { 2: { standing: [{ ...OLD, failed: true }] } })).waves[0]!.nodes).toEqual(['n-2']);
  });

  test.each([[1, 0], [2, 1], [3, 3], [4, 7], [12, 1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256 + 512 + 900]])('%d times: tried again after %d seconds in all', (failures, seconds) => {
    expect(run(fleet(1, { 1: { failures } })).completeAfter).toBe(seconds + READY);
  });

  test('the old pod serves meanwhile where the new one comes first', () => {
    expect(run(fleet(2, { 1: { failures: 3 } }), maxSurge(1))).toMatchObject({ mostUnavailable: 0, completeAfter: 3 + 2 * READY });
  });
});

describe('what happens meanwhile', () => {
  test('a node that joins gets the new pod at once', () => {
    const course = run([...fleet(3), updating('n-9', { standing: [] })], maxUnavailable(1), { changes: [{ node: 'n-9', atSeconds: 15, joins: true }] });

    expect(course.waves.map(({ nodes, startSeconds }) => [startSeconds, nodes])).toEqual([[0, ['n-1']], [10, ['n-2']], [15, ['n-9']], [25, ['n-3']]]);
    expect(course.status.desiredNumberScheduled).toBe(4);
  });

  test('a taint that the pods do not tolerate leaves a node out', () => {
    const tainted = { node: 'n-3', atSeconds: 5, verdict: { shouldRun: false, shouldContinueRunning: false } };
    const course = run(fleet(3), maxUnavailable(1), { changes: [tainted] });

    expect(course.waves.map(({ nodes }) => nodes)).toEqual([['n-1'], ['n-2']]);
    expect(course.completeAfter).toBe(2 * READY);
  });

  test('a node that dies keeps its place of the limit', () => {
    const dies = { node: 'n-2', atSeconds: 15, dies: true, verdict: { shouldRun: false, shouldContinueRunning: true } };

    expect(sizes(run(fleet(4), maxUnavailable(1), { changes: [dies] }))).toEqual([1, 1]);
    expect(sizes(run(fleet(4), maxUnavailable(2), { changes: [{ ...dies, node: 'n-4', atSeconds: 5 }] }))).toEqual([2, 1]);
  });
});

test('zones are counted by themselves', () => {
  const course = run(fleet(4, { 1: { zone: 'a' }, 2: { zone: 'a' }, 3: { zone: 'b' } }), maxUnavailable(2));

  expect(course.mostUnavailableByZone).toEqual(new Map([['a', 2], ['b', 1]]));
});

test('no node: done before it begins', () => {
  expect(run([])).toMatchObject({ waves: [], completeAfter: 0, mostUnavailable: 0 });
});
