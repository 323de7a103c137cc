import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Firms } from '../../../connections/firms.ts';
import { Refused } from '../../../domain/refusals.ts';
import type { ApiKey } from '../../../ports/firm-book.ts';
import type { Caller } from '../frame/caller.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { KeyView, NewKeyView, Role } from './firm-shapes.ts';

const createKey = declare({
  method: 'POST',
  path: '/v1/firms/:id/keys',
  summary: 'Makes a key of a firm. The key is shown this once.',
  access: 'admin-or-operator-key',
  body: z.strictObject({ role: Role }),
  status: 201,
  answer: NewKeyView,
  shownOnce: true,
});

const listKeys = declare({
  method: 'GET',
  path: '/v1/firms/:id/keys',
  summary: 'The keys of a firm, without the keys themselves.',
  access: 'admin-or-operator-key',
  status: 200,
  answer: listOf(KeyView),
});

const removeKey = declare({
  method: 'DELETE',
  path: '/v1/firms/:id/keys/:keyId',
  summary: 'Ends a key at once.',
  access: 'admin-or-operator-key',
  status: 204,
});

/** A firm's admin sees no other firm, not even whether it is there. */
function refuseOtherFirm(caller: Caller, firmId: string): void {
  if (caller.by === 'firm' && caller.firmId !== firmId) throw new Refused('not-found', 'There is no such firm.');
}

function view({ id, role, createdAt }: ApiKey): z.output<typeof KeyView> {
  return { id, role, createdAt };
}

@Controller()
export class KeysController {
  constructor(@Inject(Firms) private readonly firms: Firms) {}

  @Route(createKey)
  async create(@Given() { caller, params, body }: Input<typeof createKey>): Promise<z.output<typeof NewKeyView>> {
    refuseOtherFirm(caller, params.id);
    const made = await this.firms.addKey(params.id, body.role);
    return { ...view(made), key: made.key };
  }

  @Route(listKeys)
  async list(@Given() { caller, params }: Input<typeof listKeys>) {
    refuseOtherFirm(caller, params.id);
    return whole((await this.firms.keys(params.id)).map(view));
  }

  @Route(removeKey)
  async remove(@Given() { caller, params }: Input<typeof removeKey>): Promise<void> {
    refuseOtherFirm(caller, params.id);
    await this.firms.removeKey(params.id, params.keyId);
  }
}
