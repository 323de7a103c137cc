import { invalid } from './errors.ts';
import type { Settings } from './settings.ts';

const TAGS = new Set(['a', 'b', 'br', 'div', 'em', 'i', 'li', 'ol', 'p', 's', 'strong', 'u', 'ul']);
const ATTRIBUTES = new Set(['href', 'rel', 'type', 'target']);

const attributesOf = (text: string): string =>
  [...text.matchAll(/([a-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi)]
    .filter((match) => ATTRIBUTES.has((match[1] ?? '').toLowerCase()))
    .map((match) => ` ${(match[1] ?? '').toLowerCase()}=${match[2] ?? ''}`)
    .join('');

/** HTML of a note as the service keeps it: other tags and attributes are stripped or refused (clio-api facts: notes). */
export function richText(html: string, policy: Settings['richText']): string {
  if (policy === 'keep') return html;
  return html.replace(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/gi, (whole, slash: string, tag: string, rest: string) => {
    const name = tag.toLowerCase();
    if (TAGS.has(name)) return `<${slash}${name}${slash ? '' : attributesOf(rest)}>`;
    if (policy === 'refuse') throw invalid(`detail contains a tag that is not allowed: ${whole}`);
    return '';
  });
}
