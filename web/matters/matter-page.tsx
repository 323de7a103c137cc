import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { MatterProfile } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { StateBadge } from '../app/state-badge.tsx';
import { useOpenQuestions } from '../attention/attention-queries.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { RunProgress } from '../runs/run-progress.tsx';
import { fieldWords, valueWords } from '../words/field-words.ts';
import { matterStatusWords, stateWords } from '../words/matter-words.ts';
import { nameOf } from '../words/people.ts';
import { counted } from '../words/run-words.ts';
import { MatterActions } from './matter-actions.tsx';
import { LinkState, MatterFamily } from './matter-family.tsx';
import { matterQuery } from './matter-queries.ts';

export function MatterPage() {
  const { integrationId, matterId } = useParams({ from: '/frame/matters/$integrationId/$matterId' });
  const { data: profile, error, refetch } = useQuery(matterQuery(integrationId, matterId));
  if (profile) return <Profile key={matterId} integrationId={integrationId} profile={profile} />;
  return (
    <Page title="Matter">
      {error ? <ProblemAlert error={error} onRetry={refetch} /> : <Loading what="the matter" />}
    </Page>
  );
}

function Profile({ integrationId, profile }: { readonly integrationId: string; readonly profile: MatterProfile }) {
  const { data: integrations } = useQuery(integrationsQuery);
  const integration = integrations?.find(({ id }) => id === integrationId);
  const ends = useEnds();
  const target = integration ? ends.target(integration) : 'the target';
  return (
    <Page
      title={valueWords(profile.matter.fields['title'])}
      actions={<StateBadge state={profile.state}>{stateWords[profile.state]}</StateBadge>}
    >
      <MatterActions {...{ integrationId, profile, target }} />
      {profile.runId !== undefined && <RunProgress runId={profile.runId} />}
      <Asked matterId={profile.matter.id} />
      <Facts profile={profile} target={target} />
      <MatterFamily profile={profile} target={target} />
    </Page>
  );
}

/** Leads to what waits for an answer about this matter. */
function Asked({ matterId }: { readonly matterId: string }) {
  const { questions } = useOpenQuestions();
  const count = questions.filter((question) => question.matterId === matterId).length;
  if (count === 0) return null;
  return (
    <Text>
      {counted(count, 'question')} about this matter:{' '}
      <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/attention" />}>
        answer in Attention
      </Anchor>
    </Text>
  );
}

function Facts({ profile, target }: { readonly profile: MatterProfile; readonly target: string }) {
  const { matter, client } = profile;
  const shown = Object.entries(matter.fields).filter(
    ([path, value]) => !['title', 'status', 'client'].includes(path) && value !== null && value !== '',
  );
  return (
    <Paper withBorder p="md" component="section" aria-label="Matter">
      <Stack gap="sm">
        <Title order={2} size="h4">
          Matter
        </Title>
        <dl className="facts">
          <dt>Client</dt>
          <dd>{nameOf(client)}</dd>
          <dt>Status</dt>
          <dd>{matterStatusWords[matter.status]}</dd>
          {shown.map(([path, value]) => (
            <Fact key={path} path={path} value={value} />
          ))}
          <dt>{target}</dt>
          <dd>
            <LinkState link={matter.link} target={target} />
          </dd>
        </dl>
      </Stack>
    </Paper>
  );
}

function Fact({ path, value }: { readonly path: string; readonly value: unknown }) {
  return (
    <>
      <dt>{fieldWords(path)}</dt>
      <dd>{valueWords(value)}</dd>
    </>
  );
}
