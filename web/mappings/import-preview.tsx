import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { counted } from '../words/run-words.ts';
import type { ImportReport, Setup } from './mapping-answers.ts';
import { refreshMappings } from './mapping-edits.ts';

interface Props {
  readonly id: string;
  readonly target: string;
  readonly name: string;
  readonly setup: Setup;
  readonly report: ImportReport;
  readonly onClose: () => void;
}

const whatWords: Readonly<Record<ImportReport['unplaced'][number]['what'], string>> = {
  mapping: 'Mapping',
  crosswalk: 'Crosswalk',
  'crosswalk-line': 'Line of a crosswalk',
};

/** What an import would do, before it does. */
export function ImportPreview({ id, target, name, setup, report, onClose }: Props) {
  const client = useQueryClient();
  const importing = useMutation({
    mutationFn: () => answer(api.PUT('/v1/integrations/{id}/setup', { params: { path: { id } }, body: setup })),
    onSuccess: async () => {
      await refreshMappings(client, id);
      onClose();
    },
  });
  const { mappings, crosswalks, removed, unplaced } = report;
  return (
    <Stack>
      <Text size="sm">
        “{name}” takes the place of the settings, mappings and crosswalks of this integration. Locked mappings stay as
        they are, and so does everything that is in {target}.
      </Text>
      <List size="sm">
        <List.Item>
          {counted(mappings, 'mapping')} and {counted(crosswalks, 'crosswalk')} find their place.
        </List.Item>
        {removed > 0 && (
          <List.Item>
            {counted(removed, 'mapping')} would be removed: the file brings none for the same field.
          </List.Item>
        )}
        {unplaced.length === 0 && <List.Item>Nothing is left over.</List.Item>}
      </List>
      {unplaced.length > 0 && (
        <div>
          <Text size="sm" fw={600} id="unplaced">
            Without a place here, and left out:
          </Text>
          <List size="sm" mt={4} aria-labelledby="unplaced">
            {unplaced.map(({ what, label, code, reason }) => (
              <List.Item key={`${what} ${label} ${code}`}>
                {whatWords[what]} “{label}”: {reason}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {importing.error && <ProblemAlert error={importing.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <PressButton isBusy={importing.isPending} onClick={() => importing.mutate()}>
          Import
        </PressButton>
      </Group>
    </Stack>
  );
}
