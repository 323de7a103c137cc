import type { Call, Route } from './call.ts';
import { notModified } from './conditions.ts';
import { one, routesOf, treeOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { User } from './rows.ts';
import { userView } from './view-setup.ts';

function filter(call: Call, rows: User[]): User[] {
  const enabled = call.query.flag('enabled');
  const type = call.query.text('subscription_type')?.toLowerCase() ?? null;
  const name = call.query.text('name')?.toLowerCase() ?? '';
  return rows.filter(
    (row) =>
      (enabled === null || row.enabled === enabled) &&
      (type === null || row.subscription_type.toLowerCase() === type) &&
      row.name.toLowerCase().includes(name),
  );
}

const USERS: Resource<User> = {
  path: '/users',
  noun: 'User',
  shape: 'User',
  needs: ['users'],
  limit: 2000,
  orders: { name: (row) => row.name, first_name: (row) => row.first_name, last_name: (row) => row.last_name },
  table: (firm) => firm.users,
  view: userView,
  filter,
};

export const USER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/who_am_i',
    needs: ['users'],
    handle: (call) => notModified(call, call.user) ?? one(call, USERS, call.user, treeOf(call, 'User')),
  },
  ...routesOf(USERS),
];
