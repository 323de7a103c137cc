import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareNote } from './note-draft.ts';
import { canonicalHtml, richTextOf, sameRichText } from './rich-text.ts';

describe('rich text', () => {
  it.each([
    ['<h2>Title <em>x</em></h2>', '<p><strong>Title <em>x</em></strong></p>', ['h2']],
    [
      '<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>',
      '<p>a | b</p><p>c</p>',
      ['table', 'td', 'th', 'tr'],
    ],
    ['<img src="x.png" alt="The <b>seal">', 'The &lt;b&gt;seal', ['img']],
    ['a<script>alert("x")</script>b<style>p{}</style>', 'ab', ['script', 'style']],
    ['<blockquote>said</blockquote>', '<div>said</div>', ['blockquote']],
    ['<del>old</del><ins>new</ins>', '<s>old</s><u>new</u>', ['del', 'ins']],
    ['<span>plain</span> <font color="red">red</font>', 'plain red', ['font', 'span']],
    ['one<hr>two', 'one<br>two', ['hr']],
    ['<html><body><p>page</p></body></html>', '<p>page</p>', []],
    ['<p>un<b>closed', '<p>un<b>closed</b></p>', []],
    ['1 < 2 & 3 > 2', '1 &lt; 2 &amp; 3 &gt; 2', []],
    ['<p> a \n b </p>\n<p>c&nbsp;&eacute;</p>', '<p>a b</p><p>c\u00a0é</p>', []],
    [
      '<a target="_blank" href="https://e.test/?a=1&b=2">l</a>',
      '<a href="https://e.test/?a=1&amp;b=2" target="_blank">l</a>',
      [],
    ],
  ])('%s', (given, html, rewritten) => {
    expect(richTextOf(given)).toMatchObject({ html, rewritten });
  });

  it('tells of looks and addresses that are left out', () => {
    expect(richTextOf('<p style="color:red">x</p>')).toMatchObject({ html: '<p>x</p>', attributesDropped: true });
    expect(richTextOf('<a href="javascript:alert(1)">x</a>')).toMatchObject({
      html: '<a>x</a>',
      attributesDropped: true,
    });
    expect(richTextOf('<a href="/relative">x</a>')).toMatchObject({ attributesDropped: false });
  });

  it('compares what a browser shows, not how it is written', () => {
    expect(sameRichText('<p>a</p>\n<p>b<br/></p>', '<p>a</p><p> b<br></p>')).toBe(true);
    expect(
      sameRichText('<a href="https://x.test">l</a>', '<a href="https://x.test" rel="noopener" target="_blank">l</a>'),
    ).toBe(true);
    expect(sameRichText('<p>a</p>', '<p>b</p>')).toBe(false);
    expect(sameRichText('<b>a</b>', 'a')).toBe(false);
  });

  const tags = [
    'p',
    'b',
    'h1',
    'table',
    'tr',
    'td',
    'ul',
    'li',
    'a',
    'span',
    'div',
    'br',
    'img',
    'script',
    'pre',
    'hr',
    'svg',
    'blockquote',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...tags).map((tag) => `<${tag}>`),
    fc.constantFrom(...tags).map((tag) => `</${tag}>`),
    fc.constantFrom(
      '<a href="https://x.test/?a&b" title=\'q"\'>',
      '<img alt="<p>">',
      '&lt;b&gt;',
      '&amp;lt;',
      '&nbsp;',
      ' ',
      '\n',
      '<!-- c -->',
      '<',
      '>',
      '&',
      '"',
    ),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  );
  const soup = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

  it('is brought into one form once and for all', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const first = richTextOf(html);
        expect(canonicalHtml(first.html)).toBe(first.html);
        expect(richTextOf(first.html)).toEqual({ html: first.html, rewritten: [], attributesDropped: false });
      }),
      { numRuns: 1000 },
    );
  });

  it('a prepared note is prepared', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom('text', 'html'), (body, format) => {
        const { draft } = prepareNote({ fields: { body, format, subject: body }, rows: {} });
        expect(prepareNote(draft)).toEqual({ draft, notices: [] });
      }),
      { numRuns: 500 },
    );
  });
});
