import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { type ObjectKind, objectKinds } from '../../../../contracts/objects/values.ts';
import { sourceIdOf } from '../../../domain/identity/source-id.ts';
import { Refused } from '../../../domain/refusals.ts';
import { Integrations } from '../../../setup/integrations.ts';
import { TieLinks } from '../../../sync/tie-links.ts';
import type { FirmCaller } from '../frame/caller.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';

const OfMatter = z.strictObject({
  matter: z.string().min(1).optional().describe('The matter of a note, a document or a relationship.'),
});

const LinkTied = z.object({ kind: z.enum(objectKinds), sourceId: z.string(), targetRef: z.string() });

const tieLink = declare({
  method: 'PUT',
  path: '/v1/integrations/:id/links/:kind/:sourceId',
  summary: 'Ties a source object to a record of the target by hand.',
  access: 'admin',
  query: OfMatter,
  body: z.strictObject({ targetRef: z.string().min(1) }),
  status: 200,
  answer: LinkTied,
  refusals: ['not-found', 'link-taken', 'target-record-absent', 'connection-not-ready'],
});

const untieLink = declare({
  method: 'DELETE',
  path: '/v1/integrations/:id/links/:kind/:sourceId',
  summary: 'Unties it; the record of the target stays.',
  access: 'admin',
  query: OfMatter,
  status: 204,
  refusals: ['not-found'],
});

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly sourceId: string;
}

function kindOf(text: string): ObjectKind {
  const kind = objectKinds.find((known) => known === text);
  if (!kind) throw new Refused('not-found', `There is no kind of object called "${text}".`);
  return kind;
}

@Controller()
export class LinksController {
  constructor(
    @Inject(TieLinks) private readonly links: TieLinks,
    @Inject(Integrations) private readonly integrations: Integrations,
  ) {}

  @Route(tieLink)
  async tie(@Given() { caller, params, query, body }: Input<typeof tieLink>): Promise<z.output<typeof LinkTied>> {
    const named = await this.named(caller, params, query.matter);
    await this.links.tie({ ...named, targetRef: body.targetRef });
    return { kind: named.kind, sourceId: params.sourceId, targetRef: body.targetRef };
  }

  @Route(untieLink)
  async untie(@Given() { caller, params, query }: Input<typeof untieLink>): Promise<void> {
    await this.links.untie(await this.named(caller, params, query.matter));
  }

  private async named(caller: FirmCaller, { id, kind: text, sourceId }: Named, matterId: string | undefined) {
    const kind = kindOf(text);
    const { source } = await this.integrations.find(caller.firmId, id);
    const isOwned = kind !== 'contact' && kind !== 'matter';
    if (isOwned && matterId === undefined) {
      throw new Refused('invalid-request', 'Say of which matter it is.', [
        { path: 'matter', message: `A ${kind} needs its matter.` },
      ]);
    }
    return {
      firmId: caller.firmId,
      integrationId: id,
      kind,
      sourceId: isOwned && source === 'intake' && matterId !== undefined ? sourceIdOf(matterId, sourceId) : sourceId,
      ...(isOwned && matterId !== undefined ? { matterId } : {}),
      by: caller.keyId,
    };
  }
}
