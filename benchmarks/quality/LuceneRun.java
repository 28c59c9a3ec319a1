import java.io.*;
import java.nio.file.*;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Reads documents and queries as "id TAB text" lines; prints "query id TAB document id" lines, best first. */
public final class LuceneRun {
  public static void main(String[] given) throws Exception {
    float k1 = Float.parseFloat(given[2]), b = Float.parseFloat(given[3]);
    int depth = Integer.parseInt(given[4]);
    EnglishAnalyzer analyzer = new EnglishAnalyzer();
    ByteBuffersDirectory folder = new ByteBuffersDirectory();
    BM25Similarity similarity = new BM25Similarity(k1, b);
    IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(similarity);
    try (IndexWriter writer = new IndexWriter(folder, config)) {
      for (String line : Files.readAllLines(Path.of(given[0]), StandardCharsets.UTF_8)) {
        String[] parts = line.split("\t", 2);
        Document document = new Document();
        document.add(new StringField("id", parts[0], Field.Store.YES));
        document.add(new TextField("text", parts[1], Field.Store.NO));
        writer.addDocument(document);
      }
    }
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(folder));
    searcher.setSimilarity(similarity);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    for (String line : Files.readAllLines(Path.of(given[1]), StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", 2);
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      try (TokenStream stream = analyzer.tokenStream("text", parts[1])) {
        CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
          query.add(new TermQuery(new Term("text", term.toString())), BooleanClause.Occur.SHOULD);
        }
      }
      for (ScoreDoc hit : searcher.search(query.build(), depth).scoreDocs) {
        out.println(parts[0] + "\t" + searcher.doc(hit.doc).get("id"));
      }
    }
    out.flush();
  }
}
