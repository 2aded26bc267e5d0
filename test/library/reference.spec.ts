import { openReferenceHost } from '../hosts/reference-host.js';
import { librarySuite } from './suite.js';

describe('on the reference host', () => librarySuite(openReferenceHost));
