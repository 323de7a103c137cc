/** One event of a `text/event-stream`, or a comment that only keeps the connection open. */
export type ServerEvent =
  | { readonly kind: 'event'; readonly id: string | undefined; readonly type: string; readonly data: string }
  | { readonly kind: 'heartbeat' };

/** Reads a `text/event-stream` (WHATWG HTML, "Server-sent events") until it ends; a broken one ends too. */
export async function* readEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let rest = '';
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield eventIn(block);
  }
}

function eventIn(block: string): ServerEvent {
  const lines = block.split('\n');
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  const data = valuesOf('data');
  if (data.length === 0) return { kind: 'heartbeat' };
  return {
    kind: 'event',
    id: valuesOf('id').at(-1),
    type: valuesOf('event').at(-1) ?? 'message',
    data: data.join('\n'),
  };
}
