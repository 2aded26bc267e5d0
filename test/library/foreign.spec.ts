import { openForeignHost } from '../hosts/foreign-host.js';
import { librarySuite } from './suite.js';

describe('on a foreign host', () => librarySuite(openForeignHost));
