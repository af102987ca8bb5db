// java -cp "<kafka libs>/*" Groups.java BOOTSTRAP KIND:GROUP:TOPIC:MEMBERS…   (KIND: consumer = KIP-848, classic, share)
// Members of the group types that only Java's client speaks. Ends when its standard input closes.

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

public class Groups {
  static Properties client(String bootstrap, String group, String id) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    p.put("group.id", group);
    p.put("client.id", id);
    p.put("key.deserializer", ByteArrayDeserializer.class.getName());
    p.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return p;
  }

  static void consume(String bootstrap, String protocol, String group, String topic, String id) {
    Properties p = client(bootstrap, group, id);
    p.put("group.protocol", protocol);
    p.put("auto.offset.reset", "earliest");
    p.put("auto.commit.interval.ms", "200");
    try (KafkaConsumer<byte[], byte[]> c = new KafkaConsumer<>(p)) {
      c.subscribe(List.of(topic));
      while (true) c.poll(Duration.ofMillis(200));
    }
  }

  static void share(String bootstrap, String group, String topic, String id) {
    try (KafkaShareConsumer<byte[], byte[]> c = new KafkaShareConsumer<>(client(bootstrap, group, id))) {
      c.subscribe(List.of(topic));
      while (true) c.poll(Duration.ofMillis(200));
    }
  }

  public static void main(String[] a) throws Exception {
    for (int i = 1; i < a.length; i++) {
      String[] s = a[i].split(":");
      for (int m = 1; m <= Integer.parseInt(s[3]); m++) {
        String id = s[1] + "-" + m;
        Thread t = new Thread(() -> {
          if (s[0].equals("share")) share(a[0], s[1], s[2], id);
          else consume(a[0], s[0], s[1], s[2], id);
        });
        t.setDaemon(true);
        t.start();
      }
    }
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
