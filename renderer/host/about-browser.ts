/** @file Which browser this is, as far as it tells. */
import type { About } from './host.ts';

/** Of Gradscape: the build writes it here. */
declare const GRADSCAPE_VERSION: string;

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/** Chromium's own word for it; others have a line of text only. */
interface UserAgentData {
  readonly platform: string;
  getHighEntropyValues(hints: readonly string[]): Promise<{
    readonly fullVersionList?: readonly Brand[];
    readonly platformVersion?: string;
    readonly architecture?: string;
  }>;
}

/** Browsers name a brand that does not exist, so that nobody relies on the list: it has signs in it that no name has. */
const isInvented = ({ brand }: Brand) => /[^\w ]|^Not/.test(brand);

export async function aboutBrowser(): Promise<About> {
  const version = GRADSCAPE_VERSION;
  const { userAgentData } = navigator as Navigator & { userAgentData?: UserAgentData };
  if (!userAgentData) return { version, ...fromText(navigator.userAgent) };
  const {
    fullVersionList = [],
    platformVersion = '',
    architecture = '',
  } = await userAgentData.getHighEntropyValues(['fullVersionList', 'platformVersion', 'architecture']);
  const parts = fullVersionList.filter((each) => !isInvented(each)).map(({ brand, version: of }) => [brand, of] as const);
  return { version, parts, system: [userAgentData.platform, platformVersion, architecture].filter(Boolean).join(' ') };
}

/** "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" */
function fromText(text: string): Pick<About, 'parts' | 'system'> {
  const system = /\(([^)]*)\)/.exec(text)?.[1]?.replace(/; rv:[\d.]+/, '') ?? text;
  const firefox = /Firefox\/([\d.]+)/.exec(text)?.[1];
  const safari = /Version\/([\d.]+).* Safari\//.exec(text)?.[1];
  const named = firefox ? ['Firefox', firefox] : safari ? ['Safari', safari] : null;
  return { parts: named ? [[named[0]!, named[1]!]] : [], system };
}
