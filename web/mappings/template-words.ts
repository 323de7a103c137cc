/** A template as a person reads it: with the names of its fields, and single braces. */
export function templateWords(template: string, labelOf: (path: string) => string): string {
  return template.replaceAll(/\{\{|\}\}|\{([^{}]+)\}/g, (whole: string, path: string | undefined) =>
    path === undefined ? whole.charAt(0) : `‹${labelOf(path.trim())}›`,
  );
}
