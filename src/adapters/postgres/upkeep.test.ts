import { describe, expect, it } from 'vitest';
import { Upkeep } from './upkeep.ts';

const quiet = { debug: () => undefined, info: () => undefined };

describe('upkeep', () => {
  it('comes early at first, then ever more rarely', async () => {
    const at: number[] = [];
    let calls = 0;
    const upkeep = new Upkeep(
      async () => {
        at.push(calls);
      },
      { ...quiet, warn: () => undefined },
    );
    for (calls = 1; calls <= 40_000; calls += 1) {
      upkeep.count();
      await upkeep.rest();
    }
    expect(at.slice(0, 4)).toEqual([256, 768, 1792, 3840]);
    expect(at.slice(-2).reduce((earlier, later) => later - earlier)).toBe(8192);
  });

  it('says so when it fails, and goes on', async () => {
    const warned: string[] = [];
    const warn = (message: string): void => {
      warned.push(message);
    };
    const upkeep = new Upkeep(() => Promise.reject(new Error('no room')), { ...quiet, warn });
    for (let call = 0; call < 800; call += 1) upkeep.count();
    await upkeep.rest();
    expect(warned).toHaveLength(2);
  });
});
