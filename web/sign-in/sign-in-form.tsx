import { PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Session } from '../api/answers.ts';
import { signIn } from '../api/session.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';

/** Takes a key once; it is sent, and then forgotten here. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: (session: Session) => unknown }) {
  const [key, setKey] = useState('');
  const signing = useMutation({
    mutationFn: () => signIn({ key }),
    meta: { signsIn: true },
    onSuccess: (session) => {
      setKey('');
      return onSignedIn(session);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label="Key"
          description="Begins with cb_. Whoever set up Casebridge for your firm has it."
          autoComplete="current-password"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
          required
          withAsterisk={false}
          data-autofocus
        />
        {signing.error && <ProblemAlert error={signing.error} />}
        <PressButton type="submit" isBusy={signing.isPending}>
          Sign in
        </PressButton>
      </Stack>
    </form>
  );
}
