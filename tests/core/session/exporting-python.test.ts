import { expect, test } from 'vitest';
import { Listener } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('exporting leaves the run, its data and what was told as they are', async () => {
  const listener = new Listener();
  const { client } = listener;
  await client.edit(moons());
  await client.start(3);
  await listener.rest();
  const before = listener.events.length;
  const other = await client.export(moons({ dataset: { source: 'xor', rows: 80 }, name: 'Other' }), 'pytorch', null);
  expect(text(other.bytes)).toContain('# Other\n');
  expect(listener.events.slice(before).filter(({ type }) => type !== 'snapshot')).toEqual([]);
  await client.start(2);
  await listener.rest();
  client.close();

  const alone = new Listener();
  await alone.client.edit(moons());
  await alone.client.start(5);
  await alone.rest();
  alone.client.close();
  const losses = ({ recording }: Listener) => Array.from({ length: 5 }, (_, column) => recording!.scalar('loss', column));
  expect(losses(listener)).toEqual(losses(alone));
});

test('a document that is not the one at hand is exported with data of its own', async () => {
  const { client } = new Listener();
  await client.edit(moons());
  const rows = async (count: number) =>
    /TRAINING_ROWS = (\d+)/.exec(
      text((await client.export(moons({ dataset: { source: 'moons', rows: count } }), 'pytorch', null)).bytes),
    )![1];
  expect(await rows(40)).toBe('28');
  expect(await rows(400)).toBe('280');
  client.close();
});
