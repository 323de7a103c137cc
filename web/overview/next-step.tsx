import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '../api/answers.ts';
import { useMayActAs } from '../app/role.ts';
import { questionCount, useOpenQuestions } from '../attention/attention-queries.ts';
import { connectionsQuery, integrationsQuery } from '../integrations/integration-queries.ts';
import { runsQuery } from '../runs/run-queries.ts';

interface Step {
  readonly title: string;
  readonly text: string;
  readonly to: '/integrations' | '/matters' | '/attention';
  readonly button: string;
}

/** As the demonstration leaves a firm: it has shown one matter, and the next is for the newcomer to choose. */
function isOneMatterDone(runs: readonly Run[]): boolean {
  return new Set(runs.map(({ matterId }) => matterId)).size === 1 && runs.some(({ status }) => status === 'succeeded');
}

const firstSteps = 'Open it, press Preview to see what would happen, then Convert.';

/** What comes next for a firm that has come this far; nothing for one that is in its stride. */
function useNextStep(): Step | undefined {
  const { data: connections } = useQuery(connectionsQuery);
  const { data: integrations } = useQuery(integrationsQuery);
  const { data: runs } = useQuery(runsQuery({ limit: 5 }));
  const open = useOpenQuestions();
  const { questions } = open;
  const [mayConnect, mayAct] = [useMayActAs('admin'), useMayActAs('operator')];
  if (!connections || !integrations || !runs) return undefined;
  if (integrations.length === 0 && !connections.some(({ status }) => status === 'connected'))
    return {
      title: 'First, connect your case management',
      text: mayConnect ? 'Press Connect there, allow the access, and come back.' : 'An admin of your firm can do it.',
      to: '/integrations',
      button: 'Go to Integrations',
    };
  if (integrations.length === 0)
    return {
      title: 'Connected. Now let matters go there',
      text: mayConnect ? 'One press on the next page.' : 'An admin of your firm can do it.',
      to: '/integrations',
      button: 'Go to Integrations',
    };
  if (runs.items.length === 0)
    return {
      title: 'Everything is set. Choose a first matter',
      text: mayAct ? firstSteps : 'Somebody whose key may sync can carry it over.',
      to: '/matters',
      button: 'Go to Matters',
    };
  if (questions.length > 0)
    return {
      title: questions.length === 1 ? 'One question waits for you' : `${questionCount(open)} questions wait for you`,
      text: 'What a machine should not decide is yours.',
      to: '/attention',
      button: 'Go to Attention',
    };
  if (runs.nextCursor === undefined && isOneMatterDone(runs.items))
    return {
      title: 'One matter is carried over. Choose the next',
      text: mayAct ? firstSteps : 'Somebody whose key may sync can carry it over.',
      to: '/matters',
      button: 'Go to Matters',
    };
  return undefined;
}

export function NextStep() {
  const step = useNextStep();
  if (!step) return null;
  return (
    <Paper withBorder p="lg" component="section" aria-label="Next step">
      <Stack gap="xs">
        <Title order={2} size="h3">
          {step.title}
        </Title>
        <Text>{step.text}</Text>
        <Group>
          <Button renderRoot={(props) => <Link {...props} to={step.to} />}>{step.button}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
