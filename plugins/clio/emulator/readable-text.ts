const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' };

/** What somebody reads in rich text: a line for each block, and no tags. The result is text and must still be escaped. */
export const readableText = (html: string): string =>
  html
    .replace(/<li\b[^>]*>/gi, '• ')
    .replace(/<br\b[^>]*>|<\/(p|div|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_entity, name: string) => ENTITIES[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
