import { afterEach, describe, expect, it } from 'vitest';
import { putContact } from '../../src/intake/put-contact.ts';
import { putMatter } from '../../src/intake/put-matter.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { firmId } from '../support/line-world.ts';

let world: ClioWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe('a matter that somebody has opened in Clio by hand', () => {
  it('is told as it is once the sync has completed its client, so that the first answer counts', async () => {
    world = await ClioWorld.start({ keyFields: true });
    const { people } = world.emulator;
    const emails = [{ name: 'Work', address: 'ana@example.test' }];
    const client = people.addContact({ type: 'Person', first_name: 'Ana', last_name: 'Ruiz', email_addresses: emails });
    const matter = people.addMatter({ client: { id: client.id }, description: 'Estate plan' });
    const person = { kind: 'person' as const, firstName: 'Ana', middleName: 'Maria', lastName: 'Ruiz' };
    await putContact(
      world.desk,
      { firmId, id: 'ana' },
      { ...person, emails: [{ label: 'Work', parts: { address: 'ana@example.test' } }] },
    );
    await putMatter(world.desk, { firmId, id: 'm' }, { title: 'Estate plan', contactId: 'ana' });
    // Until then Clio's search does not know them.
    world.clock.advance(120_000);
    const run = await world.press('m');
    expect(run.status).toBe('needs-attention');
    const [question] = await world.questions('m');
    expect(question?.candidates.map(({ summary }) => summary)).toEqual([expect.stringContaining('Ana Maria Ruiz')]);
    const answer = { choice: 'link' as const, targetRef: String(matter.id), by: 'someone' };
    const { runId } = await world.decide.decide({ firmId, questionId: question!.id, ...answer });
    await world.settle();
    expect((await world.run(runId)).status).toBe('succeeded');
    expect(world.emulator.holdings().matters).toHaveLength(1);
  });
});
