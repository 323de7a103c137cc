import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { View } from './fields.ts';
import { ObjectStore } from './object-store.ts';
import type { StoredObject } from './object-store.ts';
import type { Part, Version } from './rows.ts';
import type { Settings } from './settings.ts';

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Why a signed address did not open: the code and sentence of the storage service, and its status. */
export interface Denial {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const ROOT = '/iris-emulated/uploads/document_version/file';
const denied = (code: string, message: string, status = 403): Denial => ({ status, code, message });

/** The storage service behind the API: another host, reached only by addresses that carry their own signature. */
export class Storage {
  readonly objects: ObjectStore;
  /** Scheme, host and port, known once the server listens. */
  origin = '';
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #secret = randomBytes(32);
  #completions = 0;

  constructor(settings: Settings, clock: Clock, keepBytesUpTo: number) {
    this.#settings = settings;
    this.#clock = clock;
    this.objects = new ObjectStore(keepBytesUpTo);
  }

  /** Where a single PUT goes. Signed now, or when the version was made, by the setting. */
  putUrl(version: Version): string {
    return this.#signed('PUT', version, this.putHeaders(version), null);
  }

  /** Headers a PUT must carry to the letter. */
  putHeaders(version: Version): Header[] {
    return [
      { name: 'x-amz-server-side-encryption', value: 'AES256' },
      { name: 'Content-Type', value: version.content_type },
    ];
  }

  partView(version: Version, part: Part): View {
    const headers: Header[] = [{ name: 'Content-Length', value: String(part.length) }];
    if (part.md5 !== null) headers.push({ name: 'Content-MD5', value: part.md5 });
    return {
      part_number: part.number,
      put_url: this.#signed('PUT', version, headers, part.number),
      put_headers: headers,
    };
  }

  /** Where the bytes of an uploaded version are read. */
  getUrl(version: Version): string {
    return this.#signed('GET', version, [], null);
  }

  /** Whether this completion is one of those that time out. */
  timesOut(): boolean {
    const every = this.#settings.uploadTimeoutEvery;
    if (every === 0) return false;
    this.#completions += 1;
    return this.#completions % every === 0;
  }

  /** The finished object of a version, put together from its parts where it has them; undefined when bytes are missing. */
  assemble(version: Version): StoredObject | undefined {
    if (version.parts.length === 0) return this.objects.get(version.uuid);
    const numbers = version.parts.map((part) => part.number).toSorted((a, b) => a - b);
    return this.objects.join(version.uuid, numbers);
  }

  /** Checks a request against its address: signature, signed headers, time. Null when it may pass. */
  check(method: string, url: URL, headers: Readonly<Record<string, string | undefined>>): Denial | null {
    if (headers['authorization'] !== undefined) {
      return denied('InvalidArgument', 'Only one auth mechanism allowed', 400);
    }
    const names = (url.searchParams.get('X-Amz-SignedHeaders') ?? '').split(';').filter((name) => name !== '');
    const unsigned = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !names.includes(name));
    if (unsigned !== undefined) return denied('AccessDenied', `Header ${unsigned} was not signed`);
    const sent = names.map((name) => ({ name, value: headers[name] ?? '' }));
    if (this.#signature(method, url, sent) !== url.searchParams.get('X-Amz-Signature')) {
      return denied('SignatureDoesNotMatch', 'The request does not match its signature');
    }
    const signedAt = Number(url.searchParams.get('X-Amz-Date'));
    const lifetime = Number(url.searchParams.get('X-Amz-Expires')) * 1000;
    return this.#clock.now() > signedAt + lifetime ? denied('AccessDenied', 'Request has expired') : null;
  }

  #signed(method: string, version: Version, headers: readonly Header[], part: number | null): string {
    const url = new URL(`${this.origin}${ROOT}/${version.uuid}/${encodeURIComponent(version.filename)}`);
    const at = this.#settings.resignPutUrl || method === 'GET' ? this.#clock.now() : version.created_at;
    if (part !== null) {
      url.searchParams.set('uploadId', createHash('md5').update(version.uuid).digest('hex'));
      url.searchParams.set('partNumber', String(part));
    }
    const all = [
      ...headers.map((header) => ({ name: header.name.toLowerCase(), value: header.value })),
      { name: 'host', value: url.host },
    ];
    url.searchParams.set('X-Amz-Date', String(at));
    url.searchParams.set('X-Amz-Expires', String(Math.floor(this.#settings.putUrlLifetimeMs / 1000)));
    url.searchParams.set(
      'X-Amz-SignedHeaders',
      all
        .map((header) => header.name)
        .toSorted()
        .join(';'),
    );
    url.searchParams.set('X-Amz-Signature', this.#signature(method, url, all));
    return url.href;
  }

  #signature(method: string, url: URL, headers: readonly Header[]): string {
    const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature');
    const signed = [...query, ...headers.map((header) => [header.name, header.value])]
      .map((pair) => pair.join('='))
      .toSorted();
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([method, url.pathname, signed]))
      .digest('hex');
  }
}

/** The key under which bytes sent to an address are kept: the version's UUID, with the part where there is one. */
export function objectKey(url: URL): { uuid: string; part: number | null } | null {
  const uuid = url.pathname.startsWith(`${ROOT}/`) ? url.pathname.slice(ROOT.length + 1).split('/')[0] : undefined;
  const part = url.searchParams.get('partNumber');
  return uuid ? { uuid, part: part === null ? null : Number(part) } : null;
}
