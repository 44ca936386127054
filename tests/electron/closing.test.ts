import type { MessageBoxOptions } from 'electron';
import { expect, test } from 'vitest';
import { Closing, type Closable } from '../../electron/closing.ts';

/** A window with something unsaved in it, and a person who answers by the names of buttons. */
function unsaved(...answers: string[]) {
  const told: string[] = [];
  const asked: MessageBoxOptions[] = [];
  const heard = new Map<string, (event: { preventDefault(): void }) => void>();
  let name: string | null = 'Spirals';
  let answerSaving: (saved: boolean) => void = () => {};
  let answerQuestion: () => void = () => {};
  const frame: Closable = {
    on: (event: string, listener: (event: { preventDefault(): void }) => void) => void heard.set(event, listener),
    close() {
      let prevented = false;
      heard.get('close')!({ preventDefault: () => (prevented = true) });
      if (!prevented) told.push('closed');
    },
    destroy: () => told.push('destroyed'),
  };
  const closing = new Closing(frame, {
    language: () => 'en',
    unsaved: () => name,
    ask: (question) => {
      asked.push(question);
      const answer = answers.shift();
      return new Promise((resolve) => {
        answerQuestion = () => resolve(question.buttons!.indexOf(answer ?? 'no answer'));
        if (answer !== undefined) answerQuestion();
      });
    },
    save: () => {
      told.push('saving');
      return new Promise((resolve) => (answerSaving = resolve));
    },
    giveUp: () => told.push('given up'),
    going: () => told.push('going'),
  });
  return {
    ...{ frame, closing, told, asked },
    tell: (event: string) => heard.get(event)!({ preventDefault() {} }),
    saved: () => (name = null),
    save: (saved: boolean) => answerSaving(saved),
    /** Closes the message box without choosing. */
    escape: () => answerQuestion(),
    soon: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('a window in which nothing is unsaved closes without a question', () => {
  const { frame, told, asked, saved } = unsaved();
  saved();
  frame.close();
  expect(told).toEqual(['going', 'closed']);
  expect(asked).toEqual([]);
});

test('what is unsaved is asked about in front of the window, by its name', async () => {
  const { frame, told, asked, soon } = unsaved('Cancel');
  frame.close();
  await soon();
  expect(told).toEqual([]);
  expect(asked).toMatchObject([
    {
      message: 'Save the changes to Spirals?',
      detail: 'They are in no file yet, and would be lost.',
      buttons: ['Save', 'Do not save', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    },
  ]);
});

test('a window that was told not to close asks again the next time', async () => {
  const { frame, told, asked, soon } = unsaved('Cancel', 'Do not save');
  frame.close();
  await soon();
  frame.close();
  await soon();
  expect(asked).toHaveLength(2);
  expect(told).toEqual(['given up', 'going', 'closed']);
});

test('it is asked once, however often the window is told to close meanwhile', async () => {
  const { frame, told, asked, soon, escape } = unsaved();
  frame.close();
  frame.close();
  await soon();
  frame.close();
  expect(asked).toHaveLength(1);
  escape();
  await soon();
  expect(told, 'and a message box that is closed in another way is no answer').toEqual([]);
});

test('the window closes when it is saved', async () => {
  const { frame, told, save, saved, soon } = unsaved('Save');
  frame.close();
  await soon();
  expect(told).toEqual(['saving']);
  saved();
  save(true);
  await soon();
  expect(told).toEqual(['saving', 'going', 'closed']);
});

test('it stays when it could not be saved, or the person turned back from saving', async () => {
  const { frame, told, asked, save, soon } = unsaved('Save', 'Cancel');
  frame.close();
  await soon();
  save(false);
  await soon();
  expect(told).toEqual(['saving']);
  frame.close();
  await soon();
  expect(asked).toHaveLength(2);
});

test('a page that saves without end holds no window: who closes it once more may go, and the work is kept', async () => {
  const { frame, told, asked, soon } = unsaved('Save', 'Wait', 'Close now');
  frame.close();
  await soon();
  frame.close();
  await soon();
  expect(asked[1]).toMatchObject({ message: 'Spirals is still being saved.', buttons: ['Wait', 'Close now'], cancelId: 0 });
  expect(told).toEqual(['saving']);
  frame.close();
  await soon();
  expect(told, 'nothing is given up').toEqual(['saving', 'going', 'destroyed']);
});

test('a page that is saved while it is asked whether to wait closes as it would have', async () => {
  const { frame, told, asked, save, saved, escape, soon } = unsaved('Save');
  frame.close();
  await soon();
  frame.close();
  await soon();
  expect(asked).toHaveLength(2);
  saved();
  save(true);
  await soon();
  expect(told).toEqual(['saving', 'going', 'closed']);
  escape();
  await soon();
  expect(told).toHaveLength(3);
});

test('a page that does not answer while it is closed is ended; one that does not answer otherwise is not', async () => {
  const { frame, told, tell, closing, soon } = unsaved('Do not save');
  tell('unresponsive');
  expect(told).toEqual([]);
  expect(closing.decided).toBe(false);
  frame.close();
  await soon();
  tell('unresponsive');
  expect(closing.decided).toBe(true);
  expect(told).toEqual(['given up', 'going', 'closed', 'destroyed']);
});

test('nobody is asked when the session of the system ends, and nothing is given up', () => {
  const { told, tell, asked } = unsaved();
  tell('session-end');
  expect(told, 'the page is asked for what it has not yet handed over').toEqual(['going', 'closed']);
  expect(asked).toEqual([]);
});

test('what was answered counts only if the window goes', async () => {
  const { frame, closing, told, asked } = unsaved('Do not save');
  expect(await closing.mayClose()).toBe(true);
  expect(told, 'the window is there still').toEqual([]);
  closing.stay();
  closing.free();
  frame.close();
  expect(told, 'without giving up what is unsaved').toEqual(['going', 'closed']);
  expect(asked).toHaveLength(1);
});

test('the app and the window that ask at once ask one question', async () => {
  const { frame, closing, told, asked, escape, soon } = unsaved();
  frame.close();
  const may = closing.mayClose();
  await soon();
  expect(asked).toHaveLength(1);
  escape();
  expect(await may).toBe(false);
  expect(told).toEqual([]);
});
