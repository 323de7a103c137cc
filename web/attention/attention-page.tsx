import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Loading } from '../app/loading.tsx';
import { focusPageTitle, Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useNamed } from '../integrations/named.ts';
import { questionCount, useOpenQuestions } from './attention-queries.ts';
import type { Decided } from './decide.ts';
import { QuestionCard } from './question-card.tsx';

export function AttentionPage() {
  const open = useOpenQuestions();
  const { questions, error, isPending, isUnknown, askAgain } = open;
  const [decided, setDecided] = useState<Decided>();
  // The card goes with its question, and what it could have told with it.
  const tell = (outcome: Decided): void => {
    setDecided(outcome);
    focusPageTitle();
  };
  return (
    <Page title="Attention">
      {decided && <Told {...decided} />}
      {error && <ProblemAlert error={error} onRetry={askAgain} />}
      {isPending && <Loading what="what waits for you" />}
      {!isPending && !isUnknown && (
        <Text role="status">
          {questions.length === 0
            ? 'Nothing waits for you.'
            : `${questionCount(open)} ${questions.length === 1 ? 'question' : 'questions'} for you.`}
        </Text>
      )}
      {questions.map((question) => (
        <QuestionCard key={question.id} question={question} onDecided={tell} />
      ))}
    </Page>
  );
}

/** What became of the last answer. */
function Told({ question: { question, integrationId }, runId }: Decided) {
  const named = useNamed(integrationId);
  return (
    <Alert role="status" variant="default" title={runId === undefined ? 'Somebody else was first' : 'Answered'}>
      <Text size="sm">
        “{named(question)}”{' '}
        {runId === undefined ? (
          'had been answered already, and that answer holds.'
        ) : (
          <>
            is settled;{' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: runId }} />}
            >
              a sync acts on it
            </Anchor>
            .
          </>
        )}
      </Text>
    </Alert>
  );
}
