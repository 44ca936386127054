import { expect, test, type Person } from './person.ts';

/** Every kind of change that a person can make to a network, one after another on the same one. */
const CHANGES: readonly (readonly [what: string, change: (person: Person) => Promise<unknown>])[] = [
  ['a block dropped on the canvas', (person) => person.dragBlock('ReLU', [480, 420])],
  ['a block dropped on a wire', (person) => dropOnWire(person, 'LeakyReLU', 'input', 'fc1')],
  ['a block pressed in the palette', (person) => addAfter(person, 'fc1', 'Dropout')],
  [
    'a wire drawn',
    async (person) => {
      await person.button('Fit').click();
      await person.drawWire(person.output('fc2'), person.input('relu4'));
    },
  ],
  [
    'a wire removed',
    async (person) => {
      await person.wire('fc2', 'relu4').press('Enter');
      await person.wire('fc2', 'relu4').press('Delete');
    },
  ],
  ['a block moved', (person) => dragBy(person, 'fc1', 40, 64)],
  [
    'the blocks laid out anew',
    async (person) => {
      const place = () => person.block('fc1').boundingBox();
      const before = await place();
      await person.button('Tidy').click();
      await expect.poll(place).not.toEqual(before); // what lays them out is fetched when it is first wanted
    },
  ],
  [
    'a block renamed',
    async (person) => {
      await person.block('fc1').dblclick();
      await person.page.keyboard.type('first');
      await person.page.keyboard.press('Enter');
    },
  ],
  ['a number set', (person) => set(person, 'fc2', 'out_features', '48')],
  ['an initialisation chosen', (person) => person.field('init').selectOption('kaiming_normal')],
  ['a part of an initialisation chosen', (person) => person.field('nonlinearity').selectOption('tanh')],
  [
    'a box ticked',
    async (person) => {
      await person.select('fc3');
      await person.field('bias').uncheck();
    },
  ],
  [
    'a block removed',
    async (person) => {
      await person.select('relu1');
      await person.block('relu1').press('Delete');
    },
  ],
  [
    'several blocks moved together',
    async (person) => {
      await selectBox(person);
      await dragBy(person, 'fc2', 24, 80);
    },
  ],
  [
    'several blocks removed together',
    async (person) => {
      await selectBox(person);
      await person.page.keyboard.press('Delete');
      await expect(person.blocks).toHaveCount(0);
    },
  ],
  [
    'the network renamed',
    async (person) => {
      await person.selectNothing();
      await person.fill('name', 'Arms');
    },
  ],
  ['the data set changed', (person) => person.field('source').selectOption('Circle')],
  ['a setting of the data changed', (person) => person.fill('rows', '200')],
  ['the optimizer changed', (person) => person.field('optimizer').selectOption('SGD')],
  ['a setting of training changed', (person) => person.fill('momentum', '0.9')],
];

async function addAfter(person: Person, block: string, layer: string): Promise<void> {
  await person.select(block);
  await person.palette.getByRole('button', { name: layer, exact: true }).click();
}

async function set(person: Person, block: string, setting: string, value: string): Promise<void> {
  await person.select(block);
  await person.fill(setting, value);
}

async function dropOnWire(person: Person, layer: string, from: string, to: string): Promise<void> {
  const [canvas, start, end] = [
    (await person.canvas.boundingBox())!,
    (await person.output(from).boundingBox())!,
    (await person.input(to).boundingBox())!,
  ];
  await person.dragBlock(layer, [(start.x + start.width + end.x) / 2 - canvas.x, start.y + start.height / 2 - canvas.y]);
  await expect(person.wire(from, to)).toHaveCount(0);
}

/** Draws a box around everything on the canvas. */
async function selectBox(person: Person): Promise<void> {
  await person.button('Fit').click();
  const { x, y, width, height } = (await person.canvas.boundingBox())!;
  await person.page.keyboard.down('Shift');
  await person.page.mouse.move(x + 8, y + 8);
  await person.page.mouse.down();
  await person.page.mouse.move(x + width - 8, y + height - 100, { steps: 4 });
  await person.page.mouse.up();
  await person.page.keyboard.up('Shift');
  await expect(person.inspector.getByRole('heading', { name: /^\d+ blocks$/ })).toBeVisible();
}

async function dragBy(person: Person, block: string, right: number, down: number): Promise<void> {
  const { x, y, width } = (await person.block(block).boundingBox())!;
  await person.page.mouse.move(x + width / 2, y + 12);
  await person.page.mouse.down();
  await person.page.mouse.move(x + width / 2 + right, y + 12 + down, { steps: 4 });
  await person.page.mouse.up();
}

test('undo takes back every kind of change to the letter, and redo makes it again', async ({ person }) => {
  await person.openExample('Spiral: two arms, four layers');
  await person.saveAs('Document only'); // from now on Save writes the document as it is
  const network = async () => JSON.parse((await person.save()).bytes.toString()) as unknown;
  const states = [await network()];
  for (const [what, change] of CHANGES)
    await test.step(what, async () => {
      await change(person);
      states.push(await network());
      expect(states.at(-1)).not.toEqual(states.at(-2));
    });

  for (const [index, [what]] of [...CHANGES.entries()].reverse())
    await test.step(`undo: ${what}`, async () => {
      await person.button('Undo').click();
      expect(await network()).toEqual(states[index]);
    });
  await expect(person.button('Undo')).toBeDisabled();

  for (const [index, [what]] of CHANGES.entries())
    await test.step(`redo: ${what}`, async () => {
      await person.button('Redo').click();
      expect(await network()).toEqual(states[index + 1]);
    });
  await expect(person.button('Redo')).toBeDisabled();
});
