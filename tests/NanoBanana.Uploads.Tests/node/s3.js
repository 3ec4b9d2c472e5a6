// s3rver on a free port of loopback, behind the check of signatures that it leaves out:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
'use strict';
const { createHash, createHmac } = require('crypto');
const http = require('http');
const S3rver = require('s3rver');

// it ends with its parent process
process.stdin.on('end', () => process.exit()).resume();

const [directory, bucket] = process.argv.slice(2);
const secrets = { S3RVER: 'S3RVER' };
const app = new S3rver({ directory, silent: true, vhostBuckets: false, configureBuckets: [{ name: bucket }] });

const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const encode = text => encodeURIComponent(text).replace(/[!'()*]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase());

// the reason why a request is refused, or null
function problem(request) {
  const url = new URL(request.url, 'http://' + request.headers.host);
  const query = [...url.searchParams];
  const presigned = url.searchParams.get('X-Amz-Signature');
  const header = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(request.headers.authorization || '');
  if (!presigned && !header) {
    return 'AccessDenied';
  }

  const [, scope, names, signature] = presigned
    ? [null, url.searchParams.get('X-Amz-Credential'), url.searchParams.get('X-Amz-SignedHeaders'), presigned]
    : header;
  const [id, day, region, service, end] = scope.split('/');
  const date = presigned ? url.searchParams.get('X-Amz-Date') : request.headers['x-amz-date'];
  if (!(id in secrets)) {
    return 'InvalidAccessKeyId';
  }

  const made = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (presigned && Date.now() > made + 1000 * Number(url.searchParams.get('X-Amz-Expires'))) {
    return 'AccessDenied';
  }

  const canonical = [
    request.method,
    url.pathname,
    query.filter(([name]) => name !== 'X-Amz-Signature').map(pair => pair.map(encode).join('=')).sort().join('&'),
    ...names.split(';').map(name => name + ':' + (request.headers[name] || '').trim()),
    '',
    names,
    presigned ? 'UNSIGNED-PAYLOAD' : request.headers['x-amz-content-sha256'],
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, [day, region, service, end].join('/'), createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, region, service, end].reduce(hmac, 'AWS4' + secrets[id]);
  return hmac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

app.configureBuckets().then(() => {
  const answer = app.callback();
  let puts = 0;
  const server = http.createServer((request, response) => {
    if (request.url === '/-/puts') {
      response.end(String(puts));
      return;
    }

    puts += request.method === 'PUT' ? 1 : 0;
    const code = problem(request);
    if (code) {
      request.resume();
      response.writeHead(403, { 'Content-Type': 'application/xml' });
      response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>Refused.</Message></Error>`);
      return;
    }

    answer(request, response);
  });
  server.listen(0, '127.0.0.1', () => console.log('listens on http://127.0.0.1:' + server.address().port));
});
