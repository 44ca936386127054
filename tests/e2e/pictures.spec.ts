/** @file Pictures of the window in every state, to look at: dist/screenshots/. Each state must come about; how it looks is for eyes. */
import { deepNetwork } from '../bench/canvas-document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { expect, test, type Person } from './person.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 2560, height: 1440 },
] as const;

/** Blocks in a frame, the others in a collapsed group, and a note. */
function grouped(): Buffer {
  const network = deepNetwork(26);
  const names = network.nodes.map(({ id }) => id);
  const groups = [
    { id: 'g1', name: 'Residual block', nodes: names.slice(3, 10) },
    { id: 'g2', name: 'Two more', nodes: names.slice(10, 24), collapsed: true },
  ];
  const notes = [
    { id: 'n1', text: 'The shortcut gives the gradient\na road that passes no weights.', position: [0, -160] as [number, number] },
  ];
  return Buffer.from(printDocument({ ...network, name: 'Grouped', groups, notes }));
}

const STATES: Readonly<Record<string, (person: Person) => Promise<void>>> = {
  empty: async () => {},
  built: async (person) => {
    await person.openExample('Residual blocks');
    await person.select('fc1a');
  },
  training: async (person) => {
    await person.openExample('Ten sigmoids: the gradient vanishes');
    await person.button('Train').click();
    await expect.poll(() => person.progress()).toMatch(/^epoch ([3-9]|\d\d)|step/);
  },
  error: async (person) => {
    await person.openExample('Residual blocks');
    await person.select('fc1b');
    await person.fill('out_features', '20');
    await expect(person.findings.getByText('Error').first()).toBeAttached();
  },
  grouped: async (person) => {
    await person.open({ name: 'Grouped.gradscape.json', bytes: grouped() });
    await expect(person.canvas.getByRole('group', { name: /^Two more/ })).toBeVisible();
  },
};

for (const size of SIZES)
  for (const theme of ['dark', 'light'] as const)
    for (const [state, reach] of Object.entries(STATES))
      test(`${state}, ${theme}, ${size.width} × ${size.height}`, async ({ person, picture }) => {
        const { page } = person;
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: theme });
        await reach(person);
        await page.mouse.move(size.width / 2, 24);
        await picture(`${state}-${theme}-${size.width}`);
      });
