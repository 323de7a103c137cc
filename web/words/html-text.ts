/** The words of a note without its tags; the document that they are read in runs no script and loads nothing. */
export function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent;
}
