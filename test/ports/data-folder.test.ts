import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineClock } from '../../src/adapters/machine/clock.ts';
import { backUp, BackupImpossible, restore } from '../../src/adapters/postgres/backup.ts';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { DataFolderInUse, lockDataFolder } from '../../src/adapters/postgres/data-folder-lock.ts';
import { doomedKeys as keys, killAtOnce, openAt, startDoomedWorker } from './databases.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebridge-folder-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is refused to a second process, and taken over from a dead one with its work', async () => {
    const folder = join(root, 'held');
    const holder = await startDoomedWorker({ folder });
    const second = openAt({ folder }, keys);
    await expect(second).rejects.toBeInstanceOf(DataFolderInUse);
    await expect(second).rejects.toThrow(`${folder} is in use by process ${holder.pid}`);
    await expect(backUp({ folder }, join(root, 'never'), machineClock)).rejects.toBeInstanceOf(DataFolderInUse);

    await killAtOnce(holder);

    const storage = await openAt({ folder }, keys);
    expect(await storage.books.firms.find('kept')).toMatchObject({ name: 'Kept' });
    const again = Promise.withResolvers<string>();
    await storage.work.start(async ({ lane }) => again.resolve(lane));
    expect(await again.promise).toBe('l');
    await storage.work.stop(1000);
    await storage.close();
    expect(await readdir(root)).not.toContain('held.lock');
  });

  it('has one holder at most, also within one process, and is free again when released', async () => {
    const folder = join(root, 'claimed');
    for (let round = 0; round < 20; round += 1) {
      const tries = await Promise.allSettled(Array.from({ length: 4 }, () => lockDataFolder(folder)));
      const held = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(held.length).toBeLessThanOrEqual(1);
      for (const lock of held) {
        lock.check();
        await lock.release();
      }
    }
    const lock = await lockDataFolder(folder);
    await lock.release();
  });

  it('does not take the number of a dead process for the living process that has it now', async () => {
    const folder = join(root, 'renumbered');
    const claim = { host: hostname(), pid: process.pid, began: '1' };
    await mkdir(`${folder}.lock`);
    await writeFile(join(`${folder}.lock`, `${Buffer.from(JSON.stringify(claim)).toString('base64url')}.x`), '');
    const lock = await lockDataFolder(folder);
    expect(await readdir(`${folder}.lock`)).toHaveLength(1);
    await lock.release();
  });

  it('counts a holder on another machine as living while it gives signs of life', async () => {
    const folder = join(root, 'elsewhere');
    const claim = { host: 'another-machine', pid: 1, began: '1' };
    await mkdir(`${folder}.lock`);
    await writeFile(join(`${folder}.lock`, `${Buffer.from(JSON.stringify(claim)).toString('base64url')}.x`), '');
    await expect(lockDataFolder(folder)).rejects.toThrow('process 1 on another-machine');
  });
});

describe('the embedded database', () => {
  it('tidies up beside the work, so that queries are planned for what the tables hold', async () => {
    const folder = join(root, 'tidied');
    const storage = await openAt({ folder });
    await storage.books.firms.add({ id: 'f', name: 'F', createdAt: '2026-03-01T10:00:00.000Z' });
    for (let call = 0; call < 256; call += 1) await storage.books.firms.find('f');
    await storage.close();
    const orm = await connect({ folder });
    // -1 in a table that was never looked at.
    expect(await orm.em.fork().execute(`select reltuples from pg_class where relname = 'firms'`)).toEqual([
      { reltuples: 1 },
    ]);
    await orm.close(true);
  });
});

describe('backup and restore', () => {
  it('bring back everything, and nothing from a damaged backup', async () => {
    const folder = join(root, 'original');
    const storage = await openAt({ folder }, keys);
    const firm = { id: 'f', name: 'Okafor & Lund', createdAt: '2026-03-01T10:00:00.000Z' };
    const connection = {
      id: 'c',
      firmId: 'f',
      system: 'clio',
      keyFields: true,
      status: 'connected',
      createdAt: firm.createdAt,
    } as const;
    await storage.books.firms.add(firm);
    await storage.books.connections.add(connection);
    await storage.books.connections.keepCredentials('c', { accessToken: 'secret' });
    const secret = await storage.installationSecret();
    await storage.close();
    await mkdir(join(folder, 'documents', 'ab'), { recursive: true });
    await writeFile(join(folder, 'documents', 'ab', 'abc'), 'bytes of a document');

    const to = join(root, 'backup');
    const report = await backUp({ folder }, to, machineClock);
    expect(report.files).toBeGreaterThan(100);
    await expect(backUp({ folder }, to, machineClock)).rejects.toThrow('exists already');
    await expect(restore(to, { folder })).rejects.toThrow('is not empty');

    const restored = join(root, 'restored');
    expect(await restore(to, { folder: restored })).toEqual(report);
    const reopened = await openAt({ folder: restored }, keys);
    expect(await reopened.books.firms.find('f')).toEqual(firm);
    expect(await reopened.books.connections.credentials('c')).toEqual({ accessToken: 'secret' });
    expect(await reopened.installationSecret()).toEqual(secret);
    await reopened.close();

    await writeFile(join(to, 'data', 'documents', 'ab', 'abc'), 'other bytes, same file');
    const damaged = join(root, 'damaged');
    await expect(restore(to, { folder: damaged })).rejects.toThrow('documents/ab/abc');
    expect((await readdir(root)).filter((name) => name.startsWith('damaged'))).toEqual([]);
  });

  it('say what to do about a server, memory, and what is no backup', async () => {
    const server = { url: 'postgresql://somewhere/casebridge' };
    await expect(backUp(server, join(root, 'x'), machineClock)).rejects.toThrow('pg_dump');
    await expect(restore(root, server)).rejects.toThrow('pg_dump');
    await expect(backUp({ folder: 'memory:' }, join(root, 'x'), machineClock)).rejects.toBeInstanceOf(BackupImpossible);
    await expect(backUp({ folder: join(root, 'nowhere') }, join(root, 'x'), machineClock)).rejects.toThrow(
      'no data folder',
    );
    await expect(restore(root, { folder: join(root, 'y') })).rejects.toThrow('not a backup');
  });
});
