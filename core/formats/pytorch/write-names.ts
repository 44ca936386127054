/** @file What blocks are called in Python: by their own names wherever those are names there. */

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield';

/** What torch.nn.Module and torch.nn.Sequential call their own, in PyTorch 1.13 and 2.x; what begins with an underscore is theirs, too. */
const OF_A_MODULE =
  'T_destination add_module append apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extend extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half insert ipu load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters pop register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad';

/** What the code of a network says itself. */
const SPOKEN = 'self super torch nn';

const RESERVED = new Set([KEYWORDS, OF_A_MODULE, SPOKEN].flatMap((words) => words.split(' ')));

/** Letters of scripts that every Python 3 knows whole. */
const IDENTIFIER =
  /^[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u04ff\u0900-\u097f][\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u04ff\u0900-\u097f]*$/;

/** Whether it can stand for a variable and, behind `self.`, for a part of a module. Python reads names in Unicode's normal form KC. */
export function isIdentifier(name: string): boolean {
  return (
    IDENTIFIER.test(name) && /^[\p{XID_Start}][\p{XID_Continue}]*$/u.test(name) && name.normalize('NFKC') === name && !RESERVED.has(name)
  );
}

/** Whether a part of a Sequential can be called so. */
export function isPartName(name: string): boolean {
  return !name.includes('.') && !name.startsWith('_') && !RESERVED.has(name);
}

/** A name of Python for each of these names: itself where it `fits`, else one like it that no other has. */
export function pythonNames(names: readonly string[], fits: (name: string) => boolean): Map<string, string> {
  const taken = new Set(names.filter(fits));
  /** Of each wanted name, the number to try next. */
  const numbers = new Map<string, number>();
  const freeName = (wanted: string) => {
    let free = wanted;
    let number = numbers.get(wanted) ?? 2;
    while (taken.has(free)) free = `${wanted}_${number++}`;
    numbers.set(wanted, number);
    taken.add(free);
    return free;
  };
  return new Map(names.map((name) => [name, fits(name) ? name : freeName(likeIt(name))]));
}

function likeIt(name: string): string {
  const words = name
    .normalize('NFKC')
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (words === '') return 'block';
  if (/^\d/.test(words)) return `block_${words}`;
  return RESERVED.has(words) ? `${words}_` : words;
}
