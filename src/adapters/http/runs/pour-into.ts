import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { interval, type Observable } from 'rxjs';

/** Proxies close what is silent for a minute. */
const heartbeatMs = 15_000;

/** Sends frames of an event stream as they come, with comments in between, until one side has had enough. */
export function pourInto(reply: FastifyReply, frames: Observable<string>): void {
  const body = new PassThrough();
  const pouring = frames.subscribe({
    next: (frame) => body.write(frame),
    error: (error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))),
    complete: () => body.end(),
  });
  pouring.add(interval(heartbeatMs).subscribe(() => body.write(': still here\n\n')));
  body.once('close', () => pouring.unsubscribe());
  // The first bytes tell the listener that the way is open; without them some clients wait for the first event.
  body.write(': open\n\n');
  void reply.type('text/event-stream').header('x-accel-buffering', 'no').send(body);
}
