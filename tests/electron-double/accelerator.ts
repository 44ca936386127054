/** A key that was pressed, as the page was told of it. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

type Modifier = 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey';

const command: Modifier = process.platform === 'darwin' ? 'metaKey' : 'ctrlKey';
const MODIFIERS: Readonly<Record<string, Modifier>> = {
  alt: 'altKey',
  cmd: 'metaKey',
  cmdorctrl: command,
  command: 'metaKey',
  commandorcontrol: command,
  control: 'ctrlKey',
  ctrl: 'ctrlKey',
  meta: 'metaKey',
  option: 'altKey',
  shift: 'shiftKey',
  super: 'metaKey',
};
const KEYS: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  esc: 'escape',
  return: 'enter',
};

/** Whether a key is the one that an accelerator such as "CommandOrControl+Shift+G" names. */
export function isPressed(accelerator: string, pressed: Pressed): boolean {
  const parts = accelerator.split(/\+(?=.)/);
  const key = parts.pop()!.toLowerCase();
  const modifiers = new Set(
    parts.map((part) => {
      const modifier = MODIFIERS[part.toLowerCase()];
      if (!modifier) throw new Error(`"${part}" of the accelerator "${accelerator}" is no modifier that Electron knows.`);
      return modifier;
    }),
  );
  const given = (['ctrlKey', 'shiftKey', 'altKey', 'metaKey'] as const).every((modifier) => pressed[modifier] === modifiers.has(modifier));
  return given && (KEYS[key] ?? key) === pressed.key.toLowerCase();
}
