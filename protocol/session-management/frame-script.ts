/**
 * The script of the check-session frame. It is ES5 with a SHA-256 of its own: it also runs in browsers that are old, and on
 * plain http, where `crypto.subtle` is missing.
 */

/** `cookieName` is of letters, digits, dots, hyphens and underscores. */
export function frameScript(cookieName: string): string {
  return `(function () {
  'use strict';
  var cookieName = '${cookieName}';
${sha256Source}
  function browserState() {
    var pairs = document.cookie.split('; ');
    for (var i = 0; i < pairs.length; i += 1) {
      if (pairs[i].indexOf(cookieName + '=') === 0) return pairs[i].slice(cookieName.length + 1);
    }
    return '';
  }
  function answerTo(message, origin) {
    if (typeof message !== 'string' || !/^[\\x21-\\x7e]{1,200} [0-9a-f]{64}\\.[\\x21-\\x7e]{1,100}$/.test(message)) return 'error';
    var space = message.indexOf(' ');
    var salt = message.slice(message.indexOf('.', space) + 1);
    var hash = sha256([message.slice(0, space), origin, browserState(), salt].join(' '));
    return message.slice(space + 1) === hash + '.' + salt ? 'unchanged' : 'changed';
  }
  window.addEventListener('message', function (event) {
    if (!event.source || event.source === window || event.origin === 'null') return;
    event.source.postMessage(answerTo(event.data, event.origin), event.origin);
  }, false);
})();`;
}

/** FIPS 180-4 over ASCII, in hexadecimal. */
const sha256Source = `
  var roundConstants = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  ];
  function rotate(word, bits) { return (word >>> bits) | (word << (32 - bits)); }
  function compress(hash, block) {
    var words = block.slice(), state = hash.slice(), i;
    for (i = 16; i < 64; i += 1) {
      var x = words[i - 15], y = words[i - 2];
      var s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3), s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    for (i = 0; i < 64; i += 1) {
      var a = state[0], e = state[4];
      var choice = (e & state[5]) ^ (~e & state[6]);
      var majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2]);
      var one = (state[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + roundConstants[i] + words[i]) | 0;
      var two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
      state = [(one + two) | 0, a, state[1], state[2], (state[3] + one) | 0, e, state[5], state[6]];
    }
    for (i = 0; i < 8; i += 1) hash[i] = (hash[i] + state[i]) | 0;
  }
  function sha256(text) {
    var hash = [
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    ];
    var words = [], length = text.length, i;
    for (i = 0; i <= length; i += 1) words[i >> 2] |= (i < length ? text.charCodeAt(i) : 0x80) << (24 - (i % 4) * 8);
    while (words.length % 16 !== 14) words.push(0);
    words.push(0, length * 8);
    for (i = 0; i < words.length; i += 16) compress(hash, words.slice(i, i + 16));
    var hex = '';
    for (i = 0; i < 8; i += 1) hex += ('0000000' + (hash[i] >>> 0).toString(16)).slice(-8);
    return hex;
  }
`;
