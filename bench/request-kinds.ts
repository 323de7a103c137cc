import type { SeenRequest } from './load-messages.ts';

/** A kind of request, how many of it the floor has, and why there are more. */
export interface RequestKind {
  readonly name: string;
  readonly floor: number;
  readonly reason: string;
  readonly is: (request: SeenRequest) => boolean;
}

const sent = (method: string, path: RegExp) => (request: SeenRequest) =>
  request.method === method && request.host === 'api' && path.test(request.path);
const lookUp = (is: (query: string) => boolean) => (request: SeenRequest) =>
  sent('GET', /\/contacts\.json$/)(request) && request.query.query !== undefined && is(request.query.query);

/** What a standard conversion sends (docs/rules.md, section 9). The first kind that fits a request takes it. */
export const requestKinds: readonly RequestKind[] = [
  { name: 'make a contact', floor: 5, reason: '', is: sent('POST', /\/contacts\.json$/) },
  { name: 'make the matter', floor: 1, reason: '', is: sent('POST', /\/matters\.json$/) },
  { name: 'make a relationship', floor: 4, reason: '', is: sent('POST', /\/relationships\.json$/) },
  { name: 'make a note', floor: 5, reason: '', is: sent('POST', /\/notes\.json$/) },
  { name: 'announce a document', floor: 4, reason: '', is: sent('POST', /\/documents\.json$/) },
  { name: 'close a document', floor: 4, reason: '', is: sent('PATCH', /\/documents\/\d+\.json$/) },
  {
    name: 'transfer bytes',
    floor: 4,
    reason: '',
    is: (request) => request.host === 'storage' && request.method === 'PUT',
  },
  {
    name: 'look up by e-mail',
    floor: 0,
    reason: 'each address of a new person is looked for, so that nobody is made twice',
    is: lookUp((query) => query.includes('@')),
  },
  {
    name: 'look up by name',
    floor: 0,
    reason: 'the addresses found nobody; somebody of that name may be the same',
    is: lookUp((query) => !query.includes('@')),
  },
  {
    name: 'read the catalogue',
    floor: 0,
    reason: 'set-up, counted apart: the fields, areas and users, once until they change',
    is: sent('GET', /\/(custom_fields|practice_areas|users)\.json$/),
  },
];

export interface Counted {
  readonly kind: RequestKind;
  readonly count: number;
}

/** Requests by kind, and those that no kind explains. */
export function countKinds(requests: readonly SeenRequest[]): {
  readonly counted: readonly Counted[];
  readonly unexplained: readonly SeenRequest[];
} {
  const kindOf = (request: SeenRequest) => requestKinds.find(({ is }) => is(request));
  return {
    counted: requestKinds.map((kind) => ({
      kind,
      count: requests.filter((request) => kindOf(request) === kind).length,
    })),
    unexplained: requests.filter((request) => kindOf(request) === undefined),
  };
}
