// One file, since jest loads the application anew for each. Every part has databases of its own.
import './export.js';
import './failed-sends.js';
import './large-keys.js';
import './send-clocks.js';
import './send.js';
import './unready.js';
import './workflows.js';
