import { Controller, Inject, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refused } from '../../../domain/refusals.ts';
import type { Storage } from '../../../ports/storage.ts';
import { RunEvents } from '../../../sync/run-events.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { eventFrames } from './event-stream.ts';
import { pourInto } from './pour-into.ts';
import { storageToken } from './storage-token.ts';

const events = declare({
  method: 'GET',
  path: '/v1/events',
  summary: 'What happens to the runs of the firm, as server-sent events; resumable by Last-Event-ID.',
  access: 'viewer',
  query: z.strictObject({
    lastEventId: z
      .string()
      .min(1)
      .optional()
      .describe('As the header, for browsers that open a stream anew: they cannot set it.'),
  }),
  status: 200,
  answer: 'text/event-stream',
});

function lastSeen(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const sequence = Number(given);
  if (Number.isSafeInteger(sequence) && sequence >= 0) return sequence;
  throw new Refused('invalid-request', 'Last-Event-ID is none that was sent.');
}

@Controller()
export class EventsController implements BeforeApplicationShutdown {
  constructor(
    @Inject(RunEvents) private readonly runEvents: RunEvents,
    @Inject(storageToken) private readonly storage: Storage,
  ) {}

  @Route(events)
  async listen(@Given() { caller, query, request }: Input<typeof events>, @Res() reply: FastifyReply): Promise<void> {
    // Settled before the stream opens: whoever acts once it is open must not miss what follows.
    const from =
      lastSeen(request.headers['last-event-id'] ?? query.lastEventId) ?? (await this.runEvents.end(caller.firmId));
    const heard = this.runEvents.after(caller.firmId, from);
    pourInto(reply, eventFrames(heard, this.storage));
  }

  /** A stream never ends by itself; without this the server would wait for its listeners to leave. */
  beforeApplicationShutdown(): void {
    this.runEvents.stop();
  }
}
