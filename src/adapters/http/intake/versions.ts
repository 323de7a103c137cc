import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Expected } from '../../../intake/write-record.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';

/** What every answer tells beside the body. */
export const written = {
  version: z.int().describe('Raised by each change; the ETag.'),
  updatedAt: z.string(),
};

type Stamped = Pick<IntakeRecord, 'version' | 'updatedAt'>;

export function stampOf({ version, updatedAt }: Stamped): Stamped {
  return { version, updatedAt };
}

export function tag(reply: FastifyReply, { version }: Pick<IntakeRecord, 'version'>): void {
  void reply.header('etag', `"${version}"`);
}

/** What `If-Match` asks for. A tag that is none of ours, or a weak one, matches no version. */
export function expectedBy(request: FastifyRequest): Expected | undefined {
  const given = request.headers['if-match'];
  if (given === undefined) return undefined;
  const tags = given.split(',').map((one) => one.trim());
  if (tags.includes('*')) return 'any';
  return tags.flatMap((one) => {
    const version = /^"(\d{1,15})"$/.exec(one)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}
