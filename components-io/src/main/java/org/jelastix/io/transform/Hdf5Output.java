package org.jelastix.io.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small HDF5 file in memory: groups, one-dimensional arrays of doubles, and texts of variable
 * length. jhdf writes texts of fixed length only, and those ITK's reader cannot convert.
 *
 * <p>Written is the smallest part of the HDF5 file format specification, version 3, that the HDF5
 * library from 1.8 on reads: superblock 2, object headers 2 with links in them, contiguous data,
 * one global heap for the texts.
 */
final class Hdf5Output {
  private static final long UNDEFINED = -1L;
  private static final int SUPERBLOCK = 48;
  private static final int LEAST_HEAP = 4096;

  private final Group root = new Group();
  private final List<byte[]> texts = new ArrayList<>();

  /** A group: names with what they stand for. */
  static final class Group {
    private final Map<String, Object> children = new LinkedHashMap<>();

    /** A new group inside this one. */
    Group group(String name) {
      Group group = new Group();
      children.put(name, group);
      return group;
    }

    /** An array inside this group. */
    void put(String name, double[] values) {
      children.put(name, values);
    }

    /** A text inside this group, as an array with one element. */
    void put(String name, String text) {
      children.put(name, text);
    }
  }

  /** The group that holds all others. */
  Group root() {
    return root;
  }

  /** The whole file. */
  byte[] toBytes() {
    long heap = collect(root);
    int heapBytes = heapSize();
    Buffer file = new Buffer(SUPERBLOCK + heapBytes + (int) heap);
    file.bytes.position(SUPERBLOCK);
    heap(file.bytes, heapBytes);
    long rootAddress = group(root, file, SUPERBLOCK, new int[1]);
    int end = file.bytes.position();
    ByteBuffer b = file.bytes;
    b.position(0);
    b.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    b.put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
    b.putLong(0).putLong(UNDEFINED).putLong(end).putLong(rootAddress);
    b.putInt(checksum(b, 0, SUPERBLOCK - 4));
    byte[] bytes = new byte[end];
    b.get(0, bytes);
    return bytes;
  }

  /** Registers all texts and gives an upper bound of what the rest of the file takes. */
  private long collect(Group group) {
    long bytes = 256;
    for (Map.Entry<String, Object> child : group.children.entrySet()) {
      bytes += 64 + child.getKey().length();
      Object value = child.getValue();
      if (value instanceof Group) {
        bytes += collect((Group) value);
      } else if (value instanceof String) {
        texts.add(((String) value).getBytes(StandardCharsets.UTF_8));
        bytes += 256;
      } else {
        bytes += 256 + 8L * ((double[]) value).length;
      }
    }
    if (bytes > Integer.MAX_VALUE - (1 << 24)) {
      throw new IllegalArgumentException("more than 2 GiB in one HDF5 file");
    }
    return bytes;
  }

  private static int padded(int length) {
    return (length + 7) & ~7;
  }

  private int heapSize() {
    int size = 16;
    for (byte[] text : texts) {
      size += 16 + padded(text.length);
    }
    return Math.max(LEAST_HEAP, padded(size + 16));
  }

  private void heap(ByteBuffer b, int size) {
    int start = b.position();
    b.put(new byte[] {'G', 'C', 'O', 'L', 1, 0, 0, 0}).putLong(size);
    for (int i = 0; i < texts.size(); i++) {
      b.putShort((short) (i + 1)).putShort((short) 1).putInt(0).putLong(texts.get(i).length);
      b.put(texts.get(i)).position(start + padded(b.position() - start));
    }
    // Object 0 is the free space, its own header included.
    b.putShort((short) 0).putShort((short) 0).putInt(0);
    b.putLong(size - (b.position() - start) + 8L);
    b.position(start + size);
  }

  private static long group(Group group, Buffer file, long heap, int[] nextText) {
    Map<String, Long> addresses = new LinkedHashMap<>();
    for (Map.Entry<String, Object> child : group.children.entrySet()) {
      Object value = child.getValue();
      long address;
      if (value instanceof Group) {
        address = group((Group) value, file, heap, nextText);
      } else if (value instanceof String) {
        address = text((String) value, file, heap, ++nextText[0]);
      } else {
        address = doubles((double[]) value, file);
      }
      addresses.put(child.getKey(), address);
    }
    int start = file.open();
    file.message(0x02, 18);
    file.bytes.put((byte) 0).put((byte) 0).putLong(UNDEFINED).putLong(UNDEFINED);
    file.message(0x0A, 2);
    file.bytes.put((byte) 0).put((byte) 0);
    for (Map.Entry<String, Long> child : addresses.entrySet()) {
      byte[] name = child.getKey().getBytes(StandardCharsets.US_ASCII);
      file.message(0x06, 3 + name.length + 8);
      file.bytes.put((byte) 1).put((byte) 0).put((byte) name.length).put(name);
      file.bytes.putLong(child.getValue());
    }
    return file.close(start);
  }

