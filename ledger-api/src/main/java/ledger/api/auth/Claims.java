package ledger.api.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ledger.AccountId;
import ledger.Text;
import ledger.command.CommandHeader;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the claims of a token whose signature is valid. */
final class Claims {
    /** Clocks of two machines that both follow a time server differ by less. */
    static final Duration LEEWAY = Duration.ofSeconds(5);
    /** A token without an end ends a day after it was issued. A token with neither time is not accepted. */
    static final Duration LIFETIME_WITHOUT_END = Duration.ofDays(1);

    private Claims() {}

    /** Until when the token is good, exclusive. Throws where it is not good now. */
    static Instant goodUntil(JWTClaimsSet claims, Instant now) {
        Instant until = end(claims, now).plus(LEEWAY);
        if (!now.isBefore(until)) {
            throw new UnauthenticatedException("The token has expired");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && isAhead(notBefore, now)) {
            throw new UnauthenticatedException("The token is not good yet (claim nbf)");
        }
        return until;
    }

    /** Throws if a token was made to be valid for longer. The lifetime of a token without a start counts from now. */
    static void requireBrief(JWTClaimsSet claims, Instant now, Duration lifetimeMax) {
        Date issued = claims.getIssueTime();
        Instant from = issued == null ? now : issued.toInstant();
        if (Duration.between(from, end(claims, now)).compareTo(lifetimeMax) > 0) {
            throw new UnauthenticatedException("A token in a URL may be good for at most " + lifetimeMax.toSeconds()
                    + " seconds: make one with a nearer end (claim exp), or send the header Authorization");
        }
    }

    static Caller caller(JWTClaimsSet claims, ExpectedClaims expected) {
        String subject = text(claims, "sub");
        String path = expected.userClaim();
        String named = text(claims, path != null ? path : "userId");
        String user = named != null || path != null ? named : subject;
        if (user == null || !AccountId.isValid(user)) {
            throw new UnauthenticatedException("The token names no user: claim "
                    + (path != null ? path : "userId, or else sub,") + " must have 1 to " + AccountId.LENGTH_MAX
                    + " characters without control characters");
        }
        return new Caller(actor(subject != null ? subject : user), new AccountId(user), role(claims, expected));
    }

    private static Instant end(JWTClaimsSet claims, Instant now) {
        Date end = claims.getExpirationTime();
        if (end != null) {
            return end.toInstant();
        }
        Date issued = claims.getIssueTime();
        if (issued == null || isAhead(issued, now)) {
            throw new UnauthenticatedException("The token must say when it ends (claim exp)");
        }
        return issued.toInstant().plus(LIFETIME_WITHOUT_END);
    }

    private static boolean isAhead(Date time, Instant now) {
        return time.toInstant().isAfter(now.plus(LEEWAY));
    }

    private static String actor(String subject) {
        if (subject.isEmpty() || subject.length() > CommandHeader.ACTOR_LENGTH_MAX || !Text.isPrintable(subject)) {
            throw new UnauthenticatedException("The token's claim sub must have 1 to " + CommandHeader.ACTOR_LENGTH_MAX
                    + " characters without control characters");
        }
        return subject;
    }

    /** The role that the token names, or the greatest of several. An unknown role counts as {@code user}. */
    private static Role role(JWTClaimsSet claims, ExpectedClaims expected) {
        Object role = ClaimPath.find(claims.getClaims(), expected.roleClaim() != null ? expected.roleClaim() : "role");
        Object names = role != null || expected.roleClaim() != null ? role : claims.getClaim("roles");
        Stream<?> each = names instanceof List<?> list ? list.stream() : Stream.ofNullable(names);
        return each.flatMap(Claims::role).max(Role::compareTo).orElse(Role.USER);
    }

    private static Stream<Role> role(Object name) {
        if (!(name instanceof String text)) {
            return Stream.empty();
        }
        String upper = text.toUpperCase(Locale.ROOT);
        return Stream.of(Role.values()).filter(role -> role.name().equals(upper));
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        Object claim = ClaimPath.find(claims.getClaims(), name);
        if (claim != null && !(claim instanceof String)) {
            throw new UnauthenticatedException("The token's claim " + name + " must be text");
        }
        return (String) claim;
    }
}
