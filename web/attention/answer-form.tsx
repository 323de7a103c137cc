import { Group, List, Paper, Radio, SimpleGrid, Stack, Text, VisuallyHidden } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { OutsideLink } from '../app/outside-link.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { useNamed } from '../integrations/named.ts';
import { choiceWords } from '../words/choice-words.ts';
import type { OpenQuestion } from './attention-queries.ts';
import { type Answer, type Decided, useDecide } from './decide.ts';

/** A choice in a form: with the candidate that it is about, where there is one. */
function keyOf({ choice, targetRef }: Answer): string {
  return targetRef === undefined ? choice : `${choice} ${targetRef}`;
}

function answersOf({ choices, candidates }: OpenQuestion): Answer[] {
  return choices.flatMap((choice): Answer[] =>
    choice === 'link' ? candidates.map(({ targetRef }) => ({ choice, targetRef })) : [{ choice }],
  );
}

interface FormProps {
  readonly question: OpenQuestion;
  readonly name: string;
  /** What the intake has of it, to be compared with the candidates. */
  readonly traits: readonly string[];
  readonly target: string;
  readonly onDecided: (decided: Decided) => void;
}

/** Both sides beside one another, and the choices. */
export function AnswerForm({ question, name, traits, target, onDecided }: FormProps) {
  const mayAct = useMayActAs('operator');
  const [chosen, setChosen] = useState('');
  const [isMissing, setMissing] = useState(false);
  const deciding = useDecide(question, onDecided);
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
              <CandidateSide key={candidate.targetRef} {...{ candidate, question, target, mayAct }} />
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
      {!mayAct && (
        <Text size="sm" c="dimmed" mt="sm">
          Your key may look, but not decide.
        </Text>
      )}
      {mayAct && (
        <Group mt="md">
          <PressButton type="submit" isBusy={deciding.isPending}>
            Decide
          </PressButton>
        </Group>
      )}
    </form>
  );
}

function SourceSide({ question, name, traits }: Omit<FormProps, 'target' | 'onDecided'>) {
  const named = useNamed(question.integrationId);
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
          <List.Item key={line}>{named(line)}</List.Item>
        ))}
      </List>
    </Paper>
  );
}

interface CandidateProps {
  readonly candidate: OpenQuestion['candidates'][number];
  readonly question: OpenQuestion;
  readonly target: string;
  readonly mayAct: boolean;
}

function CandidateSide({ candidate, question, target, mayAct }: CandidateProps) {
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
        <Radio
          mt="sm"
          value={keyOf({ choice: 'link', targetRef })}
          disabled={!mayAct}
          // Among several candidates the words alone do not tell which one is meant.
          label={
            <>
              {choiceWords('link', target)}
              <VisuallyHidden>: {summary}</VisuallyHidden>
            </>
          }
        />
      )}
    </Paper>
  );
}
