import type { QueryClient } from '@tanstack/react-query';
import { answerOptions } from './answer.ts';
import type { AnswerAddress } from './query-answers.ts';

/** Takes the answers that the server put into the page, so that the first paint has data. */
export function takeEmbeddedAnswers(client: QueryClient): void {
  const element = document.getElementById('answers');
  const content = element?.textContent ?? '';
  if (content === '') return;
  const answers = JSON.parse(content) as Readonly<Record<string, object>>;
  for (const [address, answer] of Object.entries(answers))
    client.setQueryData(answerOptions(address as AnswerAddress<object>).queryKey, answer);
}
