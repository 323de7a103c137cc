import { inDocuments, rejected, type Saboteur } from './saboteur.fixture.ts';

export const documentSaboteurs: readonly Saboteur[] = [
  inDocuments('documents: a small file', 'trusts that the bytes arrived', (own) => ({
    transfer: async ({ ref, content, moved }) => {
      moved(content.size);
      const record = (await own.read([ref])).get(ref);
      return record ? { kind: 'applied', record } : rejected('It is gone.');
    },
  })),
  inDocuments('documents: one byte', 'loses a byte', (own) => ({
    transfer: (request) => {
      const size = Math.max(0, request.content.size - 1);
      return own.transfer({
        ...request,
        content: { ...request.content, size, open: () => request.content.open({ start: 0, end: size }) },
      });
    },
  })),
  inDocuments('documents: bytes for a version', 'fills whichever version is on top', (own, system) => ({
    transfer: (request) => {
      const version = system.records.get(request.ref)?.document?.version ?? request.version;
      return own.transfer({ ...request, version });
    },
  })),
  inDocuments('documents: a transfer without its ticket', 'goes on only with the ticket', (own) => ({
    transfer: async (request) => (request.ticket ? own.transfer(request) : rejected('There is no ticket.')),
  })),
  inDocuments('documents: a new version', 'makes a second document in place of a version', (own) => ({
    addVersion: (_read, draft, content) => own.create(draft, { content }),
  })),
  inDocuments('documents: a document without its bytes', 'hides documents without bytes', (own) => ({
    locate: async (query) => (await own.locate(query)).filter(({ document }) => document?.uploaded),
  })),
  inDocuments('documents: a document in the trash', 'shows the trash as if it were the matter', (own) => ({
    read: async (refs) =>
      new Map([...(await own.read(refs))].map(([ref, record]) => [ref, { ...record, trashed: false }])),
  })),
];
