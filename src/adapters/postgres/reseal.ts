import type { Seal } from '../../ports/seal.ts';
import { credentialsContext, credentialsTable } from './connection-vault.ts';
import { secretContext, secretTable } from './installation-secret.ts';
import type { Transactions } from './session.ts';

/**
 * Seals anew what an older key sealed. Done at each start, so that an old key may be taken away once every node has
 * started with the new one; without it, secrets that are never renewed would be lost with their key.
 */
export async function resealAll(transactions: Transactions, seal: Seal): Promise<void> {
  await transactions.run(async (em) => {
    const lock = { disableIdentityMap: true } as const;
    for (const row of await em.find(credentialsTable, {}, lock)) {
      const { connectionId, sealed } = row;
      if (seal.isCurrent(sealed)) continue;
      const context = credentialsContext(connectionId);
      // `sealed` stands in the condition: a renewal meanwhile has sealed newer credentials with the newest key.
      const renewed = seal.seal(seal.open(sealed, context), context);
      await em.nativeUpdate(credentialsTable, { connectionId, sealed }, { sealed: renewed });
    }
    for (const { name, sealed } of await em.find(secretTable, {}, lock)) {
      if (seal.isCurrent(sealed)) continue;
      const renewed = seal.seal(seal.open(sealed, secretContext), secretContext);
      await em.nativeUpdate(secretTable, { name, sealed }, { sealed: renewed });
    }
  });
}
