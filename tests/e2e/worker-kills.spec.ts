/**
 * @file What trains is killed at random moments, in every way that it can go, and the page is loaded again in the midst of training: no change
 * of the document is lost, and of training no more than what came after the last snapshot. `KILLS=200 RELOADS=50` is the long form.
 */
import type { Page, Worker as Thread } from '@playwright/test';
import { Random } from '../../core/tensor/random.ts';
import { expect, test } from './app.ts';
import { keptWorks } from './kept.ts';
import { Person } from './person.ts';

const KILLS = Number(process.env.KILLS ?? 10);
const RELOADS = Number(process.env.RELOADS ?? 3);
/** Of the kills, so many hang instead, and are waited for. */
const HANGS = Math.max(1, Math.floor(KILLS / 25));

/** Bytes of the page, garbage aside: what a dead worker leaves behind would add up. */
const HEAP_GROWN_MOST = 24e6;

/** The threads that the page starts, and what those that train have told it. */
interface Spied {
  /** Of the snapshots that the page has taken. */
  snapshots: number[];
  /** The run that the page was told of last, and what it knew of its steps then. */
  runs: { run: number; continues?: { run: number; step: number }; snapshot: number | null }[];
  step: number;
  trains: boolean;
  /** The last that trains. */
  thread: Worker | null;
}

declare global {
  var spied: Spied;
  var helpers: Worker[] | undefined;
}

/** Runs in the page before anything of it: every worker is listened to as well, for as long as the page listens. Saving is a download. */
function spy(): void {
  Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
  globalThis.spied = { snapshots: [], runs: [], step: 0, trains: false, thread: null };
  const Native = Worker;
  globalThis.Worker = class extends Native {
    #left = false;

    constructor(...of: ConstructorParameters<typeof Native>) {
      super(...of);
      this.addEventListener('message', ({ data }: MessageEvent) => {
        if (this.#left) return;
        const { spied } = globalThis;
        if (data.type === 'snapshot') spied.snapshots.push(data.step);
        if (data.type === 'run')
          spied.runs.push({ run: data.header.run, continues: data.header.continues, snapshot: spied.snapshots.at(-1) ?? null });
        if (data.type === 'status') {
          spied.thread = this;
          [spied.step, spied.trains] = [data.step, data.status === 'running'];
        }
      });
    }

    /** By the page, which gives it up. */
    override terminate(): void {
      this.#left = true;
      super.terminate();
    }

    /** From outside. */
    kill(): void {
      super.terminate();
    }
  };
}

/** In a thread that trains: its helpers are to be had. */
function spyOnHelpers(): void {
  const Native = Worker;
  globalThis.helpers = [];
  globalThis.Worker = class extends Native {
    constructor(...of: ConstructorParameters<typeof Native>) {
      super(...of);
      globalThis.helpers!.push(this);
    }
  };
}

const spied = (page: Page) => page.evaluate(() => ({ ...globalThis.spied, thread: null }));

/** The one that trains now. */
function threadOf(page: Page): Thread | undefined {
  return page.workers().findLast((thread) => /\/worker-[^/]*\.js$/.test(thread.url()));
}

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'it closes itself': (page) => threadOf(page)!.evaluate(() => self.close()),
  'it is ended from outside': (page) => page.evaluate(() => (globalThis.spied.thread as unknown as { kill(): void }).kill()),
  'it throws': (page) =>
    threadOf(page)!.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('Deliberate.');
        }),
    ),
  'a promise is rejected': (page) => threadOf(page)!.evaluate(() => void Promise.reject(new RangeError('Deliberate.'))),
  'a thread that helps is ended': (page) =>
    threadOf(page)!.evaluate(() => void (globalThis.helpers?.length ? globalThis.helpers.at(-1)!.terminate() : self.close())),
};

const hangs = (page: Page) =>
  threadOf(page)!.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );

/** Wide enough for helpers to be called, where there is more than one thread. */
async function openWideNetwork(someone: Person): Promise<void> {
  await someone.openExample('Spiral: two arms, four layers');
  for (const block of ['fc1', 'fc2']) {
    await someone.select(block);
    await someone.fill('out_features', '256');
  }
  await someone.selectNothing();
  await someone.fill('epochs', '100000');
}

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Trains, from where the page is. */
async function untilItTrains(someone: Person, since: number): Promise<void> {
  const { page } = someone;
  await expect
    .poll(
      async () => {
        const { runs, trains, step } = await spied(page);
        if (runs.length > since && trains && step > (runs.at(-1)!.continues?.step ?? 0)) return 'it trains';
        const given = page.getByRole('alert').getByText(/Press Train: it goes on|the run stands at step/);
        const press = async () => someone.button('Train').click({ timeout: 1_000 });
        if (await given.isVisible()) await press().catch(() => undefined);
        return 'not yet';
      },
      { timeout: 60_000, intervals: [50] },
    )
    .toBe('it trains');
}

