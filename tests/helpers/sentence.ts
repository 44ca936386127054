import { InputError } from '../../core/findings/input-error.ts';

/** The sentence with which `act` refuses its input; any other error, and none, fails the test. */
export async function sentence(act: () => unknown): Promise<string> {
  let result: unknown;
  try {
    result = await act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error(`expected a refusal, got ${JSON.stringify(result)?.slice(0, 200)}`);
}
