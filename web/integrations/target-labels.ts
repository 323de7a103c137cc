import { useQuery } from '@tanstack/react-query';
import type { RunChange } from '../api/answers.ts';
import { fieldWords } from '../words/field-words.ts';
import { fieldsQuery } from './integration-queries.ts';

/** Tells what the target calls a field; the words of its path where the target's fields cannot be read just now. */
export function useTargetLabels(integrationId: string) {
  const contact = useQuery({ ...fieldsQuery(integrationId, 'target', 'contact'), retry: false }).data;
  const matter = useQuery({ ...fieldsQuery(integrationId, 'target', 'matter'), retry: false }).data;
  return (kind: RunChange['kind'], path: string): string => {
    const fields = kind === 'contact' ? contact : kind === 'matter' ? matter : undefined;
    return fields?.find((field) => field.path === path)?.label ?? fieldWords(path);
  };
}

export type TargetLabels = ReturnType<typeof useTargetLabels>;
