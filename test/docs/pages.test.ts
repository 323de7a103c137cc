import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clio } from '../../plugins/clio/index.ts';
import { localLinks, testedBlock, testedNames } from './markdown.ts';

const root = resolve(import.meta.dirname, '../..');
const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

describe.each(pages)('%s', (page) => {
  it('links only to what is there', () => {
    const missing = localLinks(read(page)).filter((link) => !existsSync(resolve(root, dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const named = [...read(page).matchAll(/npm run (?:-s )?([\w:]+)/g)].flatMap(([, name]) => name ?? []);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the configuration table', () => {
  const table = read('README.md').split('## Configuration')[1]?.split('\n## ')[0] ?? '';
  const listed = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].flatMap(([, name]) => name ?? []);
  const readByServer = [...read('src/composition/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].flatMap(
    ([, name]) => name ?? [],
  );

  it('lists what the server, the shipped plugin and the commands read, and nothing else', () => {
    expect(readByServer.length).toBeGreaterThan(8);
    const known = [...readByServer, ...clio.environment.map(({ name }) => name), 'CASEBRIDGE_URL', 'CASEBRIDGE_KEY'];
    expect(new Set(listed)).toEqual(new Set(known));
  });
});

describe('blocks that are marked as tested', () => {
  it('are found without the indentation of their list', () => {
    const page = '1. a\n\n   <!-- tested: b -->\n   ```sh\n   one\n     two\n   ```\n';
    expect(testedNames(page)).toEqual(['b']);
    expect(testedBlock(page, 'b')).toBe('one\n  two');
  });
});
