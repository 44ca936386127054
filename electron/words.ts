/** @file What the shell itself says, in native dialogs and menus. Everything else is said by the page. */
import type { ShellAppearance } from './bridge.ts';

type Language = ShellAppearance['language'];

const WORDS = {
  en: {
    save_question: 'Save the changes to {name}?',
    save_consequence: 'They are in no file yet, and would be lost.',
    save: 'Save',
    do_not_save: 'Do not save',
    cancel: 'Cancel',
    still_saving: '{name} is still being saved.',
    kept_consequence: 'If you close the window now, the work is kept as it was a moment ago, and offered at the next start.',
    wait: 'Wait',
    close_now: 'Close now',
    replace_question: '{name} is there already. Replace it?',
    replace_consequence: 'What is in the file now is lost then.',
    replace: 'Replace',
    all_files: 'All files',
    hung_question: '{name}: the window does not answer.',
    hung_consequence:
      'It may be busy, or stuck. Loaded again, it has its unsaved work as it was a moment ago, and of a run the weights that were kept last.',
    load_again: 'Load again',
    dying_question: '{name}: the window ended several times within a minute.',
    dying_consequence: 'Its work is kept, and is offered when it is loaded again or at the next start. The log file says more.',
    not_loaded_question: 'The page of the window could not be loaded.',
    not_loaded_consequence: 'If that stays so, files of the app are damaged or gone: install it anew. The log file says more.',
    not_started: 'Gradscape could not start',
    file: 'File',
    new_window: 'New window',
    open: 'Open …',
    open_title: 'Open a network',
    close: 'Close window',
    services: 'Services',
    hide: 'Hide Gradscape',
    hide_others: 'Hide others',
    show_all: 'Show all',
    quit: 'Quit Gradscape',
    about: 'About Gradscape',
    window: 'Window',
    minimise: 'Minimise',
    to_front: 'Bring all to front',
    about_credits: 'Networks of blocks, trained where they are drawn, with the gradient of every layer in sight.',
  },
  hi: {
    save_question: '{name} के बदलाव सहेजें?',
    save_consequence: 'वे अभी किसी file में नहीं हैं और खो जाएँगे।',
    save: 'सहेजें',
    do_not_save: 'न सहेजें',
    cancel: 'रद्द करें',
    still_saving: '{name} अभी सहेजा जा रहा है।',
    kept_consequence: 'Window अभी बंद करें तो काम जैसा पल भर पहले था वैसा रखा जाएगा, और अगली बार खोलने पर लौटाया जा सकेगा।',
    wait: 'प्रतीक्षा करें',
    close_now: 'अभी बंद करें',
    replace_question: '{name} पहले से है। बदल दें?',
    replace_consequence: 'तब file में अभी जो है, वह खो जाएगा।',
    replace: 'बदल दें',
    all_files: 'सभी files',
    hung_question: '{name}: window जवाब नहीं दे रही।',
    hung_consequence:
      'वह व्यस्त या अटकी हो सकती है। फिर से खोलने पर बिना सहेजा काम जैसा पल भर पहले था वैसा लौटेगा, और run के वे weights जो पिछली बार रखे गए थे।',
    load_again: 'फिर से खोलें',
    dying_question: '{name}: window एक मिनट में कई बार बंद हुई।',
    dying_consequence: 'उसका काम रखा हुआ है, और फिर से खोलने पर या अगली बार शुरू करने पर लौटाया जा सकेगा। Log file में और जानकारी है।',
    not_loaded_question: 'Window का page नहीं खुल सका।',
    not_loaded_consequence: 'ऐसा बना रहे तो app की files ख़राब या ग़ायब हैं: उसे फिर से install करें। Log file में और जानकारी है।',
    not_started: 'Gradscape शुरू नहीं हो सका',
    file: 'File',
    new_window: 'नई window',
    open: 'खोलें …',
    open_title: 'Network खोलें',
    close: 'Window बंद करें',
    services: 'Services',
    hide: 'Gradscape छिपाएँ',
    hide_others: 'बाक़ी छिपाएँ',
    show_all: 'सब दिखाएँ',
    quit: 'Gradscape बंद करें',
    about: 'Gradscape के बारे में',
    window: 'Window',
    minimise: 'छोटा करें',
    to_front: 'सबको आगे लाएँ',
    about_credits: 'Blocks के networks: जहाँ बनाए, वहीं train किए, हर layer का gradient सामने।',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

export type Word = keyof (typeof WORDS)['en'];

/** @param values what stands in the sentence where it has {name} */
export function say(language: Language, word: Word, values: Readonly<Record<string, string>> = {}): string {
  return WORDS[language][word].replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}
