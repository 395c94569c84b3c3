package ledger.streams.store;

import ledger.Credits;
import ledger.GrantId;
import ledger.event.Grant;
import ledger.event.TransactionType;

/** The terms of a grant; the expiry is written one higher, 0 says that there is none. */
final class GrantBytes {
    private GrantBytes() {}

    static void write(RowWriter out, Grant grant) {
        out.unsigned(grant.id().sequence());
        out.octet(grant.type().code());
        out.unsigned(grant.granted().micros());
        out.octet(grant.priority());
        out.unsigned(grant.expiresAtMillis() == Grant.NEVER ? 0 : grant.expiresAtMillis() + 1);
        out.unsigned(grant.createdAtMillis());
    }

    static Grant read(RowReader in) {
        GrantId id = new GrantId(in.unsigned());
        TransactionType type = TransactionType.ofCode(in.octet());
        Credits granted = new Credits(in.unsigned());
        int priority = in.octet();
        long expiry = in.unsigned();
        return new Grant(id, type, granted, priority, expiry == 0 ? Grant.NEVER : expiry - 1, in.unsigned());
    }
}
