import { createContext } from 'svelte';
import type { Workbench } from './workbench.svelte.ts';

/** The workbench, for whatever is drawn below App. */
export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
