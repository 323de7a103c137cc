import { z } from 'zod';

export const Role = z.enum(['admin', 'operator', 'viewer']);

export const FirmView = z.object({ id: z.string(), name: z.string(), createdAt: z.string() });

export const KeyView = z.object({ id: z.string(), role: Role, createdAt: z.string() });

/** The only time that the key itself is shown. */
export const NewKeyView = KeyView.extend({ key: z.string() });

export const Me = z.object({ firm: FirmView.pick({ id: true, name: true }), role: Role });
