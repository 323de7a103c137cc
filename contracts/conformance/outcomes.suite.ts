import { expect } from 'vitest';
import { SyncFailure } from '../failures.ts';
import { objectKinds, type ObjectKind } from '../objects/values.ts';
import type { WriteOutcome } from '../outcomes.ts';
import { type Check, skip, type Suite } from './check.ts';
import type { FaultKind } from './sandbox.ts';
import { recordIn, type Scene } from './scene.ts';
import { patchOf } from './updates.suite.ts';

/** After these nobody can tell whether the write was done. */
const losses: readonly FaultKind[] = [
  'reset-before',
  'reset-after',
  'error-before',
  'error-after',
  'truncated',
  'garbage',
  'silence',
];
const done: ReadonlySet<FaultKind> = new Set(['reset-after', 'error-after', 'truncated', 'garbage', 'silence']);
const silent: readonly FaultKind[] = ['silence'];
/** Waiting out a deadline takes real time, so that only one kind does it. */
const lossesOf = (kind: ObjectKind): readonly FaultKind[] =>
  losses.filter((how) => kind === 'contact' || !silent.includes(how));

function expectUnknown(scene: Scene, outcome: WriteOutcome, since: number): void {
  expect(outcome).toMatchObject({ kind: 'unknown' });
  if (outcome.kind !== 'unknown') return;
  expect(Date.parse(outcome.lostAt)).toBeGreaterThanOrEqual(since);
  expect(Date.parse(outcome.lostAt)).toBeLessThanOrEqual(Date.parse(scene.sandbox.now()));
  expect(outcome.reason.trim()).not.toBe('');
}

const lostCreate = (kind: ObjectKind, how: FaultKind): Check => ({
  name: `a create of a ${kind} that meets ${how} is unknown and is sent once`,
  run: async (scene) => {
    const draft = await scene.sample(kind);
    const before = await scene.count(kind);
    const since = Date.parse(scene.sandbox.now());
    const struck = scene.strike({ how, kind, action: 'create' });
    expectUnknown(scene, await scene.create(kind, draft), since);
    expect(struck.times).toBe(1);
    expect(await scene.count(kind)).toBe(before + (done.has(how) ? 1 : 0));
  },
});

const lostUpdate = (kind: ObjectKind, how: FaultKind): Check => ({
  name: `an update of a ${kind} that meets ${how} is unknown and is sent once`,
  run: async (scene) => {
    const path = scene.words.mainField(kind);
    const read = await scene.make(kind, await scene.sample(kind));
    const since = Date.parse(scene.sandbox.now());
    const struck = scene.strike({ how, kind, action: 'update' });
    const patch = patchOf({ [path]: 'After the loss' });
    expectUnknown(scene, await scene.syncer(kind).update(read, patch), since);
    expect(struck.times).toBe(1);
    expect((await scene.mustRead(kind, read.ref)).fields[path]).toBe(
      done.has(how) ? 'After the loss' : read.fields[path],
    );
    if (!scene.target.capabilities.kinds[kind].conditionalUpdate) return;
    const again = await scene.syncer(kind).update(read, patch);
    if (done.has(how)) expect(again).toMatchObject({ kind: 'rejected', reason: { code: 'stale' } });
    else expect(recordIn(again).fields[path]).toBe('After the loss');
  },
});

const lostVersion = (how: FaultKind): Check => ({
  name: `a new version that meets ${how} is unknown and is sent once`,
  run: async (scene) => {
    const draft = await scene.sample('document');
    const read = await scene.make('document', draft);
    const struck = scene.strike({ how, kind: 'document', action: 'add-version' });
    const content = { size: 3, contentType: 'text/plain' };
    expectUnknown(scene, await scene.target.documents.addVersion(read, draft, content), 0);
    expect(struck.times).toBe(1);
    expect((await scene.held('document', read.ref))?.file?.versions).toBe(done.has(how) ? 2 : 1);
  },
});

const secret = 'Quibbleworth-Ashdown';

