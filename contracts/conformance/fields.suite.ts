import { expect } from 'vitest';
import { targetFieldTypes } from '../mappings.ts';
import { objectKinds, type FieldLevel } from '../objects/values.ts';
import type { Check, Suite } from './check.ts';

const levels: readonly FieldLevel[] = ['contact', 'matter'];

const wellFormed: Check = {
  name: 'the catalogue names each field once, with a type, and with options where its type has some',
  run: async (scene) => {
    for (const level of levels) {
      const fields = scene.fields[level];
      expect(fields.length).toBeGreaterThan(0);
      expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
      for (const field of fields) {
        expect(field.level).toBe(level);
        expect(targetFieldTypes).toContain(field.type);
        expect(field.label.trim()).not.toBe('');
        if (field.type !== 'picklist' && field.type !== 'user') continue;
        const ids = (field.options ?? []).map(({ id }) => id);
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
  },
};

const stable: Check = {
  name: 'the catalogue is the same each time, also after a restart and after records were made',
  run: async (scene) => {
    await scene.matter();
    const again = await scene.sandbox.reopen();
    for (const level of levels) {
      expect(await scene.target.fields(level)).toEqual(scene.fields[level]);
      expect(await again.fields(level)).toEqual(scene.fields[level]);
    }
  },
};

const locked: Check = {
  name: 'locked mappings aim at fields that exist and can be written, each once',
  run: async (scene) => {
    const mappings = scene.plugin.lockedMappings ?? [];
    const aims = mappings.map(({ level, targetField }) => `${level}:${targetField}`);
    expect(new Set(aims).size).toBe(aims.length);
    const writable = levels.flatMap((level) =>
      scene.fields[level].filter((field) => field.writable).map(({ path }) => `${level}:${path}`),
    );
    expect(aims.filter((aim) => !writable.includes(aim))).toEqual([]);
  },
};

const needed: Check = {
  name: 'locked mappings carry what a sync cannot do without',
  run: async (scene) => {
    const carried = (scene.plugin.lockedMappings ?? []).map(({ level, sourceField }) => `${level}:${sourceField}`);
    const needs = [
      'contact:first_name',
      'contact:last_name',
      'contact:company_name',
      'contact:emails',
      'contact:phones',
      'matter:title',
      'matter:client',
      'matter:status',
    ];
    expect(carried).toEqual(expect.arrayContaining(needs));
  },
};

const promises: Check = {
  name: 'the capabilities make sense, and the opened account promises no more than the plugin',
  run: async (scene) => {
    const { capabilities } = scene.target;
    expect(capabilities.parallelism).toBeGreaterThanOrEqual(1);
    expect(capabilities.deadlineMs).toBeGreaterThan(0);
    expect(capabilities.settleMs).toBeGreaterThan(0);
    for (const kind of objectKinds) {
      const { createKey, createOnly, essential = [] } = capabilities.kinds[kind];
      const best = scene.plugin.capabilities?.kinds[kind].createKey;
      if (best === 'natural' || best === 'none') expect(createKey).toBe(best);
      const known =
        kind === 'contact' || kind === 'matter'
          ? [...scene.fields[kind].map(({ path }) => path), 'type', 'client']
          : undefined;
      if (known) expect([...createOnly, ...essential].filter((path) => !known.includes(path))).toEqual([]);
      expect(scene.syncer(kind).kind).toBe(kind);
    }
  },
};

const setUpAgain: Check = {
  name: 'setting up again finds what is there and makes nothing twice',
  run: async (scene) => {
    const keyFields = scene.kindsBy('searchable').includes('contact');
    const first = await scene.target.setUp({ keyFields });
    const second = await (await scene.sandbox.reopen()).setUp({ keyFields });
    expect(second).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    for (const level of levels) expect(await scene.target.fields(level)).toEqual(scene.fields[level]);
  },
};

const account: Check = {
  name: 'the account says the same of itself each time, with a zone that exists',
  run: async (scene) => {
    const account = await scene.target.verify();
    expect(account.id).not.toBe('');
    expect(await (await scene.sandbox.reopen()).verify()).toEqual(account);
    if (account.timeZone !== undefined)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: account.timeZone })).not.toThrow();
  },
};

export const fields: Suite = {
  title: 'fields and account',
  checks: [wellFormed, stable, locked, needed, promises, setUpAgain, account],
};
