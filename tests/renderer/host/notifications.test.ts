import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canNotify, mayNotify, notify } from '../../../renderer/host/notifications.ts';

const told: unknown[] = [];
let looks: boolean;
let focused: number;

class Notice {
  static permission: NotificationPermission = 'default';
  static answer: NotificationPermission = 'granted';
  static asked = 0;
  static requestPermission(): Promise<NotificationPermission> {
    Notice.asked += 1;
    Notice.permission = Notice.answer;
    return Promise.resolve(Notice.answer);
  }
  onclick: (() => void) | null = null;
  readonly title: string;
  constructor(title: string, { body }: { body: string }) {
    this.title = title;
    told.push([title, body]);
    notices.push(this);
  }
  close(): void {
    told.push(['closed', this.title]);
  }
}
const notices: Notice[] = [];

beforeEach(() => {
  told.length = 0;
  notices.length = 0;
  looks = false;
  focused = 0;
  Object.assign(Notice, { permission: 'default', answer: 'granted', asked: 0 });
  vi.stubGlobal('window', { Notification: Notice, focus: () => (focused += 1) });
  vi.stubGlobal('Notification', Notice);
  vi.stubGlobal('document', { hasFocus: () => looks });
});
afterEach(() => vi.unstubAllGlobals());

test('a person is asked only when that is wanted, and only once', async () => {
  expect(await mayNotify(false)).toBe(false);
  expect(Notice.asked).toBe(0);
  expect(await mayNotify(true)).toBe(true);
  expect(await mayNotify(true)).toBe(true);
  expect(Notice.asked).toBe(1);
});

test('who has refused is not asked again', async () => {
  Notice.answer = 'denied';
  expect(await mayNotify(true)).toBe(false);
  expect(await mayNotify(true)).toBe(false);
  expect(Notice.asked).toBe(1);
});

test('nothing is told to who looks, nor to who has not allowed it', () => {
  notify('net', 'done');
  Notice.permission = 'granted';
  looks = true;
  notify('net', 'done');
  expect(told).toEqual([]);
  looks = false;
  notify('net', 'done');
  expect(told).toEqual([['net', 'done']]);
});

test('a click on it leads back to the window', () => {
  Notice.permission = 'granted';
  notify('net', 'done');
  notices[0]!.onclick!();
  expect([focused, told.at(-1)]).toEqual([1, ['closed', 'net']]);
});

test('a browser without them, or one that has only the word, is none the worse for it', async () => {
  vi.stubGlobal('window', {});
  expect([canNotify(), await mayNotify(true)]).toEqual([false, false]);
  notify('net', 'done');
  const Refusing = Object.assign(
    function Refusing() {
      throw new TypeError('Illegal constructor');
    },
    { permission: 'granted' },
  );
  vi.stubGlobal('window', { Notification: Refusing });
  vi.stubGlobal('Notification', Refusing);
  expect(() => notify('net', 'done')).not.toThrow();
});
