import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/answers.ts';
import { sessionQuery } from '../api/session.ts';

const ranks: Readonly<Record<Session['role'], number>> = { viewer: 0, operator: 1, admin: 2 };

/** Whether the person may do it; the server judges again. */
export function useMayActAs(needed: Session['role']): boolean {
  const { data } = useQuery(sessionQuery);
  return data !== null && data !== undefined && ranks[data.role] >= ranks[needed];
}
