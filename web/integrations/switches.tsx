import { Stack, Switch } from '@mantine/core';
import type { Settings } from '../api/answers.ts';

type Toggle = 'matterConversionSync' | 'matterDocumentSync' | 'matterNoteSync' | 'matterRelationshipSync';

interface Told {
  readonly toggle: Toggle;
  readonly label: string;
  readonly explanation: string;
}

const toggles: readonly Told[] = [
  {
    toggle: 'matterConversionSync',
    label: 'Matter Conversion Sync Enabled',
    explanation:
      'When the client hires the firm, the matter, the client and their company are made there. Sync and Resync work in any case.',
  },
  {
    toggle: 'matterDocumentSync',
    label: 'Matter Document Sync Enabled',
    explanation: 'Files of the matter go along; a changed file becomes a new version.',
  },
  {
    toggle: 'matterNoteSync',
    label: 'Matter Note Sync Enabled',
    explanation: 'Notes of the matter go along.',
  },
  {
    toggle: 'matterRelationshipSync',
    label: 'Matter Relationship Sync Enabled',
    explanation: 'Related people go along, each with what they are to the matter.',
  },
];

interface Props {
  readonly settings: Settings;
  readonly disabled: boolean;
  readonly onChange: (changed: Partial<Settings>) => void;
}

/** What is carried over. Off leaves what is there as it is. */
export function Switches({ settings, disabled, onChange }: Props) {
  return (
    <Stack>
      {toggles.map(({ toggle, label, explanation }) => (
        <Switch
          key={toggle}
          label={label}
          description={explanation}
          checked={settings[toggle]}
          disabled={disabled}
          onChange={({ currentTarget }) => onChange({ [toggle]: currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
