// Patterns of paths and package names, in the notation of the rule: `**` any depth, `*` within one folder,
// `<name>` one folder that keeps its value from one pattern to the next.

export type Captures = Readonly<Record<string, string>>;

const tokens = /\*\*|\*|<(\w+)>|[.+?^${}()|[\]\\]/g;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `known` fills in the names captured on the left side of a rule, so that both sides mean the same folder. */
function toRegExp(pattern: string, known: Captures): RegExp {
  const source = pattern.replace(tokens, (token, name?: string) => {
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (name === undefined) return escape(token);
    const value = known[name];
    return value === undefined ? `(?<${name}>[^/]+)` : escape(value);
  });
  return new RegExp(`^${source}$`);
}

/** What the pattern's names stand for in the path, or undefined where it does not match. */
export function capture(pattern: string, path: string): Captures | undefined {
  const match = toRegExp(pattern, {}).exec(path);
  return match === null ? undefined : { ...match.groups };
}

export function matchesAny(patterns: readonly string[], path: string, known: Captures = {}): boolean {
  const matches = (pattern: string): boolean => toRegExp(pattern, known).test(path);
  const taken = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) && !taken.some(matches);
}
