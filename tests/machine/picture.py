"""Pictures as (width, height, bytes of red, green, blue), and how two differ."""
import re
import struct
import zlib


def read_ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]


def chunks(data):
    at = 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + size]
        at += size + 12


def read_png(path):
    """As the program writes them: red, green and blue of 8 bits, each line after the filter Sub (1) or none (0)."""
    with open(path, "rb") as file:
        found = list(chunks(file.read()))
    width, height, depth, colour = struct.unpack(">IIBB", found[0][1][:10])
    if (depth, colour) != (8, 2):
        raise ValueError("%s: not RGB of 8 bits" % path)
    packed = zlib.decompress(b"".join(body for kind, body in found if kind == b"IDAT"))
    lines, size = bytearray(), width * 3
    for start in range(0, len(packed), size + 1):
        line = bytearray(packed[start + 1:start + 1 + size])
        if packed[start] == 1:
            for i in range(3, size):
                line[i] = (line[i] + line[i - 3]) & 255
        elif packed[start] != 0:
            raise ValueError("%s: filter %d" % (path, packed[start]))
        lines += line
    return width, height, bytes(lines)


def differing(a, b):
    """How many pixels differ, and the rectangle (left, top, right, bottom) around them."""
    if a[:2] != b[:2]:
        raise ValueError("%dx%d against %dx%d" % (a[:2] + b[:2]))
    width, height, count, box = a[0], a[1], 0, None
    for y in range(height):
        line_a, line_b = (p[2][y * width * 3:(y + 1) * width * 3] for p in (a, b))
        if line_a == line_b:
            continue
        columns = [x for x in range(width) if line_a[3 * x:3 * x + 3] != line_b[3 * x:3 * x + 3]]
        count += len(columns)
        left, top, right, _ = box or (width, y, 0, 0)
        box = (min(left, columns[0]), top, max(right, columns[-1] + 1), y + 1)
    return count, box


def top(picture, lines):
    width, _, pixels = picture
    return width, lines, pixels[:3 * width * lines]
