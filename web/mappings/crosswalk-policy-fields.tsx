import { Radio, Stack, TextInput } from '@mantine/core';
import { SearchableSelect } from '../app/searchable-select.tsx';
import type { CrosswalkDraft } from './crosswalk-draft.ts';
import { isLabels, policyWords } from './crosswalk-words.ts';
import type { Crosswalk, CrosswalkPolicy } from './mapping-answers.ts';

interface Props {
  readonly crosswalk: Crosswalk;
  readonly draft: CrosswalkDraft;
  readonly disabled: boolean;
  readonly onChange: (draft: CrosswalkDraft) => void;
}

/** `keep` is for labels alone: everything else must be a choice of the target. */
function policiesOf(crosswalk: Crosswalk): readonly CrosswalkPolicy[] {
  return isLabels(crosswalk) ? ['keep', 'leave-empty', 'default', 'ask'] : ['leave-empty', 'default', 'ask'];
}

/** What becomes of a value that has no counterpart, and the default where it is one. */
export function CrosswalkPolicyFields({ crosswalk, draft, disabled, onChange }: Props) {
  const policies = policiesOf(crosswalk);
  const choose = (value: string): void => {
    const policy = policies.find((one) => one === value);
    if (policy) onChange({ ...draft, policy });
  };
  const shared = { label: 'The default', required: true, disabled, maw: 420 };
  return (
    <Stack gap="sm">
      <Radio.Group label="A value without a counterpart" value={draft.policy} onChange={choose}>
        <Stack gap="xs" mt="xs">
          {policies.map((policy) => (
            <Radio key={policy} value={policy} label={policyWords(policy)} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.policy === 'default' &&
        (isLabels(crosswalk) ? (
          <TextInput
            {...shared}
            value={draft.fallback ?? ''}
            onChange={({ currentTarget }) => onChange({ ...draft, fallback: currentTarget.value })}
          />
        ) : (
          <SearchableSelect
            {...shared}
            placeholder="Choose one"
            data={crosswalk.options.map(({ id, label }) => ({ value: id, label }))}
            value={draft.fallback ?? null}
            onChange={(fallback) => onChange({ ...draft, fallback: fallback ?? undefined })}
          />
        ))}
    </Stack>
  );
}
