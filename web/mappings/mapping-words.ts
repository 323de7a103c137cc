import type { Mapping } from '../api/answers.ts';
import type { Transform } from './mapping-answers.ts';
import { templateWords } from './template-words.ts';

/** What a mapping is called: its two fields. */
export function mappingName({ sourceLabel, targetLabel }: Pick<Mapping, 'sourceLabel' | 'targetLabel'>): string {
  return `${sourceLabel} → ${targetLabel}`;
}

type LabelOf = (path: string) => string;

function transformWords(transform: Transform, labelOf: LabelOf): string {
  if (transform.kind === 'template') return `Template: ${templateWords(transform.template, labelOf)}`;
  if (transform.kind === 'join') return `Joined by “${transform.separator}”`;
  if (transform.kind === 'date-format') return `Written as ${transform.format}`;
  return `Where blank: ${defaultWords(transform.value)}`;
}

function defaultWords(value: Extract<Transform, { kind: 'default' }>['value']): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Everything that happens to a value on its way, a line each. */
export function conversionLines({ conversion, transforms, eraseBlank }: Mapping, labelOf: LabelOf): string[] {
  return [
    ...(conversion === undefined ? [] : [conversion]),
    ...transforms.map((transform) => transformWords(transform, labelOf)),
    ...(eraseBlank ? ['A blank value erases what was written.'] : []),
  ];
}
