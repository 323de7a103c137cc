import { Radio, Stack, Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { Settings } from '../api/answers.ts';
import { SearchableSelect } from '../app/searchable-select.tsx';

interface Props {
  readonly settings: Settings;
  readonly target: string;
  readonly disabled: boolean;
  readonly onChange: (changed: Partial<Settings>) => void;
}

/** What is done where there is no one right answer. */
export function Policies({ settings, target, disabled, onChange }: Props) {
  const zones = useMemo(
    () =>
      [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].map((zone) => ({
        value: zone,
        label: zone.replaceAll('_', ' '),
      })),
    [],
  );
  return (
    <Stack gap="xl">
      <Radio.Group
        label={`A contact may be somebody who is in ${target} already`}
        value={settings.contactMatching}
        onChange={(value) => onChange({ contactMatching: value === 'create' ? 'create' : 'ask' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="ask" disabled={disabled} label="Ask me (in Attention)" />
          <Radio value="create" disabled={disabled} label="Make a new contact" />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={`Both sides changed the same field`}
        value={settings.conflicts}
        onChange={(value) => onChange({ conflicts: value === 'target' ? 'target' : 'source' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="source" disabled={disabled} label="The intake wins; the run tells what was overwritten" />
          <Radio value="target" disabled={disabled} label={`${target} wins; the run tells what was kept`} />
        </Stack>
      </Radio.Group>
      <Switch
        label={`Set back what was edited in ${target}`}
        description="Also where the intake did not change. Off: what people edited there stays, and the run tells it."
        checked={settings.restoreEdits}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange({ restoreEdits: currentTarget.checked })}
      />
      <SearchableSelect
        label="Time zone"
        description="Decides on which day something happened, such as the day a client hired the firm."
        maw={420}
        allowDeselect={false}
        nothingFoundMessage="No such time zone; search by the nearest large city."
        data={zones}
        value={settings.timeZone}
        disabled={disabled}
        onChange={(zone) => {
          if (zone !== null && zone !== settings.timeZone) onChange({ timeZone: zone });
        }}
      />
    </Stack>
  );
}
