import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { SearchableSelect } from '../app/searchable-select.tsx';
import { useNamed } from '../integrations/named.ts';
import type { OpenQuestion } from './attention-queries.ts';
import { type Decided, useDecide } from './decide.ts';

interface Props {
  readonly question: OpenQuestion;
  readonly target: string;
  readonly onDecided: (decided: Decided) => void;
}

/** Answers what a value is called in the target: one of its choices, or for a label a text. Nothing is chosen beforehand. */
export function ValueAnswer({ question, target, onDecided }: Props) {
  const mayAct = useMayActAs('operator');
  const [counterpart, setCounterpart] = useState('');
  const deciding = useDecide(question, onDecided);
  const named = useNamed(question.integrationId);
  if (!mayAct) return <Text c="dimmed">Your key may look, but not decide.</Text>;
  const may = (choice: OpenQuestion['choices'][number]) => question.choices.includes(choice);
  return (
    <Stack gap="sm">
      <Text size="sm">
        {named(question.evidence.join(' '))} The answer is kept and holds for every matter; the rest of this one has
        gone on.
      </Text>
      <Counterpart {...{ question, target, counterpart }} onChange={setCounterpart} />
      {deciding.error && <ProblemAlert error={deciding.error} />}
      <Group>
        <PressButton
          disabled={counterpart.trim() === ''}
          isBusy={deciding.isPending}
          onClick={() => deciding.mutate({ choice: 'link', targetRef: counterpart })}
        >
          Use this one
        </PressButton>
        {may('keep') && (
          <PressButton
            variant="default"
            isBusy={deciding.isPending}
            onClick={() => deciding.mutate({ choice: 'keep' })}
          >
            Write it as it is
          </PressButton>
        )}
        <PressButton variant="default" isBusy={deciding.isPending} onClick={() => deciding.mutate({ choice: 'leave' })}>
          Leave it empty
        </PressButton>
      </Group>
    </Stack>
  );
}

interface CounterpartProps extends Omit<Props, 'onDecided'> {
  readonly counterpart: string;
  readonly onChange: (counterpart: string) => void;
}

function Counterpart({ question, target, counterpart, onChange }: CounterpartProps) {
  const label = `Called in ${target}`;
  if (question.candidates.length === 0)
    return (
      <TextInput
        label={label}
        maw={420}
        value={counterpart}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  return (
    <SearchableSelect
      label={label}
      maw={420}
      placeholder="Choose"
      data={question.candidates.map(({ targetRef, summary }) => ({ value: targetRef, label: summary }))}
      value={counterpart === '' ? null : counterpart}
      onChange={(value) => onChange(value ?? '')}
    />
  );
}
