import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { objectKinds } from '../../../../contracts/objects/values.ts';
import type { Question } from '../../../domain/runs/attention.ts';
import type { Storage } from '../../../ports/storage.ts';
import { Integrations } from '../../../setup/integrations.ts';
import { Decide } from '../../../sync/decide.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery, shown } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { shownId } from '../matters/shown-id.ts';
import { Accepted } from './run-shapes.ts';
import { storageToken } from './storage-token.ts';

const Choice = z.enum(['link', 'create', 'recreate', 'unlink', 'leave', 'add-version', 'keep', 'send-again']);

const QuestionView = z.object({
  id: z.string(),
  kind: z.enum(objectKinds),
  sourceId: z.string(),
  matterId: z.string(),
  question: z.string(),
  code: z.string(),
  evidence: z.array(z.string()),
  candidates: z.array(z.object({ targetRef: z.string(), url: z.string().optional(), summary: z.string() })),
  choices: z.array(Choice),
  field: z.string().optional().describe('Of a question about a value: the target field.'),
  crosswalk: z.string().optional().describe('Of a question about a value: the crosswalk that learns the answer.'),
  value: z.string().optional(),
  since: z.string(),
});

const listAttention = declare({
  method: 'GET',
  path: '/v1/integrations/:id/attention',
  summary: 'What waits for a person, oldest first.',
  access: 'viewer',
  query: pageQuery.extend({ matter: z.string().min(1).optional() }),
  status: 200,
  answer: listOf(QuestionView),
  refusals: ['not-found'],
});

const decide = declare({
  method: 'POST',
  path: '/v1/attention/:id/decide',
  summary: 'Answers a question; a sync acts on it.',
  access: 'operator',
  body: z.strictObject({ choice: Choice, targetRef: z.string().min(1).optional() }),
  status: 202,
  answer: Accepted,
  refusals: ['not-found', 'already-decided', 'choice-not-offered', 'candidate-changed'],
});

function viewQuestion(question: Question, source: string) {
  const { firmId: _, integrationId: __, decision: ___, closedAt: ____, ...rest } = question;
  return { ...rest, sourceId: shownId(source, question.kind, question.sourceId) };
}

@Controller()
export class AttentionController {
  constructor(
    @Inject(storageToken) private readonly storage: Storage,
    @Inject(Decide) private readonly decisions: Decide,
    @Inject(Integrations) private readonly integrations: Integrations,
  ) {}

  @Route(listAttention)
  async list(@Given() { caller, params, query }: Input<typeof listAttention>) {
    const { id, source } = await this.integrations.find(caller.firmId, params.id);
    const open = await this.storage.books.attention.listOpen(id, query.matter, pageOf(query));
    return shown(open, (question) => viewQuestion(question, source));
  }

  @Route(decide)
  decide(@Given() { caller, params, body: { choice, targetRef } }: Input<typeof decide>) {
    return this.decisions.decide({
      firmId: caller.firmId,
      questionId: params.id,
      choice,
      ...(targetRef === undefined ? {} : { targetRef }),
      by: caller.keyId,
    });
  }
}
