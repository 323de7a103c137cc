import { randomBytes } from 'node:crypto';
import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Seal } from '../../ports/seal.ts';
import { column } from './columns.ts';
import { Rows } from './rows.ts';

interface SealedSecret {
  readonly name: string;
  readonly sealed: string;
}

/** Of the installation, not of a firm: what is made once when the database is new. */
export const secretTable = defineEntity({
  name: 'InstallationSecret',
  tableName: 'installation_secrets',
  properties: { name: column.id().primary(), sealed: column.text() },
});

const secrets = new Rows<SealedSecret, InferEntity<typeof secretTable>>(secretTable);

const name = 'digest';
export const secretContext = 'installation secret';

/** 32 random bytes, the same for the life of the database: every hash that a link keeps depends on them. */
export async function installationSecret(em: SqlEntityManager, seal: Seal): Promise<Buffer> {
  const fresh = seal.seal(randomBytes(32).toString('base64'), secretContext);
  await secrets.insertIfNew(em, { name, sealed: fresh });
  const kept = await secrets.find(em, { name });
  if (!kept) throw new Error('The installation secret is missing.');
  return Buffer.from(seal.open(kept.sealed, secretContext), 'base64');
}
