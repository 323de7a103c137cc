import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { OpenQuestion } from './attention-queries.ts';

export type Choice = OpenQuestion['choices'][number];

export interface Answer {
  readonly choice: Choice;
  readonly targetRef?: string;
}

/** Sends a person's answer; the question goes once it is taken. */
export function useDecide(question: OpenQuestion) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Answer) =>
      answer(api.POST('/v1/attention/{id}/decide', { params: { path: { id: question.id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['attention', question.integrationId] }),
  });
}
