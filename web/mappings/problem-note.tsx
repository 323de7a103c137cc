import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MappingProblem } from '../api/answers.ts';
import { PressButton } from '../app/press-button.tsx';

interface Props {
  readonly problem: MappingProblem;
  readonly children?: ReactNode;
}

/** What is wrong with a mapping and what to do, beside what it concerns. */
export function ProblemNote({ problem, children }: Props) {
  const { message, action, weight, count } = problem;
  return (
    <div className="problem-note" data-weight={weight}>
      <Text size="sm">
        <b>{weight === 'broken' ? 'Broken' : 'Warning'}:</b> {message}
        {count !== undefined && ` (${count})`}
      </Text>
      <Text size="sm" fw={600}>
        {action}
      </Text>
      {children}
    </div>
  );
}

interface TakeProps {
  readonly label: string;
  readonly isPending: boolean;
  readonly onTake: () => void;
}

/** Takes what the server suggests in place of what is gone. */
export function TakeSuggestion({ label, isPending, onTake }: TakeProps) {
  return (
    <PressButton size="xs" variant="default" mt={6} maw="100%" isBusy={isPending} onClick={onTake}>
      Take “{label}” instead
    </PressButton>
  );
}
