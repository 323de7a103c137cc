import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MatterProfile } from '../api/answers.ts';
import { useTargetTitle } from '../integrations/integration-queries.ts';
import { useNamed } from '../integrations/named.ts';
import { matterQuery } from '../matters/matter-queries.ts';
import { kindWords } from '../words/matter-words.ts';
import { momentOf } from '../words/moments.ts';
import { namesIn, traitsOf } from '../words/people.ts';
import { AnswerForm } from './answer-form.tsx';
import type { OpenQuestion } from './attention-queries.ts';
import type { Decided } from './decide.ts';
import { ValueAnswer } from './value-answer.tsx';

interface Props {
  readonly question: OpenQuestion;
  readonly onDecided: (decided: Decided) => void;
}

/** One question, with both sides beside one another. Nothing is chosen beforehand. */
export function QuestionCard({ question, onDecided }: Props) {
  const { integrationId, matterId } = question;
  const { data: profile } = useQuery(matterQuery(integrationId, matterId));
  const named = useNamed(integrationId);
  const target = useTargetTitle(integrationId);
  const names = profile ? namesIn(profile) : new Map<string, string>();
  const name = names.get(`${question.kind} ${question.sourceId}`) ?? question.sourceId;
  return (
    <Paper withBorder p="lg" component="article" aria-labelledby={`question-${question.id}`}>
      <Stack>
        <Title order={2} size="h4" id={`question-${question.id}`}>
          {named(question.question)}
        </Title>
        <Text size="sm" c="dimmed">
          {kindWords[question.kind]} “{name}” of the matter{' '}
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => (
              <Link {...props} to="/matters/$integrationId/$matterId" params={{ integrationId, matterId }} />
            )}
          >
            {names.get(`matter ${matterId}`) ?? matterId}
          </Anchor>
          , since {momentOf(question.since)}
        </Text>
        {question.crosswalk === undefined ? (
          <AnswerForm
            question={question}
            onDecided={onDecided}
            name={name}
            traits={traitsIn(profile, question)}
            target={target}
          />
        ) : (
          <ValueAnswer question={question} onDecided={onDecided} target={target} />
        )}
      </Stack>
    </Paper>
  );
}

function traitsIn(profile: MatterProfile | undefined, { kind, sourceId }: OpenQuestion): string[] {
  if (!profile || kind !== 'contact') return [];
  const contact = [profile.client, ...profile.contacts].find(({ id }) => id === sourceId);
  return contact ? traitsOf(contact) : [];
}
