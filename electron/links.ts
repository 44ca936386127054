/** @file The pages of the web that the app may show in the browser: these and no others, whatever a file or a page says. */
import { InputError } from '../core/findings/input-error.ts';

export const LINKS: Readonly<Record<string, string>> = {
  pytorch: 'https://docs.pytorch.org/docs/stable/index.html',
  // of every layer that is a module of PyTorch, its page
  'pytorch:BCEWithLogitsLoss': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html',
  'pytorch:BatchNorm1d': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html',
  'pytorch:CrossEntropyLoss': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html',
  'pytorch:Dropout': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html',
  'pytorch:Flatten': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html',
  'pytorch:LeakyReLU': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html',
  'pytorch:Linear': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
  'pytorch:MSELoss': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html',
  'pytorch:ReLU': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html',
  'pytorch:Sigmoid': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html',
  'pytorch:Softmax': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html',
  'pytorch:Tanh': 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html',
};

/** @throws InputError if it is not in the list */
export function linkOf(name: string): string {
  const link = Object.hasOwn(LINKS, name) ? LINKS[name] : undefined;
  if (link === undefined) throw new InputError('shell_refused', { why: 'clause:shell_not_understood' });
  return link;
}
