import { Anchor, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RunStatus } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { runsQuery } from '../runs/run-queries.ts';
import { RunTable } from '../runs/run-table.tsx';
import { statusWords } from '../words/run-words.ts';
import { NextStep } from './next-step.tsx';
import { Reconciliations } from './reconciliations.tsx';

/** What somebody has to know in the morning, the urgent first. */
const watched: readonly RunStatus[] = ['needs-attention', 'failed', 'partial', 'running', 'queued'];

/** The API counts nothing; as many as fit on one page are counted here, and more are said to be more. */
const countedAtMost = 100;

export function OverviewPage() {
  const latest = useQuery(runsQuery({ limit: 5 }));
  return (
    <Page title="Overview">
      <NextStep />
      <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }}>
        {watched.map((status) => (
          <Count key={status} status={status} />
        ))}
      </SimpleGrid>
      <Reconciliations />
      <Stack>
        <Title order={2} size="h3">
          Latest runs
        </Title>
        {latest.error && <ProblemAlert error={latest.error} onRetry={latest.refetch} />}
        {latest.isPending && !latest.error && <Loading what="the latest runs" />}
        {latest.data?.items.length === 0 && <Text c="dimmed">None yet.</Text>}
        {latest.data && latest.data.items.length > 0 && <RunTable runs={latest.data.items} />}
      </Stack>
    </Page>
  );
}

function Count({ status }: { readonly status: RunStatus }) {
  const { data } = useQuery(runsQuery({ status, limit: countedAtMost }));
  const count = data === undefined ? '…' : `${data.items.length}${data.nextCursor === undefined ? '' : '+'}`;
  return (
    <Paper withBorder p="md">
      <Anchor underline="hover" renderRoot={(props) => <Link {...props} to="/runs" search={{ status }} />}>
        <Text span size="xl" fw={700} display="block">
          {count}
        </Text>
        <Text span size="sm">
          {statusWords[status]}
        </Text>
      </Anchor>
    </Paper>
  );
}
