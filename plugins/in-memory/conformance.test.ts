import { describePlugin } from '../../contracts/conformance/index.ts';
import { inMemory } from './index.ts';
import { openInMemorySandbox } from './sandbox.fixture.ts';

describePlugin(inMemory, openInMemorySandbox);