  private static long doubles(double[] values, Buffer file) {
    file.align();
    long data = file.bytes.position();
    for (double v : values) {
      file.bytes.putDouble(v);
    }
    int start = file.open();
    dataspace(file, values.length);
    file.message(0x03, 20);
    // IEEE little-endian: sign bit 63, exponent of 11 bits from 52 with bias 1023, mantissa of 52.
    file.bytes.put(new byte[] {0x11, 0x20, 0x3f, 0}).putInt(8);
    file.bytes.putShort((short) 0).putShort((short) 64);
    file.bytes.put(new byte[] {52, 11, 0, 52}).putInt(1023);
    layout(file, values.length == 0 ? UNDEFINED : data, 8L * values.length);
    return file.close(start);
  }

  private static long text(String text, Buffer file, long heap, int index) {
    file.align();
    long data = file.bytes.position();
    file.bytes.putInt(text.getBytes(StandardCharsets.UTF_8).length).putLong(heap).putInt(index);
    int start = file.open();
    dataspace(file, 1);
    file.message(0x03, 20);
    // A text of variable length, its base type an unsigned byte.
    file.bytes.put(new byte[] {0x19, 0x01, 0, 0}).putInt(16);
    file.bytes.put(new byte[] {0x10, 0, 0, 0}).putInt(1).putShort((short) 0).putShort((short) 8);
    layout(file, data, 16);
    return file.close(start);
  }

  private static void dataspace(Buffer file, long length) {
    file.message(0x01, 12);
    file.bytes.put(new byte[] {2, 1, 0, 1}).putLong(length);
  }

  private static void layout(Buffer file, long address, long bytes) {
    // Fill value: space is allocated late and written only if a value is set.
    file.message(0x05, 2);
    file.bytes.put((byte) 3).put((byte) 0x0A);
    file.message(0x08, 18);
    file.bytes.put((byte) 3).put((byte) 1).putLong(address).putLong(bytes);
  }

  /** The file's bytes, with the frame of object headers. */
  private static final class Buffer {
    private final ByteBuffer bytes;

    Buffer(int size) {
      this.bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    void align() {
      bytes.position(padded(bytes.position()));
    }

    int open() {
      align();
      int start = bytes.position();
      bytes.put(new byte[] {'O', 'H', 'D', 'R', 2, 2}).putInt(0);
      return start;
    }

    void message(int type, int size) {
      bytes.put((byte) type).putShort((short) size).put((byte) 0);
    }

    long close(int start) {
      int end = bytes.position();
      bytes.putInt(start + 6, end - start - 10);
      bytes.putInt(checksum(bytes, start, end - start));
      return start;
    }
  }

  /** Bob Jenkins' lookup3 ("hashlittle"), by which HDF5 guards its metadata. */
  private static int checksum(ByteBuffer bytes, int from, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int at = from;
    int left = length;
    while (left > 12) {
      a += bytes.getInt(at);
      b += bytes.getInt(at + 4);
      c += bytes.getInt(at + 8);
      a -= c;
      a ^= Integer.rotateLeft(c, 4);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 6);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 8);
      b += a;
      a -= c;
      a ^= Integer.rotateLeft(c, 16);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 19);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 4);
      b += a;
      at += 12;
      left -= 12;
    }
    if (left == 0) {
      return c;
    }
    for (int i = 0; i < left; i++) {
      int value = (bytes.get(at + i) & 0xff) << (8 * (i % 4));
      if (i < 4) {
        a += value;
      } else if (i < 8) {
        b += value;
      } else {
        c += value;
      }
    }
    c ^= b;
    c -= Integer.rotateLeft(b, 14);
    a ^= c;
    a -= Integer.rotateLeft(c, 11);
    b ^= a;
    b -= Integer.rotateLeft(a, 25);
    c ^= b;
    c -= Integer.rotateLeft(b, 16);
    a ^= c;
    a -= Integer.rotateLeft(c, 4);
    b ^= a;
    b -= Integer.rotateLeft(a, 14);
    c ^= b;
    c -= Integer.rotateLeft(b, 24);
    return c;
  }
}
