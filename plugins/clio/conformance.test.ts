import { describePlugin } from '../../contracts/conformance/index.ts';
import { clio } from './index.ts';
import { openClioSandbox } from './sandbox.fixture.ts';

describePlugin(clio, openClioSandbox);