test(`after each of ${KILLS} deaths training goes on as the same run from its last snapshot, and the document is as it was`, async ({
  context,
  address,
}) => {
  test.setTimeout(180_000 + 20_000 * KILLS);
  const page = await context.newPage();
  await page.addInitScript(spy);
  page.on('worker', (thread) => void thread.evaluate(spyOnHelpers).catch(() => undefined));
  await page.goto(address);
  const someone = new Person(page);
  await expect(someone.canvas).toBeVisible();
  await openWideNetwork(someone);
  await someone.button('Train').click();
  await expect.poll(async () => (await spied(page)).snapshots.at(-1)).toBeGreaterThan(0);

  const random = new Random(8, 0);
  const ways = Object.keys(WAYS);
  let [name, early, anew] = ['', 0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    const hanging = kill % Math.ceil(KILLS / HANGS) === 2;
    const way = ways[Math.floor(random.uniform() * ways.length)]!;
    await page.waitForTimeout(Math.floor(random.uniform() * 900));
    const since = (await spied(page)).runs.length;
    name = `net ${kill}`;
    const edited = random.uniform() < 0.5 ? someone.fill('name', name) : null; // at the very moment, or when it is over
    await (hanging ? hangs : WAYS[way]!)(page).catch(() => undefined); // it may be gone before it can answer
    await edited;
    await untilItTrains(someone, since);
    if (!edited) await someone.fill('name', name);

    const { runs } = await spied(page);
    const [before, after] = [runs[since - 1]!, runs[since]!];
    const what = `death ${kill}, ${hanging ? 'it hangs' : way}`;
    if (after.continues) expect(after.continues, what).toEqual({ run: before.run, step: after.snapshot });
    else anew += 1;
    await expect(someone.field('name'), what).toHaveValue(name);
    if (kill === Math.min(20, Math.floor(KILLS / 2))) early = await heap(page);
  }
  expect(anew, 'a snapshot was there from the first death on').toBe(0);

  await someone.button('Pause').click();
  const step = await someone.restingStep();
  await expect.poll(() => page.workers().filter((thread) => /\/worker-[^/]*\.js$/.test(thread.url())).length).toBe(1);
  expect((await heap(page)) - early).toBeLessThan(HEAP_GROWN_MOST);
  for (const text of await page.getByRole('alert').allTextContents()) expect(text).toContain('It was started again and goes on from step');

  const { runs } = await spied(page);
  console.log(`${KILLS} deaths, ${HANGS} of them by hanging: step ${step}, ${runs.length} workers held the run`);
  await page.keyboard.press('Alt+r');
  await expect(page.getByRole('region', { name: 'Runs', exact: true }).getByRole('group'), 'it is one run').toHaveCount(1);
  const network = (await someone.network()) as { name: string; nodes: unknown[] };
  expect([network.name, network.nodes.length]).toEqual([name, 9]);
});

test('what dies again and again is left to the person, in one message that takes the place of those before it', async ({
  context,
  address,
}) => {
  const page = await context.newPage();
  await page.addInitScript(spy);
  await page.goto(address);
  const someone = new Person(page);
  await openWideNetwork(someone);
  await someone.button('Train').click();
  await untilItTrains(someone, 0);
  for (let death = 0; death < 4; death++) {
    const since = (await spied(page)).runs.length;
    await WAYS['it closes itself']!(page).catch(() => undefined); // it may be gone before it can answer
    if (death < 3) await untilItTrains(someone, since);
  }
  const alerts = page.getByRole('alert');
  await expect(alerts.getByText('so it is not started again by itself')).toBeVisible();
  await expect(alerts).toHaveCount(1);
  const since = (await spied(page)).runs.length;
  await someone.button('Train').click();
  await untilItTrains(someone, since);
});

/** As the browser keeps it for this tab. */
const keptStep = async (page: Page) => (await keptWorks(page))[0]?.step ?? 0;

test(`after each of ${RELOADS} reloads in the midst of training the network is as it was, and goes on from the weights that were kept`, async ({
  context,
  address,
}) => {
  test.setTimeout(180_000 + 30_000 * RELOADS);
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.addInitScript(spy);
  await page.goto(address);
  const someone = new Person(page);
  await expect(someone.canvas).toBeVisible();
  await openWideNetwork(someone);
  await someone.button('Train').click();
  await expect.poll(() => keptStep(page)).toBeGreaterThan(0);

  const random = new Random(50, 0);
  let [name, last, lost, late] = ['', 0, 0, 0];
  for (let reload = 0; reload < RELOADS; reload++) {
    await page.waitForTimeout(Math.floor(random.uniform() * 1_500));
    name = `net ${reload}`;
    await someone.fill('name', name);
    await page.waitForTimeout(Math.floor(random.uniform() * 30)); // it has hardly been heard of
    const [kept, { snapshots, step }] = [await keptStep(page), await spied(page)];
    await page.reload();
    await expect(someone.field('name'), `reload ${reload}`).toHaveValue(name);
    await expect(someone.blocks, `reload ${reload}`).toHaveCount(9);
    const restored = await someone.restingStep();
    expect(restored, `reload ${reload}`).toBeGreaterThanOrEqual(kept);
    expect(restored, `reload ${reload}`).toBeGreaterThanOrEqual(last);
    const behind = snapshots.filter((snapshot) => snapshot > restored).length;
    expect(behind, `reload ${reload}: the newest snapshot may have been on its way`).toBeLessThanOrEqual(1);
    [last, lost, late] = [restored, Math.max(lost, step - restored), late + behind];
    await someone.button('Train').click();
    await expect.poll(async () => (await spied(page)).step).toBeGreaterThan(restored);
  }
  console.log(`${RELOADS} reloads: at step ${last}, at most ${lost} steps lost at once, ${late} times the newest snapshot`);
  expect(((await someone.network()) as { name: string }).name).toBe(name);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
