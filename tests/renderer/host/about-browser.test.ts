import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aboutBrowser } from '../../../renderer/host/about-browser.ts';

beforeEach(() => vi.stubGlobal('GRADSCAPE_VERSION', '1.2.3'));
afterEach(() => vi.unstubAllGlobals());

test('a browser that says what it is made of is told by that, without the name that it makes up', async () => {
  const getHighEntropyValues = () =>
    Promise.resolve({
      fullVersionList: [
        { brand: 'Not(A:Brand', version: '99.0.0.0' },
        { brand: 'Google Chrome', version: '156.0.8078.79' },
        { brand: 'Chromium', version: '156.0.8078.79' },
      ],
      platformVersion: '6.1.0',
      architecture: 'x86',
    });
  vi.stubGlobal('navigator', { userAgent: '', userAgentData: { platform: 'Linux', getHighEntropyValues } });
  expect(await aboutBrowser()).toEqual({
    version: '1.2.3',
    parts: [
      ['Google Chrome', '156.0.8078.79'],
      ['Chromium', '156.0.8078.79'],
    ],
    system: 'Linux 6.1.0 x86',
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', [['Firefox', '140.0']], 'X11; Linux x86_64'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    [['Safari', '18.5']],
    'Macintosh; Intel Mac OS X 10_15_7',
  ],
  ['Other/1.0', [], 'Other/1.0'],
])('any other is told by its line of text: %s', async (userAgent, parts, system) => {
  vi.stubGlobal('navigator', { userAgent });
  expect(await aboutBrowser()).toEqual({ version: '1.2.3', parts, system });
});
