/**
 * @file TensorFlow.js core leaves its gradients out until they are registered, and ships what registers them as modules whose imports
 * lack the extension that Node asks for. This puts it there while they load. Registries and engine are global to the process, so the
 * gradients reach the core that was loaded in its other form.
 */
import { registerHooks } from 'node:module';

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const bare = specifier.startsWith('.') && !/\.c?js$/.test(specifier) && context.parentURL?.includes('/@tensorflow/tfjs-core/');
    return next(bare ? `${specifier}.js` : specifier, context);
  },
});
await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
hooks.deregister();
