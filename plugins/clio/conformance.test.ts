import { describePlugin } from '../../contracts/conformance/index.ts';
import { clio } from './index.ts';
import { openClioSandbox } from './sandbox.fixture.ts';

describePlugin(clio, openClioSandbox);

// Where nobody knows how real Clio behaves, it must not matter.
describePlugin(
  clio,
  (options) =>
    openClioSandbox(options, {
      customValueFilter: 'substring',
      bareCustomField: 'nothing',
      customValueTypes: 'text',
      searchLagMs: 20_000,
    }),
  {
    where: ', where filters are loose and values are texts',
    suites: ['create once', 'create once, without key fields', 'updates'],
  },
);
describePlugin(
  clio,
  (options) =>
    openClioSandbox(options, { trashedDocument: 'shown', matterIdReachesSubfolders: true, resignPutUrl: false }),
  {
    where: ', where upload addresses end and the trash is shown',
    suites: ['documents'],
  },
);
