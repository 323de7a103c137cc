import type { IncomingHttpHeaders } from 'node:http';
import { Refused } from '../../../domain/refusals.ts';
import type { DocumentInput } from '../../../intake/put-document.ts';
import type { DocumentBody } from '../../../ports/intake-book.ts';
import { filledText } from './intake-values.ts';

/** What the headers of an upload say of the file. Throws `invalid-request`, naming the header. */
export function documentFacts(headers: IncomingHttpHeaders): Omit<DocumentInput, 'bytes'> {
  const encoding = headers['content-encoding'];
  // The bytes are kept as they come: stored compressed, they would not be the file that was announced.
  if (encoding !== undefined && encoding !== 'identity') throw malformed('Content-Encoding', 'Must be left out.');
  return {
    filename: filenameFrom(headers['x-filename']),
    contentType: headers['content-type'] ?? 'application/octet-stream',
    announced: { size: sizeFrom(headers['content-length']), sha256: digestFrom(headers['content-digest']) },
  };
}

/** The headers with which a document is handed out: never shown inside a page, whatever its content type says. */
export function documentHeaders({ filename, sha256 }: DocumentBody): Record<string, string> {
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'x-filename': encoded,
    'content-disposition': `attachment; filename*=UTF-8''${encoded}`,
    'content-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    'content-security-policy': 'sandbox',
  };
}

function filenameFrom(header: string | string[] | undefined): string {
  if (typeof header !== 'string') throw malformed('X-Filename', 'Is needed, percent-encoded UTF-8.');
  const name = filledText.max(1000).safeParse(decoded(header));
  if (!name.success) throw malformed('X-Filename', 'Must be 1 to 1000 characters, percent-encoded UTF-8.');
  return name.data;
}

function decoded(text: string): string | undefined {
  // A header that is not percent-encoded arrives as Latin-1: guessing its letters would spoil names in silence.
  if (!/^[\x20-\x7e]*$/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function sizeFrom(header: string | undefined): number | undefined {
  return header === undefined ? undefined : Number(header);
}

/** RFC 9530: `sha-256=:base64:`. Digests of other kinds are left aside. */
function digestFrom(header: string | string[] | undefined): string | undefined {
  const members = [header ?? []].flat().flatMap((line) => line.split(','));
  const member = members.map((one) => one.trim()).find((one) => one.startsWith('sha-256='));
  if (member === undefined) return undefined;
  const base64 = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(member)?.[1];
  if (base64 === undefined) throw malformed('Content-Digest', 'Must be sha-256=:<the digest in base64>:.');
  return Buffer.from(base64, 'base64').toString('hex');
}

function malformed(header: string, message: string): Refused {
  return new Refused('invalid-request', `The header ${header} does not have the expected form.`, [
    { path: header, message },
  ]);
}
