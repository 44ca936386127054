/** @file What the mouse does on the canvas, and what keys do inside one control: for the sheet of keys, beside the catalogue. */
import { m } from '../language/generated/messages.js';

interface Section {
  readonly name: string;
  readonly lines: readonly { readonly title: string; readonly keys: readonly string[] }[];
}

export function gestures(): readonly Section[] {
  const line = (title: string, ...keys: readonly string[]) => ({ title, keys });
  return [
    {
      name: m.keys_by_mouse(),
      lines: [
        line(m.gesture_add(), m.hand_drag()),
        line(m.gesture_search(), m.hand_double()),
        line(m.gesture_wire(), m.hand_drag()),
        line(m.gesture_box(), m.hand_shift_drag()),
        line(m.gesture_several(), m.hand_ctrl_click()),
        line(m.gesture_pan(), m.hand_drag(), m.hand_space_drag()),
        line(m.gesture_zoom(), m.hand_wheel()),
        line(m.gesture_write(), m.hand_double()),
        line(m.gesture_menu(), m.hand_right()),
      ],
    },
    {
      name: m.keys_on_blocks(),
      lines: [line(m.gesture_next(), 'Tab', 'Shift+Tab'), line(m.gesture_choose(), 'Enter', m.key_space())],
    },
    {
      name: m.keys_in_landscape(),
      lines: [
        line(m.gesture_landscape_step(), '←', '→'),
        line(m.gesture_landscape_row(), '↑', '↓'),
        line(m.gesture_landscape_ends(), 'Home', 'End'),
        line(m.gesture_landscape_zoom(), '+', '-', m.hand_wheel()),
        line(m.gesture_landscape_along(), 'PageUp', 'PageDown', m.hand_drag()),
        line(m.gesture_landscape_stretch(), m.hand_shift_drag()),
        line(m.gesture_landscape_whole(), '0', m.hand_double()),
        line(m.gesture_landscape_select(), 'Enter'),
        line(m.gesture_landscape_live(), 'Esc'),
      ],
    },
    {
      name: m.keys_in_outline(),
      lines: [
        line(m.gesture_choose(), m.key_space()),
        line(m.gesture_settings_of(), 'Enter'),
        line(m.gesture_open_line(), '→', '←'),
        line(m.gesture_by_name(), m.key_letters()),
      ],
    },
  ];
}
