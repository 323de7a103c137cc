import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sourceFieldTypes, type TargetFieldType } from '../../contracts/mappings.ts';
import { SetupShape } from '../../src/adapters/http/integrations/setup-shapes.ts';
import { conversionRules, fitOf } from '../../src/domain/mapping/type-table.ts';

const docs = resolve(import.meta.dirname, '../../docs');
const page = readFileSync(resolve(docs, 'mapping.md'), 'utf8');

/** The vendor's names of its twelve types, as the page shows them, and ours. */
const clioTypes: Readonly<Record<string, TargetFieldType>> = {
  text_line: 'text',
  text_area: 'longtext',
  checkbox: 'boolean',
  numeric: 'number',
  currency: 'money',
  date: 'date',
  time: 'time',
  picklist: 'picklist',
  email: 'email',
  url: 'url',
  contact: 'contact',
  matter: 'matter',
};

function checkedTable(name: string): string[][] {
  const [, table = ''] = new RegExp(`<!-- checked: ${name} -->\\n([^]*?)\\n\\n`).exec(page) ?? [];
  const lines = table.split('\n').filter((line) => !line.startsWith('|---'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/mapping.md', () => {
  it('shows for every pair of types what the table says', () => {
    const [head = [], ...lines] = checkedTable('types');
    expect(head.slice(1)).toEqual(Object.keys(clioTypes));
    expect(lines.map(([source]) => source)).toEqual(sourceFieldTypes.filter((type) => type !== 'rows'));
    for (const [source = '', ...cells] of lines) {
      const type = sourceFieldTypes.find((one) => one === source)!;
      const fits = Object.values(clioTypes).map((target) => fitOf(type, target));
      expect([source, ...cells]).toEqual([
        source,
        ...fits.map((fit) => (fit.fits ? fit.rule.replace(/^same$/, 'fits') : '–')),
      ]);
    }
  });

  it('says what each rule does', () => {
    const [, ...lines] = checkedTable('rules');
    expect(lines).toEqual(Object.entries(conversionRules).map(([rule, words]) => [`\`${rule}\``, words]));
  });
});

describe('docs/setup.schema.json', () => {
  it('is the schema by which set-ups are exported and imported', () => {
    expect(JSON.parse(readFileSync(resolve(docs, 'setup.schema.json'), 'utf8'))).toEqual(z.toJSONSchema(SetupShape));
  });
});
