import { Alert, AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { sessionQuery, signOut } from '../api/session.ts';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import { Dialog } from './dialog.tsx';
import { useLive } from './live.ts';
import { Navigation } from './navigation.tsx';
import { PressButton } from './press-button.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { SignedOutDialog } from './signed-out-dialog.tsx';
import { noteSignedOut } from './signed-out.ts';

export function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const isLive = useLive();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <AppShell.Header>
        <Header isOpen={isOpen} onToggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" component="div">
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className="main">
        {!isLive && (
          <Alert role="status" mb="md" variant="default" title="The connection to Casebridge was cut">
            What you see may be older. This page goes on by itself as soon as there is an answer.
          </Alert>
        )}
        <div className="content">
          <Outlet />
        </div>
      </AppShell.Main>
      <SignedOutDialog />
    </AppShell>
  );
}

function Header({ isOpen, onToggle }: { readonly isOpen: boolean; readonly onToggle: () => void }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Burger
          opened={isOpen}
          onClick={onToggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
        />
        <Text fw={700}>Casebridge</Text>
        <Text c="dimmed" truncate visibleFrom="sm">
          {session?.firm.name}
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <ColorSchemeButton />
        <SignOutButton />
      </Group>
    </Group>
  );
}

function SignOutButton() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.clear();
      noteSignedOut(false);
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <>
      <PressButton size="xs" variant="default" isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
        Sign out
      </PressButton>
      <Dialog opened={leaving.isError} onClose={leaving.reset} title="You are still signed in">
        <ProblemAlert error={leaving.error} />
      </Dialog>
    </>
  );
}
