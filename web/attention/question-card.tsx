import { Anchor, Button, Group, List, Paper, Radio, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { MatterProfile } from '../api/answers.ts';
import { OutsideLink } from '../app/outside-link.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { matterQuery } from '../matters/matter-queries.ts';
import { choiceWords } from '../words/choice-words.ts';
import { kindWords } from '../words/matter-words.ts';
import { momentOf } from '../words/moments.ts';
import { namesIn, traitsOf } from '../words/people.ts';
import type { OpenQuestion } from './attention-queries.ts';
import { type Answer, useDecide } from './decide.ts';
import { ValueAnswer } from './value-answer.tsx';

/** A choice in a form: with the candidate that it is about, where there is one. */
function keyOf({ choice, targetRef }: Answer): string {
  return targetRef === undefined ? choice : `${choice} ${targetRef}`;
}

function answersOf({ choices, candidates }: OpenQuestion): Answer[] {
  return choices.flatMap((choice): Answer[] =>
    choice === 'link' ? candidates.map(({ targetRef }) => ({ choice, targetRef })) : [{ choice }],
  );
}

/** One question, with both sides beside one another. Nothing is chosen beforehand. */
export function QuestionCard({ question }: { readonly question: OpenQuestion }) {
  const { integrationId, matterId } = question;
  const { data: integrations } = useQuery(integrationsQuery);
  const { data: profile } = useQuery(matterQuery(integrationId, matterId));
  const ends = useEnds();
  const integration = integrations?.find(({ id }) => id === integrationId);
  const target = integration ? ends.target(integration) : 'the target';
  const names = profile ? namesIn(profile) : new Map<string, string>();
  const name = names.get(`${question.kind} ${question.sourceId}`) ?? question.sourceId;
  return (
    <Paper withBorder p="lg" component="article" aria-labelledby={`question-${question.id}`}>
      <Stack>
        <Title order={2} size="h4" id={`question-${question.id}`}>
          {question.question}
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
          <AnswerForm question={question} name={name} traits={traitsIn(profile, question)} target={target} />
        ) : (
          <ValueAnswer question={question} target={target} />
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

interface FormProps {
  readonly question: OpenQuestion;
  readonly name: string;
  /** What the intake has of it, to be compared with the candidates. */
  readonly traits: readonly string[];
  readonly target: string;
}

function AnswerForm({ question, name, traits, target }: FormProps) {
  const mayAct = useMayActAs('operator');
  const [chosen, setChosen] = useState('');
  const [isMissing, setMissing] = useState(false);
  const deciding = useDecide(question);
  const answers = answersOf(question);
  const decide = (event: FormEvent): void => {
    event.preventDefault();
    const given = answers.find((one) => keyOf(one) === chosen);
    setMissing(given === undefined);
    if (given) deciding.mutate(given);
  };
  return (
    <form onSubmit={decide}>
      <Radio.Group
        label="What is right?"
        value={chosen}
        onChange={(value) => {
          setChosen(value);
          setMissing(false);
        }}
        error={isMissing ? 'Choose one of these first.' : undefined}
      >
        <Stack mt="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <SourceSide question={question} name={name} traits={traits} />
            {question.candidates.map((candidate) => (
              <CandidateSide key={candidate.targetRef} candidate={candidate} question={question} target={target} />
            ))}
          </SimpleGrid>
          {answers
            .filter(({ targetRef }) => targetRef === undefined)
            .map((one) => (
              <Radio key={keyOf(one)} value={keyOf(one)} label={choiceWords(one.choice, target)} disabled={!mayAct} />
            ))}
        </Stack>
      </Radio.Group>
      {deciding.error && <ProblemAlert error={deciding.error} />}
      {mayAct && (
        <Group mt="md">
          <Button type="submit" loading={deciding.isPending}>
            Decide
          </Button>
        </Group>
      )}
    </form>
  );
}

function SourceSide({ question, name, traits }: Omit<FormProps, 'target'>) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" fw={600}>
        In the intake: {name}
      </Text>
      <Text size="sm" mt="xs" className="break-anywhere">
        {traits.join(', ')}
      </Text>
      <Text size="sm" mt="xs" fw={600}>
        Why it is asked
      </Text>
      <List size="sm">
        {question.evidence.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Paper>
  );
}

interface CandidateProps {
  readonly candidate: OpenQuestion['candidates'][number];
  readonly question: OpenQuestion;
  readonly target: string;
}

function CandidateSide({ candidate, question, target }: CandidateProps) {
  const { targetRef, url, summary } = candidate;
  return (
    <Paper withBorder p="sm">
      <Text size="sm" fw={600}>
        In {target}
      </Text>
      <Text size="sm" mt="xs" className="break-anywhere">
        {summary}
      </Text>
      {url !== undefined && <OutsideLink href={url}>Open in {target}</OutsideLink>}
      {question.choices.includes('link') && (
        <Radio mt="sm" value={keyOf({ choice: 'link', targetRef })} label={choiceWords('link', target)} />
      )}
    </Paper>
  );
}
