import type { Level } from './mapping-answers.ts';

export const levels: readonly { readonly level: Level; readonly title: string; readonly group: string }[] = [
  { level: 'contact', title: 'Contacts', group: 'Contact fields' },
  { level: 'matter', title: 'Matters', group: 'Matter fields' },
];

export const levelWords: Readonly<Record<Level, string>> = { contact: 'Contact field', matter: 'Matter field' };
