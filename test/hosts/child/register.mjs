// Lets a process of its own run the sources as they are: `node --import …/register.mjs`.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
