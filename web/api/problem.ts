interface Told {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** A request that was turned down or did not arrive: what happened, and what a person can do, in the server's words. */
export class ApiProblem extends Error implements Told {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly errors: Told['errors'];

  constructor(told: Told) {
    super(told.title);
    this.name = 'ApiProblem';
    this.status = told.status;
    this.code = told.code;
    this.title = told.title;
    this.detail = told.detail;
    this.action = told.action;
    this.errors = told.errors;
  }
}

/** No answer at all. */
export function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'server-unreachable',
    title: 'Casebridge cannot be reached',
    detail: cause instanceof Error ? cause.message : 'There was no answer.',
    action:
      'Check your network. What is shown here comes by itself as soon as there is an answer; press a button again then, which is safe.',
    errors: [],
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** The problem in an answer; one that is no problem+json comes from something between us and the server. */
export function problemIn(status: number, body: unknown): ApiProblem {
  const told = isRecord(body) ? body : {};
  const errors = Array.isArray(told['errors']) ? told['errors'].filter(isRecord) : [];
  return new ApiProblem({
    status,
    code: text(told['code'], 'unexpected'),
    title: text(told['title'], 'The answer cannot be understood'),
    detail: text(told['detail'], `The server answered ${status}.`),
    action: text(told['action'], 'Try again in a moment.'),
    errors: errors.map(({ path, message }) => ({ path: text(path, ''), message: text(message, '') })),
  });
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}
