import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

/**
 * `build FOLDER FILE` indexes lines "id, title, body, authors, topics, day" parted by tabs (several
 * values by U+001F); `serve FOLDER` answers queries, one a line: "total, nanoseconds, titles…".
 */
public final class LuceneServer {
  private static final String[] TEXTS = {"title", "body"};
  private static final int PAGE = 10;

  public static void main(String[] given) throws Exception {
    if (given[0].equals("build")) {
      build(Path.of(given[1]), Path.of(given[2]));
    } else {
      serve(Path.of(given[1]));
    }
  }

  private static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
        return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
      }
    };
  }

  private static void build(Path folder, Path file) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(analyzer()).setRAMBufferSizeMB(512);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config);
        BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      List<Thread> threads = new ArrayList<>();
      List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
      for (int number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
        Thread thread = new Thread(() -> {
          try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              writer.addDocument(document(line.split("\t", -1)));
            }
          } catch (Exception failure) {
            failures.add(failure);
          }
        });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      writer.commit();
    }
  }

  private static Document document(String[] parts) {
    Document document = new Document();
    document.add(new StringField("id", parts[0], Field.Store.YES));
    document.add(new TextField("title", parts[1], Field.Store.YES));
    document.add(new TextField("body", parts[2], Field.Store.YES));
    for (int at = 3; at < 5; at++) {
      String name = at == 3 ? "author" : "topic";
      for (String value : parts[at].split("\u001f")) {
        if (!value.isEmpty()) {
          document.add(new StringField(name, value, Field.Store.NO));
          document.add(new SortedSetDocValuesField(name, new BytesRef(value)));
        }
      }
    }
    if (!parts[5].isEmpty()) {
      int day = Integer.parseInt(parts[5]);
      document.add(new IntPoint("day", day));
      document.add(new NumericDocValuesField("day", day));
      document.add(new SortedSetDocValuesField("year", new BytesRef(parts[5].substring(0, 4))));
    }
    return document;
  }

  private static void serve(Path folder) throws Exception {
    IndexReader reader = DirectoryReader.open(FSDirectory.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("version")) {
        out.print(Version.LATEST + "\n");
      } else if (line.equals("export")) {
        StoredFields stored = reader.storedFields();
        for (int document = 0; document < reader.maxDoc(); document++) {
          Document found = stored.document(document, Set.of("id", "title"));
          out.print(found.get("id") + "\t" + found.get("title") + "\n");
        }
        out.print("\n");
      } else {
        out.print(answer(searcher, line.split("\t", -1)));
      }
      out.flush();
    }
  }

  private static String answer(IndexSearcher searcher, String[] parts) throws IOException {
    long start = System.nanoTime();
    Query query = query(parts);
    boolean newest = parts[6].equals("newest"), facets = parts[6].equals("facets");
    TopDocsCollector<?> top;
    if (newest) {
      Sort sort = new Sort(new SortField("day", SortField.Type.INT, true));
      top = TopFieldCollector.create(sort, PAGE, Integer.MAX_VALUE);
    } else {
      top = TopScoreDocCollector.create(PAGE, Integer.MAX_VALUE);
    }
    if (facets) {
      Counter counter = new Counter("author", "topic", "year");
      searcher.search(query, MultiCollector.wrap(top, counter));
      counter.best(PAGE);
    } else {
      searcher.search(query, top);
    }
    TopDocs found = top.topDocs();
    StoredFields stored = searcher.storedFields();
    List<String> titles = new ArrayList<>();
    for (ScoreDoc hit : found.scoreDocs) {
      titles.add(stored.document(hit.doc, Set.of("title")).get("title"));
    }
    long nanoseconds = System.nanoTime() - start;
    titles.add(0, found.totalHits.value + "\t" + nanoseconds);
    return String.join("\t", titles) + "\n";
  }

  /** Builds the query of "clause, words, author, topic, since, until, …". */
  private static Query query(String[] parts) {
    String[] words = parts[1].split(" ");
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (parts[0].equals("all")) {
      for (String word : words) {
        all.add(either("term", word), BooleanClause.Occur.MUST);
      }
    } else if (parts[0].equals("any")) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (String word : words) {
        for (String field : TEXTS) {
          any.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.SHOULD);
        }
      }
      all.add(any.build(), BooleanClause.Occur.MUST);
    } else {
      all.add(either(parts[0], words), BooleanClause.Occur.MUST);
    }
    for (int at = 2; at < 4; at++) {
      if (!parts[at].isEmpty()) {
        Term term = new Term(at == 2 ? "author" : "topic", parts[at]);
        all.add(new TermQuery(term), BooleanClause.Occur.FILTER);
      }
    }
    if (!parts[4].isEmpty()) {
      int first = Integer.parseInt(parts[4]), last = Integer.parseInt(parts[5]);
      Query points = IntPoint.newRangeQuery("day", first, last);
      Query values = NumericDocValuesField.newSlowRangeQuery("day", first, last);
      all.add(new IndexOrDocValuesQuery(points, values), BooleanClause.Occur.FILTER);
    }
    return all.build();
  }

  private static Query either(String kind, String... words) {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    for (String field : TEXTS) {
      Term term = new Term(field, words[0]);
      Query query = switch (kind) {
        case "phrase" -> new PhraseQuery(field, words);
        case "prefix" -> new PrefixQuery(term);
        case "fuzzy" -> new FuzzyQuery(term, 1, 0, 100_000, true);
        default -> new TermQuery(term);
      };
      either.add(query, BooleanClause.Occur.SHOULD);
    }
    return either.build();
  }

  /** Counts values of fields: by number within a segment, by name across segments. */
  private static final class Counter extends SimpleCollector {
    private final String[] fields;
    private final List<Map<BytesRef, Integer>> totals = new ArrayList<>();
    private final SortedSetDocValues[] values;
    private final int[][] counts;

    Counter(String... fields) {
      this.fields = fields;
      values = new SortedSetDocValues[fields.length];
      counts = new int[fields.length][];
      for (String field : fields) {
        totals.add(new HashMap<>());
      }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      take();
      for (int at = 0; at < fields.length; at++) {
        values[at] = DocValues.getSortedSet(context.reader(), fields[at]);
        counts[at] = new int[(int) values[at].getValueCount()];
      }
    }

    @Override
    public void collect(int document) throws IOException {
      for (int at = 0; at < fields.length; at++) {
        if (values[at].advanceExact(document)) {
          for (int left = values[at].docValueCount(); left > 0; left--) {
            counts[at][(int) values[at].nextOrd()]++;
          }
        }
      }
    }

    private void take() throws IOException {
      for (int at = 0; at < fields.length; at++) {
        for (int number = 0; counts[at] != null && number < counts[at].length; number++) {
          if (counts[at][number] > 0) {
            BytesRef name = BytesRef.deepCopyOf(values[at].lookupOrd(number));
            totals.get(at).merge(name, counts[at][number], Integer::sum);
          }
        }
        counts[at] = null;
      }
    }

    List<List<Map.Entry<BytesRef, Integer>>> best(int most) throws IOException {
      take();
      List<List<Map.Entry<BytesRef, Integer>>> found = new ArrayList<>();
      for (Map<BytesRef, Integer> total : totals) {
        List<Map.Entry<BytesRef, Integer>> entries = new ArrayList<>(total.entrySet());
        entries.sort(Map.Entry.<BytesRef, Integer>comparingByValue().reversed());
        found.add(entries.subList(0, Math.min(most, entries.size())));
      }
      return found;
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
