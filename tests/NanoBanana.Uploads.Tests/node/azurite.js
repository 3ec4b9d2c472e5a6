// Azurite's blob service on a free port of loopback, in memory; it ends with its parent process.
'use strict';
process.stdin.on('end', () => process.exit()).resume();
process.argv.push('--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry');
require('azurite/dist/src/blob/main');
