import { Text } from '@mantine/core';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { counted } from '../words/run-words.ts';
import { useOpenQuestions } from './attention-queries.ts';
import { QuestionCard } from './question-card.tsx';

export function AttentionPage() {
  const { questions, error, isPending } = useOpenQuestions();
  return (
    <Page title="Attention">
      {error && <ProblemAlert error={error} />}
      {isPending && <Loading what="what waits for you" />}
      {!isPending && !error && (
        <Text role="status">
          {questions.length === 0 ? 'Nothing waits for you.' : `${counted(questions.length, 'question')} for you.`}
        </Text>
      )}
      {questions.map((question) => (
        <QuestionCard key={question.id} question={question} />
      ))}
    </Page>
  );
}
