// One file, since jest loads the application anew for each. Every part has databases of its own.
import './headers.js';
import './identifiers.js';
import './lists-api.js';
import './match.js';
import './upload-limit.js';
