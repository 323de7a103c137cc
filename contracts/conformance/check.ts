import type { Scene } from './scene.ts';

/** One thing that every plugin must do. `run` throws where the plugin does not. */
export interface Check {
  readonly name: string;
  run(scene: Scene): Promise<void>;
}

export interface Suite {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** Thrown by a check that does not apply to a plugin. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** Ends a check that does not apply, with the reason that the report shows. */
export function skip(reason: string): never {
  throw new NotApplicable(reason);
}
