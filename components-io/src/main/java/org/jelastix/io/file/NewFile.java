package org.jelastix.io.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written beside its final name and moved there when it is whole, so that nobody
 * ever sees half of it: {@code try (NewFile f = NewFile.beside(target)) { …; f.commit(); }}.
 *
 * <p>Closing without {@link #commit()} deletes what was written. A target that is no regular file
 * (a pipe, a device) is written to directly, since nothing can be moved onto it.
 */
public final class NewFile implements Closeable {
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private boolean committed;

  private NewFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Starts a file.
   *
   * @param target final name; overwritten on commit
   * @throws IOException if the folder cannot be written to or the target is write-protected
   */
  public static NewFile beside(Path target) throws IOException {
    Path real = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
    if (Files.isDirectory(real)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (Files.exists(real)) {
      if (!Files.isWritable(real)) {
        throw new AccessDeniedException(target.toString());
      }
      if (!Files.isRegularFile(real)) {
        return new NewFile(real, real, FileChannel.open(real, StandardOpenOption.WRITE));
      }
    }
    while (true) {
      String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
      Path temporary = real.resolveSibling("." + real.getFileName() + "." + suffix + ".part");
      try {
        return new NewFile(
            real,
            temporary,
            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
      } catch (FileAlreadyExistsException e) {
        // Another writer drew the same name; draw again.
      }
    }
  }

  /** The open file; its position is where {@link #stream()} goes on. */
  public FileChannel channel() {
    return channel;
  }

  /** Whether it is a regular file, which can be written to at any place. */
  public boolean isRegular() {
    return !temporary.equals(target);
  }

  /** A buffered stream into the file; flush it before {@link #commit()}. */
  public OutputStream stream() {
    return new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /**
   * Closes the file and moves it to its final name.
   *
   * @throws IOException if it cannot be finished or moved
   */
  public void commit() throws IOException {
    channel.close();
    if (isRegular()) {
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (!committed && isRegular()) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
