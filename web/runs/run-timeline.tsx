import { Anchor, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunChange, RunWithChanges } from '../api/answers.ts';
import { OutsideLink } from '../app/outside-link.tsx';
import { PressButton } from '../app/press-button.tsx';
import { useMayActAs } from '../app/role.ts';
import { StateBadge } from '../app/state-badge.tsx';
import { type Named, useNamed } from '../integrations/named.ts';
import { type TargetLabels, useTargetLabels } from '../integrations/target-labels.ts';
import { saidOnce } from '../words/field-notes.ts';
import { kindWords } from '../words/matter-words.ts';
import { actionWords, outcomeWords } from '../words/run-words.ts';

interface Props {
  readonly run: RunWithChanges;
  readonly names: ReadonlyMap<string, string>;
  readonly target: string;
  readonly isRetrying: boolean;
  /** Absent while the run goes on: it retries by itself. */
  readonly onRetry?: (changeId: string | undefined) => void;
}

/** What was skipped goes with what it depends on; unchanged and skipped ones are kept out of the way of the rest. */
const retryable: ReadonlySet<RunChange['outcome']> = new Set(['failed', 'refused', 'partial']);

/** What the run did with each object, in its order, and why. */
export function RunTimeline({ run, names, target, isRetrying, onRetry }: Props) {
  const mayAct = useMayActAs('operator');
  const labelOf = useTargetLabels(run.integrationId);
  const named = useNamed(run.integrationId);
  const retry = mayAct ? onRetry : undefined;
  // Nothing of this plan was begun: it is shown in place of the one that somebody had seen, to be looked at anew.
  const isOnlyShown = run.failure?.code === 'plan-changed';
  const needsRetry = !isOnlyShown && (run.status === 'failed' || run.status === 'partial');
  const isQuiet = ({ outcome, fields }: RunChange) => outcome === 'unchanged' && fields.length === 0;
  const unchanged = run.changes.filter(isQuiet);
  const skipped = run.changes.filter(({ outcome }) => outcome === 'skipped' && !isOnlyShown);
  const moved = run.changes.filter((change) => !isQuiet(change) && !skipped.includes(change));
  const item = (change: RunChange) => (
    <ChangeItem
      key={change.id}
      change={change}
      name={names.get(`${change.kind} ${change.sourceId}`) ?? change.sourceId}
      target={target}
      labelOf={labelOf}
      named={named}
      isRetrying={isRetrying}
      {...(retry && !isOnlyShown && retryable.has(change.outcome) && { onRetry: () => retry(change.id) })}
    />
  );
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {isOnlyShown ? 'What it would do now' : 'What it did'}
        </Title>
        {isOnlyShown && <ToMatter {...run} />}
        {retry && needsRetry && (
          <PressButton isBusy={isRetrying} onClick={() => retry(undefined)}>
            Retry
          </PressButton>
        )}
      </Group>
      {run.changes.length === 0 && <Text c="dimmed">It did nothing with any object.</Text>}
      {moved.length > 0 && <ol className="plain-list">{moved.map(item)}</ol>}
      <Folded summary={`${skipped.length} skipped: each belongs to something above`} items={skipped.map(item)} />
      <Folded summary={`${unchanged.length} unchanged`} items={unchanged.map(item)} />
    </Stack>
  );
}

function ToMatter({ integrationId, matterId }: RunWithChanges) {
  return (
    <Button
      renderRoot={(props) => (
        <Link {...props} to="/matters/$integrationId/$matterId" params={{ integrationId, matterId }} />
      )}
    >
      Go to the matter for a new preview
    </Button>
  );
}

function Folded({ summary, items }: { readonly summary: string; readonly items: readonly ReactNode[] }) {
  if (items.length === 0) return null;
  return (
    <details>
      <summary>{summary}</summary>
      <ol className="plain-list">{items}</ol>
    </details>
  );
}

interface ItemProps {
  readonly change: RunChange;
  readonly name: string;
  readonly target: string;
  readonly labelOf: TargetLabels;
  readonly named: Named;
  readonly isRetrying: boolean;
  readonly onRetry?: () => void;
}

function ChangeItem({ change, name, target, labelOf, named, isRetrying, onRetry }: ItemProps) {
  const { kind, action, outcome, reason, fields, written = [], targetUrl } = change;
  // What a new note or file consists of is no news.
  const isTelling = action !== 'create' || kind === 'contact' || kind === 'matter';
  return (
    <Paper component="li" withBorder p="sm" aria-label={`${kindWords[kind]} ${name}`}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600} className="break-anywhere">
            {kindWords[kind]}: {name}
          </Text>
          <StateBadge state={outcome}>{outcomeWords[outcome]}</StateBadge>
        </Group>
        <Text size="sm">
          {actionWords[action]}. {named(reason)}{' '}
          {targetUrl !== undefined && <OutsideLink href={targetUrl}>Open in {target}</OutsideLink>}
        </Text>
        {written.length > 0 && isTelling && (
          <Text size="sm" c="dimmed">
            Wrote: {written.map((path) => labelOf(kind, path)).join(', ')}.
          </Text>
        )}
        {fields.length > 0 && (
          <List size="sm">
            {saidOnce(fields).map(({ key, field, message }) => (
              <List.Item key={key}>
                {labelOf(kind, field)}: {named(message)}
              </List.Item>
            ))}
          </List>
        )}
        {outcome === 'asked' && (
          <Anchor size="sm" underline="always" renderRoot={(props) => <Link {...props} to="/attention" />}>
            Answer in Attention
          </Anchor>
        )}
        {onRetry && (
          <Group>
            <PressButton size="xs" variant="default" isBusy={isRetrying} onClick={onRetry} aria-label={`Retry ${name}`}>
              Retry
            </PressButton>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
