// What Clio's rich text does not know, and what becomes of it. Everything that is not named here loses its tag and
// keeps its text.

/** The tags and attributes of Clio's rich text (since March 2025). */
export const allowedTags = ['a', 'b', 'br', 'div', 'em', 'i', 'li', 'ol', 'p', 's', 'strong', 'u', 'ul'] as const;
export const allowedAttributes = ['href', 'rel', 'type', 'target'] as const;

/** Tags that begin and end a line of their own. */
export const blockTags: ReadonlySet<string> = new Set(['div', 'li', 'ol', 'p', 'ul']);

/** Dropped with everything in them: they are not text. */
export const droppedTags = [
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'title',
  'textarea',
  'select',
  'option',
  'audio',
  'video',
  'canvas',
  'xmp',
] as const;

/** Stands for an image between two passes of the parser; its content is the image's text. */
export const imageText = 'x-image-text';

/** Wrappers of a whole page; nobody misses them. */
export const silentTags: ReadonlySet<string> = new Set(['html', 'head', 'body', 'meta', 'link', 'base', imageText]);

export interface TagRule {
  readonly name: string;
  /** What is written in place of the tags. */
  readonly open: string;
  readonly close: string;
}

const heading: TagRule = { name: 'heading', open: '<p><strong>', close: '</strong></p>' };
const line: TagRule = { name: 'table line', open: '<p>', close: '</p>' };
const cell: TagRule = { name: 'table cell', open: '', close: ' | ' };
const box: TagRule = { name: 'section', open: '<div>', close: '</div>' };
const quote: TagRule = { name: 'quotation', open: '<div>', close: '</div>' };
const inserted: TagRule = { name: 'inserted text', open: '<u>', close: '</u>' };
const struck: TagRule = { name: 'struck text', open: '<s>', close: '</s>' };

/** Rules by tag. Images are a rule of their own, because their text is an attribute. */
export const tagRules: Readonly<Record<string, TagRule>> = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  tr: line,
  caption: line,
  td: cell,
  th: cell,
  blockquote: quote,
  pre: { name: 'preformatted text', open: '<div>', close: '</div>' },
  hr: { name: 'rule', open: '<br>', close: '' },
  ins: inserted,
  del: struck,
  strike: struck,
  dt: heading,
  dd: { name: 'definition', open: '<p>', close: '</p>' },
  section: box,
  article: box,
  header: box,
  footer: box,
  main: box,
  aside: box,
  nav: box,
  figure: box,
  figcaption: box,
  address: box,
  details: box,
  summary: box,
  center: box,
  form: box,
  fieldset: box,
};
