import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/runs/attention.ts';
import { instant, kind, partly, text } from './arbitraries.ts';
import { addFirm, allPages, fresh, newFirm, type Open } from './opening.ts';

const choice = fc.constantFrom('link', 'create', 'leave');
const questions = partly(
  {
    kind,
    sourceId: text,
    code: text,
    question: text,
    evidence: fc.array(text, { maxLength: 3 }),
    candidates: fc.array(partly({ targetRef: text, summary: text }, { url: text }), { maxLength: 2 }),
    choices: fc.array(choice, { maxLength: 3 }),
    since: instant,
  },
  {
    field: text,
    crosswalk: text,
    value: text,
    decision: partly({ choice, by: text, at: instant }, { targetRef: text }),
    closedAt: instant,
  },
);

const decision = { choice: 'create', by: 'key-1', at: '2026-03-01T12:00:00.000Z' } as const;

export function questionOf(firmId: string, parts: Partial<Question> = {}): Question {
  return {
    id: fresh('question'),
    firmId,
    integrationId: fresh('integration'),
    matterId: 'm1',
    kind: 'contact',
    sourceId: fresh('contact'),
    code: 'may-be-the-same',
    question: 'Is this Anna?',
    evidence: ['The names are equal.'],
    candidates: [],
    choices: ['link', 'create'],
    since: '2026-03-01T10:00:00.000Z',
    ...parts,
  };
}

export function describeAttentionBook(open: Open): void {
  describe('attention book', () => {
    it('gives back exactly what was saved, and a replaced question whole', async () => {
      const { storage, firmId } = await newFirm(open);
      await fc.assert(
        fc.asyncProperty(questions, questions, async (first, second) => {
          const key = { id: fresh('question'), firmId, integrationId: fresh('integration'), matterId: fresh('matter') };
          await storage.books.attention.save({ ...first, ...key });
          expect(await storage.books.attention.find(firmId, key.id)).toStrictEqual({ ...first, ...key });
          await storage.books.attention.save({ ...second, ...key });
          expect(await storage.books.attention.find(firmId, key.id)).toStrictEqual({ ...second, ...key });
        }),
        { numRuns: 40 },
      );
    });

    it('knows what of a matter is not closed, decided or not', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const asked = questionOf(firmId, { integrationId });
      const decided = questionOf(firmId, { integrationId, decision });
      const closed = questionOf(firmId, { integrationId, decision, closedAt: '2026-03-01T13:00:00.000Z' });
      const elsewhere = questionOf(firmId, { integrationId, matterId: 'm2' });
      for (const question of [asked, decided, closed, elsewhere]) await storage.books.attention.save(question);
      const found = await storage.books.attention.ofMatter(integrationId, 'm1');
      expect(found.map(({ id }) => id).toSorted()).toEqual([asked.id, decided.id].toSorted());
      const undecided = await storage.books.attention.listOpen(integrationId, 'm1', { limit: 10 });
      expect(undecided.items).toStrictEqual([asked]);
      expect(await storage.books.attention.find(firmId, closed.id)).toStrictEqual(closed);
      expect(await storage.books.attention.find(await addFirm(storage), asked.id)).toBeUndefined();
    });

    it('lists undecided questions oldest first, complete and without repeats', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const hours = ['12', '10', '11', '11', '13'];
      const made = hours.map((hour) =>
        questionOf(firmId, { integrationId, matterId: `m${hour}`, since: `2026-03-01T${hour}:00:00.000Z` }),
      );
      for (const question of made) await storage.books.attention.save(question);
      const whole = await allPages((page) => storage.books.attention.listOpen(integrationId, undefined, page), 100);
      expect(whole.map(({ since }) => since.slice(11, 13))).toEqual(hours.toSorted());
      expect(new Set(whole.map(({ id }) => id)).size).toBe(5);
      for (const limit of [1, 2]) {
        const paged = await allPages(async (page) => {
          const read = await storage.books.attention.listOpen(integrationId, undefined, page);
          await storage.books.attention.save(questionOf(firmId, { integrationId, since: '2026-02-01T10:00:00.000Z' }));
          return read;
        }, limit);
        expect(paged.filter(({ since }) => since >= '2026-03').map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      }
      const ofOne = await storage.books.attention.listOpen(integrationId, 'm11', { limit: 10 });
      expect(ofOne.items).toHaveLength(2);
    });

    it('knows the undecided questions about a value of a crosswalk, of whatever matter, oldest first', async () => {
      const { storage, firmId } = await newFirm(open);
      const about = { integrationId: fresh('integration'), crosswalk: 'practice-area', value: 'Probate' };
      const made = ['12', '10', '11'].map((hour) =>
        questionOf(firmId, { ...about, matterId: `m${hour}`, since: `2026-03-01T${hour}:00:00.000Z` }),
      );
      const others: Partial<Question>[] = [
        { ...about, value: 'probate' },
        { ...about, crosswalk: 'label' },
        { ...about, integrationId: fresh('integration') },
        { ...about, decision },
        { ...about, closedAt: '2026-03-01T13:00:00.000Z' },
        { integrationId: about.integrationId },
      ];
      for (const question of [...made, ...others.map((parts) => questionOf(firmId, parts))]) {
        await storage.books.attention.save(question);
      }
      const { integrationId, crosswalk, value } = about;
      const undecided = await storage.books.attention.openAboutValue(integrationId, crosswalk, value);
      expect(undecided).toStrictEqual([made[1], made[2], made[0]]);
      await storage.books.attention.save({ ...made[1]!, decision });
      const left = await storage.books.attention.openAboutValue(integrationId, crosswalk, value);
      expect(left).toStrictEqual([made[2], made[0]]);
    });

    it('takes a value of any length', async () => {
      const { storage, firmId } = await newFirm(open);
      // Random, so that no database gets round it by compressing it.
      const value = Array.from({ length: 400 }, () => fresh('part')).join();
      const asked = questionOf(firmId, { crosswalk: 'label', value });
      await storage.books.attention.save(asked);
      const found = await storage.books.attention.openAboutValue(asked.integrationId, 'label', value);
      expect(found).toStrictEqual([asked]);
    });
  });
}
