import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let signedOut = false;

/** Told by whoever meets an ended session. The page stays, so that nothing typed is lost. */
export function noteSignedOut(ended: boolean): void {
  signedOut = ended;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(listen, () => signedOut);
}
