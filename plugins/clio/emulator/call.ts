import type { Actor } from './actor.ts';
import type { Answer } from './answer.ts';
import type { Data } from './body.ts';
import type { Look } from './look.ts';
import type { PageTokens } from './page-tokens.ts';
import type { Query } from './query.ts';
import type { Area } from './settings.ts';

/** One request to the API that passed the gate, ready for its route. */
export interface Call extends Actor {
  readonly look: Look;
  readonly query: Query;
  /** The address as requested, for links to other pages. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Ids in the path, in order. */
  readonly ids: readonly number[];
  readonly pageTokens: PageTokens;
  /** The `data` object; throws 400 when the body has none. */
  data(): Data;
}

/** A path of the API. `:id` stands for a number; `.json` is never part of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Boxes of the app this route needs: reading for GET, writing for the rest. */
  readonly needs: readonly Area[];
  handle(call: Call): Answer;
}
