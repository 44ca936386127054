import { expect, test } from 'vitest';
import { network } from '../../helpers/networks.ts';
import { repaired, settingsOf, wiring } from '../../helpers/repaired.ts';

const document = network([
  ['Input', 'input'],
  ['Linear', 'fc1'],
  ['ReLU', 'relu1'],
  ['Dropout', 'drop1'],
  ['Linear', 'fc2'],
  ['ReLU', 'relu2'],
  ['Linear', 'fc3'],
  ['ReLU', 'relu3'],
  ['Dropout', 'drop3', { p: 0.1 }],
  ['Linear', 'head'],
  ['Sigmoid', 'probability'],
  ['MSELoss', 'loss'],
]);

test('Dropout is put behind the hidden activations that have none', () => {
  const after = repaired(document, 'add_dropout', { p: 0.2 })!;
  expect(wiring(after)).toEqual(
    wiring(document)
      .flatMap((wire) => (wire === 'relu2 > fc3' ? ['drop2 > fc3', 'relu2 > drop2'] : wire))
      .sort(),
  );
  expect(settingsOf(after, 'drop2')).toEqual({ p: 0.2 });
});

test('Dropout that drops more, by default, too, drops less', () => {
  const after = repaired(document, 'lower_dropout', { p: 0.2 })!;
  expect([settingsOf(after, 'drop1'), settingsOf(after, 'drop3')]).toEqual([{ p: 0.2 }, { p: 0.1 }]);
});

test('no Dropout at all is not put in', () => {
  expect(repaired(document, 'add_dropout', { p: 0 })).toBeNull();
});
