import sanitizeHtml from 'sanitize-html';
import {
  allowedAttributes,
  allowedTags,
  blockTags,
  droppedTags,
  imageText,
  silentTags,
  tagRules,
} from './html-rules.ts';

export interface RichText {
  readonly html: string;
  /** Tags that Clio does not know and that were rewritten or left out, each once. */
  readonly rewritten: readonly string[];
  /** Looks such as colours, or addresses that are no links, were left out. */
  readonly attributesDropped: boolean;
}

const known: ReadonlySet<string> = new Set<string>(allowedTags);
const schemes = ['http', 'https', 'mailto', 'tel', 'ftp'];

const strict: sanitizeHtml.IOptions = {
  allowedTags: [...allowedTags],
  allowedAttributes: { '*': [...allowedAttributes] },
  allowedSchemes: schemes,
  nonTextTags: [...droppedTags],
};

/** Brings HTML into the vendor's rich text, in one canonical form. The same again gives the same. */
export function richTextOf(html: string): RichText {
  const rewritten = new Set<string>();
  let attributesDropped = false;
  const structural = sanitizeHtml(
    withImageTexts(html.toWellFormed(), () => rewritten.add('img')),
    {
      ...strict,
      allowedTags: [...allowedTags, ...Object.keys(tagRules)],
      onOpenTag: (name, attribs) => {
        if (!known.has(name) && !silentTags.has(name)) rewritten.add(name);
        attributesDropped ||=
          known.has(name) && Object.entries(attribs).some(([attribute, value]) => !isKept(attribute, value));
      },
    },
  );
  return { html: canonicalHtml(applyRules(structural)), rewritten: [...rewritten].toSorted(), attributesDropped };
}

function isKept(attribute: string, value: string): boolean {
  if (!(allowedAttributes as readonly string[]).includes(attribute)) return false;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  return attribute !== 'href' || scheme === undefined || schemes.includes(scheme);
}

// The parser's own options cannot turn an attribute into text, so the images are replaced in a first pass.
function withImageTexts(html: string, tell: () => void): string {
  if (!/<img/i.test(html)) return html;
  return sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: {
      img: (_tag, { alt = '' }) => {
        tell();
        return { tagName: imageText, attribs: {}, text: alt };
      },
    },
  });
}

const anyTag = /<(\/?)([a-z][a-z0-9]*)([^>]*)>/g;

/** The input is well-formed and has `>` in no attribute: it comes from the parser. */
function applyRules(html: string): string {
  const ruled = html.replace(anyTag, (tag, slash: string, name: string) => {
    const rule = tagRules[name];
    if (!rule) return tag;
    return slash === '' ? rule.open : rule.close;
  });
  return ruled.replace(/ \| (?=<\/p>)/g, '');
}

/**
 * One form for what a browser shows alike: attributes in order, plain entities, single spaces, none at the edges of
 * lines.
 */
export function canonicalHtml(html: string): string {
  const clean = sanitizeHtml(html, strict);
  const tags = clean.replace(anyTag, (_tag, slash: string, name: string, attributes: string) => {
    return `<${slash}${name}${slash === '' ? orderedAttributes(attributes) : ''}>`;
  });
  return tidySpaces(tags.normalize('NFC'));
}

function orderedAttributes(text: string): string {
  const found = [...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map((match) => match[0]).toSorted();
  return found.length === 0 ? '' : ` ${found.join(' ')}`;
}

const blocks = [...blockTags, 'br'].join('|');
const spacesAfterBlock = new RegExp(`(<\\/?(?:${blocks})(?: [^>]*)?>) `, 'g');
const spacesBeforeBlock = new RegExp(` (<\\/?(?:${blocks})(?: [^>]*)?>)`, 'g');

function tidySpaces(html: string): string {
  // No-break spaces are meant; all others are one space to a browser.
  let tidy = html.replace(/[^\P{Cc}\t\n\f\r]/gu, '').replace(/[ \t\n\f\r]+/g, ' ');
  for (let before = ''; before !== tidy;) {
    before = tidy;
    tidy = tidy.replace(spacesAfterBlock, '$1').replace(spacesBeforeBlock, '$1');
  }
  return tidy.trim();
}

/** For telling whether two rich texts say the same: Clio may add to a link how it opens. */
export function sameRichText(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

function comparable(html: string): string {
  return canonicalHtml(html)
    .replace(/ (?:rel|target|type)="[^"]*"/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/ +/g, ' ')
    .trim();
}
