import { useQuery } from '@tanstack/react-query';
import type { Field, Mapping } from '../api/answers.ts';
import { fieldsQuery } from '../integrations/integration-queries.ts';
import { levels } from './level-words.ts';
import type { Level } from './mapping-answers.ts';
import type { ChosenField } from './mapping-draft.ts';

export interface LevelledField extends Field {
  readonly level: Level;
}

/** Every field of both levels of one side. */
export function useFields(id: string, side: 'source' | 'target') {
  const contact = useQuery(fieldsQuery(id, side, 'contact'));
  const matter = useQuery(fieldsQuery(id, side, 'matter'));
  const ofLevel = (level: Level, fields: readonly Field[] = []): LevelledField[] =>
    fields.map((field) => ({ ...field, level }));
  return {
    fields: [...ofLevel('contact', contact.data), ...ofLevel('matter', matter.data)],
    error: contact.error ?? matter.error,
    isPending: contact.isPending || matter.isPending,
  };
}

export function fieldIn(fields: readonly LevelledField[], chosen: ChosenField | undefined): LevelledField | undefined {
  return chosen && fields.find(({ level, path }) => level === chosen.level && path === chosen.path);
}

/** What a mapping may fill: what can be written, is no basic field, and no other row fills. */
export function freeTargets(fields: readonly LevelledField[], others: readonly Mapping[]): LevelledField[] {
  return fields.filter(({ level, path, writable, locked }) => {
    const isFilled = others.some((row) => row.level === level && row.targetField === path);
    return writable && locked !== true && !isFilled;
  });
}

/** As one text, for a drop-down. */
export function keyOfField({ level, path }: ChosenField): string {
  return `${level} ${path}`;
}

/** Grouped by level, for a drop-down. */
export function groupedFields(fields: readonly LevelledField[]) {
  return levels
    .map(({ level, group }) => ({
      group,
      items: fields
        .filter((field) => field.level === level)
        .map((field) => ({ value: keyOfField(field), label: field.label })),
    }))
    .filter(({ items }) => items.length > 0);
}
