// One file, since jest loads the application anew for each. Every part has databases of its own.
import './capture.js';
import './failing-questions.js';
import './numbering.js';
import './passing-time.js';
import './races.js';
import './room.js';
import './self-check.js';
import './soak.js';
import './tables.js';
import './time-ahead.js';
