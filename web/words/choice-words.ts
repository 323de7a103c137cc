import type { Question } from '../api/answers.ts';

type Choice = Question['choices'][number];

/** What an answer does, said to whoever gives it. */
export function choiceWords(choice: Choice, target: string): string {
  const words: Readonly<Record<Choice, string>> = {
    link: `It is the one in ${target}: link the two`,
    create: `It is somebody or something else: make a new one in ${target}`,
    recreate: `Make it again in ${target}`,
    unlink: `Forget that the two belong together; nothing in ${target} changes`,
    leave: 'Leave it as it is',
    'add-version': `Add ours as a new version in ${target}`,
    keep: `Keep what is in ${target}`,
    'send-again': 'Send it again',
  };
  return words[choice];
}
