// java -cp "<kafka libs>/*" Traffic.java BOOTSTRAP GROUP848 TOPIC MEMBERS SHAREGROUP TOPIC MEMBERS COMMITGROUP TOPIC
// Clients that only Java has: a KIP-848 group, a share group, and a group that only commits.
// Reads "pause" and "resume" from its standard input and ends when that closes.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

public class Traffic {
  static volatile boolean paused = false;
  static volatile boolean ending = false;

  static Properties client(String bootstrap, String group, String id) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    p.put("group.id", group);
    p.put("client.id", id);
    p.put("key.deserializer", ByteArrayDeserializer.class.getName());
    p.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return p;
  }

  static Thread start(String name, Runnable work) {
    Thread t = new Thread(() -> {
      // A broker that is stopped or frozen on purpose must not end the demo's clients for good.
      while (!ending) {
        try {
          work.run();
        } catch (WakeupException e) {
          return;
        } catch (RuntimeException e) {
          System.err.println(name + ": " + e.getMessage());
          try {
            Thread.sleep(2000);
          } catch (InterruptedException i) {
            return;
          }
        }
      }
    }, name);
    t.start();
    return t;
  }

  static void consumer(String bootstrap, String group, String topic, String id, List<Runnable> wakeups) {
    start(id, () -> {
      Properties p = client(bootstrap, group, id);
      p.put("group.protocol", "consumer");
      p.put("auto.offset.reset", "earliest");
      p.put("auto.commit.interval.ms", "2000");
      try (KafkaConsumer<byte[], byte[]> c = new KafkaConsumer<>(p)) {
        synchronized (wakeups) {
          wakeups.add(c::wakeup);
        }
        c.subscribe(List.of(topic));
        while (!ending) {
          if (paused) c.pause(c.assignment());
          else c.resume(c.paused());
          c.poll(Duration.ofMillis(500));
        }
      }
    });
  }

  static void share(String bootstrap, String group, String topic, String id, List<Runnable> wakeups) {
    start(id, () -> {
      try (KafkaShareConsumer<byte[], byte[]> c = new KafkaShareConsumer<>(client(bootstrap, group, id))) {
        synchronized (wakeups) {
          wakeups.add(c::wakeup);
        }
        c.subscribe(List.of(topic));
        while (!ending) c.poll(Duration.ofMillis(500));
      }
    });
  }

  static void commitOnly(String bootstrap, String group, String topic) {
    start(group, () -> {
      Properties p = new Properties();
      p.put("bootstrap.servers", bootstrap);
      TopicPartition partition = new TopicPartition(topic, 0);
      try (Admin admin = Admin.create(p)) {
        while (!ending) {
          if (!paused) {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(Math.max(0, end - 5)))).all().get();
          }
          Thread.sleep(5000);
        }
      } catch (InterruptedException e) {
        ending = true;
      } catch (Exception e) {
        throw new RuntimeException(e);
      }
    });
  }

  public static void main(String[] a) throws Exception {
    List<Runnable> wakeups = new ArrayList<>();
    String bootstrap = a[0];
    for (int i = 1; i <= Integer.parseInt(a[3]); i++) consumer(bootstrap, a[1], a[2], a[1] + "-" + i, wakeups);
    for (int i = 1; i <= Integer.parseInt(a[6]); i++) share(bootstrap, a[4], a[5], a[4] + "-" + i, wakeups);
    commitOnly(bootstrap, a[7], a[8]);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null; ) {
      if (line.equals("pause")) paused = true;
      if (line.equals("resume")) paused = false;
    }
    ending = true;
    synchronized (wakeups) {
      wakeups.forEach(Runnable::run);
    }
    Thread.sleep(1500);
    System.exit(0);
  }
}
