import { Center, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '../api/answers.ts';
import { askForSession, sessionQuery, signIn } from '../api/session.ts';
import { headingsTakeFocus } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { noteSignedOut } from '../app/signed-out.ts';
import { SignInForm } from './sign-in-form.tsx';
import { takeTicket } from './ticket.ts';

// Taken when the script starts: the address is clean before anything else can read it.
const ticketOfLink = takeTicket();

/** An address that somebody else put into a link must not lead anywhere but to our own pages. */
function isOwnPath(next: string | undefined): next is string {
  return (
    next !== undefined &&
    URL.canParse(next, location.origin) &&
    new URL(next, location.origin).origin === location.origin
  );
}

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const client = useQueryClient();
  const [ticket, setTicket] = useState(ticketOfLink);
  const enter = (session: Session): void => {
    client.setQueryData(sessionQuery.queryKey, session);
    noteSignedOut(false);
    router.history.push(isOwnPath(next) ? next : '/');
  };
  const byTicket = useMutation({
    mutationFn: signIn,
    meta: { signsIn: true },
    onSuccess: enter,
    // A link works once, but whoever follows it a second time in the same browser is signed in already.
    onError: async () => {
      const session = await askForSession().catch(() => null);
      if (session) enter(session);
    },
  });
  const { mutate } = byTicket;
  useEffect(() => {
    document.title = 'Sign in · Casebridge';
    headingsTakeFocus();
    if (ticket === undefined) return;
    setTicket(undefined);
    mutate({ ticket });
  }, [ticket, mutate]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <Stack>
          <Title order={1} size="h2">
            Sign in to Casebridge
          </Title>
          {byTicket.error && <ProblemAlert error={byTicket.error} />}
          {byTicket.isPending ? (
            <Stack align="center" role="status">
              <Loader />
              <Text>Signing you in …</Text>
            </Stack>
          ) : (
            <SignInForm onSignedIn={enter} />
          )}
        </Stack>
      </Paper>
    </Center>
  );
}
