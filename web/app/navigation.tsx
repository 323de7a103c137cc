import { Badge, NavLink, Stack } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { questionCount, useOpenQuestions } from '../attention/attention-queries.ts';

const places = [
  { to: '/', label: 'Overview' },
  { to: '/matters', label: 'Matters' },
  { to: '/attention', label: 'Attention' },
  { to: '/runs', label: 'Runs' },
  { to: '/integrations', label: 'Integrations' },
] as const;

export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const open = useOpenQuestions();
  const isHere = (to: string): boolean => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`));
  return (
    <Stack component="nav" aria-label="Main" gap={4}>
      {places.map(({ to, label }) => (
        <NavLink
          key={to}
          label={label}
          active={isHere(to)}
          color="pine"
          variant="subtle"
          fw={isHere(to) ? 700 : 500}
          onClick={onNavigate}
          rightSection={
            to === '/attention' && open.questions.length > 0 ? <Waiting count={questionCount(open)} /> : undefined
          }
          renderRoot={(props) => <Link {...props} to={to} {...(isHere(to) ? { 'aria-current': 'page' } : {})} />}
        />
      ))}
    </Stack>
  );
}

function Waiting({ count }: { readonly count: string }) {
  return (
    <Badge size="sm" variant="default" aria-label={`${count} waiting`}>
      {count}
    </Badge>
  );
}
