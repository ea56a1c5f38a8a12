import { createHash } from 'node:crypto';
import type { Socket } from 'bun';

type Connection = { id?: string; received: Buffer };

type Options = {
  isKnown(id: string): boolean;
  onClose(id: string): void;
};

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };

/**
 * Serves the WebSockets of `wrangler tail` at `/<id>`. wrangler sends its first frame without a mask, which the platform accepts and the
 * WebSocket servers of Bun and Node refuse. So this server reads the frames itself.
 */
export function serveTails({ isKnown, onClose }: Options) {
  const open = new Map<string, Socket<Connection>>();
  const server = Bun.listen<Connection>({
    ...{ hostname: '127.0.0.1', port: 0 },
    socket: {
      open(socket) {
        socket.data = { received: Buffer.alloc(0) };
      },
      data(socket, part) {
        socket.data.received = Buffer.concat([socket.data.received, part]);
        if (socket.data.id) return readFrames(socket);
        const end = socket.data.received.indexOf('\r\n\r\n');
        if (end === -1) return;
        const request = socket.data.received.subarray(0, end).toString();
        socket.data.received = socket.data.received.subarray(end + 4);
        shakeHands(socket, request);
      },
      close({ data: { id } }) {
        if (!id) return;
        open.delete(id);
        onClose(id);
      },
    },
  });

  return {
    url: `ws://127.0.0.1:${server.port}`,
    send: (id: string, text: string) => void open.get(id)?.write(toFrame(opcodes.text, Buffer.from(text))),
    end: (id: string) => void open.get(id)?.end(toFrame(opcodes.close, Buffer.alloc(0))),
    close: () => server.stop(true),
  };

  function shakeHands(socket: Socket<Connection>, request: string): void {
    const [, id = ''] = request.match(/^GET \/([\w-]+) /) ?? [];
    const [, key] = request.match(/^sec-websocket-key: *(\S+)/im) ?? [];
    if (!key || !isKnown(id)) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    // The text is a constant of https://www.rfc-editor.org/rfc/rfc6455#section-1.3.
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: trace-v1\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.data.id = id;
    open.set(id, socket);
    readFrames(socket);
  }
}

/** Answers pings and the end. Everything else that wrangler sends is of no interest. */
function readFrames(socket: Socket<Connection>): void {
  for (let frame = takeFrame(socket.data); frame; frame = takeFrame(socket.data)) {
    if (frame.opcode === opcodes.ping) socket.write(toFrame(opcodes.pong, frame.payload));
    if (frame.opcode === opcodes.close) socket.end(toFrame(opcodes.close, frame.payload));
  }
}

function takeFrame(data: Connection): { opcode: number; payload: Buffer } | undefined {
  const { received } = data;
  if (received.length < 2) return undefined;
  const short = received.readUInt8(1) & 0x7f;
  const isMasked = received.readUInt8(1) >= 0x80;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extra + (isMasked ? 4 : 0);
  if (received.length < start) return undefined;
  const length =
    extra === 0 ? short : Number(extra === 2 ? received.readUInt16BE(2) : received.readBigUInt64BE(2));
  if (received.length < start + length) return undefined;
  const payload = Buffer.from(received.subarray(start, start + length));
  if (isMasked)
    for (const [index, byte] of payload.entries())
      payload[index] = byte ^ received.readUInt8(start - 4 + (index % 4));
  data.received = received.subarray(start + length);
  return { opcode: received.readUInt8(0) & 0x0f, payload };
}

function toFrame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | opcode, 0);
  if (size < 126) head.writeUInt8(size, 1);
  else if (size < 65_536) {
    head.writeUInt8(126, 1);
    head.writeUInt16BE(size, 2);
  } else {
    head.writeUInt8(127, 1);
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, payload]);
}
