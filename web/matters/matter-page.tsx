import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { MatterProfile } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { StateBadge } from '../app/state-badge.tsx';
import { matterQuestionsQuery } from '../attention/attention-queries.ts';
import { useTargetTitle } from '../integrations/integration-queries.ts';
import { RunProgress } from '../runs/run-progress.tsx';
import { valueWords } from '../words/field-words.ts';
import { stateWords } from '../words/matter-words.ts';
import { counted } from '../words/run-words.ts';
import { MatterActions } from './matter-actions.tsx';
import { MatterFacts } from './matter-facts.tsx';
import { MatterFamily } from './matter-family.tsx';
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
  const target = useTargetTitle(integrationId);
  return (
    <Page
      title={valueWords(profile.matter.fields['title'])}
      actions={<StateBadge state={profile.state}>{stateWords[profile.state]}</StateBadge>}
    >
      <MatterActions {...{ integrationId, profile, target }} />
      {profile.runId !== undefined && <RunProgress runId={profile.runId} />}
      <Asked integrationId={integrationId} matterId={profile.matter.id} />
      <MatterFacts integrationId={integrationId} profile={profile} target={target} />
      <MatterFamily profile={profile} target={target} />
    </Page>
  );
}

/** Leads to what waits for an answer about this matter. */
function Asked({ integrationId, matterId }: { readonly integrationId: string; readonly matterId: string }) {
  const count = useQuery(matterQuestionsQuery(integrationId, matterId)).data?.length ?? 0;
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
