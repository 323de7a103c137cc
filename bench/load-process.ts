import { once } from 'node:events';
import { Readable } from 'node:stream';
import { startClioEmulator } from '../plugins/clio/emulator/index.ts';
import { largeDocument } from '../samples/firm/index.ts';
import { demonstrationAccount } from '../src/composition/demonstration/demonstration-account.ts';
import type { Arrived, LoadRequest, SeenRequest } from './load-messages.ts';

// Everything around the service (the emulated Clio, whoever uploads) runs here, so that neither its time nor its memory
// is measured. Documents above 1 MB are kept as size and digest only.

const app = { clientId: 'bench', clientSecret: 'bench' };
const clio = await startClioEmulator({
  ...app,
  rateLimit: null,
  searchLagMs: 0,
  accounts: [demonstrationAccount],
  keepBytesUpTo: 1024 * 1024,
});

function seenSince(from: number): SeenRequest[] {
  return clio.log
    .slice(from)
    .map(({ host, method, path, query }) => ({ host, method, path, query: Object.fromEntries(query) }));
}

async function upload({ url, key, size }: Extract<LoadRequest, { do: 'upload' }>): Promise<number> {
  const document = largeDocument('large', 'Large.bin', size);
  const headers = {
    authorization: `Bearer ${key}`,
    'x-filename': document.filename,
    'content-type': document.contentType,
  };
  const response = await fetch(url, { method: 'PUT', headers, body: Readable.toWeb(document.open()), duplex: 'half' });
  return response.status;
}

function arrived(): Arrived[] {
  return clio.holdings().documents.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}

async function carryOut(request: LoadRequest): Promise<unknown> {
  if (request.do === 'introduce') return { ...app, origin: clio.origin };
  if (request.do === 'requests') return { next: clio.log.length, seen: seenSince(request.from) };
  return request.do === 'upload' ? upload(request) : arrived();
}

process.on('message', (message: { readonly n: number; readonly request: LoadRequest }) => {
  void carryOut(message.request).then(
    (answer) => process.send?.({ n: message.n, answer }),
    (error: unknown) => process.send?.({ n: message.n, error: String(error) }),
  );
});
process.send?.({ n: 0, answer: 'ready' });
await once(process, 'disconnect');
await clio.close();
