import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ClioTarget } from './target.ts';
const child = spawn(process.execPath, ['plugins/clio/zz-emu.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
const line: any = await new Promise((r) => child.stdout.once('data', (d) => r(JSON.parse(String(d)))));
const f = (auth: boolean) => (url: string, { purpose, ...i }: any) => { const h = new Headers(i.headers); if (auth) h.set('authorization', `Bearer ${line.token}`); return fetch(url, { ...i, headers: h }); };
const t = new ClioTarget({ fetch: f(true), openFetch: f(false), clock: { now: Date.now, sleep: (ms: number) => new Promise((r) => setTimeout(r, ms)) }, log: { debug() {}, info() {}, warn() {} }, region: 'us', environment: { CLIO_BASE_URL: line.origin }, setUp: undefined } as any);
for (const size of [1 << 20, 99 << 20, 300 << 20, 300 << 20]) {
  const content = { size, contentType: 'application/pdf', open: async (r = { start: 0, end: size }) => Readable.toWeb(createReadStream('/tmp/clio-mem/big', { start: r.start, end: r.end - 1 })) as any };
  const d = { fields: { matter: line.matter, name: 'x.pdf' }, rows: {} };
  const a: any = await t.documents.create(d, { witness: 'w', content });
  globalThis.gc?.(); const before = process.memoryUsage(); let peak = before.rss; let ab = 0; let heap = 0;
  let n = 0;
  const w = setInterval(() => { if (process.env.GC) globalThis.gc?.(); const m = process.memoryUsage(); peak = Math.max(peak, m.rss); ab = Math.max(ab, m.arrayBuffers); heap = Math.max(heap, m.heapUsed); }, 10);
  const s = Date.now();
  const o = await t.documents.transfer({ ref: a.record.ref, version: a.record.document.version, ticket: a.ticket, draft: d, content, moved: () => {}, signal: new AbortController().signal });
  clearInterval(w); console.log(size >> 20, o.kind, 'growth MB', ((peak - before.rss) / 1048576).toFixed(1), 'rss', peak >> 20, 'buffers', ab >> 20, 'heap', heap >> 20, Date.now() - s, 'ms');
}
child.kill();
