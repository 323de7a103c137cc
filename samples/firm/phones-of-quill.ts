import type { PhoneRow } from './types.ts';

const labels = ['Work', 'Home', 'Mobile', 'Fax', 'Boat', 'Assistant', ''];
const total = 21;

/** One more than twenty: years of imports have left this person with a phone for every desk he ever sat at. */
export const phonesOfQuill: readonly PhoneRow[] = Array.from({ length: total }, (_, index) => {
  const label = labels[index % labels.length] ?? '';
  const number = `(628) 555-01${String(70 + index)}`;
  return label === '' ? { number } : { label, number };
});
