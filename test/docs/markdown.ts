/** A fenced block that is marked as tested, without the indentation of its list item. */
export function testedBlock(page: string, name: string): string {
  const [, indent = '', fenced = ''] =
    new RegExp(`( *)<!-- tested: ${name} -->\\n *\`\`\`\\w*\\n([^]*?)\\n *\`\`\``).exec(page) ?? [];
  if (fenced === '') throw new Error(`The page has no block marked "tested: ${name}".`);
  return fenced
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

export function testedNames(page: string): string[] {
  return [...page.matchAll(/<!-- tested: ([\w-]+) -->/g)].flatMap(([, name]) => name ?? []);
}

/** Targets of links within the repository, without their fragments. */
export function localLinks(page: string): string[] {
  return [...page.matchAll(/\]\(([^)]+)\)/g)]
    .flatMap(([, target]) => target ?? [])
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => target.split('#')[0] ?? [])
    .filter((target) => target !== '');
}
