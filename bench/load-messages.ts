/** What the measured process asks of the one that loads it. */
export type LoadRequest =
  | { readonly do: 'introduce' }
  | { readonly do: 'requests'; readonly from: number }
  | { readonly do: 'upload'; readonly url: string; readonly key: string; readonly size: number }
  | { readonly do: 'documents' };

/** A request as the emulated Clio received it. */
export interface SeenRequest {
  readonly host: 'api' | 'oauth' | 'storage';
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface Arrived {
  readonly name: string;
  readonly size: number | null;
  readonly sha256: string | null;
}
