import { z } from 'zod';
import type { Ticket } from '../../contracts/outcomes.ts';
import type { DocumentVersion, Part } from './wire.ts';

/** A signed address with the headers that must come with it. */
export interface Slot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the bytes of one version go: one address for the whole, or one a part. */
export interface UploadPlace {
  readonly version: string;
  readonly uuid: string;
  readonly whole?: Slot;
  readonly parts: Readonly<Record<number, Slot>>;
}

/** Signed addresses live ten minutes at least; old ones are asked for anew, in ms. */
const freshMs = 8 * 60_000;

const SlotShape = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) });
const TicketShape = z.object({
  version: z.string(),
  uuid: z.string(),
  issuedAt: z.number(),
  whole: SlotShape.optional(),
  parts: z.record(z.string(), SlotShape),
});

export function placeOf(version: DocumentVersion): UploadPlace {
  const parts = (version.multiparts ?? []).flatMap((part) => {
    const slot = slotOf(part);
    return slot ? [[part.part_number, slot] as const] : [];
  });
  const whole = slotOf(version);
  return { version: version.id, uuid: version.uuid, parts: Object.fromEntries(parts), ...(whole && { whole }) };
}

function slotOf({ put_url: url, put_headers: headers }: Pick<Part, 'put_url' | 'put_headers'>): Slot | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  return { url, headers: Object.fromEntries((headers ?? []).map(({ name, value }) => [name, value])) };
}

export function ticketOf(place: UploadPlace, now: number): Ticket {
  return { ...place, issuedAt: now };
}

/** The place in a ticket, while its addresses are good. */
export function placeInTicket(ticket: Ticket | undefined, version: string, now: number): UploadPlace | undefined {
  const parsed = TicketShape.safeParse(ticket);
  if (!parsed.success || parsed.data.version !== version || now - parsed.data.issuedAt > freshMs) return undefined;
  const { uuid, whole, parts } = parsed.data;
  return { version, uuid, parts, ...(whole && { whole }) };
}
