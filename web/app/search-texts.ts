/** Reads the named parameters of an address, each text or absent; the rest of the address is not ours. */
export function texts<const Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): { [Key in Name]?: string } => {
    const found: { [Key in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') found[name] = value;
      if (typeof value === 'number' || typeof value === 'boolean') found[name] = String(value);
    }
    return found;
  };
}

/** A changed filter begins at its first page. */
export function firstPageWith<Search extends { readonly cursor?: string }>(
  before: Search,
  changed: Readonly<Record<string, string | undefined>>,
) {
  const { cursor: _, ...rest } = before;
  return { ...rest, ...changed };
}
