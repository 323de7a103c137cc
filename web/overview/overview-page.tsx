import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { runsQuery } from '../runs/run-queries.ts';
import { RunTable } from '../runs/run-table.tsx';
import { NextStep } from './next-step.tsx';
import { Reconciliations } from './reconciliations.tsx';
import { Standing } from './standing.tsx';

export function OverviewPage() {
  const latest = useQuery(runsQuery({ limit: 5 }));
  return (
    <Page title="Overview">
      <NextStep />
      <Standing />
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
