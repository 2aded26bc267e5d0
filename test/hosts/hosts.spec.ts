// One file, since jest loads the application anew for each. Every part has databases of its own.
import '../history/migration.js';
import '../membership-events/clocks.js';
import '../membership-events/feed.js';
import '../membership-events/history.js';
import '../membership-events/large-keys.js';
import '../membership-events/memory.js';
import '../membership-events/room.js';
import '../sql-plans.js';
import './foreign-host-tests.js';
import './key-types.js';
import './options.js';
