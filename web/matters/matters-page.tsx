import { Anchor, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Integration, ListedMatter, SyncState } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { Pager } from '../app/pager.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { firstPageWith } from '../app/search-texts.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { matterStatusWords, stateWords } from '../words/matter-words.ts';
import { mattersQuery, type MattersFilter } from './matter-queries.ts';
import { MatterTable } from './matter-table.tsx';

function choices<Key extends string>(words: Readonly<Record<Key, string>>) {
  return Object.entries<string>(words).map(([value, label]) => ({ value, label }));
}

/** The word of an address as the filter takes it; another one is none. */
function known<Key extends string>(words: Readonly<Record<Key, string>>, value: string | undefined): Key | undefined {
  return Object.keys(words).find((key): key is Key => key === value);
}

function filterOf(search: ReturnType<typeof useMattersSearch>): MattersFilter {
  const status: ListedMatter['status'] | undefined = known(matterStatusWords, search.status);
  const state: SyncState | undefined = known(stateWords, search.state);
  return {
    ...(search.q !== undefined && { q: search.q }),
    ...(status && { status }),
    ...(state && { state }),
    ...(search.cursor !== undefined && { cursor: search.cursor }),
  };
}

const useMattersSearch = () => useSearch({ from: '/frame/matters' });

export function MattersPage() {
  const search = useMattersSearch();
  const { data: integrations, error } = useQuery(integrationsQuery);
  const integration = integrations?.find(({ id }) => id === search.integration) ?? integrations?.[0];
  return (
    <Page title="Matters">
      {error && <ProblemAlert error={error} />}
      {!integrations && !error && <Loading what="the matters" />}
      {integrations?.length === 0 && (
        <Text>
          Nothing is connected yet.{' '}
          <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/integrations" />}>
            Connect a system
          </Anchor>{' '}
          and its matters appear here.
        </Text>
      )}
      {integration && integrations && <Listed integration={integration} integrations={integrations} />}
    </Page>
  );
}

function Listed({ integration, integrations }: { integration: Integration; integrations: readonly Integration[] }) {
  const search = useMattersSearch();
  const ends = useEnds();
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(
    mattersQuery(integration.id, filterOf(search)),
  );
  return (
    <>
      <Filters integration={integration} integrations={integrations} />
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isPending && !error && <Loading what="the matters" />}
      {data && (
        <>
          {data.items.length > 0 ? (
            <MatterTable
              integrationId={integration.id}
              matters={data.items}
              target={ends.target(integration)}
              isOld={isPlaceholderData}
            />
          ) : (
            <Text>{data.nextCursor === undefined ? 'No matter fits.' : 'None on this page; go on to the next.'}</Text>
          )}
          <Pager route="/matters" cursor={search.cursor} nextCursor={data.nextCursor} isBusy={isPlaceholderData} />
        </>
      )}
    </>
  );
}

function Filters({ integration, integrations }: { integration: Integration; integrations: readonly Integration[] }) {
  const search = useMattersSearch();
  const navigate = useNavigate({ from: '/matters' });
  const ends = useEnds();
  const [typed, setTyped] = useState(search.q ?? '');
  const [found, setFound] = useState(search.q);
  // The address was changed by something else, such as a link: the field follows it.
  if (search.q !== found) {
    setFound(search.q);
    if ((search.q ?? '') !== typed.trim()) setTyped(search.q ?? '');
  }
  const change = (changed: Record<string, string | undefined>) =>
    void navigate({ search: (before) => firstPageWith(before, changed), replace: true });
  const find = useDebouncedCallback((text: string) => change({ q: text.trim() === '' ? undefined : text.trim() }), 250);
  return (
    <Group align="end" role="search">
      {integrations.length > 1 && (
        <Select
          label="Integration"
          allowDeselect={false}
          data={integrations.map((one) => ({
            value: one.id,
            label: `${ends.source(one)} → ${ends.account(one) ?? ends.target(one)}`,
          }))}
          value={integration.id}
          onChange={(value) => change({ integration: value ?? undefined })}
        />
      )}
      <TextInput
        type="search"
        label="Search"
        placeholder="Title, number or client"
        flex="1 1 220px"
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          find(value);
        }}
      />
      <Select
        label="Status"
        placeholder="Any"
        clearable
        w={170}
        data={choices(matterStatusWords)}
        value={search.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
      />
      <Select
        label="Sync state"
        placeholder="Any"
        clearable
        w={170}
        data={choices(stateWords)}
        value={search.state ?? null}
        onChange={(state) => change({ state: state ?? undefined })}
      />
    </Group>
  );
}
