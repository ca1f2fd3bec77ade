'use strict';
// Loaded into every Node process of the Playground (NODE_OPTIONS), because it offers no setting for either of these.
const net = require('node:net');

// It listens on all interfaces; nobody but this machine may reach a bot without authentication.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  const host = '127.0.0.1';
  if (typeof first === 'object' && first !== null && first.port !== undefined) return listen.call(this, { ...first, host }, ...rest);
  if (typeof first === 'object' || Number.isNaN(Number(first))) return listen.call(this, first, ...rest);
  return listen.call(this, { port: Number(first), host }, ...rest.filter(argument => typeof argument === 'function'));
};

// The bot holds the other end of standard input: it closes when the bot ends, however it ends.
process.stdin.on('end', () => process.exit());
process.stdin.on('error', () => process.exit());
process.stdin.resume();
process.stdin.unref?.();
