import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { OpenQuestion } from './attention-queries.ts';

export type Choice = OpenQuestion['choices'][number];

export interface Answer {
  readonly choice: Choice;
  readonly targetRef?: string;
}

/** What became of an answer. */
export interface Decided {
  readonly question: OpenQuestion;
  /** The run that acts on it; absent where somebody else had answered before. */
  readonly runId?: string;
}

/** Sends a person's answer; the question goes once it is taken. */
export function useDecide(question: OpenQuestion, onDecided: (decided: Decided) => void) {
  const client = useQueryClient();
  const { id, integrationId } = question;
  return useMutation({
    mutationFn: (body: Answer) => answer(api.POST('/v1/attention/{id}/decide', { params: { path: { id } }, body })),
    onSuccess: ({ runId }) => onDecided({ question, runId }),
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'already-decided') onDecided({ question });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['attention', integrationId] }),
  });
}
