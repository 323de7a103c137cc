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
 * Fills a template. A space of the template that stands beside a blank field goes with it; nothing within a value is
 * touched. `undefined` when every field is blank, so that a template writes no text of its own about nobody.
 */
export function fillTemplate(
  pieces: readonly TemplatePiece[],
  textOf: (field: FieldPath) => string | undefined,
): string | undefined {
  let isBlank = true;
  let text = '';
  // Whether what stands at the end is a space of the template, or nothing: a blank field then takes the next space along.
  let isOpen = true;
  let isAfterBlank = false;
  for (const piece of pieces) {
    if ('field' in piece) {
      const value = textOf(piece.field) ?? '';
      isAfterBlank = value === '';
      if (isAfterBlank) continue;
      isBlank = false;
      isOpen = false;
      text += value;
    } else {
      text += isAfterBlank && isOpen ? piece.text.replace(/^[^\S\n]+/, '') : piece.text;
      isOpen = text === '' || /[^\S\n]$/.test(piece.text);
      isAfterBlank = false;
    }
  }
  if (isBlank) return undefined;
  return isAfterBlank && isOpen ? text.replace(/[^\S\n]+$/, '') : text;
}
