package ledger.streams.store;

import java.util.ArrayList;
import java.util.List;
import ledger.Credits;
import ledger.event.Posting;

/** Movements between books, in their order. */
final class PostingBytes {
    private PostingBytes() {}

    static void write(RowWriter out, List<Posting> postings) {
        out.unsigned(postings.size());
        for (Posting posting : postings) {
            BookBytes.write(out, posting.source());
            BookBytes.write(out, posting.target());
            out.unsigned(posting.amount().micros());
        }
    }

    static List<Posting> read(RowReader in) {
        List<Posting> postings = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            postings.add(new Posting(BookBytes.read(in), BookBytes.read(in), new Credits(in.unsigned())));
        }
        return postings;
    }
}
