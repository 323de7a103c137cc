/** What can be asked of one kind of record. `nested` names the kind behind each association. */
export interface Shape {
  readonly scalars: ReadonlySet<string>;
  readonly nested: Readonly<Record<string, string>>;
}

/** Builds a shape from space-separated plain names and a table of associations. */
export function shape<const N extends Record<string, string>>(scalars: string, nested?: N): Shape & { nested: N } {
  const associations = nested ?? ({} as N);
  const plain = scalars.split(' ').filter((name) => !(name in associations));
  return { scalars: new Set(plain), nested: associations };
}
