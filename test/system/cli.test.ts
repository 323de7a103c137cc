import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServedFirm } from '../support/served-firm.ts';
import { type } from '../support/typed-command.ts';

let served: ServedFirm;
beforeAll(async () => {
  served = await ServedFirm.open();
});
afterAll(() => served.close());

const casebridge = (...typed: string[]) => type(typed, served.environment);
const jsonOf = ({ out }: { out: string }) => JSON.parse(out);

describe('casebridge plugins', () => {
  it('lists the systems', async () => {
    const { code, out } = await casebridge('plugins');
    expect(code).toBe(0);
    expect(out).toMatch(/^SYSTEM +TITLE/);
    expect(out).toMatch(/clio +Clio +target +yes/);
  });

  it('--json prints JSON and nothing else', async () => {
    const printed = jsonOf(await casebridge('plugins', '--json'));
    expect(printed).toMatchObject([{ id: 'clio', capabilities: expect.anything() }]);
  });
});

describe('casebridge preview, convert, sync', () => {
  it('previews without writing, then does exactly that', async () => {
    const requests = served.clio.log.length;
    const preview = jsonOf(await casebridge('preview', 'standard', '--convert', '--json'));
    expect(served.clio.log.slice(requests).filter(({ method }) => method !== 'GET')).toEqual([]);
    const stale = await casebridge('convert', 'standard', '--expect', 'another-plan');
    expect(stale.code).toBe(1);
    expect(stale.out).toContain('(plan-changed)');
    expect(stale.out).toContain('What to do: Look at the preview again');
    expect(served.clio.holdings().contacts).toEqual([]);
    const converted = await casebridge('convert', 'standard', '--expect', preview.planHash);
    expect(converted).toMatchObject({ code: 0, out: expect.stringMatching(/^succeeded: 19 created\n/) });
    expect(served.clio.holdings().documents).toHaveLength(4);
  });

  it('tells each object in a line where nobody watches', async () => {
    const { err } = await casebridge('sync', 'halvorsen-will');
    expect(err.split('\n').filter((line) => line.startsWith('created'))).not.toEqual([]);
    expect(err).not.toContain('█');
  });

  it('resyncs without a request', async () => {
    const run = jsonOf(await casebridge('sync', 'standard', '--json'));
    expect(run.requests).toEqual({ reads: 0, writes: 0, transfers: 0 });
  });

  it('a matter that arrives in part ends with 1 and says what is missing', async () => {
    const { code, out } = await casebridge('convert', 'prasetyo-deposit');
    expect(code).toBe(1);
    expect(out).toMatch(/^partial: /);
    expect(out).toContain('(email-invalid)');
  });

  it('--no-wait names the run, which can be waited for later', async () => {
    const { runId } = jsonOf(await casebridge('sync', 'nguyen-visa', '--no-wait', '--json'));
    const { code, out } = await casebridge('runs', runId, '--wait');
    expect(code).toBe(0);
    expect(out).toContain(`run ${runId}`);
  });

  it('an unknown matter is shown as title, detail and what to do', async () => {
    const { code, err } = await casebridge('sync', 'nobody');
    expect(code).toBe(1);
    expect(err).toBe(
      'There is no such thing (not-found)\n  There is no such matter in the intake.\n  What to do: Check the id; it may belong to another firm or have been deleted.\n',
    );
  });
});

describe('casebridge attention', () => {
  it('a question ends with 3, is listed, decided, and gone', async () => {
    served.clio.people.addContact({ type: 'Person', first_name: 'Dale', last_name: 'McAllister' });
    const { code, out } = await casebridge('convert', 'dale-dui');
    expect({ code, out }).toMatchObject({ code: 3, out: expect.stringContaining('What to do: casebridge attention') });
    const listed = await casebridge('attention');
    expect(listed.code).toBe(3);
    const [question] = jsonOf(await casebridge('attention', '--json'));
    expect(listed.out).toContain(`casebridge attention decide ${question.id} <link|create> [candidate]`);
    const decided = await casebridge('attention', 'decide', question.id, 'link', question.candidates[0].targetRef);
    expect(decided.code).toBe(0);
    expect(await casebridge('attention')).toMatchObject({ code: 0, out: 'nothing waits for a person\n' });
  });
});

describe('casebridge reconcile, runs, doctor', () => {
  it('reconciles, and a second time finds nothing that changed', async () => {
    expect(await casebridge('reconcile')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^[1-9]\d* matters, 0 failed, 0 with questions\n/),
    });
    expect(await casebridge('reconcile')).toMatchObject({ code: 0, out: expect.stringMatching(/^0 matters/) });
  });

  it('lists runs, newest first, by matter and status', async () => {
    const { out } = await casebridge('runs', '--matter', 'standard', '--limit', '2');
    expect(out.trim().split('\n')).toHaveLength(3);
    const partial = jsonOf(await casebridge('runs', '--status', 'partial', '--json'));
    expect(partial.map(({ status }: { status: string }) => status)).not.toContain('succeeded');
  });

  it('the doctor finds the matter that arrived in part, and nothing else', async () => {
    await casebridge('convert', 'quill-partnership');
    const { code, out } = await casebridge('doctor');
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.startsWith('trouble'))).toEqual([
      expect.stringContaining('quill-partnership partial'),
    ]);
  });

  it('the doctor names a key that is not known and a server that is not there', async () => {
    const wrongKey = await type(['doctor'], { ...served.environment, CASEBRIDGE_KEY: 'cb_wrong' });
    expect(wrongKey).toMatchObject({ code: 1, out: expect.stringMatching(/trouble +key/) });
    const nobody = await type(['doctor'], { ...served.environment, CASEBRIDGE_URL: 'http://127.0.0.1:1' });
    expect(nobody).toMatchObject({ code: 1, out: expect.stringMatching(/trouble +server/) });
  });
});

describe('typed wrongly', () => {
  it.each([
    [['prune'], {}],
    [['sync'], {}],
    [['sync', 'standard', '--loudly'], {}],
    [['runs', '--limit', 'many'], {}],
    [['runs', '--wait'], {}],
    [['plugins'], { CASEBRIDGE_KEY: '' }],
    [['plugins'], { CASEBRIDGE_URL: 'here' }],
  ])('%j ends with 2 and says why', async (typed, more) => {
    const { code, out, err } = await type(typed, { ...served.environment, ...more });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it('help is no mistake', async () => {
    expect(await casebridge('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes') });
  });

  it('a server that is not there ends with 1 and says what to do', async () => {
    const { code, err } = await type(['plugins'], { ...served.environment, CASEBRIDGE_URL: 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(err).toContain('set CASEBRIDGE_URL');
  });
});
