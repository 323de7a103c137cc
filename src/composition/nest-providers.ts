import type { Provider } from '@nestjs/common';
import type { Core } from './assemble.ts';

/** Each use case under its own class, so that whoever needs one asks for it by its type. */
export function providersOf(core: Core): Provider[] {
  return Object.values(core).map((useCase) => ({ provide: useCase.constructor, useValue: useCase }));
}
