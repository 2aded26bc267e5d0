// One file, since jest loads the application anew for each. Every part has a database of its own.
import './audit.js';
import './campaigns.js';
import './customer-imports.js';
import './customers.js';
import './demo.js';
import './events.js';
import './readme.js';
import './requests.js';
