import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Wish } from './wishes.ts';

interface Start extends Wish {
  /** Only the plan with this hash may be carried out. */
  readonly expect?: string;
}

/** Asks for a run of one matter. */
export function useStartRun(id: string, matterId: string) {
  const client = useQueryClient();
  const params = { path: { id, matterId } };
  return useMutation({
    mutationFn: ({ for: goal, verify, expect }: Start) => {
      const expected = expect === undefined ? {} : { expect };
      return goal === 'convert'
        ? answer(api.POST('/v1/integrations/{id}/matters/{matterId}/convert', { params, body: expected }))
        : answer(api.POST('/v1/integrations/{id}/matters/{matterId}/sync', { params, body: { verify, ...expected } }));
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['matter', id, matterId] }),
        client.invalidateQueries({ queryKey: ['matters', id] }),
      ]),
  });
}
