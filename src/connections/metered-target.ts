import { AsyncLocalStorage } from 'node:async_hooks';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { DocumentSyncer } from '../../contracts/ports/document-syncer.ts';
import type { ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import type { RequestPurpose } from '../../contracts/session.ts';
import type { RequestMeter } from '../ports/systems.ts';

/**
 * Whose requests are being sent. A plugin is opened once per connection, because its pace belongs to the account and
 * not to a run; but each run counts its own requests, and previews and transfers go on beside the run of a lane. So
 * the meter travels with the asynchronous call and not with the session. A container per run was rejected: it would
 * forget the pace.
 */
const meters = new AsyncLocalStorage<RequestMeter>();

/** Tells the meter of the call that is under way, if it has one. */
export function countRequest(purpose: RequestPurpose, method: string): void {
  meters.getStore()?.(purpose, method);
}

function meteredSyncer(syncer: ObjectSyncer, meter: RequestMeter): ObjectSyncer {
  return {
    kind: syncer.kind,
    prepare: (draft) => syncer.prepare(draft),
    differences: (desired, actual) => syncer.differences(desired, actual),
    locate: (query) => meters.run(meter, () => syncer.locate(query)),
    read: (refs) => meters.run(meter, () => syncer.read(refs)),
    create: (draft, options) => meters.run(meter, () => syncer.create(draft, options)),
    update: (read, patch) => meters.run(meter, () => syncer.update(read, patch)),
  };
}

function meteredDocuments(syncer: DocumentSyncer, meter: RequestMeter): DocumentSyncer {
  return {
    kind: syncer.kind,
    prepare: (draft) => syncer.prepare(draft),
    differences: (desired, actual) => syncer.differences(desired, actual),
    locate: (query) => meters.run(meter, () => syncer.locate(query)),
    read: (refs) => meters.run(meter, () => syncer.read(refs)),
    create: (draft, options) => meters.run(meter, () => syncer.create(draft, options)),
    update: (read, patch) => meters.run(meter, () => syncer.update(read, patch)),
    addVersion: (read, draft, content) => meters.run(meter, () => syncer.addVersion(read, draft, content)),
    transfer: (request) => meters.run(meter, () => syncer.transfer(request)),
  };
}

/** The same target, whose requests are told to `meter`. */
export function meteredTarget(target: CaseManagementTarget, meter: RequestMeter): CaseManagementTarget {
  return {
    capabilities: target.capabilities,
    contacts: meteredSyncer(target.contacts, meter),
    matters: meteredSyncer(target.matters, meter),
    relationships: meteredSyncer(target.relationships, meter),
    notes: meteredSyncer(target.notes, meter),
    documents: meteredDocuments(target.documents, meter),
    verify: () => meters.run(meter, () => target.verify()),
    setUp: (options) => meters.run(meter, () => target.setUp(options)),
    fields: (level) => meters.run(meter, () => target.fields(level)),
  };
}
