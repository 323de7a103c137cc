import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { RunStatus, SyncState } from '../api/answers.ts';
import { useOpenQuestions } from '../attention/attention-queries.ts';
import { integrationsQuery } from '../integrations/integration-queries.ts';
import { mattersQuery } from '../matters/matter-queries.ts';
import { runsQuery } from '../runs/run-queries.ts';
import { stateWords } from '../words/matter-words.ts';
import { statusWords } from '../words/run-words.ts';

/** The API counts nothing; as many as fit on one page are counted here, and more are said to be more. */
const countedAtMost = 100;

/**
 * What somebody has to know in the morning, the urgent first. What went wrong is told of matters, not of runs: a run
 * that failed stays in the history for ever, a matter that was put right since is no longer anybody's concern.
 */
export function Standing() {
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }}>
      <Questions />
      <MattersIn state="failed" />
      <MattersIn state="partial" />
      <RunsAt status="running" />
      <RunsAt status="queued" />
    </SimpleGrid>
  );
}

function Questions() {
  const { questions, isPending } = useOpenQuestions();
  return (
    <Tile label="Needs attention" count={isPending ? undefined : questions.length} leadsTo={{ to: '/attention' }} />
  );
}

function MattersIn({ state }: { readonly state: SyncState }) {
  const { data: integrations } = useQuery(integrationsQuery);
  const counted = useQueries({
    queries: (integrations ?? []).map(({ id }) => mattersQuery(id, { state, limit: countedAtMost })),
  });
  const isPending = !integrations || counted.some(({ data }) => data === undefined);
  const concerned = integrations?.find((_, at) => (counted[at]?.data?.items.length ?? 0) > 0);
  return (
    <Tile
      label={stateWords[state]}
      count={isPending ? undefined : counted.reduce((sum, { data }) => sum + (data?.items.length ?? 0), 0)}
      more={counted.some(({ data }) => data?.nextCursor !== undefined)}
      leadsTo={{ to: '/matters', search: { state, ...(concerned && { integration: concerned.id }) } }}
    />
  );
}

function RunsAt({ status }: { readonly status: RunStatus }) {
  const { data } = useQuery(runsQuery({ status, limit: countedAtMost }));
  return (
    <Tile
      label={statusWords[status]}
      count={data?.items.length}
      more={data?.nextCursor !== undefined}
      leadsTo={{ to: '/runs', search: { status } }}
    />
  );
}

interface TileProps {
  readonly label: string;
  readonly count: number | undefined;
  readonly more?: boolean;
  readonly leadsTo: Pick<LinkProps, 'to' | 'search'>;
}

function Tile({ label, count, more = false, leadsTo }: TileProps) {
  return (
    <Paper withBorder p="md">
      <Anchor underline="hover" renderRoot={(props) => <Link {...props} {...leadsTo} />}>
        <Text span size="xl" fw={700} display="block">
          {count === undefined ? '…' : `${count}${more ? '+' : ''}`}
        </Text>
        <Text span size="sm">
          {label}
        </Text>
      </Anchor>
    </Paper>
  );
}
