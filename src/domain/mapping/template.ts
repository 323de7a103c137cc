import type { FieldPath } from '../../../contracts/objects/values.ts';

/** A piece of a template: text as it stands, or a source field. */
export type TemplatePiece = { readonly text: string } | { readonly field: FieldPath };

/** Reads `{first_name} {last_name}`; `{{` and `}}` stand for braces. `undefined` when the braces do not pair up. */
export function readTemplate(template: string): readonly TemplatePiece[] | undefined {
  const pieces: TemplatePiece[] = [];
  const token = /\{\{|\}\}|\{([^{}]+)\}|[^{}]+/gy;
  while (token.lastIndex < template.length) {
    const found = token.exec(template);
    if (!found) return undefined;
    const [whole, field] = found;
    if (field === undefined) pieces.push({ text: whole === '{{' || whole === '}}' ? whole.charAt(0) : whole });
    else pieces.push({ field: field.trim() });
  }
  return pieces;
}

/** The source fields that a template names. */
export function fieldsOfTemplate(pieces: readonly TemplatePiece[]): FieldPath[] {
  return pieces.flatMap((piece) => ('field' in piece ? [piece.field] : []));
}

/**
 * Fills a template; spaces that a blank field leaves behind fold into one. `undefined` when every field is blank, so
 * that a template writes no text of its own about nobody.
 */
export function fillTemplate(
  pieces: readonly TemplatePiece[],
  textOf: (field: FieldPath) => string | undefined,
): string | undefined {
  const texts = pieces.map((piece) => ('field' in piece ? (textOf(piece.field) ?? '') : piece.text));
  if (!pieces.some((piece, at) => 'field' in piece && texts[at] !== '')) return undefined;
  return texts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
