import { describe, expect, it } from 'vitest';
import { contactWords } from './contact-draft.ts';
import { readProblem, rejectionOf, withoutValues } from './problems.ts';
import { sentOf } from './sent.ts';

describe('an error body', () => {
  it.each([
    [{ error: { type: 'X', message: 'Bad' } }, { type: 'X', text: 'Bad' }],
    [
      { error: 'invalid_token', error_description: 'Expired' },
      { type: 'invalid_token', text: 'Expired' },
    ],
    [{ error: 'invalid_token' }, { type: 'invalid_token', text: 'invalid_token' }],
    [{ message: 'Bad' }, { text: 'Bad' }],
    [{ errors: ['a', { message: 'b' }] }, { text: 'a; b' }],
    ['plain words', { text: 'plain words' }],
    ['<html>Oops</html>', { text: '' }],
    [{ error: { type: 7, message: null } }, { text: '' }],
    [[], { text: '' }],
    [null, { text: '' }],
    [undefined, { text: '' }],
  ])('%j', (body, problem) => expect(readProblem(body)).toEqual(problem));
});

describe('a refusal', () => {
  const draft = {
    fields: { first_name: 'Wilhelmina', date_of_birth: '1984-02-30' },
    rows: { email_addresses: [{ parts: { address: 'w@secret.test' } }] },
  };
  const sent = sentOf(draft, contactWords);

  it.each([
    ['Date of birth is invalid', ['date_of_birth']],
    ['first_name is too long (Wilhelmina)', ['first_name']],
    ['email_addresses.address w@secret.test is invalid', ['email_addresses']],
    ['Something else', []],
  ])('%s names %j', (message, fields) => {
    const rejection = rejectionOf(422, { text: message }, sent);
    expect(rejection).toMatchObject({ code: 'invalid', fields });
    expect(rejection.message).not.toMatch(/Wilhelmina|secret/);
  });

  it('keeps what was meant and drops what was said', () => {
    expect(withoutValues('status must be one of ["a", "b"] for 123-45-6789', [])).toBe(
      'status must be one of […, …] for …',
    );
    expect(withoutValues('x'.repeat(500), []).length).toBeLessThan(200);
  });
});
