import { markup } from './office-markup.ts';

/** The header stays in sight: links lead into the middle of the page, and nobody should take it for Clio there. */
export const OFFICE_STYLE = markup`
:root { color-scheme: light dark; --paper: #fff; --ground: #f4f5f7; --ink: #1c2430; --soft: #545f6e; --line: #d9dde3;
  --link: #0b57a4; --mark: #fff6d6; --edge: #b78103; --notice: #e8f0fa; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b2129; --ground: #12161c; --ink: #e8ebef; --soft: #a9b3bf;
  --line: #343d49; --link: #8fc1f7; --mark: #29271c; --edge: #e0b13c; --notice: #1c2b3d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; justify-content: space-between;
  align-items: baseline; gap: 0 1rem; padding: .6rem max(1rem, (100vw - 50rem) / 2); background: var(--paper);
  border-bottom: 1px solid var(--line); }
header p { margin: 0; font-size: .875rem; }
main { max-width: 52rem; margin: 0 auto; padding: .5rem 1rem 4rem; }
h1 { margin: 0; font-size: 1.25rem; line-height: 1.3; }
h1 small { font-weight: 400; }
h2 { margin: 2rem 0 .25rem; font-size: 1.35rem; }
h3 { margin: 2rem 0 .75rem; font-size: 1.1rem; }
h4 { margin: 0; font-size: 1.05rem; }
h5 { margin: 0 0 .25rem; font-size: .9rem; color: var(--soft); }
p { margin: .5rem 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
small, .empty { font-size: .875rem; color: var(--soft); }
.notice { padding: .75rem 1rem; border-radius: 8px; background: var(--notice); }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.tag { padding: .1rem .5rem; border: 1px solid var(--line); border-radius: 99px; font-size: .8rem; font-weight: 400;
  color: var(--soft); white-space: nowrap; }
.tag.open, .tag.pending, .tag.closed { text-transform: capitalize; }
article { margin: 0 0 1rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--paper); }
article section { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--line); }
article, section { scroll-margin-top: 5.5rem; }
article:target, article section:target { background: var(--mark); box-shadow: -4px 0 0 var(--edge); }
article section:target { margin-inline: -.75rem; padding-inline: .75rem; }
dl { margin: .75rem 0 0; }
dl div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .15rem 0; }
dt { grid-column: 1; color: var(--soft); }
dd { grid-column: 2; margin: 0; white-space: pre-line; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .25rem 0; }
.detail { margin: .15rem 0 .5rem; white-space: pre-line; }
@media (max-width: 36rem) { dl div { display: block; padding: .3rem 0; } article { padding: .85rem 1rem; } }
`;
