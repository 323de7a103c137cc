import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import type { Setup } from './mapping-answers.ts';

/** Hands a document to the browser as a file. */
function download(setup: Setup): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(setup, undefined, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `casebridge-${setup.system}-setup.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Settings, mappings and crosswalks as one file, to keep or to take into another integration. */
export function ExportSetup({ id }: { readonly id: string }) {
  const exporting = useMutation({
    mutationFn: () => answer(api.GET('/v1/integrations/{id}/setup', { params: { path: { id } } })),
    onSuccess: download,
  });
  return (
    <>
      <PressButton variant="default" size="xs" isBusy={exporting.isPending} onClick={() => exporting.mutate()}>
        Export
      </PressButton>
      {exporting.error && <ProblemAlert error={exporting.error} />}
    </>
  );
}
