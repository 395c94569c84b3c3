package ledger.streams.recover;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import ledger.UnavailableException;
import ledger.streams.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The members of the consumer group that decides. */
public final class Group {
    private final Admin admin;
    private final String id;

    /** The admin client stays the caller's. */
    public Group(Admin admin, String id) {
        this.admin = admin;
        this.id = id;
    }

    /**
     * Whether nobody decides now. A killed member counts until its session ends. If the only members are those that
     * this instance left behind, they are removed first.
     *
     * @param instance the name of this node, which no other node has; its members are called by this name and a number
     */
    public boolean isEmptyBut(String instance) {
        Set<MemberToRemove> own = new HashSet<>();
        for (MemberDescription member : members()) {
            String name = member.groupInstanceId().orElse("");
            if (!name.startsWith(instance + "-")) {
                return false;
            }
            own.add(new MemberToRemove(name));
        }
        if (!own.isEmpty()) {
            BrokerAnswers.await(admin.removeMembersFromConsumerGroup(id, new RemoveMembersFromConsumerGroupOptions(own))
                    .all());
        }
        return true;
    }

    /** How many members it has, those that were killed a moment ago included. */
    public int size() {
        return members().size();
    }

    private Collection<MemberDescription> members() {
        try {
            return BrokerAnswers.await(admin.describeConsumerGroups(Set.of(id)).all()).values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
        } catch (UnavailableException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw failed;
        }
    }
}
