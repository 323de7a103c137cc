/** What opens an account: kept sealed by the core and never shown. `expiresAt` in ms since 1970. */
export interface Credentials {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly expiresAt?: number;
}

/** Access by sending a person to the vendor and back. */
export interface RedirectAuthorization {
  readonly way: 'redirect';
  authorizationUrl(request: { readonly state: string; readonly redirectUri: string }): string;
  /** Exchanges the code that came back. */
  exchange(request: { readonly code: string; readonly redirectUri: string }): Promise<Credentials>;
  renew(credentials: Credentials): Promise<Credentials>;
  revoke(credentials: Credentials): Promise<void>;
}

/** Access by named secrets that a person copies from the vendor. */
export interface SecretAuthorization {
  readonly way: 'secrets';
  readonly secrets: readonly { readonly name: string; readonly label: string }[];
  exchange(secrets: Readonly<Record<string, string>>): Promise<Credentials>;
  renew(credentials: Credentials): Promise<Credentials>;
  revoke(credentials: Credentials): Promise<void>;
}

export type Authorization = RedirectAuthorization | SecretAuthorization;
