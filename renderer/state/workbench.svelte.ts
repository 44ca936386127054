/** @file Everything the app holds, put together once at the start. Parts know nothing of each other beyond what is handed to them here. */
import type { Document } from '../../core/document/document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { Client } from '../../core/session/client.ts';
import { fromWebWorker } from '../../core/session/web-worker.ts';
import type { RunningChange } from '../../core/session/protocol.ts';
import type { Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import type { Language } from '../language/language.ts';
import { Adding } from './adding.ts';
import { Appearance, fetchRememberedLanguage } from './appearance.svelte.ts';
import { ChangedOnDisk } from './changed-on-disk.svelte.ts';
import { Clipboard } from './clipboard.ts';
import { Compile } from './compile.svelte.ts';
import { Depth } from './depth.svelte.ts';
import { DataFiles } from './data-files.ts';
import { DataViewing } from './data-viewing.svelte.ts';
import { DEFAULT_BATCH_SIZE, optimizerKind, type OptimizerKind } from './defaults.ts';
import { fixEdit } from './fix-edit.ts';
import { Exports } from './exports.svelte.ts';
import { Files } from './files.svelte.ts';
import { Findings } from './findings.svelte.ts';
import type { FocusPlace } from './focus-place.ts';
import { Focus } from './focus.ts';
import { Gradients } from './gradients.svelte.ts';
import { Herald } from './herald.svelte.ts';
import { LandscapeLook } from './landscape.svelte.ts';
import { LayerDrag } from './layer-drag.ts';
import { Hover } from './hover.svelte.ts';
import { LeftBehind } from './left-behind.svelte.ts';
import { Mishaps } from './mishaps.ts';
import { Moment } from './moment.svelte.ts';
import { Narrator } from './narrator.ts';
import { Notices } from './notices.svelte.ts';
import { OverCanvas } from './over-canvas.svelte.ts';
import { Opening } from './opening.svelte.ts';
import { Outside } from './outside.ts';
import { Overlays } from './overlays.svelte.ts';
import { Panes } from './panes.svelte.ts';
import { Preview } from './preview.svelte.ts';
import { Project, type Whence } from './project.svelte.ts';
import { Prospects } from './prospects.svelte.ts';
import { QuickAdd } from './quick-add.svelte.ts';
import { Recents } from './recents.svelte.ts';
import type { Recovery } from './recovery.ts';
import { Questions } from './questions.ts';
import { Regions } from './regions.ts';
import { Renaming } from './renaming.svelte.ts';
import { Runs } from './runs.svelte.ts';
import { Saving } from './saving.ts';
import { Search } from './search.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { SettingChanges } from './setting-changes.svelte.ts';
import { Sharing } from './sharing.ts';
import { Speech } from './speech.svelte.ts';
import { StatesBudget } from './states-budget.svelte.ts';
import { Telemetry } from './telemetry.svelte.ts';
import { Engine, fetchEngine, type ChosenEngine } from './engine.svelte.ts';
import { Training } from './training.svelte.ts';
import { Trials } from './trials.svelte.ts';
import type { View } from './view.ts';
import { Walking } from './walking.svelte.ts';
import { Watching } from './watching.svelte.ts';
import { WireChoice } from './wire-choice.svelte.ts';
import { lostText, restartedText } from './worker-words.ts';
import { WorkKeeping } from './work-keeping.svelte.ts';

/** Weights that no file holds are asked about if they took so many seconds; before, they are sooner trained again. */
const WORTH_ASKING = 60;

export class Workbench {
  readonly host: Host;
  readonly client: Client;
  readonly appearance = new Appearance();
  readonly notices = new Notices();
  readonly project = new Project();
  readonly selection = new Selection();
  readonly questions = new Questions();
  readonly opening = new Opening();
  readonly compile: Compile;
  readonly training: Training;
  readonly findings: Findings;
  readonly engine: Engine;
  readonly gradients: Gradients;
  readonly telemetry: Telemetry;
  readonly moment: Moment;
  readonly watching: Watching;
  readonly runs: Runs;
  readonly statesBudget: StatesBudget;
  readonly walking: Walking;
  readonly depth: Depth;
  readonly dataViewing: DataViewing;
  readonly changes: SettingChanges;
  readonly exports: Exports;
  readonly dataFiles: DataFiles;
  readonly files: Files;
  readonly saving: Saving;
  readonly sharing: Sharing;
  readonly keeping: WorkKeeping;
  readonly leftBehind: LeftBehind;
  readonly changedOnDisk: ChangedOnDisk;
  readonly recents: Recents;
  readonly outside: Outside;
  readonly herald: Herald;
  readonly mishaps: Mishaps;
  readonly prospects: Prospects;
  readonly trials: Trials;
  readonly landscape = new LandscapeLook();
  readonly panes = new Panes();
  readonly overlays = new Overlays();
  readonly over = new OverCanvas();
  readonly search = new Search(this.project);
  readonly adding = new Adding(this.project, this.selection);
  readonly quickAdd = new QuickAdd();
  readonly drag = new LayerDrag();
  readonly preview = new Preview(this.project);
  readonly speech = new Speech();
  readonly hover = new Hover();
  readonly renaming = new Renaming();
  readonly wireChoice = new WireChoice();
  readonly regions = new Regions();
  readonly focus = new Focus({
    project: this.project,
    selection: this.selection,
    places: () => ({ surface: this.view, outline: this.tree }),
  });
  readonly clipboard = new Clipboard({
    project: this.project,
    selection: this.selection,
    notices: this.notices,
    view: () => this.view,
    open: (text, kind) => void this.files.openText(text, kind),
  });
  /** The run is on its way back to a step: those that are not kept are taken again. */
  goingBack = $state(false);
  /** The canvas, once it is there. */
  view = $state.raw<View | null>(null);
  /** The outline, while it is shown. */
  tree: FocusPlace | null = null;
  /** Settles when the weights are drawn anew that were to be. */
  #resetting: Promise<unknown> = Promise.resolve();
  readonly #optimizers = new Map<OptimizerKind, Document['training']['optimizer']>();

  /** Rows of a batch, as far as there are so many. */
  readonly batch: number = $derived.by(() =>
    Math.min(this.project.document.training.batch_size ?? DEFAULT_BATCH_SIZE, this.compile.data?.trainRows ?? Infinity),
  );

  /** Something would be lost if the document were closed. */
  readonly unsaved: boolean = $derived.by(() => {
    const { savedStep, step, status, borrowed } = this.training;
    if (this.project.dirty || borrowed) return true;
    if (step === 0 || step === savedStep || status === 'failed') return false;
    return savedStep !== null || this.telemetry.seconds >= WORTH_ASKING;
  });

  constructor(host: Host, chosen: ChosenEngine) {
    this.host = host;
    const spawn = () => fromWebWorker(new Worker(new URL('../../core/session/worker.ts', import.meta.url), { type: 'module' }));
    this.client = new Client(spawn, chosen.kernels, chosen.choice.threads);
    this.engine = new Engine(this.client, this.notices, chosen);
    this.compile = new Compile(this.client);
    this.training = new Training(this.client, this.notices);
    this.moment = new Moment(() => this.telemetry.ofNow);
    this.telemetry = new Telemetry(this.client, this.moment);
    this.findings = new Findings(this);
    this.gradients = new Gradients(this.client, this.notices, this);
    this.watching = new Watching(this);
    this.changes = new SettingChanges(this.client);
    this.runs = new Runs(this); // hears of a change after those who keep it
    this.statesBudget = new StatesBudget(this.client);
    this.walking = new Walking(this.client, this.notices);
    this.depth = new Depth(this.watching, this.over);
    this.dataViewing = new DataViewing(this);
    this.exports = new Exports(this);
    this.dataFiles = new DataFiles({
      client: this.client,
      host,
      compile: this.compile,
      replaced: () => this.trials.forget(),
      storageRefused: (error) => this.notices.refuseStorage(error),
    });
    this.prospects = new Prospects(this.client, this.project);
    this.trials = new Trials({
      project: this.project,
      engine: this.engine,
      filesOf: ({ dataset }) => this.dataFiles.of(dataset),
      open: (kernels) => new Client(spawn, kernels),
    });
    this.client.on((event) => {
      if (event.type === 'restarted') {
        this.notices.clear();
        this.notices.warn(restartedText(event));
        this.compile.resend();
      } else if (event.type === 'lost') {
        this.notices.clear();
        const { text, details } = lostText(event);
        this.notices.warn(text, details);
      }
    });
    new Narrator(this.client, this);
    this.herald = new Herald(this.client, this);
    this.mishaps = new Mishaps(this.client, this);
    this.files = new Files(this);
    this.saving = new Saving(this);
    this.sharing = new Sharing(this);
    this.keeping = new WorkKeeping(this);
    this.leftBehind = new LeftBehind(this);
    this.changedOnDisk = new ChangedOnDisk(this);
    this.outside = new Outside(this);
    this.recents = new Recents({ host, notices: this.notices, open: (file) => this.files.openFile(file) });
  }

  /** Of the window; what the network says of itself is the person's own. */
  async speak(language: Language): Promise<void> {
    try {
      await this.appearance.choose(language);
    } catch (error) {
      this.notices.complain(error);
    }
  }

  /** Sets training settings in the document, and in the run where they may change while it goes on. */
  setTraining(training: Document['training'], mergeKey: string | null = null): void {
    this.project.edit({ edit: 'train', training }, mergeKey);
    const lr = training.optimizer?.lr;
    const change: RunningChange = {
      ...(typeof lr === 'number' ? { lr } : {}),
      ...('batch_size' in training ? { batch_size: training.batch_size } : {}),
      ...('epochs' in training ? { epochs: training.epochs } : {}),
      ...('clip_grad_norm' in training ? { clip_grad_norm: training.clip_grad_norm } : {}),
    };
    if (Object.keys(change).length > 0) this.training.change(change);
  }

  /** Does what a finding offers, as one step of undo; what a run may change while it goes on reaches it. Shows the blocks that are new. */
  applyFix(fix: Fix): void {
    const before = this.project.document;
    const edit = fixEdit(before, fix);
    this.preview.hide();
    if (!edit) return;
    this.project.edit(edit);
    const there = new Set(before.nodes.map(({ id }) => id));
    const added = this.project.document.nodes.filter(({ id }) => !there.has(id));
    if (added.length > 0) this.selection.show(added.map(({ id }) => id));
  }

  /** Goes back to the last step from which the run was sound, and rests there. */
  async rewind(): Promise<void> {
    await this.leaveRun();
    if (await this.training.rewind()) this.notices.clear();
  }

  /** Goes back to the step that is looked at, and rests there; the window follows the run again. */
  async continueFromMoment(): Promise<void> {
    const { step } = this.moment;
    if (step === null || this.goingBack) return;
    this.goingBack = true;
    try {
      await this.leaveRun();
      if (await this.training.goBack(step)) this.notices.clear();
    } finally {
      this.goingBack = false;
    }
  }

  /** Opens the network of a run that was kept, and goes on with the run where it stood. */
  async openRun(id: string): Promise<void> {
    const entry = this.runs.entryOf(id);
    if (!entry || id === this.runs.current) return;
    const same = printDocument(entry.now) === printDocument(this.project.document);
    if (!same && !(await this.files.mayClose())) return;
    try {
      await this.leaveRun();
      const past = await this.runs.past(id);
      if (!past) throw new Error(m.run_not_kept({ name: this.runs.nameOf(entry) }));
      if (!same) this.files.begin(entry.now);
      await this.compile.send(this.project.document);
      await this.dataFiles.find(this.compile.missingFiles);
      await this.runs.takeUp(entry, past);
    } catch (error) {
      this.notices.complain(error);
    }
  }

  /** What the run has come to is kept before another takes its place. */
  async leaveRun(): Promise<void> {
    if (this.training.running) await this.training.pause();
    await this.runs.keep();
  }

  /**
   * After a run has lost its numbers: does what a finding offers, and goes back to where the run was sound; where the fix makes another
   * network of it, there is no way back, and training starts anew.
   */
  async recover({ fix, goesOn }: Recovery): Promise<void> {
    this.applyFix(fix);
    await this.compile.send(this.project.document);
    await (goesOn ? this.rewind() : this.train());
  }

  /** Waits until the worker has what is drawn, and the weights of it, be they drawn anew. False if another document has taken its place meanwhile. */
  async #heard(): Promise<boolean> {
    const { opened } = this.project;
    await this.#resetting;
    await this.keeping.weights;
    await this.compile.send(this.project.document);
    return this.project.opened === opened;
  }

  /** Starts, or continues after a pause; a run that lost its numbers begins anew. What was said before is done with. */
  async train(): Promise<void> {
    if (!(await this.#heard())) return;
    if (this.training.status === 'failed') await this.reset();
    if (await this.training.train()) this.notices.clear();
  }

  /** One step, and then it is told slowly. */
  async step(): Promise<void> {
    if (!(await this.#heard())) return;
    if (this.training.status === 'failed') await this.reset();
    this.moment.follow();
    this.walking.awaitStep();
    if (await this.training.stepOnce()) this.notices.clear();
    else this.walking.leave();
  }

  /** Weights are drawn anew: what the run before has shown is of no network any more. */
  reset(): Promise<void> {
    const done = this.#drawAnew();
    this.#resetting = done.catch(() => undefined);
    return done;
  }

  async #drawAnew(): Promise<void> {
    await this.leaveRun();
    this.walking.leave();
    this.telemetry.clear();
    await this.training.reset();
  }

  /** Another optimizer with its defaults, or with the settings that it had when it was last looked at. */
  chooseOptimizer(kind: OptimizerKind): void {
    const { training } = this.project.document;
    const before = training.optimizer;
    if (before) this.#optimizers.set(optimizerKind(training), before);
    this.setTraining({ optimizer: this.#optimizers.get(kind) ?? { kind } });
  }

  /** A document takes the place of the one before. */
  show(document: Document, from: Whence): void {
    this.selection.select([]);
    this.quickAdd.close();
    this.wireChoice.close();
    this.renaming.thing = null;
    this.#optimizers.clear();
    this.#forgetRun();
    this.project.replace(document, from);
    this.compile.begin(document);
    this.watching.forget();
  }

  /** The same document with other weights: what was shown of those before is gone. */
  showWeights(): void {
    this.#forgetRun();
    this.compile.begin(this.project.document);
    this.watching.forget();
  }

  #forgetRun(): void {
    this.walking.leave();
    this.notices.clear();
    this.telemetry.clear();
    this.training.findings = [];
    this.training.savedStep = null;
    this.training.borrowed = false;
    this.gradients.forget();
    this.trials.forget();
  }
}

/** Fetches the kernels and the language, and puts the workbench together. */
export async function openWorkbench(host: Host): Promise<Workbench> {
  const [engine] = await Promise.all([fetchEngine(host.revectorized), fetchRememberedLanguage()]);
  return new Workbench(host, engine);
}
