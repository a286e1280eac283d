package org.jelastix.runtime.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ThreadPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void runsEveryTaskOnce(int threads) {
    try (ThreadPool pool = new ThreadPool(threads)) {
      for (int tasks : new int[] {0, 1, 2, 3, 100, 1000}) {
        AtomicIntegerArray counts = new AtomicIntegerArray(tasks);
        pool.run(tasks, counts::incrementAndGet);
        for (int i = 0; i < tasks; i++) {
          assertEquals(1, counts.get(i));
        }
      }
    }
  }

  @Test
  void reallyUsesSeveralThreads() {
    try (ThreadPool pool = new ThreadPool(3)) {
      CountDownLatch together = new CountDownLatch(3);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      pool.run(
          3,
          i -> {
            threads.add(Thread.currentThread());
            together.countDown();
            await(together);
          });
      assertEquals(3, threads.size());
      assertTrue(threads.contains(Thread.currentThread()));
    }
  }

  @Test
  void jobsWithinTasksRunEveryTaskOnce() {
    try (ThreadPool pool = new ThreadPool(4)) {
      AtomicIntegerArray counts = new AtomicIntegerArray(8 * 50);
      pool.run(8, i -> pool.run(50, k -> counts.incrementAndGet(i * 50 + k)));
      for (int i = 0; i < counts.length(); i++) {
        assertEquals(1, counts.get(i));
      }
    }
  }

  @Test
  void aThreadWithoutWorkHelpsWithAJobWithinATask() {
    try (ThreadPool pool = new ThreadPool(3)) {
      CountDownLatch helped = new CountDownLatch(1);
      pool.run(
          2,
          i -> {
            Thread outer = Thread.currentThread();
            while (i == 0 && helped.getCount() > 0) {
              pool.run(
                  100,
                  k -> {
                    if (Thread.currentThread() != outer) {
                      helped.countDown();
                    }
                  });
            }
            await(helped); // the other task's thread has work until then
          });
    }
  }

  @Test
  void aJobWithinATaskRunsInItsThreadIfAllOthersWork() {
    try (ThreadPool pool = new ThreadPool(2)) {
      CountDownLatch inside = new CountDownLatch(2);
      CountDownLatch done = new CountDownLatch(2);
      pool.run(
          2,
          i -> {
            Thread outer = Thread.currentThread();
            inside.countDown();
            await(inside);
            pool.run(5, k -> assertEquals(outer, Thread.currentThread()));
            done.countDown();
            await(done);
          });
    }
  }

  @Test
  void theFailureOfTheLowestTaskWins() {
    try (ThreadPool pool = new ThreadPool(4)) {
      for (int repetition = 0; repetition < 200; repetition++) {
        RuntimeException e =
            assertThrows(
                IllegalStateException.class,
                () ->
                    pool.run(
                        50,
                        i -> {
                          if (i >= 7) {
                            throw new IllegalStateException("task " + i);
                          }
                        }));
        assertEquals("task 7", e.getMessage());
      }
    }
  }

  @Test
  void staysUsableAfterAFailureAndPassesErrorsOn() {
    try (ThreadPool pool = new ThreadPool(2)) {
      assertThrows(
          StackOverflowError.class,
          () ->
              pool.run(
                  4,
                  i -> {
                    throw new StackOverflowError();
                  }));
      AtomicInteger sum = new AtomicInteger();
      pool.run(100, sum::addAndGet);
      assertEquals(4950, sum.get());
    }
  }

  @Test
  void severalCallersAtATime() throws InterruptedException {
    try (ThreadPool pool = new ThreadPool(3)) {
      int[][] results = new int[6][200];
      Thread[] callers = new Thread[results.length];
      for (int c = 0; c < callers.length; c++) {
        int[] own = results[c];
        callers[c] =
            new Thread(
                () -> {
                  for (int round = 0; round < 50; round++) {
                    pool.run(own.length, i -> own[i]++);
                  }
                });
        callers[c].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      int[] expected = new int[200];
      Arrays.fill(expected, 50);
      for (int[] result : results) {
        assertArrayEquals(expected, result);
      }
    }
  }

  @Test
  void aClosedPoolWorksInTheCallingThread() {
    ThreadPool pool = new ThreadPool(3);
    pool.run(10, i -> {});
    pool.close();
    Thread caller = Thread.currentThread();
    pool.run(10, i -> assertEquals(caller, Thread.currentThread()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
