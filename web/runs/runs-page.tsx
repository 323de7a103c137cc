import { Anchor, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Run, RunStatus } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { Pager } from '../app/pager.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { firstPageWith } from '../app/search-texts.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { type MatterOfIntegration, useMatterTitles } from '../matters/matter-titles.ts';
import { statusWords } from '../words/run-words.ts';
import { MatterName } from './matter-name.tsx';
import { runsQuery, type RunsFilter } from './run-queries.ts';
import { RunTable } from './run-table.tsx';

const useRunsSearch = () => useSearch({ from: '/frame/runs' });

function filterOf({ status, ...rest }: ReturnType<typeof useRunsSearch>): RunsFilter {
  const known = Object.keys(statusWords).find((key): key is RunStatus => key === status);
  return { ...rest, ...(known && { status: known }) };
}

export function RunsPage() {
  const search = useRunsSearch();
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(runsQuery(filterOf(search)));
  return (
    <Page title="Runs">
      <Filters />
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isPending && !error && <Loading what="the runs" />}
      {data && (
        <>
          <Runs runs={data.items} isOld={isPlaceholderData} />
          <Pager route="/runs" cursor={search.cursor} nextCursor={data.nextCursor} isBusy={isPlaceholderData} />
        </>
      )}
    </Page>
  );
}

function Runs({ runs, isOld }: { readonly runs: readonly Run[]; readonly isOld: boolean }) {
  return runs.length === 0 ? <Text>No run fits.</Text> : <RunTable runs={runs} isOld={isOld} />;
}

function OfMatter(of: MatterOfIntegration) {
  const titleOf = useMatterTitles([of]);
  return (
    <Text size="sm">
      Of the matter <MatterName of={of} title={titleOf(of)} />.
    </Text>
  );
}

function Filters() {
  const search = useRunsSearch();
  const navigate = useNavigate({ from: '/runs' });
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const ends = useEnds();
  const change = (changed: Record<string, string | undefined>) =>
    void navigate({ search: (before) => firstPageWith(before, changed), replace: true });
  return (
    <Group align="end" role="search">
      {integrations.length > 1 && (
        <Select
          label="Integration"
          placeholder="Any"
          clearable
          data={integrations.map((one) => ({
            value: one.id,
            label: `${ends.source(one)} → ${ends.account(one) ?? ''}`,
          }))}
          value={search.integration ?? null}
          onChange={(integration) => change({ integration: integration ?? undefined })}
        />
      )}
      <Select
        label="Status"
        placeholder="Any"
        clearable
        data={Object.entries(statusWords).map(([value, label]) => ({ value, label }))}
        value={search.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
      />
      {search.matter !== undefined && search.integration !== undefined && (
        <OfMatter integrationId={search.integration} matterId={search.matter} />
      )}
      {search.batch !== undefined && <Text size="sm">Of one reconciliation.</Text>}
      {(search.matter ?? search.batch) !== undefined && (
        <Anchor underline="always" size="sm" renderRoot={(props) => <Link {...props} to="/runs" />}>
          Show all runs
        </Anchor>
      )}
    </Group>
  );
}
