import type { core, z } from 'zod';
import type { FieldProblem } from '../../../domain/refusals.ts';

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function problemsOfIssue(issue: core.$ZodIssue): FieldProblem[] {
  // One problem per key: a page marks fields one by one.
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: 'There is no such field.' }));
  }
  return [{ path: dotted(issue.path), message: issue.message }];
}

/** What a schema found wrong, field by field. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap(problemsOfIssue);
}
