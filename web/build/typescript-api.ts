// The generator of types is written against the compiler's programmatic API, which TypeScript 7.0 does not have. This
// package carries the API of TypeScript 6; it goes when openapi-typescript takes the compiler that the rest is built with.
import { ts } from '@ts-morph/common';

// oxlint-disable-next-line import/no-default-export -- The generator imports the default.
export default ts;
