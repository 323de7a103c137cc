import { Alert, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../app/dialog.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { ImportPreview } from './import-preview.tsx';
import type { Setup } from './mapping-answers.ts';

/** A file that was chosen is no set-up at all. */
class UnreadableFile extends Error {}

/** Reads the file and asks what it would do. Whether it has the form of a set-up, the server says. */
async function dryRun(id: string, file: File) {
  let setup: Setup;
  try {
    setup = JSON.parse(await file.text());
  } catch (error) {
    throw new UnreadableFile(String(error), { cause: error });
  }
  const params = { path: { id }, query: { dryRun: 'true' as const } };
  const report = await answer(api.PUT('/v1/integrations/{id}/setup', { params, body: setup }));
  return { name: file.name, setup, report };
}

/** Takes a set-up in, in place of what is there: first told, then done. */
export function ImportSetup({ id, target }: { readonly id: string; readonly target: string }) {
  const reading = useMutation({ mutationFn: (file: File) => dryRun(id, file) });
  // The same file can be chosen again after it was corrected.
  const resetFile = useRef<() => void>(null);
  const choose = (file: File | null): void => {
    if (file) reading.mutate(file, { onSettled: () => resetFile.current?.() });
  };
  return (
    <>
      <FileButton accept="application/json,.json" resetRef={resetFile} onChange={choose}>
        {(props) => (
          <PressButton variant="default" size="xs" isBusy={reading.isPending} {...props}>
            Import
          </PressButton>
        )}
      </FileButton>
      {reading.error && <ReadFailure error={reading.error} />}
      <Dialog opened={reading.data !== undefined} onClose={reading.reset} size="lg" title="Import a set-up">
        {reading.data && <ImportPreview {...{ id, target }} {...reading.data} onClose={reading.reset} />}
      </Dialog>
    </>
  );
}

function ReadFailure({ error }: { readonly error: unknown }) {
  if (!(error instanceof UnreadableFile)) return <ProblemAlert error={error} />;
  return (
    <Alert role="alert" color="red" variant="default" title="This file cannot be read">
      It is no JSON. Choose a file that was made by Export.
    </Alert>
  );
}
