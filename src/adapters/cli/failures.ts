import { z } from 'zod';

/** The part of a problem+json answer that a person can use. */
export const Problem = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  code: z.string().optional(),
  action: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof Problem>;

/** The server turned the request down. */
export class RequestRefused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'RequestRefused';
    this.problem = problem;
  }
}

/** Nobody answers at the address, or not as Casebridge would. */
export class ServerUnreachable extends Error {
  constructor(url: string, why: string, cause?: unknown) {
    super(`${url}: ${why}`, cause === undefined ? undefined : { cause });
    this.name = 'ServerUnreachable';
  }
}

/** The command was typed in a way that cannot be carried out. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Lines for a person: what happened, about what, and what to do. */
export function describeFailure(failure: unknown): string[] {
  if (failure instanceof RequestRefused) return describeProblem(failure.problem);
  if (failure instanceof ServerUnreachable) {
    return [
      'The server cannot be reached',
      `  ${failure.message}`,
      '  What to do: start it, or set CASEBRIDGE_URL to where it runs.',
    ];
  }
  if (isTakenPort(failure))
    return [`Port ${failure.port} is taken`, '  What to do: stop what listens there, or set PORT to another one.'];
  return [failure instanceof Error ? failure.message : String(failure)];
}

function isTakenPort(failure: unknown): failure is Error & { readonly port: number } {
  return failure instanceof Error && 'code' in failure && failure.code === 'EADDRINUSE' && 'port' in failure;
}

function describeProblem({ title, detail, errors = [], action, code }: Problem): string[] {
  return [
    code === undefined ? title : `${title} (${code})`,
    ...(detail === undefined || detail === title ? [] : [`  ${detail}`]),
    ...errors.map(({ path, message }) => `  ${path}: ${message}`),
    ...(action === undefined ? [] : [`  What to do: ${action}`]),
  ];
}
