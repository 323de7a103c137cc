import { randomUUID } from 'node:crypto';
import type { Actor } from './actor.ts';
import { listIn, rawTextIn, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { contentType } from './content-types.ts';
import { Refusal, invalid } from './errors.ts';
import type { Document, Part, Version } from './rows.ts';

/** Parts one request may declare, and the least size of every part but the last (clio-api facts: documents). */
const MOST_PARTS = 50;
const LEAST_PART = 5 * 1024 * 1024;

const uploadNotFound = (version: Version): Refusal =>
  new Refusal(
    422,
    'UploadNotFoundError',
    `No matching file was found for ${version.filename} with UUID ${version.uuid}`,
  );

/** Parts declared in a body. */
function partsIn(data: Data): Part[] {
  const rows = listIn(data, 'multiparts');
  if (rows.length > MOST_PARTS) throw invalid(`multiparts cannot be more than ${MOST_PARTS} in one request`);
  return rows.map((row) => {
    const number = wholeNumber(row['part_number'], 'part_number');
    if (number < 1 || number > 10_000) throw invalid('part_number must be between 1 and 10000');
    return {
      number,
      length: wholeNumber(row['content_length'], 'content_length'),
      md5: textIn(row, 'content_md5') ?? null,
    };
  });
}

/** A version waiting for its bytes. */
export function expectVersion(actor: Actor, data: Data, name: string, number: number): Version {
  const filename = rawTextIn(data, 'filename') ?? name;
  return actor.firm.registrar.bear<Version>({
    uuid: randomUUID(),
    version_number: number,
    filename,
    content_type: contentType(textIn(data, 'content_type'), filename),
    size: null,
    sha256: null,
    fullyUploaded: false,
    received_at: null,
    creatorId: actor.user.id,
    parts: partsIn(data),
  });
}

/** Declares further parts of a version still being uploaded. */
export function addParts(draft: Document, data: Data): void {
  const version = namedVersion(draft, data);
  if (version.fullyUploaded) throw alreadyUploaded();
  for (const part of partsIn(data)) {
    version.parts = [...version.parts.filter((known) => known.number !== part.number), part];
  }
}

function namedVersion(draft: Document, data: Data): Version {
  const uuid = textIn(data, 'uuid');
  if (!uuid) throw invalid('uuid is required');
  const version = draft.versions.find((candidate) => candidate.uuid === uuid);
  if (!version) throw new Refusal(422, 'UploadNotFoundError', `No matching file was found with UUID ${uuid}`);
  return version;
}

const alreadyUploaded = (): Refusal =>
  new Refusal(422, 'AlreadyUploadedError', 'The document is already fully uploaded');

/** Marks a version as uploaded once storage holds its bytes, all of them. */
export function completeVersion(actor: Actor, draft: Document, data: Data): void {
  const version = namedVersion(draft, data);
  if (version.fullyUploaded) throw alreadyUploaded();
  if (actor.storage.timesOut()) {
    throw new Refusal(422, 'UploadTimeoutError', 'Verifying the file took too long, repeat the request');
  }
  const last = Math.max(...version.parts.map((part) => part.number));
  if (version.parts.some((part) => part.number !== last && part.length < LEAST_PART)) {
    throw invalid('every part but the last must be at least 5 MB');
  }
  const object = actor.storage.assemble(version);
  if (!object) throw uploadNotFound(version);
  Object.assign(version, { size: object.size, sha256: object.sha256, fullyUploaded: true });
  actor.firm.registrar.touch(version);
}