const refused = (kind: ObjectKind, action: 'create' | 'update'): Check => ({
  name: `a refused ${action} of a ${kind} is rejected as invalid, and its words carry no value`,
  run: async (scene) => {
    const path = scene.words.mainField(kind);
    const sample = await scene.sample(kind);
    const read = action === 'update' ? await scene.make(kind, sample) : undefined;
    const before = await scene.sandbox.holdings(kind);
    scene.strike({ how: 'refused', kind, action, echo: secret });
    const write = read
      ? scene.syncer(kind).update(read, patchOf({ [path]: secret }))
      : scene.create(kind, { ...sample, fields: { ...sample.fields, [path]: secret } });
    const outcome = await write;
    expect(outcome).toMatchObject({ kind: 'rejected', reason: { code: 'invalid' } });
    expect(JSON.stringify(outcome)).not.toContain(secret);
    if (outcome.kind === 'rejected') expect(outcome.reason.message.trim()).not.toBe('');
    expect(await scene.sandbox.holdings(kind)).toEqual(before);
  },
});

const throttled = (kind: ObjectKind): Check => ({
  name: `a throttled create of a ${kind} waits its turn or says until when, and is done once at most`,
  run: async (scene) => {
    const draft = await scene.sample(kind);
    const before = await scene.count(kind);
    const since = Date.parse(scene.sandbox.now());
    const struck = scene.strike({ how: 'throttled', kind, action: 'create', times: 2 });
    try {
      recordIn(await scene.create(kind, draft));
      expect(struck.times).toBe(2);
      expect(Date.parse(scene.sandbox.now()) - since).toBeGreaterThanOrEqual(4_000);
      expect(await scene.count(kind)).toBe(before + 1);
    } catch (error) {
      if (!(error instanceof SyncFailure)) throw error;
      expect(error.kind).toBe('throttled');
      expect(Date.parse(error.until ?? '')).toBeGreaterThan(since);
      expect(await scene.count(kind)).toBe(before);
    }
  },
});

const alwaysThrottled: Check = {
  name: 'a system that stays throttled ends in a failure that says until when, not in an endless wait',
  run: async (scene) => {
    const draft = await scene.sample('contact');
    const before = await scene.count('contact');
    scene.strike({ how: 'throttled', kind: 'contact', action: 'create', times: 10_000 });
    const failure = await scene.create('contact', draft).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SyncFailure);
    expect(failure).toMatchObject({ kind: 'throttled', until: expect.any(String) });
    expect(await scene.count('contact')).toBe(before);
  },
};

const failedRead = (kind: ObjectKind, how: FaultKind): Check => ({
  name: `a read of a ${kind} that keeps meeting ${how} fails, and is no verdict of absence`,
  run: async (scene) => {
    const { ref } = await scene.make(kind, await scene.sample(kind));
    const draft = await scene.sample(kind);
    scene.strike({ how, kind, action: 'read', times: 10_000 });
    const reading = await scene.read(kind, ref).catch((error: unknown) => error);
    expect(reading).toBeInstanceOf(SyncFailure);
    expect(['unreachable', 'unreadable', 'throttled']).toContain((reading as SyncFailure).kind);
    const owner = kind === 'contact' ? undefined : String(draft.fields[kind === 'matter' ? 'client' : 'matter']);
    const query = owner === undefined ? ({ by: 'likeness', draft } as const) : ({ by: 'owner', owner } as const);
    await expect(scene.syncer(kind).locate(query)).rejects.toBeInstanceOf(SyncFailure);
  },
});

const withdrawn: Check = {
  name: 'access that was withdrawn is unauthorized, for reads, writes and verify, and nothing is done',
  run: async (scene) => {
    const authorization = scene.sandbox.authorization ?? skip('this system knows no withdrawal');
    const { ref } = await scene.contact();
    const draft = await scene.sample('contact');
    const before = await scene.count('contact');
    await authorization.withdraw();
    for (const call of [
      () => scene.target.verify(),
      () => scene.read('contact', ref),
      () => scene.create('contact', draft),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'SyncFailure', kind: 'unauthorized' });
    }
    expect(await scene.count('contact')).toBe(before);
  },
};

export const outcomes: Suite = {
  title: 'outcomes',
  checks: [
    ...objectKinds.flatMap((kind) => [
      ...lossesOf(kind).flatMap((how) => [lostCreate(kind, how), lostUpdate(kind, how)]),
      refused(kind, 'create'),
      refused(kind, 'update'),
      throttled(kind),
      ...(['reset-before', 'error-before', 'garbage'] as const).map((how) => failedRead(kind, how)),
    ]),
    ...lossesOf('document').map(lostVersion),
    alwaysThrottled,
    withdrawn,
  ],
};
