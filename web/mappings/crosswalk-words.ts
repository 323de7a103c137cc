import type { Crosswalk, CrosswalkPolicy } from './mapping-answers.ts';

const names: Readonly<Record<string, string>> = {
  'practice-area': 'Practice areas',
  attorney: 'Attorneys',
  label: 'Labels of relationships',
};

/** What a crosswalk is called: one of a picklist by the field that it fills. */
export function crosswalkTitle({ name, fields }: Pick<Crosswalk, 'name' | 'fields'>): string {
  return names[name] ?? fields.join(', ');
}

export function isLabels({ name }: Pick<Crosswalk, 'name'>): boolean {
  return name === 'label';
}

/** What becomes of a value that has no counterpart. */
export function policyWords(policy: CrosswalkPolicy): string {
  const words: Readonly<Record<CrosswalkPolicy, string>> = {
    'leave-empty': 'Leave the field empty, and say so in the run',
    default: 'Use a default',
    ask: 'Ask me once (in Attention); the field stays empty until then',
    keep: 'Carry it over as it is',
  };
  return words[policy];
}

export const matchedWords: Readonly<Record<NonNullable<Crosswalk['values'][number]['by']>, string>> = {
  'e-mail': 'same e-mail address',
  label: 'same name',
  'folded-label': 'same name but for capitals and accents',
  table: 'matched by you',
  fallback: 'the default',
};
