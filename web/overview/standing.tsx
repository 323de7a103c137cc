import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Integration, RunStatus, SyncState } from '../api/answers.ts';
import { useOpenQuestions } from '../attention/attention-queries.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { mattersQuery } from '../matters/matter-queries.ts';
import { runsQuery } from '../runs/run-queries.ts';

/** The API counts nothing; as many as fit on one page are counted here, and more are said to be more. */
const countedAtMost = 100;

/**
 * What somebody has to know in the morning, the urgent first. What went wrong is told of matters, not of runs: a run
 * that failed stays in the history for ever, a matter that was put right since is no longer anybody's concern.
 */
export function Standing() {
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const ends = useEnds();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }}>
      <Questions />
      {integrations.map((integration) => {
        const where = integrations.length > 1 ? `, ${ends.target(integration)}` : '';
        return (
          <Fragment key={integration.id}>
            <MattersIn integration={integration} state="failed" label={`Matters failed${where}`} />
            <MattersIn integration={integration} state="partial" label={`Matters synced in part${where}`} />
          </Fragment>
        );
      })}
      <RunsAt status="running" label="Runs under way" />
      <RunsAt status="queued" label="Runs waiting their turn" />
    </SimpleGrid>
  );
}

function Questions() {
  const open = useOpenQuestions();
  return (
    <Tile
      label="Needs attention"
      count={open.isUnknown ? undefined : open.questions.length}
      more={open.more}
      isLost={open.error !== undefined}
      leadsTo={{ to: '/attention' }}
    />
  );
}

interface MattersProps {
  readonly integration: Integration;
  readonly state: SyncState;
  readonly label: string;
}

function MattersIn({ integration: { id }, state, label }: MattersProps) {
  const { data, isError } = useQuery(mattersQuery(id, { state, limit: countedAtMost }));
  return (
    <Tile
      label={label}
      count={data?.items.length}
      isLost={isError}
      more={data?.nextCursor !== undefined}
      leadsTo={{ to: '/matters', search: { state, integration: id } }}
    />
  );
}

function RunsAt({ status, label }: { readonly status: RunStatus; readonly label: string }) {
  const { data, isError } = useQuery(runsQuery({ status, limit: countedAtMost }));
  return (
    <Tile
      label={label}
      count={data?.items.length}
      isLost={isError}
      more={data?.nextCursor !== undefined}
      leadsTo={{ to: '/runs', search: { status } }}
    />
  );
}

interface TileProps {
  readonly label: string;
  readonly count: number | undefined;
  readonly more?: boolean;
  /** It could not be asked for. */
  readonly isLost?: boolean;
  readonly leadsTo: Pick<LinkProps, 'to' | 'search'>;
}

function Tile({ label, count, more = false, isLost = false, leadsTo }: TileProps) {
  return (
    <Paper withBorder p="md">
      <Anchor underline="hover" renderRoot={(props) => <Link {...props} {...leadsTo} />}>
        <Text span size="xl" fw={700} display="block">
          {count === undefined ? (isLost ? 'Not known' : '…') : `${count}${more ? '+' : ''}`}
        </Text>
        <Text span size="sm">
          {label}
        </Text>
      </Anchor>
    </Paper>
  );
}
