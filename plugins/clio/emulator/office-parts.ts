import { markup } from './office-markup.ts';
import type { Markup, Part } from './office-markup.ts';

/** A name and its values, one below the other. */
export type Fact = readonly [name: string, values: readonly Part[]];

/** One value or none. */
export const one = (value: Part | undefined): readonly Part[] =>
  value === undefined || value === null || value === '' ? [] : [value];

/** What is known of a record; a name without a value is left out. */
export function facts(rows: readonly Fact[]): Markup {
  const known = rows.filter(([, values]) => values.length > 0);
  const shown = known.map(
    ([name, values]) => markup`<div><dt>${name}</dt>${values.map((value) => markup`<dd>${value}</dd>`)}</div>`,
  );
  return shown.length === 0 ? markup`` : markup`<dl>${shown}</dl>`;
}

/** A list, or the words that say it is empty. */
export const list = (items: readonly Part[], whenEmpty: string): Markup =>
  items.length === 0
    ? markup`<p class="empty">${whenEmpty}</p>`
    : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;

/** `1 matter`, `2 matters`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What stands behind `#` in the address that leads to a record. */
export const fragment = (kind: 'contacts' | 'matters', id: number): string => `/${kind}/${id}`;

export const link = (kind: 'contacts' | 'matters', id: number, name: string): Markup =>
  markup`<a href="#${fragment(kind, id)}">${name}</a>`;
